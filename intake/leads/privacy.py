"""Erasing a person: out of requests, contacts, trail, mails and files, while our figures stay right.

The one exception to the rule that a request never changes is `IntakeRequest.erase_person`, and this module is
the one place that calls it. docs/privacy.md says what stays, and why the law lets us keep it.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from post_office.models import Email

from intake.files.attach import remove
from intake.models import (
    CallProposal,
    Contact,
    Draft,
    Enrolment,
    IntakeRequest,
    Lead,
    LeadLogEntry,
    LeadState,
    LostReason,
    RequestFile,
)

from . import mail
from .errors import LeadError
from .finding import keep_findable
from .lifecycle import move_lead
from .trail import Action, record

#: While there is an agreement both sides need the data (GDPR, article 6.1.b).
NEEDED = frozenset({LeadState.AGREED, LeadState.RUNNING})
#: How long somebody may have to wait: a month (GDPR, article 12.3).
TERM = timedelta(days=30)
#: What of a line of the trail may say something about a person. The rest are codes, days and colleagues.
PERSONAL = ("text", "action", "file")


def leads_of_person(lead: Lead) -> list[Lead]:
    """This lead and all others of the same person: with the same contact, or the same e-mail address."""
    email = lead.contact.email
    same = Q(contact__email__iexact=email) | Q(request__email__iexact=email) | Q(pk=lead.pk)
    return list(Lead.objects.filter(same).with_people().order_by("pk"))


def may_be_erased(leads: list[Lead]) -> bool:
    return not any(lead.state in NEEDED for lead in leads)


@transaction.atomic
def erase_person(lead: Lead, *, user, now: datetime | None = None) -> int:
    """Erase the contact person of this lead, in all leads of that person; gives how many those are.

    What is still open stops. The person gets one last mail, whose address is forgotten when it was sent.
    Raises LeadError while there is an agreement, or when it was done before.
    """
    now = now or timezone.now()
    if Lead.objects.filter(pk=lead.pk, erased_at__isnull=False).exists():
        raise LeadError(_("This person has been erased already."))
    leads = leads_of_person(lead)
    if not may_be_erased(leads):
        raise LeadError(
            _("There is an agreement with this person. Complete the job or close the lead first, then erase.")
        )
    email, reference = lead.contact.email, lead.reference
    for one in leads:
        if one.is_open:
            move_lead(one, LeadState.LOST, user=user, lost_reason=LostReason.WITHDRAWN, now=now)
    locked = list(Lead.objects.select_for_update(of=("self",)).filter(pk__in=[one.pk for one in leads]))
    # What waits in quarantine or was thrown away there has no lead.
    without = IntakeRequest.objects.filter(email__iexact=email, lead=None)
    requests = [*(one.request_id for one in locked), *without.values_list("pk", flat=True)]
    _erase_mails(locked, email)
    _erase_contacts({one.contact_id for one in locked}, email)
    _erase_trail(locked)
    CallProposal.objects.filter(lead__in=locked).delete()
    Enrolment.objects.filter(request__in=requests).update(participants=[])
    remove(RequestFile.objects.filter(request__in=requests))
    Draft.objects.filter(Q(email__iexact=email) | Q(answers__icontains=email)).delete()
    IntakeRequest.erase_person(requests)
    for one in locked:
        one.erased_at, one.mail_problem = now, ""
        one.save(update_fields=["erased_at", "mail_problem"])
        record(one, Action.ERASED, user=user, at=now)
    keep_findable(locked)
    mail.queue_erased(email, reference)
    return len(locked)


def _erase_mails(leads: list[Lead], email: str) -> None:
    """Every mail about these leads or to this person, with what went wrong with it."""
    references = [one.reference for one in leads]
    about = Q(about_lead__lead__in=leads) | Q(context__reference__in=references) | Q(to__iexact=email)
    Email.objects.filter(pk__in=list(Email.objects.filter(about).values_list("pk", flat=True))).delete()


def _erase_contacts(pks: set[int], email: str) -> None:
    for contact in Contact.objects.filter(Q(pk__in=pks) | Q(email__iexact=email)):
        contact.first_name, contact.last_name, contact.role, contact.phone = "", "", "", ""
        # Never an address of anybody (RFC 2606), and another one for each: an address is unique.
        contact.email = f"gewist-{contact.pk}@gewist.invalid"
        contact.save()


def _erase_trail(leads: list[Lead]) -> None:
    """The texts of the timeline, notes of colleagues too. What happened and when stays."""
    entries = list(LeadLogEntry.objects.filter(lead__in=leads))
    for entry in entries:
        entry.data = {name: value for name, value in entry.data.items() if name not in PERSONAL}
    LeadLogEntry.objects.bulk_update(entries, ["data"], batch_size=200)
