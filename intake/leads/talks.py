"""What becomes of a planned talk when something happens to its lead. The doors are in `appointments`.

All of these work inside a door's transaction, on a lead that is locked.
"""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from intake.models import Adviser, Appointment, Lead

from .talk_mail import (
    CANCELLED,
    queue_invitation_anew,
    queue_other_host,
    queue_talk,
    queue_without_person,
    said_of,
)
from .trail import SCHOOL, Action, record


def coming_talk(lead: Lead, now: datetime | None = None) -> Appointment | None:
    """The talk that is still to come, or going on. One query."""
    return lead.appointments.coming(now).select_related("adviser__user", "adviser__page").first()


def has_talk(lead: Lead) -> bool:
    """Whether a talk was planned and not called off, behind us or to come."""
    return lead.appointments.standing().exists()


def call_off(lead: Lead, *, user, now: datetime, by_school: bool = False, why: str = "") -> bool:
    """Cancel the talk that is still to come, and tell everybody; whether there was one."""
    talk = coming_talk(lead, now)
    if talk is None:
        return False
    lead = _with_people(lead)
    talk.cancelled_at = talk.changed_at = now
    talk.sequence += 1
    talk.save(update_fields=["cancelled_at", "changed_at", "sequence"])
    by = {"by": SCHOOL} if by_school else {}
    record(lead, Action.TALK_CANCELLED, user=user, at=now, text=why, **moment_of(talk), **by)
    queue_talk(talk, lead, CANCELLED, at=now, by_school=by_school)
    return True


def pass_on(lead: Lead, to: Adviser, *, now: datetime) -> None:
    """Let another adviser have the talk: the invitation comes from that one now (RFC 5546, 3.2.2.5)."""
    talk = coming_talk(lead, now)
    if talk is None or talk.adviser_id == to.pk:
        return
    before, talk.adviser = talk.adviser, to
    talk.sequence, talk.changed_at = talk.sequence + 1, now
    talk.save(update_fields=["adviser", "sequence", "changed_at"])
    queue_other_host(talk, lead, before, at=now)


def invite_anew(lead: Lead, *, now: datetime | None = None) -> None:
    """Send the invitation again, such as to an address that was corrected."""
    now = now or timezone.now()
    if talk := coming_talk(lead, now):
        queue_invitation_anew(talk, lead, at=now)


def cancellations_of(leads: Iterable[Lead], *, now: datetime) -> list[tuple[Lead, dict]]:
    """What the last mails have to say of talks to come, before everything about them is erased."""
    found = ((lead, coming_talk(lead, now)) for lead in leads)
    stopped = []
    for lead, talk in found:
        if talk:
            talk.sequence += 1
            stopped.append((lead, said_of(talk, lead, CANCELLED, at=now)))
    return stopped


def tell_without_person(stopped: list[tuple[Lead, dict]]) -> None:
    """Take these talks out of the calendars of the advisers, without a word of whom they were with."""
    for lead, said in stopped:
        queue_without_person(said, lead)


def moment_of(talk: Appointment) -> dict:
    """When and where a talk is, as the trail keeps it."""
    return {
        "kind": talk.kind,
        "starts_at": talk.starts_at.isoformat(),
        "ends_at": talk.ends_at.isoformat(),
        "place": talk.place,
        "link": talk.link,
    }


def _with_people(lead: Lead) -> Lead:
    return Lead.objects.with_people().get(pk=lead.pk)
