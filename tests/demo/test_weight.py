"""The first view of the home page comes over a slow phone connection."""

import gzip
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from rcssmin import cssmin

pytestmark = pytest.mark.slow

BUDGET = 60_000
LOADED = re.compile(r'<(?:link rel="stylesheet"|link rel="preload"|script)[^>]* (?:href|src)="([^"]+)"')
FONT = re.compile(r'url\("\.\./(fonts/[^"]+)"\)')


def test_text_style_and_letters_of_the_home_page_weigh_at_most_60_kb(demo, client):
    html = client.get("/").text
    names = {urlsplit(address).path.removeprefix("/static/") for address in LOADED.findall(html)}
    sizes = {"html": len(gzip.compress(html.encode()))}
    for name in sorted(names):
        sizes |= weigh(name)
    assert sum(sizes.values()) <= BUDGET, sizes
    assert "css/leerkring.css" in sizes
    assert len(sizes) >= 5


def weigh(name: str) -> dict[str, int]:
    """What this file costs on the wire, and the fonts it asks for."""
    content = Path(finders.find(name)).read_bytes()
    if name.endswith(".woff2"):
        return {name: len(content)}
    sizes = {}
    if name.endswith(".css"):
        text = cssmin(content.decode())
        content = text.encode()
        for font in FONT.findall(text):
            sizes |= weigh(font)
    return {name: len(gzip.compress(content)), **sizes}
