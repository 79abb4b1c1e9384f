"""People seen from above. They look at their local top: turn them to face the table."""

from dataclasses import dataclass

from home.art.geometry import Point, number, polar
from home.art.inks import (
    HAIR_BLACK,
    HAIR_BROWN,
    HAIR_FAIR,
    HAIR_GREY,
    HAIR_RED,
    SKIN_BROWN,
    SKIN_DEEP,
    SKIN_LIGHT,
    SKIN_TAN,
)
from home.art.svg import circle, group, line, path, placed


@dataclass(frozen=True)
class Looks:
    """The colours of one person, and the hair style: short, tail, long, bun, curly, bald or hijab."""

    cloth: str
    skin: str
    hair: str
    style: str = "short"


# ------------------------------------------------------------------ at a large table, arms on it
def person(at: Point, turn: float, looks: Looks, lean: float = 0, chair: bool = True) -> str:
    """One person at a table. `lean` shifts the hands sideways, so that no two sit alike."""
    return placed(
        at,
        turn,
        path("M-44 33C-26 52 27 53 45 32", class_="a-line") if chair else "",
        _arms(looks, lean),
        path(
            "M-54 12C-53 -9 -28 -15 0 -15C29 -15 53 -8 54 13C54 31 30 36 -1 36C-32 36 -55 30 -54 12Z",
            fill=looks.cloth,
        ),
        _hair_behind(looks),
        _face(looks),
        HAIR_STYLES.get(looks.style, _hair_short)(looks),
    )


def _arms(looks: Looks, lean: float) -> str:
    left, right = -60 + lean * 1.6, -56 - lean * 1.6
    sleeves = (
        f"M-43 10C-51 -10 -46 -30 {number(-27 + lean)} {number(left + 5)}"
        f"M43 10C52 -10 46 -30 {number(27 + lean)} {number(right + 5)}"
    )
    return (
        line(sleeves, looks.cloth, 20)
        + circle(-24 + lean, left - 2, 9.5, fill=looks.skin)
        + circle(25 + lean, right - 2, 9.5, fill=looks.skin)
    )


def _hair_behind(looks: Looks) -> str:
    """Hair that falls over the shoulders."""
    falls = {
        "long": "M-26 0C-30 28 -22 44 0 44C23 44 31 27 26 0Z",
        "tail": "M-7 20C-10 38 -4 48 1 48C6 48 10 37 7 20Z",
    }
    return path(falls[looks.style], fill=looks.hair) if looks.style in falls else ""


def _face(looks: Looks) -> str:
    """The edge of the face and the nose: all that is seen of it from above."""
    if looks.style == "hijab":
        data = "M-13 -10C-12 -24 -7 -27 -4 -28C-3 -33 4 -33 5 -28C9 -26 13 -22 13 -10Z"
    else:
        data = "M-20 -4C-20 -24 -8 -29 -4 -29C-3 -35 4 -35 5 -29C9 -29 21 -23 20 -3C20 14 -20 14 -20 -4Z"
    return path(data, fill=looks.skin)


def _hair_short(looks: Looks) -> str:
    crown = path(
        "M-23 4C-24 -13 -13 -20 1 -19C15 -19 24 -11 23 5C23 19 13 26 -1 26C-14 26 -23 18 -23 4Z",
        fill=looks.hair,
    )
    return crown + path("M3 -18C-1 -4 1 6 6 14", class_="a-hair")


def _hair_curly(looks: Looks) -> str:
    radii = (10.4, 9.3, 11.2, 9.8, 10.9, 9.2, 11.1, 10.1, 9.6)
    curls = (circle(*polar((0, 3), 18, index * 40), radius) for index, radius in enumerate(radii))
    return group(circle(0, 3, 20), *curls, fill=looks.hair)


def _hair_hijab(looks: Looks) -> str:
    cloth = path(
        "M-27 6C-27 -12 -16 -19 0 -19C17 -19 28 -11 27 7C27 26 16 36 2 36C-14 36 -27 24 -27 6Z",
        fill=looks.hair,
    )
    return cloth + path("M-9 -17C-16 0 -12 20 5 33", class_="a-hair")


def _hair_bald(looks: Looks) -> str:
    skull = path(
        "M-22 2C-22 -14 -12 -21 0 -21C13 -21 23 -13 22 3C22 18 12 25 0 25C-13 25 -22 17 -22 2Z",
        fill=looks.skin,
    )
    wreath = path(
        "M-21 4C-21 17 -12 25 0 25C13 25 21 17 21 4C18 14 10 17 0 17C-11 17 -18 13 -21 4Z", fill=looks.hair
    )
    return skull + wreath


def _hair_bun(looks: Looks) -> str:
    crown = path(
        "M-24 4C-24 -13 -13 -19 0 -19C14 -19 24 -12 24 4C24 19 13 26 0 26C-14 26 -24 18 -24 4Z",
        fill=looks.hair,
    )
    return circle(2, 27, 11, fill=looks.hair) + crown


HAIR_STYLES = {"bald": _hair_bald, "bun": _hair_bun, "curly": _hair_curly, "hijab": _hair_hijab}


# ------------------------------------------------------------------ small: a dot with shoulders
# Every small person is the same few shapes with another transform and other colours: gzip then stores
# the shapes once, as well as <symbol> and <use> would, and without an id.
_ARMS = "M-11 5C-15 -3 -13 -10 -7 -16M11 5C15 -3 13 -10 7 -16"
_SHOULDERS = "M-10 4H10"
_HAIR = "M-8 -1C-8 -7 8 -7 8 -1C9 10 -9 10 -8 -1Z"


def small_person(at: Point, turn: float, size: float, looks: Looks) -> str:
    """A person as a dot with shoulders; `size` is roughly the radius of the head."""
    return placed(
        at,
        turn,
        line(_ARMS, looks.cloth, 6),
        line(_SHOULDERS, looks.cloth, 12),
        circle(0, -2.7, 7.7, fill=looks.skin),
        path(_HAIR, fill=looks.hair),
        scale=size / 9,
    )


def cast(*cloths: str, start: int = 0) -> list[Looks]:
    """Dress a mixed group, one person for each cloth; `start` shifts the mix."""
    mix = (
        (SKIN_TAN, HAIR_BROWN),
        (SKIN_LIGHT, HAIR_FAIR),
        (SKIN_DEEP, HAIR_BLACK),
        (SKIN_LIGHT, HAIR_RED),
        (SKIN_BROWN, HAIR_BLACK),
        (SKIN_LIGHT, HAIR_GREY),
        (SKIN_TAN, HAIR_BLACK),
        (SKIN_LIGHT, HAIR_BROWN),
    )
    return [Looks(cloth, *mix[(start + index) % len(mix)]) for index, cloth in enumerate(cloths)]
