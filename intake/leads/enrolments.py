"""Enrolments on a start date: every change of one, each through one function.

    a request ──> held ──────> confirmed <── accepts ──┐
        │          └───────────────┴──> cancelled      │
        └──────> waiting ───> offered ─────────────────┘
                    │ ^          └──> expired   cancelled
                    v └── again (held, when there is room) ──┘
                cancelled

Each function locks the date, looks at the enrolment as it stands then, changes and logs it, and lets the
waiting list move on, in one transaction. Each raises LeadError for what is not allowed.
"""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from intake.models import Enrolment, EnrolmentState, IntakeRequest, Lead, Participant
from intake.models.enrolments import ABOUT_SEATS, enrolment_of
from offerings import seats
from offerings.models import CourseDate

from . import seat_mail
from .errors import LeadError
from .trail import Action, record
from .waiting_list import is_turn_of_another, last_day_to_answer, offer, settle

#: More seats than this is a typing mistake.
MOST_SEATS = 999


def enrol(request: IntakeRequest, *, now: datetime) -> Enrolment | None:
    """Hold the seats that a request asks for, or put it on the waiting list; None when it asks for none.

    Whether a school asked to enrol or to wait: it gets what there is at this moment, and nothing is refused.
    A date that has begun has no seats and no line any more: then it is a request for its adviser to answer.
    Who began to write before enrolment closed was in time. Part of sending a request, in the caller's
    transaction. Three queries when the seats are free.
    """
    if request.wish not in ABOUT_SEATS or request.course_date_id is None:
        return None
    # The form refuses more; what comes another way fills no date with people nobody can count on.
    wanted = min(max(request.participants or 1, len(request.attendees)), MOST_SEATS)
    state = _take_or_wait(request.course_date_id, wanted, timezone.localdate(now))
    if state is None:
        return None
    return Enrolment.objects.create(
        request=request,
        course_date_id=request.course_date_id,
        seats=wanted,
        participants=request.attendees[:wanted],
        state=state,
        since=request.received_at,
    )


@transaction.atomic
def confirm(enrolment: Enrolment, *, user, now: datetime | None = None) -> Enrolment:
    """Tell the school that the seats are theirs."""
    now = now or timezone.now()
    run, enrolment = lock(enrolment)
    _must_be(enrolment, EnrolmentState.HELD, EnrolmentState.OFFERED)
    if run.cancelled:
        raise LeadError(_("This date does not take place."))
    enrolment.state, enrolment.offer_until = EnrolmentState.CONFIRMED, None
    enrolment.save(update_fields=["state", "offer_until"])
    record(enrolment.lead, Action.SEATS_CONFIRMED, user=user, at=now, seats=enrolment.seats)
    seat_mail.queue_confirmed(enrolment)
    settle(run, now)
    return enrolment


@transaction.atomic
def cancel(enrolment: Enrolment, *, user=None, note: str = "", now: datetime | None = None) -> Enrolment:
    """Give back the seats or the place in line; what comes free goes to the next. The school gets no mail."""
    now = now or timezone.now()
    run, enrolment = lock(enrolment)
    if not enrolment.is_alive:
        raise LeadError(_wrong_state(enrolment))
    before = enrolment.state
    enrolment.state, enrolment.offer_until = EnrolmentState.CANCELLED, None
    enrolment.save(update_fields=["state", "offer_until"])
    record(
        enrolment.lead, Action.SEATS_CANCELLED, user=user, at=now,
        seats=enrolment.seats, before=before, text=note.strip(),
    )  # fmt: skip
    settle(run, now)
    return enrolment


def lock_date_of(lead: Lead) -> None:
    """Lock the date on which a lead has seats, if any; for who locks the lead next and then gives them up."""
    if enrolment := enrolment_of(lead.request):
        seats.lock(enrolment.course_date_id)


def give_up(lead: Lead, *, user, now: datetime) -> None:
    """Give back what a lead that does not go ahead has, if anything. Call it before the lead is locked."""
    enrolment = enrolment_of(lead.request)
    if enrolment and Enrolment.objects.alive().filter(pk=enrolment.pk).exists():
        cancel(enrolment, user=user, now=now)


