"""What lies on a table, seen from above, and the chair that stands at it."""

import math
from collections.abc import Iterator

from home.art.geometry import Point, arc, blob, number
from home.art.inks import CORAL, HAIR_BROWN, INK, PAPER
from home.art.svg import circle, line, path, placed


def sheet(at: Point, turn: float, width: float = 46, height: float = 60, lines: int = 4) -> str:
    """A sheet of paper, a little out of square, with some lines of writing."""
    x, y = width / 2, height / 2
    outline = (
        f"M{number(-x)} {number(-y + 1)}L{number(x - 1)} {number(-y)}"
        f"L{number(x)} {number(y - 1)}L{number(-x + 1)} {number(y)}Z"
    )
    return placed(at, turn, path(outline, fill=PAPER), *(_writing(x, y, index) for index in range(lines)))


def _writing(x: float, y: float, index: int) -> str:
    """One line of writing; every third is shorter."""
    top = -y + 13 + index * 10
    return path(
        f"M{number(-x + 8)} {number(top)}L{number(x - 8 - index % 3 * 6)} {number(top + 0.6)}",
        class_="a-fine",
    )


def mug(at: Point, turn: float = 0, colour: str = PAPER) -> str:
    handle = path("M11 -4C21 -6 22 7 11 5", fill="none", stroke=colour, stroke_width=4)
    return placed(at, turn, handle, circle(0, 0, 13, fill=colour), circle(0, 0, 9, fill=HAIR_BROWN))


def pen(start: Point, end: Point, width: float = 4.5) -> str:
    data = f"M{number(start[0])} {number(start[1])}L{number(end[0])} {number(end[1])}"
    return path(data, stroke=INK, stroke_width=width, stroke_linecap="round")


def chair(at: Point, turn: float, seat: str, scale: float | None = None) -> str:
    """A round seat and a back that hugs it; the back is below, away from the table."""
    return placed(
        at,
        turn,
        path(blob((0, 0), 37, 0.03, 9, 6), fill=seat),
        path(
            arc((0, 0), 27, 20, 372, 0.03, 3), fill="none", stroke=INK, stroke_opacity=".3", stroke_width=2.5
        ),
        line(arc((0, 1), 49, 116, 243, 0.012, 3), INK, 12),
        scale=scale,
    )


def journey_on_paper(at: Point, turn: float) -> Iterator[str]:
    """A sheet with the four rings of the journey on it, each closed a quarter further."""
    yield sheet(at, turn, 122, 94, 0)
    angle = math.radians(turn)
    for step, shift in enumerate((-39, -13, 13, 39), start=1):
        centre = (at[0] + shift * math.cos(angle), at[1] + shift * math.sin(angle))
        closed = 90 * step - (6 if step == 4 else 0)  # the last one misses its start a little
        yield line(arc(centre, 18, 0, closed, 0.03, step + 1, 24), CORAL, 5.5)
        if step < 4:
            yield path(arc(centre, 18, closed, 356, 0.03, step + 1, 24), class_="a-fine")
