"""Tables of figures, that the screen shows and a file holds."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from .figure_words import percent, share, then

#: The height of a bar with its words, in pixels.
BAR = 46


@dataclass(frozen=True)
class Cell:
    """What stands in a table: for a file as a value, on the screen in words, with the leads behind it."""

    value: str | int | None
    text: str
    url: str = ""


@dataclass(frozen=True)
class Bar:
    """A bar with its name and number in words; the widths are of the whole, the second one is then's."""

    label: str
    text: str
    width: str
    then: str
    top: int


@dataclass(frozen=True)
class Table:
    """Rows under headings, and how they were counted.

    `labels` and `rows` are for a file; `headings` and `shown_rows` for the screen, where they differ.
    """

    name: str
    title: str
    labels: list[str]
    rows: list[list[Cell]]
    how: list[str]
    summary: str = ""
    bars: list[Bar] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    shown_rows: list[list[Cell]] = field(default_factory=list)

    @property
    def height(self) -> int:
        """Of the chart, in pixels."""
        return BAR * len(self.bars)

    @property
    def shown(self) -> list[tuple[Cell, list[tuple[str, Cell]]]]:
        """Of each row its name, and the other cells with their headings."""
        rows = self.shown_rows or self.rows
        return [(row[0], list(zip(self.headings[1:], row[1:], strict=True))) for row in rows]


def words(text) -> Cell:
    return Cell(str(text), str(text))


def number(count: int, url: str = "") -> Cell:
    return Cell(count, number_format(count), url)


def portion(part: int, whole: int) -> Cell:
    return Cell(percent(part, whole), share(part, whole))


def beside(now: int, was: int, *, known: bool) -> Cell:
    """What it was; a dash when nothing at all came in then."""
    return Cell(was, then(now, was) if known else "–")


def bars(rows: Iterable[tuple[str, int, int]], *, known: bool) -> list[Bar]:
    """Bars for what each has now and had then, as wide as they are large; `known`: something came in then."""
    rows = list(rows)
    text = _("%(now)s (then %(was)s)") if known else "%(now)s"
    most = max((count for _label, *counts in rows for count in counts), default=0) or 1
    return [
        Bar(
            label,
            text % {"now": number_format(now), "was": number_format(was)},
            _width(now, most),
            _width(was, most),
            BAR * place,
        )
        for place, (label, now, was) in enumerate(rows)
    ]


def _width(count: int, most: int) -> str:
    return f"{100 * count / most:.1f}%"
