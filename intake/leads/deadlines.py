"""Working days, and the promises that count them: Monday to Friday, without the Dutch public holidays."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

import holidays

ONE_DAY = timedelta(days=1)


@cache
def public_holidays(year: int) -> frozenset[date]:
    """The days in `year` without work in Dutch education, Good Friday and Liberation Day included."""
    # 5 May is a day off for everybody once in five years only; schools are closed on it each year.
    days = holidays.country_holidays("NL", years=year, categories=("public", "optional"))
    return frozenset(days)


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and day not in public_holidays(day.year)


def add_working_days(day: date, count: int) -> date:
    """The day that is `count` (0 or more) working days after `day`, which itself does not count."""
    while count > 0:
        day += ONE_DAY
        count -= is_working_day(day)
    return day


def working_days_between(day: date, last: date) -> tuple[date, ...]:
    """The working days after `day`, up to and including `last`."""
    days = (day + ONE_DAY * step for step in range(1, (last - day).days + 1))
    return tuple(one for one in days if is_working_day(one))


def next_week(today: date) -> date:
    """The first working day of the week after this one, or of a later one when that has none."""
    sunday = today + timedelta(days=7 - today.isoweekday())
    return add_working_days(sunday, 1)


def promised_day(today: date, count: int, is_closed: Callable[[date], bool]) -> date:
    """The day by which a school is called: `count` working days on, or the first one that it is there.

    The consultancy works on while schools have holidays, so their days count; but nobody picks up the phone
    then, so no promise falls on one. `is_closed` says on which days the school is not there.
    """
    day = add_working_days(today, count)
    while is_closed(day) or not is_working_day(day):
        day += ONE_DAY
    return day


def working_days_until(day: date, today: date) -> int:
    """How many working days are left from `today` until `day`; 0 is today, below 0 is late."""
    if day < today:
        return -working_days_until(today, day)
    return sum(is_working_day(today + ONE_DAY * step) for step in range(1, (day - today).days + 1))
