"""Two things at once never wait on each other: everybody takes locks in the order of `intake.leads.locks`."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from home.roles import Role
from intake.desk.seen import last_entry, seen_token
from intake.leads.merging.leads import merge_leads
from intake.leads.merging.organisations import merge_organisations
from intake.leads.merging.people import merge_people
from intake.leads.merging.undoing import undo_merge
from intake.leads.persons import take_over
from intake.leads.privacy import erase_person
from intake.leads.undelivered import correct_address
from intake.models import LostReason, Wish
from tests.factories.intake import ContactFactory, EnrolmentFactory, LeadFactory, UserFactory
from tests.intake.desk.pages import url

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        not connection.features.has_select_for_update,
        reason="SQLite has one writer at a time, and locks no rows",
    ),
]

#: The tables in the order of the house, without what is locked below a lead.
ORDER = (
    "intake_routinglock", "offerings_coursedate", "intake_lead", "intake_organisation", "intake_contact",
    "intake_merge",
)  # fmt: skip
LOCKS = re.compile(r'^UPDATE "(\w+)"|^DELETE FROM "(\w+)"|^SELECT .*? FROM "(\w+)".* FOR UPDATE')


def locked_by(work) -> list[str]:
    """The tables in which it locks or changes rows, each where it comes first."""
    with CaptureQueriesContext(connection) as queries:
        work()
    found = (LOCKS.match(query["sql"]) for query in queries)
    tables = dict.fromkeys(next(filter(None, match.groups())) for match in found if match)
    return [table for table in tables if table in ORDER]


@pytest.fixture
def user():
    return UserFactory(role=Role.COORDINATOR)


@pytest.fixture
def lead():
    """With seats on a date, and a request that calls the person otherwise."""
    lead = LeadFactory(request__wish=Wish.ENROL, request__first_name="Anna", request__last_name="Bos")
    EnrolmentFactory(lead=lead)
    return lead


def in_order(tables: list[str], *wanted: str) -> bool:
    return tables == sorted(tables, key=ORDER.index) and set(wanted) <= set(tables)


def test_joining_undoing_and_erasing_lock_leads_before_what_they_are_about(lead, user):
    everything = ("intake_routinglock", "intake_lead", "intake_contact")
    other, merges = LeadFactory(), []

    def join(keep, gone) -> None:
        merges.append(merge_organisations(keep, gone, user=user))

    assert in_order(
        locked_by(lambda: join(lead.organisation, other.organisation)),
        *everything, "intake_organisation",
    )  # fmt: skip
    assert in_order(
        locked_by(lambda: undo_merge(merges[-1], user=user)),
        *everything,
        "intake_organisation",
        "intake_merge",
    )
    twin = LeadFactory(organisation=lead.organisation, contact=ContactFactory(organisation=lead.organisation))
    assert in_order(
        locked_by(lambda: merges.append(merge_people(lead.contact, twin.contact, user=user))), *everything
    )
    assert in_order(locked_by(lambda: undo_merge(merges[-1], user=user)), *everything, "intake_merge")
    same = LeadFactory(organisation=lead.organisation, contact=lead.contact)
    assert in_order(
        locked_by(lambda: merge_leads(lead, same, user=user)), "intake_routinglock", "intake_lead"
    )
    assert in_order(
        locked_by(lambda: erase_person(lead, user=user)), *everything, "offerings_coursedate", "intake_merge"
    )


def test_what_is_done_with_a_person_locks_the_lead_first(lead, user):
    assert in_order(locked_by(lambda: take_over(lead, user=user)), "intake_lead", "intake_contact")
    changed = locked_by(lambda: correct_address(lead, "anders@school.example", user=user))
    assert in_order(changed, "intake_routinglock", "intake_lead", "intake_contact")


@pytest.mark.parametrize("at_once", [False, True])
def test_losing_a_lead_with_seats_locks_their_date_first(lead, client, at_once):
    user = lead.owner.user
    client.force_login(user)
    address, data = url("lost", lead), {"lost_reason": LostReason.NO_MONEY}
    if at_once:
        address = reverse("intake_lead_modeladmin_bulk")
        data |= {"do": "move", "to": "lost", "lead": lead.pk, "sure": "1"}
        data[f"seen-{lead.pk}"] = seen_token(lead.pk, user, last_entry(lead))

    assert in_order(locked_by(lambda: client.post(address, data)), "offerings_coursedate", "intake_lead")


@pytest.mark.parametrize(("what", "data"), [("reroute", {}), ("mail", {"email": "anders@school.example"})])
def test_what_is_about_assigning_locks_that_before_the_lead(lead, user, client, what, data):
    client.force_login(user)
    tables = locked_by(lambda: client.post(url(what, lead), data))

    assert in_order(tables, "intake_routinglock", "intake_lead")
