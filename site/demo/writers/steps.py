"""Takes the steps that followed on a request, each through the function that the desk uses for it."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.contrib.auth.models import AbstractUser

from demo.files import Where, record
from demo.moments import Clock
from intake.leads.agreements import Agreed
from intake.leads.appointments import Talk, TalkDoubtful, plan_talk
from intake.leads.enrolments import change_participants, confirm
from intake.leads.errors import LeadError
from intake.leads.lifecycle import add_note, log_contact, move_lead, set_next_action
from intake.leads.school import add_message, propose_moments
from intake.models import Adviser, Enrolment, Lead, LeadState
from intake.routing.assign import hand_over


@dataclass(frozen=True)
class PlannedTalk:
    """A talk on a working day, by itself five after it was planned, and at the school."""

    day: int
    at: str = "10:00"
    minutes: int = 60
    place: str = ""
    link: str = ""
    note: str = ""


@dataclass(frozen=True)
class AgreedOn:
    """What was agreed; `start` is a working day."""

    text: str = "Zoals in het voorstel."
    amount: int | None = None
    start: int | None = None


@dataclass(frozen=True)
class Step:
    """One thing somebody did on a working day: a contact, a move, handing over, seats, or else a note.

    `seats` is "confirm", or how many of the seats on a start date are still wanted.

    `says` is what the school itself wrote on its own page, `moments` the working days and parts of the day on
    which it can be called.

    A move to "planned" plans a `talk` with the keys of `PlannedTalk`, a move to "agreed" keeps what was
    `agreed` with those of `AgreedOn`.

    `next` is the next action it led to, on working day `due`. `by` is a user name; empty: who has the lead.
    """

    day: int
    at: str
    contact: str = ""
    move: str = ""
    hand_over: str = ""
    seats: str | int = ""
    note: str = ""
    reason: str = ""
    next: str = ""
    due: int = 0
    by: str = ""
    says: str = ""
    moments: list[list] = field(default_factory=list)
    talk: dict = field(default_factory=dict)
    agreed: dict = field(default_factory=dict)


def take(step: Step, lead: Lead, *, user: AbstractUser, clock: Clock, now: datetime, where: Where) -> None:
    """Do it, as this user at this moment. Raises ContentError for what the desk would refuse."""
    try:
        if step.says or step.moments:
            _take_of_school(step, lead, clock=clock, now=now)
            return
        if step.move == LeadState.PLANNED:
            _plan(step, lead, user=user, clock=clock, now=now, where=where)
            return
        _take(step, lead, user=user, clock=clock, now=now, where=where)
    except LeadError as error:
        raise where.error(error) from error


def _take_of_school(step: Step, lead: Lead, *, clock: Clock, now: datetime) -> None:
    if step.says:
        add_message(lead, step.says, now=now)
    if step.moments:
        propose_moments(lead, [(clock.working_day(day), part) for day, part in step.moments], now=now)


def _plan(step: Step, lead: Lead, *, user: AbstractUser, clock: Clock, now: datetime, where: Where) -> None:
    """Plan the talk, whatever it overlaps: nobody looks on."""
    planned = record(PlannedTalk, {"day": step.day + 5} | step.talk, where / "talk")
    place = "" if planned.link else planned.place or f"Op de school in {lead.organisation.city}"
    starts_at = clock.future_moment(planned.day, planned.at)
    talk = Talk(starts_at, planned.minutes, place, planned.link, planned.note)
    try:
        plan_talk(lead, talk, user=user, now=now)
    except TalkDoubtful as asked:
        plan_talk(lead, talk, user=user, sure=[doubt.key for doubt in asked.doubts], now=now)
    if step.note:
        add_note(lead, user=user, text=step.note, now=now)
    if step.next:
        set_next_action(lead, user=user, action=step.next, on=clock.working_day(step.due), now=now)


def _take(step: Step, lead: Lead, *, user: AbstractUser, clock: Clock, now: datetime, where: Where) -> None:
    due = clock.working_day(step.due)
    if step.contact:
        planned = {"next_action": step.next, "next_action_on": due} if step.next else {}
        log_contact(lead, user=user, outcome=step.contact, note=step.note, now=now, **planned)
        return
    if step.move:
        agreed = _agreed(step, clock, where) if step.move == LeadState.AGREED else None
        reason = step.reason
        move_lead(lead, step.move, user=user, lost_reason=reason, agreed=agreed, note=step.note, now=now)
    elif step.hand_over:
        adviser = Adviser.objects.get(user__username=step.hand_over)
        hand_over(lead, to=adviser, user=user, message=step.note, now=now)
    elif step.seats:
        _settle_seats(lead.request.enrolment, step, user=user, now=now)
    elif step.note:
        add_note(lead, user=user, text=step.note, now=now)
    if step.next:
        set_next_action(lead, user=user, action=step.next, on=due, now=now)


def _agreed(step: Step, clock: Clock, where: Where) -> Agreed:
    what = record(AgreedOn, step.agreed, where / "agreed")
    starts_on = clock.working_day(what.start) if what.start is not None else None
    return Agreed(what.text, Decimal(what.amount) if what.amount is not None else None, starts_on)


def _settle_seats(enrolment: Enrolment, step: Step, *, user: AbstractUser, now: datetime) -> None:
    if step.seats == "confirm":
        confirm(enrolment, user=user, now=now)
        return
    people = enrolment.people[: step.seats]
    change_participants(enrolment, count=step.seats, people=people, user=user, now=now)
