"""Drawn portraits, for people without a photograph.

The frame (a circle drawn by hand) is the class `portrait` of the stylesheet, which gives a photograph the
very same edge; so a portrait needs no clip path and no id.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext_lazy as _

from home.art import inks
from home.art.clothes import CLOTHES
from home.art.faces import EARS, EYES, HEADS, MARKS, MOUTHS, NOSES, beard, brows, glasses, neck
from home.art.hair import HAIR
from home.art.svg import circle, drawing, group, path
from home.art.things import chair


@dataclass(frozen=True)
class Sitter:
    """Which parts and colours make a person. The names are the keys in `faces`, `hair` and `clothes`."""

    description: str
    ground: str
    skin: str
    hair: str
    hair_colour: str
    clothes: str
    cloth: str
    second: str = inks.SHIRT
    head: str = "oval"
    eyes: str = "dot"
    brows: str = "soft"
    brow_colour: str | None = None
    nose: str = "hook"
    mouth: str = "smile"
    beard: str | None = None
    beard_colour: str | None = None  # where it is not that of the hair
    glasses: str | None = None
    frame: str | None = None  # colour of the glasses
    marks: tuple[str, ...] = ()
    extra: Callable[[], str] | None = None
    lower: float = 0  # how far the face sits below its usual place
    mirrored: bool = False  # looks to the left


def _earrings() -> str:
    return circle(64, 106, 6, fill=inks.CORAL) + circle(138, 106, 6, fill=inks.CORAL)


def _studs() -> str:
    return circle(64, 100, 3, fill=inks.PAPER) + circle(138, 100, 3, fill=inks.PAPER)


SITTERS = {
    "mirjam": Sitter(
        _("Woman with wavy brown hair"),
        inks.LILAC, inks.SKIN_TAN, "wave", inks.HAIR_BROWN, "band", inks.CORAL,
    ),
    "joost": Sitter(
        _("Man with a grey beard and glasses"),
        inks.PEACH, inks.SKIN_LIGHT, "receding", inks.HAIR_GREY, "collar", inks.INK,
        head="square", beard="full", glasses="round", brows="", mouth="small",
    ),
    "nadia": Sitter(
        _("Woman with a headscarf"),
        inks.PEACH, inks.SKIN_BROWN, "hijab", inks.PLUM, "plain", inks.INK,
        eyes="lashes", brows="arched", mouth="lips", lower=2,
    ),
    "ruth": Sitter(
        _("Woman with round black hair"),
        inks.LILAC, inks.SKIN_DEEP, "afro", inks.HAIR_BLACK, "plain", inks.GREEN,
        head="round", nose="broad", mouth="wide", brows="high", extra=_earrings,
    ),
    "tom": Sitter(
        _("Young man with red hair"),
        inks.MIST, inks.SKIN_LIGHT, "quiff", inks.HAIR_RED, "crew", inks.GREEN, inks.PAPER,
        head="long", brow_colour=inks.HAIR_RED, nose="straight", mouth="aside",
        marks=("freckles",), mirrored=True,
    ),
    "els": Sitter(
        _("Woman with white hair and glasses"),
        inks.PEACH, inks.SKIN_LIGHT, "bob", inks.HAIR_WHITE, "plain", inks.PLUM,
        glasses="round", brows="", marks=("smile lines",), lower=2,
    ),
    "karim": Sitter(
        _("Man with a short black beard"),
        inks.LILAC, inks.SKIN_OLIVE, "crop", inks.HAIR_BLACK, "hood", inks.GREEN, inks.PAPER,
        head="square", brows="thick", brow_colour=inks.HAIR_BLACK, nose="long", beard="short",
    ),
    "anouk": Sitter(
        _("Woman with fair hair in a bun"),
        inks.MIST, inks.SKIN_LIGHT, "top bun", inks.HAIR_FAIR, "turtle", inks.INK,
        head="heart", eyes="large", brows="high", brow_colour=inks.HAIR_ASH, nose="button", mouth="small",
        marks=("blush",), extra=_studs, mirrored=True,
    ),
    "willem": Sitter(
        _("Bald man with a white moustache"),
        inks.LILAC, inks.SKIN_LIGHT, "fringe of age", inks.HAIR_WHITE, "vneck", inks.CORAL, inks.INK,
        head="round", eyes="smiling", brows="thick", brow_colour=inks.HAIR_WHITE, nose="broad",
        beard="moustache", mouth="", marks=("forehead", "crow's feet"),
    ),
    "soraya": Sitter(
        _("Woman with long black hair"),
        inks.PEACH, inks.SKIN_OLIVE, "long straight", inks.HAIR_BLACK, "blazer", inks.GREEN,
        head="heart", eyes="lashes", brows="arched", brow_colour=inks.HAIR_BLACK, nose="straight",
        mouth="lips", marks=("mole",), mirrored=True,
    ),
    "daan": Sitter(
        _("Young man with fair curls"),
        inks.PEACH, inks.SKIN_LIGHT, "curls", inks.HAIR_FAIR, "crew", inks.PLUM, inks.PAPER,
        head="long", brows="soft", brow_colour=inks.HAIR_ASH, nose="button", mouth="laugh",
        marks=("blush",),
    ),
    "ingrid": Sitter(
        _("Woman with short grey hair"),
        inks.MIST, inks.SKIN_LIGHT, "pixie", inks.HAIR_GREY, "scarf", inks.INK, inks.CORAL,
        head="square", eyes="deep", brows="soft", nose="long", mouth="aside", marks=("smile lines",),
        mirrored=True,
    ),
    "mei": Sitter(
        _("Woman with a black fringe"),
        inks.LILAC, inks.SKIN_OLIVE, "full fringe", inks.HAIR_BLACK, "necklace", inks.CORAL, inks.PAPER,
        head="round", eyes="narrow", brows="", nose="button", marks=("blush",),
    ),
    "samuel": Sitter(
        _("Man with very short hair and glasses"),
        inks.MIST, inks.SKIN_DARK, "buzz", inks.HAIR_BLACK, "suit", inks.PLUM,
        head="long", brows="thick", nose="broad", mouth="laugh", glasses="square",
        frame=inks.HAIR_FAIR, mirrored=True,
    ),
    "amara": Sitter(
        _("Woman with braids"),
        inks.PEACH, inks.SKIN_DEEP, "braids", inks.HAIR_BLACK, "crew", inks.PLUM, inks.CORAL,
        eyes="large", brows="arched", nose="broad", mouth="lips",
    ),
    "harpreet": Sitter(
        _("Man with a turban and a beard"),
        inks.LILAC, inks.SKIN_BROWN, "turban", inks.GREEN, "suit", inks.INK,
        brows="thick", nose="long", mouth="in beard",
        beard="full", beard_colour=inks.HAIR_BLACK,
    ),
}  # fmt: skip

# The choices an editor has. The stored value is the key.
PORTRAITS = {key: sitter.description for key, sitter in SITTERS.items()}


def portrait_choices() -> list[tuple[str, object]]:
    """The choices for a model field: (key, description)."""
    return list(PORTRAITS.items())


@lru_cache(maxsize=64)
def portrait(key: str) -> str:
    """Draw a portrait. A key that is empty or no longer there draws a free chair in the same frame."""
    sitter = SITTERS.get(key)
    return drawing("portrait", "0 0 200 200", *(_sit(sitter) if sitter else _nobody()))


def _nobody() -> tuple[str, ...]:
    return _ground(inks.LILAC), chair((100, 92), -8, inks.PAPER, 1.1)


def _ground(colour: str) -> str:
    return path("M0 0H200V200H0Z", fill=colour)


def _sit(sitter: Sitter) -> tuple[str, ...]:
    hair = HAIR[sitter.hair]
    figure = group(
        hair.behind(sitter.hair_colour) if hair.behind else "",
        neck(sitter.skin),
        CLOTHES[sitter.clothes](sitter.cloth, sitter.second),
        path(HEADS[sitter.head], fill=sitter.skin),
        path(EARS[sitter.head], fill=sitter.skin) if hair.ears else "",
        *_features(sitter, hair.front(sitter.hair_colour)),
        transform="matrix(-1 0 0 1 202 0)" if sitter.mirrored else None,
    )
    return _ground(sitter.ground), figure


def _features(sitter: Sitter, hair_in_front: str) -> tuple[str, ...]:
    """Everything on the face, from the skin outwards."""
    face = group(
        brows(sitter.brows, sitter.brow_colour),
        EYES[sitter.eyes],
        NOSES[sitter.nose],
        MOUTHS.get(sitter.mouth, ""),
        glasses(sitter.glasses, sitter.frame) if sitter.glasses else "",
        sitter.extra() if sitter.extra else "",
        transform=f"translate(0 {sitter.lower})" if sitter.lower else None,
    )
    return (
        *(MARKS[mark] for mark in sitter.marks),
        beard(sitter.beard, sitter.beard_colour or sitter.hair_colour) if sitter.beard else "",
        hair_in_front,
        face,
    )
