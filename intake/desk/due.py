"""When the next step is due, in words and as a kind that colours it."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from intake.leads.deadlines import working_days_until


@dataclass(frozen=True)
class Due:
    """`kind` is "late", "today", "ahead" or "none"; `words` says how late or how soon."""

    kind: str
    words: str = ""
    day: date | None = None


def due_of(day: date | None, today: date) -> Due:
    """How a day for a next step stands today, in working days."""
    if day is None:
        return Due("none")
    left = working_days_until(day, today)
    if day < today:
        return Due("late", _late(-left), day)
    if day == today:
        return Due("today", _("today"), day)
    return Due("ahead", _ahead(left), day)


def _late(days: int) -> str:
    if days == 0:  # the weekend lies between
        return _("too late")
    return ngettext("%(days)s working day late", "%(days)s working days late", days) % {"days": days}


def _ahead(days: int) -> str:
    if days == 0:  # it falls in the same weekend
        return _("before the next working day")
    return ngettext("%(days)s working day left", "%(days)s working days left", days) % {"days": days}
