"""The days of the demo count from the day of loading, whichever day that is."""

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from django.utils import timezone

from demo.moments import WEEKDAYS, Clock, course_days
from intake.leads.deadlines import is_working_day

YEAR = [date(2026, 1, 1) + timedelta(days=number) for number in range(366)]


def clock_at(*parts: int) -> Clock:
    return Clock(timezone.make_aware(datetime(*parts)))  # noqa: DTZ001  (made aware at once)


@pytest.mark.parametrize("weekday", WEEKDAYS)
def test_a_course_never_falls_on_a_day_nobody_comes(weekday):
    for first in YEAR:
        days = course_days(first, weekday, 4, 5)
        assert len(days) == 4
        for day in days:
            assert WEEKDAYS[day.weekday()] == weekday
            assert is_working_day(day)
            assert day.month != 8
            assert (day.month, day.day) not in {(12, 24), (12, 31), (1, 2)}
        assert days[0] >= first
        assert all(later - earlier >= timedelta(weeks=5) for earlier, later in pairwise(days))


def test_working_days_are_counted_from_the_day_of_loading():
    sunday = clock_at(2026, 11, 22, 15, 0)
    assert sunday.working_day(0) == date(2026, 11, 22)
    assert sunday.working_day(1) == date(2026, 11, 23)
    assert sunday.working_day(-1) == date(2026, 11, 20)
    assert sunday.working_day(-6) == date(2026, 11, 13)


def test_holidays_are_no_working_days():
    after_christmas = clock_at(2026, 12, 28, 9, 0)
    assert after_christmas.working_day(-1) == date(2026, 12, 24)


def test_nothing_happens_after_the_moment_of_loading():
    early = clock_at(2026, 11, 24, 8, 0)
    assert early.moment(0, "15:30") == early.now
    assert early.moment(-1, "15:30") == timezone.make_aware(datetime(2026, 11, 23, 15, 30))  # noqa: DTZ001
