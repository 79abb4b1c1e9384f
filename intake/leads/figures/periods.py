"""Over which days figures are counted, and with which earlier days they are compared."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

ONE_DAY = timedelta(days=1)
#: A school year begins on 1 August (Wet op het primair onderwijs, article 1).
SCHOOL_YEAR_BEGINS = 8


class Unit(StrEnum):
    """The periods that have a name."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    SCHOOL_YEAR = "school_year"

    @property
    def months(self) -> int:
        return {"month": 1, "quarter": 3}.get(self, 12)


@dataclass(frozen=True)
class Period:
    """Days in a row, `first` and `last` included. `end` is after `last` while it is not over.

    `months` is how long a named period is; None for one of somebody's own, which is moved by days.
    """

    first: date
    last: date
    end: date
    months: int | None = None

    @property
    def is_over(self) -> bool:
        return self.last == self.end

    def before(self) -> "Period":
        """The period before it, up to the same day when this one is not over."""
        if self.months:
            return self._months_back(self.months)
        days = self.end - self.first + ONE_DAY
        return Period(self.first - days, self.last - days, self.end - days)

    def year_before(self) -> "Period":
        """The same days of a year ago."""
        return self._months_back(12)

    def _months_back(self, count: int) -> "Period":
        first = shifted(self.first, -count)
        end = shifted(self.end + ONE_DAY, -count) - ONE_DAY
        last = end if self.is_over else min(shifted(self.last, -count), end)
        return Period(first, last, end, self.months)


def running(unit: Unit, today: date) -> Period:
    """The month, quarter or year of today, as far as it has come."""
    first = _start(unit, today)
    return Period(first, today, shifted(first, unit.months) - ONE_DAY, unit.months)


def past(unit: Unit, today: date) -> Period:
    """The last month, quarter or year that is over."""
    next_one = _start(unit, today)
    last = next_one - ONE_DAY
    return Period(shifted(next_one, -unit.months), last, last, unit.months)


def between(first: date, last: date, today: date) -> Period:
    """Days of somebody's own choice; what is still to come does not count yet. `first` is not after today."""
    return Period(first, min(last, today), last)


def shifted(day: date, months: int) -> date:
    """The same day so many months on, or back below 0; the last of the month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _start(unit: Unit, day: date) -> date:
    match unit:
        case Unit.MONTH:
            return day.replace(day=1)
        case Unit.QUARTER:
            return date(day.year, day.month - (day.month - 1) % 3, 1)
        case Unit.YEAR:
            return date(day.year, 1, 1)
    return date(day.year - (day.month < SCHOOL_YEAR_BEGINS), SCHOOL_YEAR_BEGINS, 1)
