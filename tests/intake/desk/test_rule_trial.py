"""Trying rules says who would get what, before and after, and writes nothing."""

from collections import Counter
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from intake.form.submit import submit_request
from intake.models import DecisionKind, RoutingRule, RuleOutcome
from intake.routing.rule_book import draft_rules
from intake.routing.trying import try_on_past
from tests.factories.intake import AdviserFactory, LeadFactory, OrganisationFactory, RoutingRuleFactory
from tests.intake.form.test_submit import data

pytestmark = pytest.mark.django_db
TRY = reverse("intake_routingrule_modeladmin_try")


def everything() -> dict[str, int]:
    return {
        model._meta.label: model._base_manager.count() for model in apps.get_app_config("intake").get_models()
    }


@pytest.mark.parametrize(
    "asked",
    [
        {"try": "past", "count": 20},
        {"try": "one", "sector": "primary", "scope": "unknown", "postcode": "3512"},
    ],
)
def test_nothing_is_written(office, asked):
    LeadFactory.create_batch(3)
    RoutingRuleFactory()
    office.get(TRY)
    before = everything()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        response = office.get(TRY, asked)
    assert response.status_code == 200
    statements = {query["sql"].lstrip("(").split(None, 1)[0] for query in queries}
    assert statements <= {"SELECT", "SAVEPOINT", "RELEASE"}
    assert everything() == before


def test_the_past_comes_out_as_it_was_when_the_rules_are_the_same():
    """Requests that were really routed, one after the other, go to the same people again."""
    AdviserFactory.create_batch(3, capacity=4)
    now = timezone.now() - timedelta(days=30)
    leads = [
        submit_request(
            data(organisation_name=f"School {number % 7}", email=f"x{number}@s{number % 7}.example"),
            now=now + timedelta(hours=number),
        ).lead
        for number in range(14)
    ]
    trial = try_on_past(50, (), ())
    assert [row.before.adviser_id for row in trial.rows] == [lead.owner_id for lead in leads]
    assert trial.different == []
    assert {row.before.kind for row in trial.rows} == {
        DecisionKind.LOAD, DecisionKind.CONTINUITY, DecisionKind.TRIAGE,
    }  # fmt: skip


def test_a_rule_changes_who_gets_what_and_load_follows(office):
    anna, bram = AdviserFactory.create_batch(2, capacity=40)
    start = timezone.now() - timedelta(days=9)
    for number in range(10):
        LeadFactory(
            owner=anna, organisation=OrganisationFactory(), received_at=start + timedelta(hours=number)
        )
    RoutingRuleFactory(outcome=RuleOutcome.ADVISER, advisers=[bram.pk])

    trial = try_on_past(10, (), draft_rules())

    assert Counter(row.before.adviser_id for row in trial.rows) == {anna.pk: 5, bram.pk: 5}
    assert trial.counts() == [(anna.pk, 5, 0), (bram.pk, 5, 10), (None, 0, 0)]
    page = office.get(TRY, {"try": "past", "count": 10}).text
    assert "5 van 10 aanvragen" in page
    assert RoutingRule.objects.get().name in page


def test_a_lead_that_was_closed_makes_room_at_that_moment():
    AdviserFactory(capacity=1)
    start = timezone.now() - timedelta(days=9)
    first = {"lost": True, "closed_at": start + timedelta(days=2), "received_at": start}
    for more in (
        first,
        {"received_at": start + timedelta(days=1)},
        {"received_at": start + timedelta(days=3)},
    ):
        LeadFactory(owner=None, triage_since=start, assigned_at=None, **more)
    rows = try_on_past(9, (), ()).rows
    assert [row.before.adviser_id is None for row in rows] == [False, True, False]


def test_an_imaginary_request_shows_both_decisions_side_by_side(office):
    anna, _bram = AdviserFactory.create_batch(2)
    RoutingRuleFactory(name="Eerst kijken")
    asked = {"try": "one", "sector": "primary", "scope": "unknown", "client": "", "postcode": "3512"}
    page = office.get(TRY, asked)
    assert [result["explanation"].candidates[0].chosen for result in page.context["results"]] == [True, False]
    assert "Eerst kijken" in page.text
    known = office.get(TRY, asked | {"client": anna.pk})
    assert known.context["is_same"]
    assert anna.name in known.context["results"][0]["explanation"].summary


@pytest.mark.parametrize(
    "asked", [{"try": "past", "count": "0"}, {"try": "past", "count": "x"}, {"try": "one"}, {"try": "?"}]
)
def test_nonsense_in_the_address_is_no_error(office, asked):
    assert office.get(TRY, asked).status_code == 200
