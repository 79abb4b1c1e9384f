"""Erasing a person: out of requests, contacts, trail, mails and files, while our figures stay right.

The exceptions to the rule that a request never changes are `IntakeRequest.erase_person` and
`erase_attendees`, and this module is the one place that calls them. docs/privacy.md says what stays, and why
the law lets us keep it.
"""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from post_office.models import Email

from intake.files.attach import remove
from intake.models import (
    Agreement,
    Appointment,
    CallProposal,
    Contact,
    Draft,
    Enrolment,
    IntakeRequest,
    Lead,
    LeadLogEntry,
    LeadState,
    LostReason,
    Quarantine,
    RequestFile,
    Verdict,
)
from intake.models.enrolments import ABOUT_SEATS
from offerings import seats
from offerings.models import CourseDate

from . import mail
from .errors import LeadError
from .finding import keep_findable
from .lifecycle import move_lead
from .locks import lock_requests, lock_rows
from .merging.undoing import forget_person
from .talks import cancellations_of, tell_without_person
from .trail import Action, record

#: While there is an agreement both sides need the data (GDPR, article 6.1.b).
NEEDED = frozenset({LeadState.AGREED, LeadState.RUNNING})
#: How long somebody may have to wait: a month (GDPR, article 12.3).
TERM = timedelta(days=30)
#: What of a line of the trail may say something about a person. The rest are codes, days and colleagues.
PERSONAL = ("text", "subject", "action", "file", "was", "place", "link", "agreed")
#: An e-mail address in a line of who comes.
ADDRESS = re.compile(r"[^\s,;:<>()\[\]]+@[^\s,;:<>()\[\]]+")


def leads_of_person(lead: Lead) -> list[Lead]:
    """This lead and all others of the same person: those whose contact has the same e-mail address.

    What address a request was sent with does not count: it may have been corrected, and be another's. Who
    has no address, because they called, is only the one contact of this lead.
    """
    same = Q(contact=lead.contact_id)
    if lead.contact.email:
        same |= Q(contact__email__iexact=lead.contact.email)
    return list(Lead.objects.filter(same).with_people().order_by("pk"))


def perhaps_of_person(leads: list[Lead]) -> list[Lead]:
    """Leads that may be this person's too, for somebody to judge: an address in them is the same.

    Of one of the two the address was corrected since, so it may as well be a mistake in typing. Of who has
    no address it is the phone number, which a whole school may share.
    """
    addresses = {address.lower() for one in leads for address in (one.contact.email, one.request.email)}
    same = Q()
    for address in sorted(addresses - {""}):
        same |= Q(contact__email__iexact=address) | Q(request__email__iexact=address)
    for one in leads:
        if one.contact.phone and not one.contact.email:
            same |= Q(contact__phone=one.contact.phone)
    others = Lead.objects.filter(same, erased_at=None).exclude(pk__in=[one.pk for one in leads])
    return list(others.with_people().order_by("pk")) if same else []


def may_be_erased(leads: list[Lead]) -> bool:
    return not any(lead.state in NEEDED for lead in leads)


@transaction.atomic
def erase_person(lead: Lead, *, user, now: datetime | None = None) -> int:
    """Erase the contact person of this lead, in all leads of that person; gives how many those are.

    What is still open stops. The person gets one last mail, whose address is forgotten when it was sent; none
    without an address.
    Raises LeadError while there is an agreement, or when it was done before.
    """
    now = now or timezone.now()
    lock_requests()
    lead = Lead.objects.with_people().get(pk=lead.pk)
    if lead.erased_at:
        raise LeadError(_("This person has been erased already."))
    _lock_all_of(lead)
    leads = leads_of_person(lead)
    if not may_be_erased(leads):
        raise LeadError(
            _("There is an agreement with this person. Complete the job or close the lead first, then erase.")
        )
    email, reference = lead.contact.email, lead.reference
    stopped = cancellations_of(leads, now=now)
    for one in leads:
        if one.is_open:
            move_lead(one, LeadState.LOST, user=user, lost_reason=LostReason.WITHDRAWN, now=now)
    locked = list(Lead.objects.filter(pk__in=[one.pk for one in leads]).order_by("pk"))
    # What waits in quarantine or was thrown away there has no lead.
    without = IntakeRequest.objects.filter(email__iexact=email, lead=None) if email else ()
    requests = [*(one.request_id for one in locked), *(one.pk for one in without)]
    _erase_mails(locked, email)
    people = {one.contact_id for one in locked}
    _erase_contacts(people, email)
    forget_person([one.pk for one in locked], people, email)
    _erase_trail(locked)
    CallProposal.objects.filter(lead__in=locked).delete()
    Appointment.objects.filter(lead__in=locked).delete()
    Agreement.objects.filter(lead__in=locked).update(text="")
    Enrolment.objects.filter(request__in=requests).update(participants=[])
    remove(RequestFile.objects.filter(request__in=requests))
    # Nobody can be called about it any more, so nobody has to judge it.
    Quarantine.objects.waiting().filter(request__in=requests).update(
        verdict=Verdict.DROPPED, decided_at=now, decided_by=user
    )
    IntakeRequest.erase_person(requests)
    if email:
        _erase_drafts(email)
        _take_out_of_lists(email)
    for one in locked:
        one.erased_at, one.mail_problem = now, ""
        one.save(update_fields=["erased_at", "mail_problem"])
        record(one, Action.ERASED, user=user, at=now)
    keep_findable(locked)
    if email:
        mail.queue_erased(email, reference, [said for _lead, said in stopped])
    tell_without_person(stopped)
    return len(locked)


