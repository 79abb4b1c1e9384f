"""Mail about leads that does not arrive: found by the worker, told on the lead, dealt with at the desk.

The queue tries a mail again and again for three days, whatever the mail server says: a "no" may be a mistake
of our own, and nothing is lost. But a school whose address does not exist waits meanwhile. So a refusal that
the mail server calls final (5xx, RFC 5321, 4.2.1) is told on the lead at once; when the mail arrives after
all, the sign goes by itself.
"""

import re
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from post_office.models import STATUS, Email

from intake.models import Contact, Lead, LeadMail, MailProblem

from . import mail, talks
from .errors import LeadError
from .locks import lock_requests
from .trail import Action, record

#: What smtplib raises when a mail server refuses this one mail, and not us altogether.
REFUSALS = ("SMTPRecipientsRefused", "SMTPDataError", "SMTPSenderRefused")
#: How the exceptions are called that come from the way to the mail server, and not from the mail.
NETWORK = re.compile(r"SMTP|Connection|[Tt]imeout|OSError|gaierror|SSL|BrokenPipe")
CODE = re.compile(r"\((\d{3}), ")
#: What the queue still wants to send.
WAITING = (STATUS.queued, STATUS.requeued)
#: RFC 3463: 5.1.x is about the address, 5.2.2 is a full mailbox.
DETAIL = re.compile(r"\b5\.(\d{1,3})\.(\d{1,3})\b")
ADDRESS_CODES = frozenset({"550", "551", "553"})
#: The most serious first: what a lead shows when several of its mails have a problem.
SERIOUS = (
    MailProblem.UNKNOWN, MailProblem.FULL, MailProblem.REFUSED, MailProblem.UNREACHABLE, MailProblem.BROKEN,
)  # fmt: skip


def note_problems() -> bool:
    """Bring what leads show in step with the queue. Whether there may be more to do: there is not."""
    for one in _newly_failed():
        if problem := _problem_of(one.email):
            _note(one, problem)
    for one in LeadMail.objects.exclude(problem="").filter(email__status=STATUS.sent).select_related("lead"):
        _forget(one)
    mail.remove_last_mails()
    return False


def unsettled() -> QuerySet[LeadMail]:
    """The mails that did not arrive and that nobody has dealt with."""
    return LeadMail.objects.exclude(problem="").filter(settled_at=None)


def open_problems(lead: Lead) -> list[LeadMail]:
    """The mails of a lead that did not arrive and that nobody has dealt with, the last first."""
    mails = lead.mails.exclude(problem="").filter(settled_at=None).select_related("email")
    return list(mails)


@transaction.atomic
def settle_mail(lead: Lead, *, user, now: datetime | None = None) -> Lead:
    """Say that the undelivered mail of a lead is dealt with, such as by a phone call."""
    now = now or timezone.now()
    lead = Lead.objects.select_for_update(of=("self",)).get(pk=lead.pk)
    settled = lead.mails.exclude(problem="").filter(settled_at=None).update(settled_at=now)
    # The sign can be all that is left: its mail may have been deleted.
    if not settled and not lead.mail_problem:
        raise LeadError(_("There is no undelivered mail any more."))
    lead.mail_problem = ""
    lead.save(update_fields=["mail_problem"])
    record(lead, Action.MAIL_SETTLED, user=user, at=now)
    return lead


@transaction.atomic
def correct_address(lead: Lead, email: str, *, user, now: datetime | None = None) -> Lead:
    """Give the contact person another e-mail address, and send the confirmation of the request there.

    What the school sent in stays as it was. Links that went to the old address stop working, and what is
    still on its way there is given up: of every open request of this person, which so gets its mail anew.
    What an adviser wrote holds no link, and nobody else has it: that goes to the new address.
    Raises LeadError for what is no address.
    """
    email = email.strip()
    try:
        validate_email(email)
    except ValidationError as error:
        words = _("Fill in an e-mail address with an @, such as naam@school.nl")
        raise LeadError(words, field="email") from error
    # It takes more than one lead, and theirs is perhaps joined or erased just now.
    lock_requests()
    lead = Lead.objects.select_for_update(of=("self",)).with_people().get(pk=lead.pk)
    if lead.erased_at:
        raise LeadError(_("This person has been erased."))
    if lead.contact.email.casefold() == email.casefold():
        raise LeadError(_("This is the address that we have already."), field="email")
    others = _others_of(lead)
    _give_up(lead)
    lead.contact = _contact_at(lead.contact, email)
    lead.save(update_fields=["contact"])
    _send_anew(lead, user, now)
    for other in others:
        if other.contact_id == lead.contact_id:
            other.contact = lead.contact
            _give_up(other)
            _send_anew(other, user, now)
    return lead


