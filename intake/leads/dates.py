"""Days as one says them."""

from datetime import date

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from intake.models import CallMoment

#: The parts of a day as they stand in a sentence; any time adds nothing to it.
PARTS = {
    CallMoment.MORNING: _("in the morning"),
    CallMoment.AFTERNOON: _("in the afternoon"),
    CallMoment.AFTER_SCHOOL: _("after school hours"),
}


def spoken_day(day: date) -> str:
    """ "dinsdag 24 november": as one says it to somebody, in the active language."""
    return date_format(day, "l j F")


def spoken_moment(day: date | str, part: str) -> str:
    """ "dinsdag 24 november, in de ochtend"; the day may also be written as in ISO 8601."""
    parsed = parse_date(day) if isinstance(day, str) else day
    words = [spoken_day(parsed)] if parsed else []
    if part in PARTS:
        words.append(str(PARTS[part]))
    return ", ".join(words)
