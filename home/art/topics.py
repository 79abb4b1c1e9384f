"""A small drawing for each kind of subject that articles are about, all of one size."""

from collections.abc import Callable, Iterator
from functools import cache

from django.utils.translation import gettext_lazy as _

from home.art.geometry import Point, arc, blob, polar
from home.art.inks import CORAL, GREEN, INK, LILAC, PAPER, PLUM, TABLE
from home.art.people import cast, small_person
from home.art.svg import circle, drawing, line, path
from home.art.things import chair, journey_on_paper, mug, pen, sheet

CENTRE = (150, 150)


def _scene(*children: str, ground: str = LILAC, seed: int = 3) -> str:
    """A round plane with something happening on it."""
    return drawing(
        "art art--topic", "0 0 300 300", path(blob(CENTRE, 142, 0.016, 11, seed), fill=ground), *children
    )


def _around(
    count: int, radius: float, size: float, skip: tuple[int, ...] = (), start: int = 0
) -> Iterator[str]:
    """People around the middle, who look at it; the places in `skip` stay free."""
    cloths = (INK, CORAL, PAPER, PLUM, GREEN)
    people = cast(*(cloths[index % len(cloths)] for index in range(count)), start=start)
    for index, looks in enumerate(people):
        if index not in skip:
            angle = index * 360 / count
            yield small_person(polar(CENTRE, radius, angle), angle + 180, size, looks)


@cache
def _circle() -> str:
    """Five at a table, and a free chair."""
    return _scene(
        path(blob(CENTRE, 56, 0.02, 9, 2), fill=TABLE),
        sheet((142, 146), -12, 30, 38, 3),
        *_around(6, 96, 15, skip=(3,)),
        chair((150, 246), 4, CORAL, 0.55),
    )


@cache
def _visit() -> str:
    """A lesson with two colleagues at the back, who watch."""
    teacher, first, second = cast(PLUM, INK, CORAL, start=1)
    pupils = cast(*([PAPER, GREEN, INK] * 2), start=2)
    places = ((84, 132), (150, 128), (216, 134), (88, 188), (152, 192), (214, 186))
    return _scene(
        path("M98 36L204 34", class_="a-line"),
        small_person((150, 66), 180, 16, teacher),
        *(small_person(place, 0, 11, looks) for place, looks in zip(places, pupils, strict=True)),
        small_person((118, 252), 8, 15, first),
        small_person((184, 254), -8, 15, second),
        sheet((151, 244), 4, 22, 28, 2),
        seed=5,
    )


@cache
def _lead() -> str:
    """A ring of people; one of them opens it."""
    return _scene(
        line(arc(CENTRE, 112, 204, 516, 0.01, 8), CORAL, 7),
        path(blob(CENTRE, 34, 0.02, 9, 4), fill=PAPER),
        *_around(7, 82, 13, start=3),
        ground=TABLE,
        seed=8,
    )


@cache
def _talk() -> str:
    """Two people with a sheet of paper between them."""
    one, other = cast(INK, CORAL, start=4)
    return _scene(
        path(blob(CENTRE, 62, 0.02, 9, 7), fill=TABLE),
        sheet((142, 146), -10, 48, 60, 4),
        pen((178, 172), (196, 144)),
        mug((118, 186), 200, PLUM),
        small_person((62, 146), 90, 22, one),
        small_person((240, 154), 270, 22, other),
        seed=11,
    )


@cache
def _between() -> str:
    """Two groups that share the middle."""
    left, right = (112, 150), (190, 150)
    people = cast(INK, PLUM, PAPER, CORAL, INK, GREEN, start=1)
    places: tuple[tuple[Point, float], ...] = (
        ((66, 108), 120),
        ((66, 192), 60),
        ((150, 112), 180),
        ((150, 190), 0),
        ((236, 108), 240),
        ((236, 192), 300),
    )
    return drawing(
        "art art--topic",
        "0 0 300 300",
        path(blob(left, 104, 0.014, 11, 31), fill=LILAC),
        path(blob(right, 104, 0.014, 11, 33), fill=CORAL, fill_opacity=".55"),
        *(small_person(at, turn, 15, looks) for (at, turn), looks in zip(places, people, strict=True)),
    )


@cache
def _plan() -> str:
    """The journey on paper, with what one needs to draw it."""
    return _scene(
        *journey_on_paper((150, 140), -6),
        sheet((92, 220), 18, 44, 54, 3),
        pen((176, 226), (216, 206), 6),
        mug((226, 78), 30, PLUM),
        circle(74, 74, 13, fill=CORAL),
        seed=14,
    )


# The choices an editor has. The stored value is the key.
TOPIC_DRAWINGS: dict[str, tuple[str, Callable[[], str]]] = {
    "circle": (_("A group at a table"), _circle),
    "visit": (_("Colleagues watch a lesson"), _visit),
    "lead": (_("A ring that somebody opens"), _lead),
    "talk": (_("Two people in a talk"), _talk),
    "between": (_("Two groups that share"), _between),
    "plan": (_("A plan on paper"), _plan),
}


def topic_choices() -> list[tuple[str, str]]:
    """The drawings an editor can choose from."""
    return [(key, label) for key, (label, _draw) in TOPIC_DRAWINGS.items()]


def topic_scene(kind: str) -> str:
    """Draw the subject of this kind; an unknown kind draws the group at the table."""
    return TOPIC_DRAWINGS.get(kind, TOPIC_DRAWINGS["circle"])[1]()