def _others_of(lead: Lead) -> list[Lead]:
    """The other open leads of the same person, locked in one order."""
    others = Lead.objects.open().filter(contact=lead.contact_id, erased_at=None).exclude(pk=lead.pk)
    return list(others.select_for_update(of=("self",)).with_people().order_by("pk"))


def _send_anew(lead: Lead, user, now: datetime | None) -> None:
    """Confirm the request to the address that its contact has now, with a link that works."""
    if lead.mail_problem:
        settle_mail(lead, user=user, now=now)
        lead.mail_problem = ""
    mail.queue_confirmation(lead)
    written = lead.mails.filter(name=mail.WRITTEN, email__status__in=WAITING)
    emails = list(written.values_list("email", flat=True))
    written.update(problem="", settled_at=None)
    Email.objects.filter(pk__in=emails).update(
        to=[lead.contact.email], status=STATUS.queued, scheduled_time=None, number_of_retries=None
    )
    talks.invite_anew(lead, now=now)


def _newly_failed() -> QuerySet[LeadMail]:
    refused = Q(email__status=STATUS.requeued, email__logs__exception_type__in=REFUSALS)
    mails = LeadMail.objects.filter(Q(email__status=STATUS.failed) | refused, problem="", settled_at=None)
    return mails.select_related("email").prefetch_related("email__logs").distinct().order_by("pk")


def _problem_of(email: Email) -> str:
    """Why a mail does not arrive; "" as long as it may only be a matter of time."""
    last = max(email.logs.all(), key=lambda log: (log.date, log.pk), default=None)
    kind, said = (last.exception_type, last.message) if last else ("", "")
    if kind in REFUSALS:
        code = CODE.search(said)
        if not code or not code[1].startswith("5"):
            return MailProblem.UNREACHABLE if email.status == STATUS.failed else ""
        return _refusal(kind, code[1], DETAIL.search(said))
    if email.status != STATUS.failed:
        return ""
    return MailProblem.UNREACHABLE if NETWORK.search(kind) else MailProblem.BROKEN


def _refusal(kind: str, code: str, detail: re.Match | None) -> MailProblem:
    if code == "552" or (detail and detail.group(1, 2) == ("2", "2")):
        return MailProblem.FULL
    if detail:
        return MailProblem.UNKNOWN if detail[1] == "1" else MailProblem.REFUSED
    is_address = kind == "SMTPRecipientsRefused" and code in ADDRESS_CODES
    return MailProblem.UNKNOWN if is_address else MailProblem.REFUSED


@transaction.atomic
def _note(one: LeadMail, problem: str) -> None:
    lead = Lead.objects.select_for_update(of=("self",)).get(pk=one.lead_id)
    LeadMail.objects.filter(pk=one.pk).update(problem=problem)
    _show_worst(lead)
    record(lead, Action.MAIL_FAILED, mail=one.name, problem=problem, to_school=one.to_school)


@transaction.atomic
def _forget(one: LeadMail) -> None:
    lead = Lead.objects.select_for_update(of=("self",)).get(pk=one.lead_id)
    LeadMail.objects.filter(pk=one.pk).update(problem="")
    _show_worst(lead)


def _show_worst(lead: Lead) -> None:
    problems = set(lead.mails.filter(settled_at=None).exclude(problem="").values_list("problem", flat=True))
    lead.mail_problem = next((problem for problem in SERIOUS if problem in problems), "")
    lead.save(update_fields=["mail_problem"])


def _give_up(lead: Lead) -> None:
    """Try no more to reach the old address."""
    waiting = lead.mails.filter(to_school=True, email__status__in=WAITING).exclude(name=mail.WRITTEN)
    Email.objects.filter(pk__in=list(waiting.values_list("email", flat=True))).update(status=STATUS.failed)


def _contact_at(contact: Contact, email: str) -> Contact:
    """The same person with another address; or who is known at this organisation by that address."""
    known = Contact.objects.filter(organisation=contact.organisation_id, email__iexact=email).first()
    if known:
        return known
    contact.email = email
    contact.save(update_fields=["email"])
    return contact
