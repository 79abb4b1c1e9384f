"""The local date, cheaply: every answer from the cache asks for it."""

from datetime import date, datetime, time, timedelta
from time import time as clock

from django.utils import timezone


class LocalDay:
    """Gives the date in the site's own time zone, worked out anew after midnight."""

    def __init__(self):
        self._day = (0.0, 0.0, date.min)  # when it begins, when it ends, which it is

    def __call__(self) -> date:
        begins, ends, today = self._day
        if not begins <= clock() < ends:
            self._day = _, _, today = _this_day()
        return today


def _this_day() -> tuple[float, float, date]:
    zone = timezone.get_default_timezone()
    today = timezone.localdate(timezone=zone)
    begins, ends = (
        datetime.combine(day, time.min, tzinfo=zone).timestamp() for day in (today, today + timedelta(days=1))
    )
    return begins, ends, today
