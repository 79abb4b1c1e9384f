"""The stylesheet keeps its promises: text at 7:1 in both schemes, and nothing fetched from elsewhere."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from home.colour import contrast

CSS = (Path(__file__).resolve().parents[2] / "site" / "static" / "css" / "leerkring.css").read_text()

# Text on ground. The accents themselves are settings; `on-tint` on them is checked where an editor sets them.
READ_AT_SEVEN = [
    ("ink", "paper"),
    ("ink", "linen"),
    ("ink", "sheet"),
    ("ink-soft", "linen"),
    ("ink-soft", "sheet"),
    ("alarm", "linen"),
    ("alarm", "sheet"),
    ("on-night", "night"),
    ("on-night-soft", "night"),
    ("on-tint", "accent"),
    ("on-tint", "second"),
]


def tokens(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))


LIGHT = tokens(CSS[CSS.index("@layer tokens {") : CSS.index("prefers-color-scheme: dark")])
DARK = LIGHT | tokens(CSS[CSS.index("prefers-color-scheme: dark") : CSS.index("@layer base {")])


@pytest.mark.parametrize(("text", "ground"), READ_AT_SEVEN)
@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_text_reads_at_seven_to_one(scheme, text, ground):
    assert contrast(scheme[text], scheme[ground]) >= 7


def test_the_stylesheet_fetches_nothing_but_the_own_fonts():
    assert "@import" not in CSS
    assert all(address.startswith("../fonts/") for address in re.findall(r'url\("?([^")]+)', CSS))


def test_every_token_that_is_used_is_made_somewhere():
    used = set(re.findall(r"var\(--([\w-]+)", CSS))
    made = set(re.findall(r"--([\w-]+):", CSS))
    assert used - made == set()


def test_letters_that_come_late_move_nothing():
    """A face is fetched at once, or not used on this page: no text changes its letters while one reads."""
    base = (settings.ROOT / "templates" / "base.html").read_text()
    faces = re.findall(r"@font-face \{(.*?)\}", CSS, re.DOTALL)
    fetched = [face for face in faces if "url(" in face]
    assert len(fetched) == 3
    for face in fetched:
        assert "font-display: optional" in face
        assert re.search(r"fonts/[\w-]+\.woff2", face)[0] in re.findall(
            r"preload\" href=\"{% static '(.+?)'", base
        )
