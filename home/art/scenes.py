"""The large drawings: the table of the opening, and the two kinds of group."""

from collections.abc import Iterator
from functools import cache

from home.art.geometry import Point, arc, blob, lens, polar
from home.art.inks import (
    CORAL,
    GREEN,
    HAIR_BLACK,
    HAIR_BROWN,
    HAIR_FAIR,
    HAIR_GREY,
    HAIR_RED,
    INK,
    LILAC,
    OVERLAP,
    PAPER,
    PLUM,
    SKIN_BROWN,
    SKIN_DEEP,
    SKIN_LIGHT,
    SKIN_TAN,
    TABLE,
)
from home.art.people import Looks, cast, person, small_person
from home.art.svg import drawing, line, path
from home.art.things import chair, journey_on_paper, mug, pen, sheet


# ------------------------------------------------------------------ the opening
@cache
def table_scene() -> str:
    """Draw seven people around a table, seen from above. The eighth chair is free."""
    centre = (400, 400)
    return drawing(
        "art",
        "0 0 800 800",
        path(blob(centre, 356, 0.012, 13, 7), fill=LILAC),
        line(arc((407, 395), 374, 30, 394, 0.007, 12, 30, 9), CORAL, 7),
        path(blob(centre, 182, 0.012, 12, 5), fill=TABLE),
        path(arc((395, 406), 180, 10, 376, 0.008, 3, 30, 5), class_="a-line"),
        *_on_the_table(centre),
        *_at_the_table(centre),
        chair(polar(centre, 292, 181), 352, CORAL),
    )


def _on_the_table(centre: Point) -> Iterator[str]:
    """A plan in the middle; paper and coffee for everybody, also for who is still to come."""
    cx, cy = centre
    yield from journey_on_paper((cx - 4, cy - 6), -8)
    for angle, radius, turn in (
        (6, 128, 4),
        (52, 124, 40),
        (128, 120, 142),
        (232, 126, 222),
        (278, 122, 262),
        (318, 124, 330),
    ):
        yield sheet(polar(centre, radius, angle), turn, 40, 50, 3)
    for angle, radius, colour in (
        (26, 142, PAPER),
        (72, 138, PLUM),
        (104, 140, PAPER),
        (252, 142, PAPER),
        (296, 138, PLUM),
        (342, 143, PAPER),
        (184, 136, PAPER),
    ):
        yield mug(polar(centre, radius, angle), angle, colour)
    yield pen((cx + 52, cy + 62), (cx + 92, cy + 38))


def _at_the_table(centre: Point) -> Iterator[str]:
    seated = (  # angle, distance, lean, looks
        (0, 244, 4, Looks(INK, SKIN_LIGHT, HAIR_FAIR, "tail")),
        (47, 251, -6, Looks(PAPER, SKIN_DEEP, HAIR_BLACK, "curly")),
        (90, 244, 3, Looks(GREEN, SKIN_TAN, HAIR_BROWN)),
        (135, 251, 0, Looks(CORAL, SKIN_BROWN, PLUM, "hijab")),
        (227, 251, 6, Looks(INK, SKIN_BROWN, HAIR_BLACK, "bun")),
        (270, 244, -3, Looks(PAPER, SKIN_LIGHT, HAIR_GREY, "bald")),
        (315, 251, 2, Looks(CORAL, SKIN_TAN, HAIR_BROWN, "long")),
    )
    for angle, distance, lean, looks in seated:
        yield person(polar(centre, distance, angle), angle + 180, looks, lean)


# ------------------------------------------------------------------ within one organisation, or between two
@cache
def within_scene() -> str:
    """Draw one group of seven inside one circle."""
    centre = (250, 205)
    people = cast(INK, CORAL, INK, PLUM, INK, CORAL, PLUM)
    return drawing(
        "art",
        "0 0 520 400",
        path(blob(centre, 172, 0.014, 12, 21), fill=LILAC),
        path(arc((255, 200), 178, 14, 378, 0.008, 8, 30, 6), class_="a-line"),
        path(blob(centre, 64, 0.02, 9, 2), fill=TABLE),
        sheet((238, 196), -14, 34, 42, 3),
        sheet((268, 214), 12, 34, 42, 3),
        *(
            small_person(polar(centre, 112, index * 360 / 7 + 6), index * 360 / 7 + 186, 17, looks)
            for index, looks in enumerate(people)
        ),
    )


@cache
def between_scene() -> str:
    """Draw two circles of people that overlap; four meet where they do."""
    left, right, radius, wobble = (182, 200), (340, 204), 150, 0.012
    own = (  # x, y, turn, looks
        (112, 128, 110, Looks(INK, SKIN_LIGHT, HAIR_BROWN)),
        (84, 208, 90, Looks(PLUM, SKIN_DEEP, HAIR_BLACK)),
        (122, 282, 60, Looks(INK, SKIN_TAN, HAIR_GREY)),
        (406, 126, 240, Looks(PAPER, SKIN_TAN, HAIR_BROWN)),
        (440, 204, 270, Looks(INK, SKIN_BROWN, HAIR_BLACK)),
        (408, 284, 300, Looks(PAPER, SKIN_LIGHT, HAIR_FAIR)),
    )
    shared = (
        (262, 130, 180, Looks(PAPER, SKIN_DEEP, HAIR_BLACK)),
        (223, 208, 84, Looks(LILAC, SKIN_BROWN, HAIR_BLACK)),
        (301, 206, 276, Looks(CORAL, SKIN_LIGHT, HAIR_RED)),
        (262, 284, 2, Looks(PAPER, SKIN_TAN, HAIR_BROWN)),
    )
    return drawing(
        "art",
        "0 0 520 400",
        path(blob(left, radius, wobble, 12, 31), fill=LILAC),
        path(blob(right, radius, wobble, 12, 33), fill=CORAL),
        path(lens(left, 31, right, 33, radius, wobble), fill=OVERLAP),
        *(small_person((x, y), turn, 17, looks) for x, y, turn, looks in own + shared),
    )
