"""Days as one says them."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext
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


def spoken_talk(starts_at: datetime, ends_at: datetime) -> str:
    """ "dinsdag 24 november, 10.00 tot 11.00 uur"."""
    start, end = timezone.localtime(starts_at), timezone.localtime(ends_at)
    values = {"day": spoken_day(start.date()), "start": f"{start:%H.%M}", "end": f"{end:%H.%M}"}
    return gettext("%(day)s, from %(start)s to %(end)s") % values
