"""Mail that somebody at the desk writes to a school: what it may say, who reads the answer, and sending it.

The house sends it, so that it arrives as our other mail does; the answer goes to the lead's adviser.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from intake.models import Lead, LeadMail, MailTemplate

from . import mail
from .errors import LeadError
from .house import house_name
from .lifecycle import log_contact
from .mail import WRITTEN
from .placeholders import complete, fill_known, values_of
from .trail import Action, ContactOutcome, record

LONGEST_SUBJECT, LONGEST_TEXT = 150, 4000


@dataclass(frozen=True)
class Letter:
    """A subject and a text, both plain."""

    subject: str
    text: str


def one_line(text: str) -> str:
    """On one line, without what cannot be seen: nothing in a subject may become a line of the mail's head."""
    return "".join(sign for sign in " ".join(text.split()) if sign.isprintable())


def values_for(lead: Lead, user) -> dict[str, str]:
    """What the placeholders stand for in a mail that this user writes about this lead."""
    return values_of(_said(lead, user), house_name())


def started_from(template: MailTemplate, values: dict[str, str]) -> Letter:
    """A template with what is known filled in; what is not stays, for the writer to see."""
    return Letter(fill_known(template.subject, values), fill_known(template.body, values))


def context_of(lead: Lead, user, letter: Letter) -> dict:
    """What the mail is made of; see `intake.leads.mail`."""
    return _said(lead, user) | {"mail": WRITTEN, "subject": letter.subject, "text": letter.text}


def reader_of(lead: Lead, user) -> str:
    """The address at which the school's answer arrives: the adviser's; without one, of who writes."""
    return (lead.owner and lead.owner.email) or user.email


@transaction.atomic
def send_mail_to_school(
    lead: Lead,
    *,
    user,
    key: UUID,
    subject: str,
    text: str,
    next_action: str = "",
    next_action_on: date | None = None,
    now: datetime | None = None,
) -> bool:
    """Queue a mail to the contact person, and log it as contact, with the next step if there is one.

    A closed lead stays as it is: the mail goes and is on the timeline, and nobody waits for an answer.
    The same `key` for this lead sends once: what comes again does nothing, and gives False. Raises LeadError
    for a lead that is erased, for a next step on one that is closed, for a person without an address, for no
    subject or text, and for a placeholder without a value.
    """
    now = now or timezone.now()
    lead = Lead.objects.select_for_update(of=("self",)).with_people().get(pk=lead.pk)
    if LeadMail.objects.filter(lead=lead, key=key).exists():
        return False
    if lead.erased_at:
        raise LeadError(_("This person has been erased, so nobody can be reached about it."))
    if not lead.contact.email:
        raise LeadError(_("We have no e-mail address of this person."))
    values = values_for(lead, user)
    letter = Letter(
        _checked("subject", one_line(subject), values, LONGEST_SUBJECT),
        _checked("text", text.replace("\r\n", "\n").strip(), values, LONGEST_TEXT),
    )
    if lead.is_open or next_action or next_action_on:
        log_contact(
            lead, user=user, outcome=ContactOutcome.MAILED, subject=letter.subject, note=letter.text,
            next_action=next_action, next_action_on=next_action_on, now=now,
        )  # fmt: skip
    else:
        said = {"outcome": ContactOutcome.MAILED, "subject": letter.subject, "text": letter.text}
        record(lead, Action.CONTACT, user=user, at=now, **said)
    mail.queue_mails(
        mail.mail_about(
            WRITTEN,
            lead,
            to=lead.contact.email,
            reply_to=lead.owner if lead.owner and lead.owner.email else user,
            said=context_of(lead, user, letter),
        )
        | {"key": key}
    )
    return True


def _said(lead: Lead, user) -> dict:
    """What every mail about the lead says; in triage who writes signs it."""
    said = mail.context_of(lead)
    if said["adviser"] is None:
        name = user.get_full_name() or user.get_username()
        said["adviser"] = {"name": name, "email": user.email, "phone": "", "phone_link": ""}
    return said


def _checked(field: str, text: str, values: dict[str, str], longest: int) -> str:
    words = {"subject": _("Give the mail a subject."), "text": _("Write something first.")}
    try:
        text = complete(text, values)
    except ValidationError as error:
        raise LeadError(error.messages[0], field=field) from error
    if not text:
        raise LeadError(words[field], field=field)
    if len(text) > longest:
        raise LeadError(_("Keep it under %(count)d characters.") % {"count": longest}, field=field)
    return text
