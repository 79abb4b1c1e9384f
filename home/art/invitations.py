"""The closing invitation, in variants, and the free chair on its own."""

from functools import cache

from django.utils.translation import gettext_lazy as _

from home.art.geometry import Point, arc, blob, polar
from home.art.inks import (
    CORAL,
    HAIR_BLACK,
    HAIR_FAIR,
    HAIR_GREY,
    INK,
    LILAC,
    PAPER,
    PLUM,
    SKIN_BROWN,
    SKIN_DEEP,
    SKIN_LIGHT,
    TABLE,
)
from home.art.people import Looks, cast, person, small_person
from home.art.svg import drawing, line, path
from home.art.things import chair, journey_on_paper, mug, pen, sheet


@cache
def invite_chair() -> str:
    """Draw a table with a free chair pulled out."""
    cx, cy, radius = 240, 60, 196
    return drawing(
        "art",
        "0 0 480 430",
        path(blob((cx, cy), radius, 0.012, 12, 15), fill=LILAC),
        path(arc((cx - 6, cy + 6), radius - 1, 86, 276, 0.008, 6), class_="a-line a-line--tint"),
        sheet((cx - 8, 176), 3, 74, 92, 0),
        line(arc((cx - 8, 172), 22, 0, 268, 0.03, 4), CORAL, 6.5),
        mug((cx + 66, 178), 20),
        pen((cx + 38, 214), (cx + 24, 166), 5),
        sheet((92, 88), 64, 46, 58, 3),
        sheet((392, 84), -60, 46, 58, 3),
        _beside((cx, cy), 244, Looks(INK, SKIN_BROWN, HAIR_BLACK, "bun")),
        _beside((cx, cy), 116, Looks(PAPER, SKIN_LIGHT, HAIR_GREY)),
        chair((238, 334), -6, PAPER, 1.25),
    )


def _beside(table: Point, angle: float, looks: Looks) -> str:
    return person(polar(table, 248, angle), angle + 180, looks, 2, chair=False)


@cache
def invite_two() -> str:
    """Draw two people with one sheet between them: the first talk."""
    return drawing(
        "art",
        "0 0 480 430",
        path(blob((240, 212), 140, 0.014, 11, 24), fill=LILAC),
        path(arc((235, 218), 140, 18, 384, 0.008, 9, 30, 5), class_="a-line a-line--tint"),
        *journey_on_paper((238, 207), -7),
        sheet((148, 216), 22, 44, 56, 3),
        mug((326, 176), 30),
        mug((172, 134), 200, PLUM),
        pen((304, 268), (326, 228), 5),
        person((240, 24), 180, Looks(INK, SKIN_DEEP, HAIR_BLACK, "curly"), 4, chair=False),
        person((244, 392), -2, Looks(PAPER, SKIN_LIGHT, HAIR_FAIR, "tail"), -3, chair=False),
    )


@cache
def invite_ring() -> str:
    """Draw a team of nine in a ring; the gap in the ring has a chair in it."""
    centre = (240, 200)
    places = [angle for angle in range(0, 360, 36) if angle != 180]
    people = cast(INK, PAPER, PLUM, INK, LILAC, INK, PAPER, PLUM, INK, start=2)
    return drawing(
        "art art--whole",
        "30 0 420 420",
        line(arc(centre, 196, 200, 520, 0.008, 12), INK, 7),
        path(blob(centre, 84, 0.016, 11, 4), fill=TABLE),
        sheet((226, 192), -12, 40, 50, 3),
        sheet((262, 212), 14, 40, 50, 3),
        *(
            small_person(polar(centre, 142, angle), angle + 180, 22, looks)
            for angle, looks in zip(places, people, strict=True)
        ),
        chair((240, 366), 4, PAPER, 0.8),
    )


# The choices an editor has. The stored value is the key.
INVITATIONS = {
    "chair": _("An empty chair at the table"),
    "two": _("Two people with a plan"),
    "ring": _("A circle that closes"),
}
_INVITATION_DRAWINGS = {"chair": invite_chair, "two": invite_two, "ring": invite_ring}


def invite_scene(kind: str) -> str:
    """Draw the closing invitation of this kind; an unknown kind draws the free chair."""
    return _INVITATION_DRAWINGS.get(kind, invite_chair)()


@cache
def empty_chair() -> str:
    """Draw one free chair on its own, for a page that has nothing to show."""
    return drawing(
        "art art--chair",
        "0 0 300 300",
        path(blob((150, 150), 138, 0.016, 11, 18), fill=LILAC),
        line(arc((150, 150), 118, 220, 500, 0.01, 7, 30, 4), CORAL, 7),
        chair((150, 146), -8, PAPER, 1.3),
    )
