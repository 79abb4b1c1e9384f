"""Figures of each service, sector, province, adviser or page beside each other."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from intake.leads.figures.counting import KEPT, Tally, together
from intake.leads.figures.reading import Figures
from intake.models import LeadState

from .figure_period import Asked
from .figure_tables import Cell, Table, beside, number, words
from .figure_words import in_days, number_and_share, percent

#: The screen names so many rows, the largest; a file names all.
NAMED = 40


@dataclass(frozen=True)
class Row:
    """One row: what it is called, and what it has and had."""

    key: Hashable
    name: str
    now: Tally
    was: Tally


def breakdown(
    now: Figures,
    was: Figures,
    asked: Asked,
    *,
    names: Mapping[Hashable, str],
    url_of: Callable[[Hashable], str],
    most: int = NAMED,
) -> Table:
    """A row for each name that had leads now or then, in the order that is asked for."""
    rows = _rows(now, was, names)
    largest = sorted(rows, key=lambda row: -row.now.received)
    named, others = largest[:most], largest[most:]
    shown = _sorted(named, asked.sort)
    known = bool(was.groups)
    cells = [_cells(row, url_of(row.key), known=known) for row in shown]
    if others:
        rest = Row(None, _("All others (%(count)s)") % {"count": len(others)},
                   together(row.now for row in others), together(row.was for row in others))  # fmt: skip
        cells.append(_cells(rest, "", known=known))
    label = str(asked.dimension.label)
    return Table(
        "breakdown",
        _("By %(what)s") % {"what": label.lower()},
        [
            label, _("Received"), _("At that time"), _("Agreed"), _("Agreed (%)"),
            _("Half within (working days)"), _("9 in 10 within (working days)"),
            _("Promises kept"), _("Promises known"), _("Promises kept (%)"),
        ],
        cells,
        _how(asked.dimension.name),
        headings=[
            label, _("Received"), _("At that time"), _("Agreed"), _("First contact: half within"),
            _("Promises kept"),
        ],
        shown_rows=[_on_screen(row) for row in cells],
    )  # fmt: skip


def _on_screen(row: list[Cell]) -> list[Cell]:
    """The cells of a row that the screen shows; a file has every figure in a column of its own."""
    name, received, was, agreed, _percent, half, _most, kept, _due, _kept_percent = row
    return [name, received, was, agreed, half, kept]


def _rows(now: Figures, was: Figures, names: Mapping[Hashable, str]) -> list[Row]:
    nothing = together([])
    keys = dict.fromkeys([*now.groups, *was.groups])
    return [Row(key, names[key], now.groups.get(key, nothing), was.groups.get(key, nothing)) for key in keys]


def _cells(row: Row, url: str, *, known: bool) -> list[Cell]:
    now = row.now
    agreed, kept = now.reached(LeadState.AGREED), now.promises[KEPT]
    half, most = now.within(50), now.within(90)
    return [
        words(row.name),
        number(now.received, url if now.received else ""),
        beside(now.received, row.was.received, known=known),
        Cell(agreed, number_and_share(agreed, now.received)),
        Cell(percent(agreed, now.received), ""),
        Cell(half, in_days(half)),
        Cell(most, in_days(most)),
        Cell(kept, number_and_share(kept, now.due)),
        Cell(now.due, ""),
        Cell(percent(kept, now.due), ""),
    ]


def _sorted(rows: list[Row], sort: str) -> list[Row]:
    """By one figure, what has none last, and equals by name."""
    name, is_down = sort.removeprefix("-"), sort.startswith("-")
    by_name = sorted(rows, key=lambda row: row.name.casefold(), reverse=is_down and name == "name")
    if name == "name":
        return by_name
    value = _VALUES[name]
    known = [row for row in by_name if value(row.now) is not None]
    unknown = [row for row in by_name if value(row.now) is None]
    return sorted(known, key=lambda row: value(row.now) * (-1 if is_down else 1)) + unknown


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None


_VALUES: dict[str, Callable[[Tally], float | None]] = {
    "received": lambda tally: tally.received,
    "agreed": lambda tally: _ratio(tally.reached(LeadState.AGREED), tally.received),
    "contact": lambda tally: tally.within(50),
    "kept": lambda tally: _ratio(tally.promises[KEPT], tally.due),
}


def _how(dimension: str) -> list[str]:
    own = {
        "service": _("By what the school asked for in its request. Who asked for two is in a row of its own, "
                     "so that no lead counts twice."),
        "sector": _("By the sector of the organisation as it is known now."),
        "province": _("By the province of the organisation as it is known now."),
        "adviser": _("By whoever has the lead now, also when a colleague had it first."),
        "origin": _("By the page on the site where the school chose to send a request."),
    }  # fmt: skip
    return [
        own[dimension],
        _("Agreed: came at least to an agreement. Of fewer than ten leads we give no percentage."),
        _("The rows add up to all leads of these days."),
    ]
