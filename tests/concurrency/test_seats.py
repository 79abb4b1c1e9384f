"""Twenty schools ask for the last five seats at the same moment."""

from contextlib import suppress

import pytest
from django.db import connection, connections, models, transaction

from intake.form import submit
from intake.form.submit import submit_request
from intake.leads.enrolments import cancel, confirm
from intake.leads.errors import LeadError
from intake.models import Enrolment, EnrolmentState
from intake.models.enrolments import TAKES_SEATS
from offerings import seats
from offerings.models import CourseDate
from tests.factories.intake import AdviserFactory
from tests.factories.pages import CourseDateFactory
from tests.intake.seats.conftest import data_for

from .test_submissions import at_once, no_other_crowd

__all__ = ["no_other_crowd"]
pytestmark = [
    pytest.mark.concurrency,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.usefixtures("no_other_crowd"),
]
SCHOOLS = 20


@pytest.fixture
def run():
    AdviserFactory.create_batch(2, capacity=99)
    return CourseDateFactory(seats=5, seats_taken=0)


def taken() -> int:
    rows = Enrolment.objects.filter(state__in=TAKES_SEATS)
    return rows.aggregate(sum=models.Sum("seats", default=0))["sum"]


def test_five_get_a_seat_and_fifteen_stand_in_line(run):
    assert at_once(lambda number: submit_request(data_for(run, 1)), times=SCHOOLS) == []
    run.refresh_from_db()
    assert (taken(), run.seats_left, run.waiting_enrolled) == (5, 0, 15)
    assert Enrolment.objects.count() == SCHOOLS


def test_seats_that_come_free_all_at_once_are_each_offered_once(run):
    for _number in range(15):
        submit_request(data_for(run, 1))
    holders = list(Enrolment.objects.filter(state=EnrolmentState.HELD))

    def desk(number: int) -> None:
        (cancel if number % 2 else confirm)(holders[number // 2], user=None)

    at_once(lambda number: ignore_refusal(desk, number), times=2 * len(holders))
    run.refresh_from_db()
    states = list(Enrolment.objects.values_list("state", flat=True))
    assert states.count(EnrolmentState.OFFERED) == states.count(EnrolmentState.CANCELLED)
    assert (taken(), run.seats_left, run.waiting_enrolled) == (5, 0, states.count(EnrolmentState.WAITING))


def ignore_refusal(work, number: int) -> None:
    """The desk may find that a colleague was first."""
    with suppress(LeadError):
        work(number)


def test_control_without_the_lock_the_same_twenty_get_too_many(run, monkeypatch):
    """The tests above prove something only if this fails without what they test."""
    if connection.vendor == "sqlite":
        # There the lock is the transaction that starts as a writer.
        options = connections.settings["default"]["OPTIONS"]
        monkeypatch.setitem(options, "transaction_mode", "DEFERRED")
        monkeypatch.setitem(options, "timeout", 0.1)
    monkeypatch.setattr(submit, "assigning", transaction.atomic)
    monkeypatch.setattr(seats, "take", lambda pk, count, today: False)
    monkeypatch.setattr(seats, "lock", lambda pk: CourseDate.objects.get(pk=pk))
    lost = at_once(lambda number: submit_request(data_for(run, 1)), times=SCHOOLS)
    assert lost or taken() > 5
