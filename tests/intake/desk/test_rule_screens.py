"""The screens of the rules in a real browser: axe and 320 px, with remarks, results and errors."""

import pytest
from django.urls import reverse

from intake.models import Absence
from tests.browser.conftest import faults, overflows
from tests.factories.intake import AdviserFactory, LeadFactory, RoutingRuleFactory, days_from_now

from .test_screens import LOOKS, both, open_as, wrong_with  # noqa: F401  (fixtures)

RULES = "/admin/intake/routingrule/"


@pytest.fixture
def rules(both):  # noqa: F811
    """A rule that takes everything from another, and a lead that an adviser leaves behind."""
    RoutingRuleFactory(sectors=["primary"], advisers=[both.pk], outcome="pool")
    RoutingRuleFactory(sectors=["primary"], postcodes="3500-3599", active=True)
    RoutingRuleFactory(active=False)
    away = AdviserFactory()
    LeadFactory(owner=away)
    Absence.objects.create(adviser=away, first_day=days_from_now(0), last_day=days_from_now(9))
    return away


@LOOKS
def test_the_screens_of_the_rules_pass_axe_and_fit(open_as, both, rules, viewport, scheme):  # noqa: F811
    page = open_as(both.user, viewport=viewport, color_scheme=scheme)
    found = []
    for address in (
        RULES,
        f"{RULES}create/",
        f"{RULES}try/?try=past&count=9",
        f"{RULES}try/?try=one&sector=primary&scope=unknown&postcode=nergens",
        f"{RULES}try/?try=one&sector=primary&scope=unknown&postcode=3512",
        reverse("intake_schoolholiday_modeladmin_index"),
        reverse("intake_absence_modeladmin_index"),
        reverse("intake_adviser_modeladmin_redistribute", args=[rules.pk]),
    ):
        found += wrong_with(page, address)
    page.goto(f"{RULES}create/")
    with page.expect_navigation():
        page.click(".rule-form button[type=submit]")
    found += faults(page, within="#main")
    found += ["too wide"] if overflows(page) > 0 else []
    assert found == []
