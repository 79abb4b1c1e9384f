"""A course date with few seats, and schools that ask for them as the form does."""

from collections.abc import Callable
from uuid import uuid4

import pytest

from intake.form.submit import RequestData, submit_request
from intake.models import Enrolment, Wish
from offerings.models import CourseDate
from tests.factories.intake import AdviserFactory
from tests.factories.pages import CourseDateFactory


def data_for(run: CourseDate, seats: int | None, **changes) -> RequestData:
    """What the form makes of a request for so many seats."""
    fields = {
        "submission_key": uuid4(),
        "organisation_name": "IKC De Waterlijn",
        "sector": "primary",
        "postcode": "3991 AB",
        "city": "Houten",
        "first_name": "Annelies",
        "last_name": "de Wit",
        "email": f"{uuid4().hex[:8]}@dewaterlijn.example",
        "phone": "+31612345678",
        "consent_text": "Bel mij maar.",
        "consent_version": "1",
        "wish": Wish.ENROL,
        "course_date_id": run.pk,
        "course_date_label": run.label,
        "participants": seats,
    }
    return RequestData(**fields | changes)


@pytest.fixture
def run(db) -> CourseDate:
    """Five seats, in thirty days."""
    return CourseDateFactory(seats=5, seats_taken=0, course__title="Samen leren")


@pytest.fixture
def ask(run) -> Callable[..., Enrolment]:
    """A school asks for so many seats: `ask(2)`."""
    AdviserFactory(capacity=99)

    def ask(seats: int | None = 1, on: CourseDate = run, **changes) -> Enrolment:
        return submit_request(data_for(on, seats, **changes)).enrolment

    return ask
