"""Takes the steps that followed on a request, each through the function that the desk uses for it."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.contrib.auth.models import AbstractUser

from demo.files import Where
from demo.moments import Clock
from intake.leads.enrolments import change_participants, confirm
from intake.leads.errors import LeadError
from intake.leads.lifecycle import add_note, log_contact, move_lead, set_next_action
from intake.leads.school import add_message, propose_moments
from intake.models import Adviser, Enrolment, Lead
from intake.routing.assign import hand_over


@dataclass(frozen=True)
class Step:
    """One thing somebody did on a working day: a contact, a move, handing over, seats, or else a note.

    `seats` is "confirm", or how many of the seats on a start date are still wanted.

    `says` is what the school itself wrote on its own page, `moments` the working days and parts of the day on
    which it can be called.

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


def take(step: Step, lead: Lead, *, user: AbstractUser, clock: Clock, now: datetime, where: Where) -> None:
    """Do it, as this user at this moment. Raises ContentError for what the desk would refuse."""
    try:
        if step.says or step.moments:
            _take_of_school(step, lead, clock=clock, now=now)
            return
        _take(step, lead, user=user, due=clock.working_day(step.due), now=now)
    except LeadError as error:
        raise where.error(error) from error


def _take_of_school(step: Step, lead: Lead, *, clock: Clock, now: datetime) -> None:
    if step.says:
        add_message(lead, step.says, now=now)
    if step.moments:
        propose_moments(lead, [(clock.working_day(day), part) for day, part in step.moments], now=now)


def _take(step: Step, lead: Lead, *, user: AbstractUser, due: date, now: datetime) -> None:
    if step.contact:
        planned = {"next_action": step.next, "next_action_on": due} if step.next else {}
        log_contact(lead, user=user, outcome=step.contact, note=step.note, now=now, **planned)
        return
    if step.move:
        move_lead(lead, step.move, user=user, lost_reason=step.reason, note=step.note, now=now)
    elif step.hand_over:
        adviser = Adviser.objects.get(user__username=step.hand_over)
        hand_over(lead, to=adviser, user=user, message=step.note, now=now)
    elif step.seats:
        _settle_seats(lead.request.enrolment, step, user=user, now=now)
    elif step.note:
        add_note(lead, user=user, text=step.note, now=now)
    if step.next:
        set_next_action(lead, user=user, action=step.next, on=due, now=now)


def _settle_seats(enrolment: Enrolment, step: Step, *, user: AbstractUser, now: datetime) -> None:
    if step.seats == "confirm":
        confirm(enrolment, user=user, now=now)
        return
    people = enrolment.people[: step.seats]
    change_participants(enrolment, count=step.seats, people=people, user=user, now=now)