def _lock_all_of(lead: Lead) -> None:
    """Lock every date on which seats change, and then the leads of this person."""
    leads, email = leads_of_person(lead), lead.contact.email
    own = Enrolment.objects.filter(request__lead__in=leads).values_list("course_date_id", flat=True)
    elsewhere = (one.course_date_id for one in _enrolments_naming(email)) if email else ()
    dates = CourseDate.objects.filter(pk__in={*own, *elsewhere})
    list(seats.locked(dates.order_by("pk")))
    lock_rows([one.pk for one in leads])


def _erase_drafts(email: str) -> None:
    """Drafts that the person writes; out of those of others, the line with this address in who comes."""
    Draft.objects.filter(Q(email__iexact=email) | Q(answers__contact__email__0__iexact=email)).delete()
    for draft in Draft.objects.select_for_update().filter(answers__icontains=_findable(email)):
        for answers in draft.answers.values():
            if "attendees" in answers:
                answers["attendees"] = [_without_line(text, email) for text in answers["attendees"]]
        draft.save(update_fields=["answers"])  # it is not kept longer by this


def _take_out_of_lists(email: str) -> None:
    """Take this address, with its name, out of who comes in what others sent and enrolled."""
    for enrolment in _enrolments_naming(email):
        people = _without(enrolment.participants, email)
        Enrolment.objects.filter(pk=enrolment.pk).update(participants=people)
    named = IntakeRequest.objects.filter(wish__in=ABOUT_SEATS, attendees__icontains=_findable(email))
    for request in named:
        if (people := _without(request.attendees, email)) != request.attendees:
            IntakeRequest.erase_attendees(request.pk, people)


def _enrolments_naming(email: str) -> QuerySet[Enrolment]:
    return Enrolment.objects.filter(participants__icontains=_findable(email)).order_by("pk")


def _findable(email: str) -> str:
    """What of an address stands in stored JSON as it is: before the "@" there are only plain letters."""
    return email.rpartition("@")[0] + "@"


def _without(people: Iterable[dict], email: str) -> list[dict]:
    return [person for person in people if person.get("email", "").casefold() != email.casefold()]


def _without_line(text: str, email: str) -> str:
    """A text of a line for each person, without the lines with this address."""
    return "".join(line for line in text.splitlines(keepends=True) if not _has(line, email))


def _has(line: str, email: str) -> bool:
    addresses = {found.strip(".'\"").casefold() for found in ADDRESS.findall(line)}
    return email.casefold() in addresses


def _erase_mails(leads: list[Lead], email: str) -> None:
    """Every mail about these leads or to this person, with what went wrong with it."""
    references = [one.reference for one in leads]
    about = Q(about_lead__lead__in=leads) | Q(context__reference__in=references)
    if email:
        about |= Q(to__iexact=email)
    Email.objects.filter(pk__in=list(Email.objects.filter(about).values_list("pk", flat=True))).delete()


def _erase_contacts(pks: set[int], email: str) -> None:
    theirs = Q(pk__in=pks)
    if email:
        theirs |= Q(email__iexact=email)
    for contact in Contact.objects.filter(theirs).order_by("pk"):
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
