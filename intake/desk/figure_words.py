"""Figures in words: shares, differences and days. Of few leads a percentage says nothing: none is given."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

#: Fewer than this are told one by one: "3 of 4".
FEW = 10
MINUS = "\N{MINUS SIGN}"


def percent(part: int, whole: int) -> int | None:
    """A whole percentage, halves up; None of nothing."""
    return (200 * part + whole) // (2 * whole) if whole else None


def share(part: int, whole: int) -> str:
    """ "75%", of few "3 of 4", and of nothing a dash."""
    if not whole:
        return "–"
    return _of(part, whole) if whole < FEW else f"{percent(part, whole)}%"


def number_and_share(part: int, whole: int) -> str:
    """ "30 (75%)", or of few "3 of 4"."""
    return share(part, whole) if whole < FEW else f"{number_format(part)} ({share(part, whole)})"


def then(now: int, was: int) -> str:
    """What it was, and the difference with a sign: "86 (+12, +14%)"."""
    return f"{number_format(was)} ({signed(now, was)})"


def signed(now: int, was: int) -> str:
    """The difference with a sign: "+12, +14%", of few "+2", and "0" for none."""
    difference = _sign(now - was)
    if now == was or was < FEW or now < FEW:
        return difference
    return f"{difference}, {_sign(percent(abs(now - was), was) * (1 if now > was else -1))}%"


def more_or_less(now: int, was: int) -> str:
    """The difference in words: "12 more than then (86)"."""
    if now == was:
        return _("as many as then")
    values = {"count": number_format(abs(now - was)), "was": number_format(was)}
    if now > was:
        return _("%(count)s more than then (%(was)s)") % values
    return _("%(count)s fewer than then (%(was)s)") % values


def higher_or_lower(now: tuple[int, int], was: tuple[int, int]) -> str:
    """How a share stands beside what it was: in percentage points, of few only what it was, "" of nothing."""
    if not was[1]:
        return ""
    if now[1] < FEW or was[1] < FEW:
        return _("then %(was)s") % {"was": share(*was)}
    points = percent(*now) - percent(*was)
    values = {"points": abs(points), "was": share(*was)}
    if points > 0:
        return _("%(points)s percentage points higher than then (%(was)s)") % values
    if points < 0:
        return _("%(points)s percentage points lower than then (%(was)s)") % values
    return _("the same share as then (%(was)s)") % values


def in_days(days: int | None) -> str:
    """ "the same day", "1 working day", or a dash."""
    if days is None:
        return "–"
    if days == 0:
        return _("the same day")
    return ngettext("%(days)s working day", "%(days)s working days", days) % {"days": days}


def faster_or_slower(now: int | None, was: int | None) -> str:
    """How many working days sooner or later than then."""
    if was is None or now is None:
        return "" if was is None else _("then %(was)s") % {"was": in_days(was)}
    if now == was:
        return _("as soon as then")
    values = {"days": in_days(abs(now - was))}
    return _("%(days)s sooner than then") % values if now < was else _("%(days)s later than then") % values


def _of(part: int, whole: int) -> str:
    return _("%(part)s of %(whole)s") % {"part": part, "whole": whole}


def _sign(number: int) -> str:
    text = number_format(abs(number))
    return f"+{text}" if number > 0 else f"{MINUS}{text}" if number < 0 else text
