"""Advisers enter their own days away; a coordinator sees what they leave behind, with a proposal."""

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from intake.models import Absence, Lead
from tests.factories.intake import AdviserFactory, LeadFactory, days_from_now

pytestmark = pytest.mark.django_db
AWAY = reverse("intake_absence_modeladmin_index")


def divide(adviser) -> str:
    return reverse("intake_adviser_modeladmin_redistribute", args=[adviser.pk])


def filled(first=1, last=8, **more) -> dict:
    return {"first_day": days_from_now(first), "last_day": days_from_now(last), "note": "Verlof", **more}


def test_an_adviser_enters_days_and_takes_them_back(desk, adviser):
    stand_in = AdviserFactory()
    desk.post(AWAY, filled(stand_in=stand_in.pk))
    absence = Absence.objects.get(adviser=adviser)
    assert (absence.stand_in, absence.first_day) == (stand_in, days_from_now(1))
    assert stand_in.name in desk.get(AWAY).text

    desk.post(reverse("intake_absence_modeladmin_remove", args=[absence.pk]))
    assert not Absence.objects.exists()
    actions = ModelLogEntry.objects.values_list("action", flat=True)
    assert set(actions) == {"intake.absence_entered", "intake.absence_removed"}


@pytest.mark.parametrize(
    ("more", "wrong"),
    [({"last": 0}, "last_day"), ({"first": -9, "last": -8}, "last_day"), ({"first": 9}, "last_day")],
)
def test_wrong_days_are_refused(desk, more, wrong):
    response = desk.post(AWAY, filled(**{"first": 1} | more))
    assert list(response.context["form"].errors) == [wrong]
    assert not Absence.objects.exists()


def test_nobody_stands_in_for_themselves(desk, office, adviser):
    assert "stand_in" in desk.post(AWAY, filled(stand_in=adviser.pk)).context["form"].errors
    assert not Absence.objects.exists()


def test_what_stays_behind_is_proposed_to_the_stand_in_and_handed_over(office, adviser):
    stand_in, other = AdviserFactory(), AdviserFactory()
    LeadFactory(owner=stand_in)  # so that load alone would choose the other
    untouched = LeadFactory(owner=adviser)
    spoken, later = LeadFactory(owner=adviser, contacted=True), LeadFactory(owner=adviser)
    Lead.objects.filter(pk=later.pk).update(respond_by=days_from_now(30))
    Absence.objects.create(
        adviser=adviser, first_day=days_from_now(1), last_day=days_from_now(9), stand_in=stand_in
    )
    home = office.get(reverse("wagtailadmin_home")).text
    assert divide(adviser) in home
    rows = office.get(divide(adviser)).context["rows"]
    assert [(row["lead"], row["chosen"], row["is_stand_in"]) for row in rows] == [
        (untouched, stand_in.pk, True)
    ]

    office.post(divide(adviser), {f"lead-{untouched.pk}": other.pk, f"lead-{spoken.pk}": other.pk})

    owners = dict(Lead.objects.values_list("pk", "owner"))
    assert (owners[untouched.pk], owners[spoken.pk], owners[later.pk]) == (other.pk, adviser.pk, adviser.pk)
    assert divide(adviser) not in office.get(reverse("wagtailadmin_home")).text


def test_without_a_stand_in_the_leads_are_spread(office, adviser):
    colleagues = AdviserFactory.create_batch(2)
    LeadFactory.create_batch(4, owner=adviser)
    Absence.objects.create(adviser=adviser, first_day=days_from_now(0), last_day=days_from_now(9))
    chosen = [row["chosen"] for row in office.get(divide(adviser)).context["rows"]]
    assert sorted(chosen) == sorted([one.pk for one in colleagues] * 2)
