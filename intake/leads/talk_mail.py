"""Mail about a talk; like all mail about a lead (`intake.leads.mail`), with these besides:

change       "planned", "moved" or "cancelled": what is told
kind         "Startoverleg"
when         "dinsdag 24 november, 10.00 tot 11.00 uur"
where, link  where it is: a place, an address on the web, or both
note         a word to the school, or ""
talk         the same for a calendar program; `intake.leads.invitations` makes it an invitation
by_school    whether the school itself stopped it
"""

from datetime import datetime
from email.utils import parseaddr

from django.conf import settings
from post_office import mail as outbox
from post_office.models import EmailTemplate

from home.dutch import phone_number
from intake.models import Adviser, Appointment, Lead

from .dates import spoken_talk
from .invitations import CANCEL, REQUEST
from .mail import mail_about, queue_mails

PLANNED, MOVED, CANCELLED = "planned", "moved", "cancelled"
#: Which of our mails tells a school of each.
TO_SCHOOL = {PLANNED: "talk_planned", MOVED: "talk_moved", CANCELLED: "talk_cancelled"}
INSIDE = "talk_inside"


def queue_talk(appointment: Appointment, lead: Lead, change: str, *, at: datetime, by_school=False) -> None:
    """Tell the school and the adviser, each with what their calendar needs."""
    more = said_of(appointment, lead, change, at=at) | {"by_school": by_school}
    adviser = appointment.adviser
    school = mail_about(TO_SCHOOL[change], lead, to=lead.contact.email, reply_to=adviser, **more)
    queue_mails(school, _to_adviser(adviser, lead, more))


def queue_other_host(appointment: Appointment, lead: Lead, before: Adviser, *, at: datetime) -> None:
    """Tell the school and the new adviser who invites now, and take it out of the calendar of the other."""
    more = said_of(appointment, lead, MOVED, at=at) | {"by_school": False}
    school = mail_about(TO_SCHOOL[MOVED], lead, to=lead.contact.email, reply_to=appointment.adviser, **more)
    gone = said_of(appointment, lead, CANCELLED, at=at, host=before) | {
        "by_school": False,
        "is_passed_on": True,
    }
    planned = more | {"change": PLANNED}
    queue_mails(school, _to_adviser(appointment.adviser, lead, planned), _to_adviser(before, lead, gone))


def queue_invitation_anew(appointment: Appointment, lead: Lead, *, at: datetime) -> None:
    """Invite the school once more, at the address it has now."""
    more = said_of(appointment, lead, PLANNED, at=at)
    name, to = TO_SCHOOL[PLANNED], lead.contact.email
    queue_mails(mail_about(name, lead, to=to, reply_to=appointment.adviser, **more))


def queue_without_person(said: dict, lead: Lead) -> None:
    """Tell the adviser that a talk is off, and nothing of whom it was with: that person was erased."""
    to = said["talk"]["organizer"]["email"]
    context = {
        "reference": lead.reference,
        "organisation": lead.organisation.name,
        "mail": INSIDE,
        **{name: said[name] for name in ("change", "kind", "when")},
        "talk": said["talk"] | {"attendee": None, "place": "", "link": "", "note": ""},
    }
    template = EmailTemplate.objects.get(name=INSIDE, language="")
    outbox.send(to, template=template, context=context, render_on_delivery=True)


def said_of(
    appointment: Appointment, lead: Lead, change: str, *, at: datetime, host: Adviser | None = None
) -> dict:
    """What a mail says of a talk, and what goes into the calendar. `host` for who invited until now."""
    return {
        "change": change,
        "kind": str(appointment.get_kind_display()),
        "when": spoken_talk(appointment.starts_at, appointment.ends_at),
        "where": appointment.place,
        "link": appointment.link,
        "note": appointment.note,
        "talk": as_calendar(appointment, lead, CANCEL if change == CANCELLED else REQUEST, at=at, host=host),
    }


def as_calendar(
    appointment: Appointment, lead: Lead, method: str, *, at: datetime, host: Adviser | None = None
) -> dict:
    """All that `intake.leads.invitations` needs, as plain JSON."""
    host = host or appointment.adviser
    return {
        "method": method,
        "uid": appointment.uid,
        "sequence": appointment.sequence,
        "stamp": at.isoformat(),
        "starts_at": appointment.starts_at.isoformat(),
        "ends_at": appointment.ends_at.isoformat(),
        "kind": str(appointment.get_kind_display()),
        "organisation": lead.organisation.name,
        "reference": lead.reference,
        "place": appointment.place,
        "link": appointment.link,
        "note": appointment.note,
        "organizer": _host(host),
        "attendee": _guest(lead),
    }


def _guest(lead: Lead) -> dict | None:
    """The contact person; None for one who asked by phone and has no address."""
    person = lead.contact
    return {"name": person.name, "email": person.email} if person.email else None


def _host(adviser: Adviser) -> dict:
    return {
        "name": adviser.name,
        # Who invites has to have an address: a calendar program answers to it.
        "email": adviser.email or parseaddr(settings.DEFAULT_FROM_EMAIL)[1],
        "phone": phone_number(adviser.phone) if adviser.phone else "",
    }


def _to_adviser(adviser: Adviser, lead: Lead, more: dict) -> dict:
    return mail_about(INSIDE, lead, to=_host(adviser)["email"], inside=True, **more)
