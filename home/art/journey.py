"""The rings of the journey: each closed further than the one before, with what happens in that step inside.

Their colours are custom properties of their own (`--j-…`): the same ring stands on a dark band and on paper.
"""

from collections.abc import Iterator
from functools import cache

from home.art.geometry import Point, arc, blob, polar
from home.art.inks import HAIR_BLACK, HAIR_FAIR, SKIN_BROWN, SKIN_LIGHT
from home.art.people import Looks, cast, small_person
from home.art.svg import circle, drawing, line, path, placed

LINE = "var(--j-line)"
ON = "var(--j-on)"
BODY = "var(--j-body)"
ACCENT = "var(--j-accent)"
HEAD = "var(--j-head)"
SHEET = "var(--j-sheet)"
SHEET_LINE = "var(--j-sheet-line)"

CENTRE = (160, 160)
RADIUS = 132


@cache
def ring_step(step: int, of: int = 4) -> str:
    """Draw ring `step` of a journey of `of` steps. A step that does not exist counts as the nearest one."""
    of = max(1, of)
    step = min(max(1, step), of)
    return drawing(
        "ring",
        "19 19 282 282",
        _still_open(step, of) if step < of else "",
        line(arc(CENTRE, RADIUS, 0, 360 * step / of, 0.01, 30 + step), ON, 15),
        placed(CENTRE, 0, *_inside(step, of)),
    )


def _still_open(step: int, of: int) -> str:
    """The part of the ring that is not closed yet, dotted."""
    rest = arc(CENTRE, RADIUS, 360 * step / of + 5, 356, 0.008, 20 + step)
    return line(rest, LINE, 3.5, stroke_dasharray="1 13")


def _inside(step: int, of: int) -> Iterator[str]:
    """What happens in a step, drawn around 0 0. The last step is always the group that can do it itself."""
    if step == of:
        return _on_their_own()
    return (_first_talk, _plan, _practice)[min(step, 3) - 1]()


def _first_talk() -> Iterator[str]:
    """Two people, one table."""
    yield path(blob((0, 0), 40, 0.02, 9, 3), fill=SHEET)
    yield small_person((-3, -66), 178, 19, Looks(BODY, SKIN_BROWN, HAIR_BLACK))
    yield small_person((4, 67), -3, 19, Looks(ACCENT, SKIN_LIGHT, HAIR_FAIR))
    yield placed(
        (0, 0),
        -9,
        path("M-15-17L14-18L15 17L-14 18Z", fill=BODY),
        line("M-8-8H7M-8 0H5M-8 8H8", HEAD, 2.6),
    )


def _plan() -> Iterator[str]:
    """A sheet with two groups on it, and two people who look at it."""
    left, right = cast(BODY, ACCENT, start=6)
    yield path("M-58-52L56-57L60 28L-55 32Z", fill=SHEET)
    yield from _group_on_paper((-24, -16), 5)
    yield from _group_on_paper((28, -6), 4)
    yield small_person((-36, 72), 6, 16, left)
    yield small_person((32, 72), -8, 16, right)


def _group_on_paper(centre: Point, members: int) -> Iterator[str]:
    yield line(arc(centre, 19, 10, 360, 0.03, members), SHEET_LINE, 4)
    for index in range(members):
        yield circle(*polar(centre, 19, index * 360 / members + 20), 5.4, fill=SHEET_LINE)


def _practice() -> Iterator[str]:
    """Everyone around one table, the trainer among them."""
    yield path(blob((0, 0), 42, 0.02, 10, 9), fill=SHEET)
    for index, looks in enumerate(cast(*[BODY] * 5, ACCENT, *[BODY] * 2)):
        angle = index * 45 + 8
        yield small_person(polar((0, 0), 82, angle), angle + 180, 13, looks)


def _on_their_own() -> Iterator[str]:
    """The group works; a coach stands beside one of them."""
    yield path(blob((0, 0), 34, 0.02, 10, 4), fill=SHEET)
    for index, looks in enumerate(cast(*[BODY] * 7, start=3)):
        angle = index * 360 / 7
        yield small_person(polar((0, 0), 68, angle), angle + 180, 12.5, looks)
    yield small_person(polar((0, 0), 105, 128.5), 308, 12, Looks(ACCENT, SKIN_LIGHT, HAIR_FAIR))
