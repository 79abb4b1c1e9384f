"""Rings and tables that count something real: steps, meetings, seats."""

import math
from collections.abc import Iterator
from functools import lru_cache

from home.art.geometry import arc, blob, polar
from home.art.svg import circle, drawing, path

# Beyond this, nobody counts: a ring then closes in proportion, and a table shows two arcs.
COUNTABLE = 60
# Beyond these, parts get thinner so that they stay apart.
CROWDED_RING = 12
CROWDED_TABLE = 18


@lru_cache(maxsize=256)
def ring(done: int, of: int) -> str:
    """Draw a ring of `of` arcs with the first `done` coloured in: days, meetings, steps of a form."""
    if of > COUNTABLE:
        return _proportional("ring-s", done, of)
    css = "ring-s ring-s--many" if of > CROWDED_RING else "ring-s"
    arcs = (path(_part(index, of), class_="on" if index < done else "off") for index in range(of))
    nothing = path(_part(0, 1), class_="off") if of < 1 else ""
    return drawing(css, "4 4 72 72", nothing, *arcs)


def _part(index: int, of: int) -> str:
    """One of the arcs. The gap fits their round ends; where there are many it is a share of their width."""
    width = 360 / of
    gap = 0 if of == 1 else 25 if of <= CROWDED_RING else width * 0.4
    start, end = index * width + gap / 2, (index + 1) * width - gap / 2
    return arc((40, 40), 31, start, end, 0.012, index + of * 3, 26)


@lru_cache(maxsize=256)
def ring_nav(step: int, of: int) -> str:
    """Draw a ring that is closed for `step` of `of` parts, the rest dotted: linked in a row by `.here`."""
    return _proportional("ring-s", step, of)


def _proportional(css: str, part: int, whole: int) -> str:
    """One arc that is closed for part/whole."""
    share = 360 * min(max(0, part / whole if whole > 0 else 0), 1)
    dotted = path(arc((40, 40), 32, share + 10, 352, 0.01, part + 50), class_="off") if share < 340 else ""
    closed = path(arc((40, 40), 32, 0, share, 0.01, part + 40), class_="on") if share else ""
    return drawing(css, "5 5 70 70", dotted, closed)


# ------------------------------------------------------------------ seats
@lru_cache(maxsize=512)
def seats(taken: int, total: int) -> str:
    """Draw a table with a dot for every seat: full when taken, an open ring when free.

    More taken than there are counts as all taken.
    """
    total = max(0, total)
    taken = min(max(0, taken), total)
    table = path(blob((50, 50), 24, 0.02, 9, total), class_="top")
    if total > COUNTABLE:
        return drawing("seats", "0 0 100 100", table, *_crowd(taken / total))
    css = "seats seats--many" if total > CROWDED_TABLE else "seats"
    dots = (_seat(index, total, index < taken) for index in range(total))
    return drawing(css, "0 0 100 100", table, *dots)


def _seat(index: int, total: int, taken: bool) -> str:
    """One chair; a free one is pulled out a little."""
    radius = min(5.6, 0.32 * math.tau * 39 / total)
    place = polar((50, 50), 39 if taken else 41.5, index * 360 / total)
    return circle(*place, radius, class_="taken" if taken else "free")


def _crowd(share: float) -> Iterator[str]:
    """Two arcs, the taken share and the free one."""
    if share > 0:
        yield path(arc((50, 50), 40, 4, max(8, 360 * share - 4)), class_="taken-arc")
    if share < 1:
        yield path(arc((50, 50), 40, min(352, 360 * share + 4), 356), class_="free-arc")
