"""Days and moments counted from the day of loading, so that the demo never grows old."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property

from django.utils import timezone

from intake.leads.deadlines import add_working_days, is_working_day

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")
WEEK = timedelta(weeks=1)
#: Parts of the year in which nobody plans a course day, as (month, day): May, summer, Christmas to 6 January.
QUIET = (((1, 1), (1, 6)), ((4, 25), (5, 5)), ((7, 10), (8, 31)), ((12, 20), (12, 31)))


@dataclass(frozen=True)
class Clock:
    """The moment of loading, and days around it."""

    now: datetime

    @cached_property
    def today(self) -> date:
        return timezone.localdate(self.now)

    def day(self, days: int) -> date:
        """So many days after the day of loading; below 0 before it."""
        return self.today + timedelta(days=days)

    def working_day(self, count: int) -> date:
        """So many working days after the day of loading, below 0 before it; 0 is that day itself."""
        if count >= 0:
            return add_working_days(self.today, count)
        day = self.today
        while count < 0:
            day -= timedelta(days=1)
            count += is_working_day(day)
        return day

    def moment(self, count: int, at: str) -> datetime:
        """A time on a working day, such as "10:15"; never later than the moment of loading."""
        return min(self.future_moment(count, at), self.now)

    def future_moment(self, count: int, at: str) -> datetime:
        """A time on a working day, such as "10:15", in the past or to come."""
        return timezone.make_aware(datetime.combine(self.working_day(count), clock_time(at)))


def clock_time(text: str) -> time:
    """ "9:30" as a time of day."""
    hours, minutes = text.split(":")
    return time(int(hours), int(minutes))


def course_days(after: date, weekday: str, count: int, weeks_between: int) -> list[date]:
    """The days of one run: the first `weekday` on or after a day, then every so many weeks.

    A day on which nobody plans a course moves on by whole weeks, and the rest moves with it.
    """
    day = after + timedelta(days=(WEEKDAYS.index(weekday) - after.weekday()) % 7)
    days = []
    for _number in range(count):
        while not _is_course_day(day):
            day += WEEK
        days.append(day)
        day += WEEK * weeks_between
    return days


def _is_course_day(day: date) -> bool:
    return is_working_day(day) and not any(first <= (day.month, day.day) <= last for first, last in QUIET)
