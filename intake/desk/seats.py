"""The seats of a lead as its page shows them: where they stand, and which number it is in line."""

from dataclasses import dataclass

from intake.leads.waiting_list import place_in_line
from intake.models import Enrolment, EnrolmentState, Lead
from intake.models.enrolments import ABOUT_SEATS, Participant
from offerings.models import CourseDate


@dataclass(frozen=True)
class Seats:
    """An enrolment with its date; `place` is its number in line, None when it does not wait."""

    enrolment: Enrolment
    run: CourseDate
    people: list[Participant]
    place: int | None

    @property
    def nameless(self) -> int:
        """For how many seats no name is known."""
        return max(self.enrolment.seats - len(self.people), 0)


def seats_of(lead: Lead) -> Seats | None:
    """The seats a lead is about; no query for other leads, one for most, two for one that waits."""
    if lead.request.wish not in ABOUT_SEATS:
        return None
    rows = Enrolment.objects.select_related("course_date__course")
    enrolment = rows.filter(request=lead.request_id).first()
    if enrolment is None:
        return None
    lead.request.enrolment = enrolment
    waits = enrolment.state == EnrolmentState.WAITING
    return Seats(
        enrolment=enrolment,
        run=enrolment.course_date,
        people=enrolment.people,
        place=place_in_line(enrolment) if waits else None,
    )
