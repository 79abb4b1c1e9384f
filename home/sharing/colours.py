"""The colours of the stylesheet, for drawings that become pixels: its own tokens, re-inked by the brand."""

import re
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders

from home.colour import lighten
from home.models.settings import ACCENT, SECOND

STYLESHEET = "css/leerkring.css"
_TOKEN = re.compile(r"(--[\w-]+):\s*(#[0-9a-f]{3,8}|var\(--[\w-]+\));")
#: As in the stylesheet: what follows from the accent and the second colour, as lightness, the factor by which
#: the chroma grows, the most it may be, and by how many degrees the hue turns.
FROM_ACCENT = {
    "--coral": (0.747, 1.38, 0.18, 0),
    "--art-coral": (0.729, 1.52, 0.19, 0),
    "--art-table": (0.866, 0.66, 0.09, 0),
    "--art-peach": (0.879, 0.59, 0.09, 0),
    "--art-overlap": (0.566, 1.46, 0.18, -10),
}
FROM_SECOND = {
    "--lilac-soft": (0.923, 0.5, 0.06, 0),
    "--art-lilac": (0.826, 1.08, 0.12, 0),
    "--art-plum": (0.523, 2.1, 0.16, -6),
}
Inks = dict[str, str]


@cache
def stylesheet_inks() -> Inks:
    """Every colour of the light scheme by the name of its custom property: where it is set first."""
    inks: Inks = {}
    for name, value in _TOKEN.findall(Path(finders.find(STYLESHEET)).read_text(encoding="utf-8")):
        inks.setdefault(name, value)
    return inks


def brand_inks(brand) -> Inks:
    """The colours as this brand has them."""
    inks = {**stylesheet_inks(), "--accent": brand.accent, "--second": brand.second}
    for own, standard, derived in (
        (brand.accent, ACCENT, FROM_ACCENT),
        (brand.second, SECOND, FROM_SECOND),
    ):
        if own.lower() != standard:
            inks |= {name: lighten(own, *recipe) for name, recipe in derived.items()}
    return inks


def ink(inks: Inks, value: str) -> tuple[int, int, int, int]:
    """A colour as it stands in a drawing, `var(--art-ink)` or `#12352f80`, as red, green, blue and alpha."""
    while not value.startswith("#"):
        value = inks[value.removeprefix("var(").removesuffix(")")]
    digits = value.lstrip("#")
    if len(digits) == 3:
        digits = "".join(2 * digit for digit in digits)
    red, green, blue, alpha = bytes.fromhex(digits.ljust(8, "f"))
    return red, green, blue, alpha
