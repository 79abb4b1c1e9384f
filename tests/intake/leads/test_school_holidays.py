"""A promise to call falls on a day on which the school is there."""

from datetime import date

import pytest
from django.urls import reverse

from home.roles import Role
from intake.leads.deadlines import promised_day
from intake.leads.school_holidays import SchoolCalendar, add_official_dates
from intake.models import HolidayRegion, Organisation, SchoolHoliday, Sector
from intake.routing.gather import facts_from
from tests.factories.intake import UserFactory

UTRECHT, MAASTRICHT = "3512 LK", "6211 AA"  # middle, south
pytestmark = pytest.mark.django_db


@pytest.fixture
def calendar():
    periods = SchoolHoliday.objects.values_list("region", "first_day", "last_day")
    return SchoolCalendar(tuple(periods))


def promise(calendar, today, postcode=UTRECHT, sector=Sector.PRIMARY, days=2):
    return promised_day(today, days, calendar.closed_for(Organisation(postcode=postcode, sector=sector)))


@pytest.mark.parametrize(
    ("today", "postcode", "sector", "expected"),
    [
        # Spring holidays of 2027: south 13 to 21 February, middle 20 to 28 February.
        (date(2027, 2, 11), MAASTRICHT, Sector.PRIMARY, date(2027, 2, 22)),
        (date(2027, 2, 11), UTRECHT, Sector.PRIMARY, date(2027, 2, 15)),
        (date(2027, 2, 18), UTRECHT, Sector.SECONDARY, date(2027, 3, 1)),
        # Our own days count all the same: no two days more once the school is back.
        (date(2027, 2, 25), UTRECHT, Sector.PRIMARY, date(2027, 3, 1)),
        # Childcare is open, and of an unknown place only the country's holidays count.
        (date(2027, 2, 18), UTRECHT, Sector.CHILDCARE, date(2027, 2, 22)),
        (date(2027, 2, 18), "", Sector.PRIMARY, date(2027, 2, 22)),
        (date(2026, 12, 17), "", Sector.PRIMARY, date(2027, 1, 4)),
    ],
)
def test_nobody_is_promised_a_call_on_a_day_the_school_is_closed(calendar, today, postcode, sector, expected):
    assert promise(calendar, today, postcode, sector) == expected


def test_the_official_dates_come_by_themselves_and_change_nothing_that_is_there(calendar):
    assert calendar.is_closed(HolidayRegion.NORTH, date(2026, 7, 10))
    assert not calendar.is_closed(HolidayRegion.SOUTH, date(2026, 7, 10))
    own = SchoolHoliday.objects.get(first_day=date(2026, 10, 10))
    SchoolHoliday.objects.exclude(pk=own.pk).filter(first_day__range=("2026-09-15", "2027-09-14")).delete()
    SchoolHoliday.objects.filter(first_day__gte=date(2027, 9, 15)).delete()

    add_official_dates()

    years = SchoolHoliday.objects.values_list("first_day__year", flat=True)
    assert 2028 in set(years)
    assert list(SchoolHoliday.objects.filter(first_day__range=("2026-09-15", "2027-09-14"))) == [own]


def test_a_coordinator_adds_a_holiday_and_promises_keep_to_it(client, calendar):
    client.force_login(UserFactory(role=Role.COORDINATOR))
    filled = {
        "name": "Herfstvakantie",
        "region": "middle",
        "first_day": "2031-10-18",
        "last_day": "2031-10-26",
    }
    create = reverse("intake_schoolholiday_modeladmin_create")
    refused = client.post(create, filled | {"last_day": "2031-10-01"})
    assert refused.status_code == 200
    assert client.post(create, filled).status_code == 302
    added = SchoolHoliday.objects.get(first_day__year=2031)
    assert school_calendar_of().is_closed("middle", date(2031, 10, 20))
    client.post(reverse("intake_schoolholiday_modeladmin_delete", args=[added.pk]))
    assert not school_calendar_of().is_closed("middle", date(2031, 10, 20))


def school_calendar_of() -> SchoolCalendar:
    return facts_from(date(2031, 1, 1)).schools
