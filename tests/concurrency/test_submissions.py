"""Fifty schools press "send" at the same moment."""

import fcntl
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID, uuid4

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection, connections, transaction
from post_office.models import Email

from intake.form import submit
from intake.form.submit import RequestData, submit_request
from intake.models import IntakeRequest, Lead
from intake.routing.rule_book import publish_rules
from tests.factories.intake import AdviserFactory, RoutingRuleFactory

pytestmark = [
    pytest.mark.concurrency,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.usefixtures("no_other_crowd"),
]

SCHOOLS, ADVISERS = 50, 5


@pytest.fixture
def no_other_crowd(tmp_path_factory, worker_id) -> Iterator[None]:
    """Wait until no other process of this run has its crowd at the server: two are over its 100 seats."""
    shared = tmp_path_factory.getbasetemp()
    with (shared if worker_id == "master" else shared.parent).joinpath("crowd.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def request_data(number: int, key: UUID | None = None) -> RequestData:
    return RequestData(
        submission_key=key or uuid4(),
        organisation_name=f"School {number}",
        sector="primary",
        postcode="3512 LK",
        city="Utrecht",
        first_name="Annelies",
        last_name=f"de Wit {number}",
        email=f"directie@school{number}.example",
        phone="+31612345678",
        consent_text="Bel mij maar.",
        consent_version="1",
    )


def at_once(work: Callable[[int], object], times: int = SCHOOLS) -> list[Exception]:
    """Do the work in as many threads, all let go at one moment; return what went wrong."""
    start = Barrier(times)

    def one(number: int) -> Exception | None:
        try:
            connection.ensure_connection()
            start.wait(timeout=30)
            work(number)
        except OperationalError as error:
            return error
        finally:
            connections.close_all()
        return None

    with ThreadPoolExecutor(times) as pool:
        return [error for error in pool.map(one, range(times)) if error]


def leads_by_owner() -> Counter:
    return Counter(Lead.objects.values_list("owner", flat=True))


@pytest.fixture
def advisers():
    return AdviserFactory.create_batch(ADVISERS, capacity=SCHOOLS)


def test_fifty_at_once_give_fifty_leads_a_hundred_mails_and_an_even_load(advisers, inbox):
    assert at_once(lambda number: submit_request(request_data(number))) == []
    assert IntakeRequest.objects.count() == Lead.objects.count() == SCHOOLS
    assert leads_by_owner() == {adviser.pk: SCHOOLS // ADVISERS for adviser in advisers}
    assert Email.objects.count() == 2 * SCHOOLS
    call_command("run_worker", once=True)
    assert len(inbox.messages) == 2 * SCHOOLS


def test_a_rule_that_everybody_follows_at_once_keeps_its_pool_even_and_within_capacity():
    pool = AdviserFactory.create_batch(2, capacity=6)
    other = AdviserFactory(capacity=SCHOOLS)
    RoutingRuleFactory(outcome="pool", advisers=[one.pk for one in pool], otherwise="all")
    publish_rules(user=other.user)
    assert at_once(lambda number: submit_request(request_data(number)), times=20) == []
    assert leads_by_owner() == {pool[0].pk: 6, pool[1].pk: 6, other.pk: 8}


def test_nobody_is_passed_their_capacity_and_the_rest_goes_to_triage():
    AdviserFactory.create_batch(2, capacity=4)
    assert at_once(lambda number: submit_request(request_data(number)), times=20) == []
    owners = leads_by_owner()
    assert owners.pop(None) == 12
    assert set(owners.values()) == {4}


def test_a_nervous_double_click_gives_one_request(advisers):
    key = uuid4()
    assert at_once(lambda number: submit_request(request_data(1, key)), times=12) == []
    assert (IntakeRequest.objects.count(), Lead.objects.count(), Email.objects.count()) == (1, 1, 2)


def test_control_without_the_lock_the_same_fifty_go_wrong(advisers, monkeypatch):
    """The tests above prove something only if this fails without what they test."""
    if connection.vendor == "sqlite":
        # There the lock is the transaction that starts as a writer.
        options = connections.settings["default"]["OPTIONS"]
        monkeypatch.setitem(options, "transaction_mode", "DEFERRED")
        monkeypatch.setitem(options, "timeout", 0.1)
    monkeypatch.setattr(submit, "assigning", transaction.atomic)
    lost = at_once(lambda number: submit_request(request_data(number)))
    uneven = max(leads_by_owner().values(), default=0) > SCHOOLS // ADVISERS
    assert lost or uneven
