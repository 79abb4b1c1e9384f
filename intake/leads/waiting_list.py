"""The waiting list of a start date: whose turn it is, and until when an offer stands.

First come, first served. A seat that comes free is offered to the first whose whole group fits: a group of
five keeps its place at the front while one seat goes to somebody behind it, which would help nobody else.
Whoever asks anew gets a free seat only when nobody in line could have used it.

Whoever changes an enrolment locks its date first (`offerings.seats.lock`), and a lead only after that.
"""

from datetime import date, datetime, timedelta

from django.db.models import Q, Sum
from django.utils import timezone
from wagtail.models import Site

from intake.models import Enrolment, EnrolmentState, IntakeSettings
from intake.models.enrolments import TAKES_SEATS
from offerings import seats
from offerings.models import CourseDate

from . import seat_mail
from .deadlines import add_working_days
from .trail import Action, record


def place_in_line(enrolment: Enrolment) -> int:
    """Which number an enrolment on the waiting list has, from 1. One query."""
    earlier = Q(since__lt=enrolment.since) | Q(since=enrolment.since, pk__lt=enrolment.pk)
    return Enrolment.objects.on(enrolment.course_date_id).waiting().filter(earlier).count() + 1


def is_turn_of_another(run: CourseDate, enrolment: Enrolment | None = None) -> bool:
    """Whether somebody in line, before this enrolment if it is in line itself, fits in what is free."""
    line = Enrolment.objects.on(run.pk).waiting().filter(seats__lte=run.seats_left)
    if enrolment and enrolment.state == EnrolmentState.WAITING:
        line = line.filter(Q(since__lt=enrolment.since) | Q(since=enrolment.since, pk__lt=enrolment.pk))
    return line.exists()


def settle(run: CourseDate, now: datetime) -> None:
    """After any change: end offers that are past, offer what is free, and write the counts.

    The caller holds the lock on the date. Safe to repeat: what is done is not done again.
    """
    count(run)
    if not run.cancelled:
        _expire(run, now)
    until = last_day_to_answer(run, timezone.localdate(now))
    if until and run.seats_left > 0:
        _offer_in_order(run, until, now)


def offer(enrolment: Enrolment, until: date, now: datetime, *, user=None) -> None:
    """Offer its seats, with a mail to the school and to its adviser. The caller holds the lock and counts."""
    enrolment.state, enrolment.offer_until = EnrolmentState.OFFERED, until
    enrolment.offers += 1
    enrolment.save(update_fields=["state", "offer_until", "offers"])
    record(
        enrolment.lead, Action.SEATS_OFFERED, user=user, at=now,
        seats=enrolment.seats, until=until.isoformat(),
    )  # fmt: skip
    seat_mail.queue_offered(enrolment)


def last_day_to_answer(run: CourseDate, today: date) -> date | None:
    """Until when an offer made today stands: never on or after the first day. None when it is too late."""
    if run.cancelled or run.first_day is None or run.first_day <= today:
        return None
    return min(add_working_days(today, _offer_days()), run.first_day - timedelta(days=1))


def count(run: CourseDate) -> None:
    """Write how many seats are taken and how many people wait, counted anew. The caller holds the lock."""
    counts = Enrolment.objects.on(run.pk).aggregate(
        enrolled=Sum("seats", filter=Q(state__in=TAKES_SEATS), default=0),
        waiting=Sum("seats", filter=Q(state=EnrolmentState.WAITING), default=0),
    )
    seats.set_counts(run, **counts)


def _expire(run: CourseDate, now: datetime) -> None:
    past = Enrolment.objects.on(run.pk).filter(
        state=EnrolmentState.OFFERED, offer_until__lt=timezone.localdate(now)
    )
    for enrolment in (rows := list(past.with_lead())):
        enrolment.state, enrolment.offer_until = EnrolmentState.EXPIRED, None
        enrolment.save(update_fields=["state", "offer_until"])
        record(enrolment.lead, Action.SEATS_EXPIRED, at=now, seats=enrolment.seats)
        seat_mail.queue_answered(enrolment, "expired")
    if rows:
        count(run)


def _offer_in_order(run: CourseDate, until: date, now: datetime) -> None:
    free = run.seats_left
    for enrolment in Enrolment.objects.on(run.pk).waiting().filter(seats__lte=free).with_lead():
        if enrolment.seats <= free:
            offer(enrolment, until, now)
            free -= enrolment.seats
    if free != run.seats_left:
        count(run)


def _offer_days() -> int:
    site = Site.objects.filter(is_default_site=True).first()
    return IntakeSettings.for_site(site).offer_days if site else IntakeSettings().offer_days
