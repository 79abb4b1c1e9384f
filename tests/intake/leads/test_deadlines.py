"""Working days in the Netherlands."""

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template

from intake.leads.deadlines import add_working_days, working_days_until


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2026, 11, 22), 2, date(2026, 11, 24)),  # Sunday: Monday, Tuesday
        (date(2026, 11, 20), 2, date(2026, 11, 24)),  # over a weekend
        (date(2026, 12, 23), 2, date(2026, 12, 28)),  # Christmas on Friday and Saturday
        (date(2027, 3, 25), 1, date(2027, 3, 30)),  # Good Friday and Easter Monday
        (date(2027, 4, 26), 1, date(2027, 4, 28)),  # King's Day
        (date(2027, 5, 4), 2, date(2027, 5, 10)),  # Liberation Day and Ascension Day; Friday counts
        (date(2026, 12, 31), 1, date(2027, 1, 4)),  # New Year's Day, then a weekend
        (date(2026, 11, 24), 0, date(2026, 11, 24)),
    ],
)
def test_days_off_do_not_count(start, count, end):
    assert add_working_days(start, count) == end


def test_days_left_count_down_to_zero_and_then_below():
    monday = date(2026, 11, 23)
    assert working_days_until(date(2026, 11, 24), monday) == 1
    assert working_days_until(monday, monday) == 0
    assert working_days_until(date(2026, 11, 20), monday) == -1
    assert working_days_until(date(2026, 11, 18), monday) == -3


def test_a_moment_just_after_midnight_is_said_with_its_own_day():
    half_past_midnight = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
    said = Template("{% load intake %}{{ at|spoken_day }}").render(Context({"at": half_past_midnight}))
    assert said == "maandag 23 november"
