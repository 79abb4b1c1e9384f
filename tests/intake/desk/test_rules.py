"""Coordinators make the rules, see what is wrong with them, and put them into use."""

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from intake.form.submit import submit_request
from intake.models import RoutingRule, RuleOutcome, RuleSet
from intake.routing.gather import rules_in_use
from intake.routing.rule_book import publish_rules
from tests.factories.intake import AdviserFactory, LeadFactory, RoutingRuleFactory
from tests.intake.form.test_submit import data

pytestmark = pytest.mark.django_db
RULES = reverse("intake_routingrule_modeladmin_index")


def address(action: str, rule: RoutingRule | None = None) -> str:
    return reverse(f"intake_routingrule_modeladmin_{action}", args=[rule.pk] if rule else [])


def names() -> list[str]:
    return list(RoutingRule.objects.values_list("name", flat=True))


def test_a_rule_holds_once_it_is_put_into_use(office, coordinator):
    busy, free = LeadFactory(owner__capacity=2).owner, AdviserFactory(capacity=40)
    filled = {
        "name": "Utrecht naar een van ons", "active": "on", "postcodes": "3500 t/m 3599",
        "outcome": "adviser",
        "advisers": [busy.pk], "otherwise": "all",
    }  # fmt: skip
    response = office.post(address("create"), filled)
    assert response.status_code == 302
    assert submit_request(data(postcode="3512 LK")).lead.owner == free

    page = office.get(RULES)
    assert "1 wijziging geldt nog niet" in page.text
    assert "postcode 3500-3599" in page.text
    office.post(address("publish"))

    lead = submit_request(data(postcode="3512 LK", organisation_name="De Bron", email="x@b.example")).lead
    assert lead.owner == busy
    assert (
        "Utrecht naar een van ons"
        in office.get(reverse("intake_lead_modeladmin_decision", args=[lead.pk])).text
    )
    assert RuleSet.objects.get().published_by == coordinator
    assert ModelLogEntry.objects.get(action="intake.rules_published").user == coordinator


def test_what_was_decided_keeps_the_rules_of_that_moment(office, coordinator):
    rule = RoutingRuleFactory(name="Zoals het was")
    publish_rules(user=coordinator)
    lead = submit_request(data()).lead
    RoutingRule.objects.filter(pk=rule.pk).update(name="Zoals het is")
    publish_rules(user=coordinator)

    text = office.get(reverse("intake_lead_modeladmin_decision", args=[lead.pk])).text

    assert "Zoals het was" in text
    assert "Zoals het is" not in text


def test_the_order_is_changed_by_buttons(office):
    first, second, third = RoutingRuleFactory.create_batch(3)
    response = office.post(address("move", third), {"to": "up"})
    assert response.url == f"{RULES}#rule-{third.pk}"
    assert names() == [first.name, third.name, second.name]
    office.post(address("move", first), {"to": "down"})
    assert names() == [third.name, first.name, second.name]
    office.post(address("move", second), {"to": "1"})
    assert names() == [second.name, third.name, first.name]
    for nonsense in ("up", "0", "-1", "x", "99999", "¹"):
        office.post(address("move", second), {"to": nonsense})
    assert sorted(names()) == sorted([first.name, second.name, third.name])


def test_changes_can_be_thrown_away(office, coordinator):
    kept, taken = RoutingRuleFactory(sectors=["primary"], postcodes="1012"), RoutingRuleFactory()
    publish_rules(user=coordinator)
    used = rules_in_use()
    office.post(address("delete", taken))
    office.post(address("switch", kept), {"on": "0"})
    RoutingRuleFactory(position=9)
    assert len(office.get(RULES).context["changes"]) == 3

    office.post(address("discard"))

    assert office.get(RULES).context["changes"] == []
    assert rules_in_use() == used
    assert names() == [kept.name, taken.name]


def test_a_rule_without_a_turn_is_pointed_out_on_both_sides(office):
    wide, narrow = RoutingRuleFactory(), RoutingRuleFactory(sectors=["primary"])
    rows = {row["rule"].id: row["problems"] for row in office.get(RULES).context["rows"]}
    assert wide.name in rows[narrow.pk][0]
    assert narrow.name in rows[wide.pk][0]


@pytest.mark.parametrize(
    ("filled", "wrong"),
    [
        ({"name": ""}, "name"),
        ({"postcodes": "Utrecht"}, "postcodes"),
        ({"outcome": "pool"}, "advisers"),
        ({"outcome": "adviser"}, "advisers"),
        ({"participants_from": "9", "participants_to": "3"}, "__all__"),
        ({"first_day": "2026-12-02", "last_day": "2026-12-01"}, "__all__"),
        ({"sectors": ["onzin"]}, "sectors"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_stored(office, filled, wrong):
    base = {"name": "Regel", "outcome": RuleOutcome.TRIAGE, "otherwise": "all", "active": "on"}
    response = office.post(address("create"), base | filled)
    assert list(response.context["form"].errors) == [wrong]
    assert str(response.context["form"].errors[wrong][0]) in response.text
    assert not RoutingRule.objects.exists()


def test_the_history_says_who_changed_what(office, coordinator):
    rule = RoutingRuleFactory(name="Eerste")
    publish_rules(user=coordinator)
    RoutingRule.objects.filter(pk=rule.pk).update(active=False)
    RoutingRuleFactory(name="Tweede")
    publish_rules(user=coordinator)

    rows = office.get(address("history")).context["rows"]

    assert [len(row["changes"]) for row in rows] == [2, 1]
    assert coordinator.get_full_name() in office.get(address("history")).text
    office.post(address("publish"))
    assert RuleSet.objects.count() == 2
