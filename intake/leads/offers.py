"""A school answers an offer of seats, by its link and without an account: once, in time, answered kindly."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db import transaction
from django.utils import timezone

from intake.models import Enrolment, EnrolmentState
from offerings.models import CourseDate

from . import seat_mail
from .enrolments import lock
from .offer_links import read_link
from .trail import Action, record
from .waiting_list import settle


class Standing(StrEnum):
    """What can be said of an offer to who comes by its link."""

    OPEN = "open"
    TAKEN = "taken"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    RENEWED = "renewed"  # there is a newer offer, with a link of its own
    OFF = "off"  # the date does not take place


@dataclass(frozen=True)
class SeatOffer:
    """An offer as it stands, for the page behind the link; it names nobody."""

    standing: Standing
    seats: int
    course: str
    course_date: CourseDate
    until: date | None


def read_offer(token: str, *, today: date | None = None) -> SeatOffer | None:
    """What the link opens, or None when it is forged or its enrolment is gone."""
    link = read_link(token)
    rows = Enrolment.objects.select_related("course_date__course")
    enrolment = rows.filter(pk=link.enrolment_id).first() if link else None
    if enrolment is None:
        return None
    return SeatOffer(
        standing=_standing(enrolment, link.number, today or timezone.localdate()),
        seats=enrolment.seats,
        course=enrolment.course_date.course.title,
        course_date=enrolment.course_date,
        until=enrolment.offer_until,
    )


@transaction.atomic
def answer_offer(token: str, *, accept: bool, now: datetime | None = None) -> Standing | None:
    """Take the seats or leave them to the next in line, and tell who has to know; None for a forged link.

    Does nothing when the offer is not open any more, so a second click changes nothing.
    Returns how the offer stood when the answer came.
    """
    now = now or timezone.now()
    link = read_link(token)
    enrolment = Enrolment.objects.filter(pk=link.enrolment_id).first() if link else None
    if enrolment is None:
        return None
    run, enrolment = lock(enrolment)
    standing = _standing(enrolment, link.number, timezone.localdate(now))
    if standing == Standing.OPEN:
        _answer(enrolment, accept, now)
    settle(run, now)
    return standing


def _answer(enrolment: Enrolment, accept: bool, now: datetime) -> None:
    enrolment.state = EnrolmentState.CONFIRMED if accept else EnrolmentState.CANCELLED
    enrolment.offer_until = None
    enrolment.save(update_fields=["state", "offer_until"])
    action = Action.SEATS_ACCEPTED if accept else Action.SEATS_DECLINED
    record(enrolment.lead, action, at=now, seats=enrolment.seats)
    seat_mail.queue_answered(enrolment, "accepted" if accept else "declined")
    if accept:
        seat_mail.queue_confirmed(enrolment)


def _standing(enrolment: Enrolment, number: int, today: date) -> Standing:
    run = enrolment.course_date
    if run.cancelled:
        return Standing.OFF
    match enrolment.state:
        case EnrolmentState.HELD | EnrolmentState.CONFIRMED:
            return Standing.TAKEN
        case EnrolmentState.CANCELLED:
            return Standing.WITHDRAWN
        case EnrolmentState.OFFERED if number != enrolment.offers:
            return Standing.RENEWED
        case EnrolmentState.OFFERED if enrolment.offer_until >= today and run.first_day > today:
            return Standing.OPEN
    return Standing.EXPIRED
