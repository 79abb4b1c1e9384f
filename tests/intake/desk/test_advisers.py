"""Coordinators keep the advisers: who, how many leads, which, and when away."""

import pytest
from django.urls import reverse

from home.roles import Role
from intake.leads.dates import spoken_day
from intake.models import Adviser, Province, Sector
from tests.factories.intake import AdviserFactory, UserFactory, days_from_now

pytestmark = pytest.mark.django_db
CREATE = "intake_adviser_modeladmin_create"


def edit(adviser) -> str:
    return reverse("intake_adviser_modeladmin_edit", args=[adviser.pk])


def filled(user, *absences, **fields) -> dict:
    """What the browser sends."""
    data = {
        "user": user.pk,
        "active": "on",
        "capacity": 6,
        "workdays": [0, 1, 2, 3, 4],
        "absences-TOTAL_FORMS": len(absences),
        "absences-INITIAL_FORMS": 0,
        "absences-MIN_NUM_FORMS": 0,
        "absences-MAX_NUM_FORMS": 1000,
    }
    for place, (first, last) in enumerate(absences):
        data |= {f"absences-{place}-first_day": first, f"absences-{place}-last_day": last}
        data |= {f"absences-{place}-note": "", f"absences-{place}-id": "", f"absences-{place}-DELETE": ""}
        data[f"absences-{place}-stand_in"] = ""
    return data | fields


def test_a_new_adviser(office):
    user = UserFactory(role=Role.ADVISER)
    days = days_from_now(1), days_from_now(8)
    fields = {"sectors": [Sector.PRIMARY, Sector.CHILDCARE], "provinces": [Province.UTRECHT]}

    response = office.post(reverse(CREATE), filled(user, days, **fields))

    assert response.status_code == 302
    assert response.url == reverse("intake_adviser_modeladmin_index")
    adviser = Adviser.objects.get(user=user)
    assert (adviser.capacity, adviser.sectors, adviser.provinces) == (6, ["primary", "childcare"], ["UT"])
    assert [(absence.first_day, absence.last_day) for absence in adviser.absences.all()] == [days]


def test_an_adviser_stops(office, adviser):
    data = filled(adviser.user)
    del data["active"]

    office.post(edit(adviser), data)

    adviser.refresh_from_db()
    assert not adviser.active


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"capacity": 0}, "capacity"),
        ({"sectors": ["nonsense"]}, "sectors"),
        ({"provinces": ["XX"]}, "provinces"),
    ],
)
def test_what_is_wrong_is_said_beside_it(office, adviser, fields, wrong):
    response = office.post(edit(adviser), filled(adviser.user, **fields))

    assert list(response.context["form"].errors) == [wrong]
    assert str(response.context["form"].errors[wrong][0]) in response.text


def test_an_absence_in_the_wrong_order_is_refused(office, adviser):
    response = office.post(edit(adviser), filled(adviser.user, (days_from_now(8), days_from_now(1))))

    assert response.status_code == 200
    assert not adviser.absences.exists()


def test_only_people_who_may_have_leads_and_are_no_adviser_yet_can_be_chosen(office, adviser):
    free = UserFactory(role=Role.ADVISER)
    UserFactory(role=Role.EDITOR)
    UserFactory()

    form = office.get(reverse(CREATE)).context["form"]

    assert adviser.user not in form.fields["user"].queryset
    assert free in form.fields["user"].queryset
    assert not form.fields["user"].queryset.filter(groups=Role.EDITOR.group).exists()


def test_the_list_shows_room_and_absence(office):
    away = AdviserFactory(capacity=7, absent_until=days_from_now(3))

    text = office.get(reverse("intake_adviser_modeladmin_index")).text

    assert f'href="{edit(away)}"' in text
    assert 'max="7"' in text
    assert spoken_day(days_from_now(3)) in text
