"""How a school's seats on a start date stand now, for the pages it sees after sending."""

from dataclasses import dataclass
from datetime import date

from intake.leads.offer_links import offer_address
from intake.leads.waiting_list import place_in_line
from intake.models import EnrolmentState, IntakeRequest, Wish
from intake.models.enrolments import enrolment_of


@dataclass(frozen=True)
class SeatsNow:
    """`label` says where and when, `place` is the number in line of who waits; `until` belongs
    to an offer that is open, and so does `address`, which answers it: "" where that may not be shown.
    """

    state: EnrolmentState
    seats: int
    label: str
    place: int | None = None
    until: date | None = None
    address: str = ""


def seats_now(request: IntakeRequest, *, may_answer: bool) -> SeatsNow | None:
    """None for a request that is not about seats. Two queries at most.

    `may_answer` is for a page of the contact person alone: who has the address can say yes or no.
    """
    enrolment = enrolment_of(request)
    if enrolment is None:
        return None
    is_offered = enrolment.state == EnrolmentState.OFFERED
    return SeatsNow(
        state=EnrolmentState(enrolment.state),
        seats=enrolment.seats,
        label=request.course_date_label,
        place=place_in_line(enrolment) if enrolment.state == EnrolmentState.WAITING else None,
        until=enrolment.offer_until,
        address=offer_address(enrolment) if is_offered and may_answer else "",
    )


def wish_now(request: IntakeRequest, seats: SeatsNow | None) -> Wish:
    """What the words on the page are about: who enrolled and found the group full waits."""
    waits = seats is not None and seats.state == EnrolmentState.WAITING
    return Wish.WAIT if waits else Wish(request.wish)