@transaction.atomic
def offer_now(
    enrolment: Enrolment, *, user, skip_others: bool = False, now: datetime | None = None
) -> Enrolment:
    """Offer free seats to this school. Only `skip_others` passes those before it in line who fit as well."""
    now = now or timezone.now()
    run, enrolment = lock(enrolment)
    _must_be(enrolment, EnrolmentState.WAITING, EnrolmentState.EXPIRED, EnrolmentState.CANCELLED)
    until = last_day_to_answer(run, timezone.localdate(now))
    if until is None:
        raise LeadError(_("This date has begun or does not take place, so there is nothing to offer."))
    _must_fit(run, enrolment.seats)
    if not skip_others and is_turn_of_another(run, enrolment):
        raise LeadError(_("Somebody else is first in line. Only a coordinator may pass over them."))
    offer(enrolment, until, now, user=user)
    settle(run, now)
    return enrolment


@transaction.atomic
def enrol_again(enrolment: Enrolment, *, user, now: datetime | None = None) -> Enrolment:
    """Take up an enrolment that ended: the seats when there are, else the last place in line."""
    now = now or timezone.now()
    run, enrolment = lock(enrolment)
    _must_be(enrolment, EnrolmentState.EXPIRED, EnrolmentState.CANCELLED)
    if run.has_begun(timezone.localdate(now)):
        raise LeadError(_("This date has begun, so nobody can be enrolled for it."))
    enrolment.since = now
    enrolment.state = _state_for(run, enrolment.seats)
    enrolment.save(update_fields=["state", "since"])
    record(
        enrolment.lead, Action.SEATS_AGAIN, user=user, at=now, seats=enrolment.seats, after=enrolment.state
    )
    settle(run, now)
    return enrolment


@transaction.atomic
def change_participants(
    enrolment: Enrolment,
    *,
    count: int,
    people: Sequence[Participant],
    user,
    now: datetime | None = None,
) -> Enrolment:
    """Say how many come, and who. More seats only when they are free; fewer free some for the next."""
    now = now or timezone.now()
    run, enrolment = lock(enrolment)
    if not enrolment.is_alive:
        raise LeadError(_wrong_state(enrolment))
    if not 1 <= count <= MOST_SEATS:
        raise LeadError(_("Fill in how many seats, from 1."), field="count")
    if len(people) > count:
        raise LeadError(
            _("There are %(people)d names for %(seats)d seats.") % {"people": len(people), "seats": count},
            field="people",
        )
    more = count - enrolment.seats
    if more > 0 and enrolment.state != EnrolmentState.WAITING:
        _must_fit(run, more)
    names = [person.as_data() for person in people]
    if (count, names) == (enrolment.seats, enrolment.participants):
        return enrolment
    before, enrolment.seats, enrolment.participants = enrolment.seats, count, names
    enrolment.save(update_fields=["seats", "participants"])
    # Who comes stands on the lead's page; the trail outlives it and holds no names.
    record(enrolment.lead, Action.PARTICIPANTS_CHANGED, user=user, at=now, before=before, seats=count)
    settle(run, now)
    return enrolment


def lock(enrolment: Enrolment) -> tuple[CourseDate, Enrolment]:
    """The date, locked, and the enrolment as it stands now. The date comes first, here and everywhere."""
    run = seats.lock(enrolment.course_date_id)
    enrolment = Enrolment.objects.with_lead().get(pk=enrolment.pk)
    enrolment.course_date = run
    return run, enrolment


def _take_or_wait(date_id: int, wanted: int, today: date) -> EnrolmentState | None:
    if seats.take(date_id, wanted, today):
        return EnrolmentState.HELD
    run = seats.lock(date_id)
    if run.has_begun(today):
        return None
    state = _state_for(run, wanted)
    held = wanted if state == EnrolmentState.HELD else 0
    seats.set_counts(run, enrolled=run.seats_enrolled + held, waiting=run.waiting_enrolled + wanted - held)
    return state


def _state_for(run: CourseDate, wanted: int) -> EnrolmentState:
    """Seats when they are free and nobody in line could have used them, else the waiting list."""
    if run.cancelled or wanted > run.seats_left or is_turn_of_another(run):
        return EnrolmentState.WAITING
    return EnrolmentState.HELD


def _must_be(enrolment: Enrolment, *states: EnrolmentState) -> None:
    if enrolment.state not in states:
        raise LeadError(_wrong_state(enrolment))


def _must_fit(run: CourseDate, wanted: int) -> None:
    if wanted > run.seats_left:
        left = max(run.seats_left, 0)
        raise LeadError(
            ngettext("There is %(left)d seat left.", "There are %(left)d seats left.", left) % {"left": left},
            field="count",
        )


def _wrong_state(enrolment: Enrolment) -> str:
    return _("This cannot be done now: the enrolment stands at “%(state)s”.") % {
        "state": enrolment.get_state_display()
    }
