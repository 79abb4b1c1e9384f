"""The HTML of everything a visitor can get to see: valid, with one outline, and nothing that jumps."""

import re
import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from operations import html_checker
from tests.demo.walk import Shown, walk

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

STYLESHEET = settings.SITE / "static" / "css" / "leerkring.css"
HEADING = re.compile(r"<h([1-6])\b")
IMG = re.compile(r"<img\b[^>]*>")


@pytest.fixture(scope="module")
def shown(loaded, django_db_blocker) -> list[Shown]:
    """The whole site, walked once."""
    with django_db_blocker.unblock():
        return walk(Client())


@pytest.fixture(scope="session")
def checker() -> Path:
    return html_checker.find_checker() or pytest.skip(html_checker.ADVICE)


def write(folder: Path, shown: list[Shown]) -> None:
    for one in shown:
        name = re.sub(r"\W+", "_", one.address)
        (folder / f"{name}.html").write_text(one.html, encoding="utf-8")


def test_the_nu_checker_finds_no_error_anywhere(shown, checker, tmp_path):
    write(tmp_path, shown)
    shutil.copy(STYLESHEET, tmp_path)
    assert sorted(html_checker.errors(tmp_path)) == []


def test_control_the_nu_checker_finds_an_error_where_there_is_one(checker, tmp_path):
    html = "<!doctype html><html lang='nl'><title>Mis</title><p id='a'><p id='a'><ul><p>Geen li</p></ul>"
    write(tmp_path, [Shown("/mis/", 200, html)])
    (tmp_path / "mis.css").write_text("p { colour: red; clip-path: path('M0 0'); }")
    found = "\n".join(html_checker.errors(tmp_path))
    assert "Duplicate ID" in found
    assert "colour" in found
    assert "clip-path" not in found  # it does not know every shape yet
    assert "not allowed as child of element “ul”" in found


def test_control_the_walk_went_everywhere(shown):
    addresses = {one.address for one in shown}
    assert {
        "/",
        "/aanbod/training/",
        "/toegankelijkheid/",
        "/nergens/",
        "/aanvraag/#contact-errors",
    } <= addresses
    assert any("?" in address and address.startswith("/opleidingen/") for address in addresses)
    assert {one.status for one in shown} >= {200, 400, 403, 404, 405, 413, 422, 500, 503}


def test_headings_outline_every_page(shown):
    """One h1, and no level is skipped on the way down. A summary of errors (h2) stands above the h1."""
    wrong = {}
    for one in shown:
        levels = [int(level) for level in HEADING.findall(one.html)]
        skipped = any(below > above + 1 for above, below in zip([1, *levels], levels, strict=False))
        if levels.count(1) != 1 or skipped:
            wrong[one.address] = levels
    assert wrong == {}


def test_every_picture_keeps_its_place_and_says_what_it_is(shown):
    wrong = {
        f"{one.address} {img}"
        for one in shown
        for img in IMG.findall(one.html)
        if not all(f" {name}=" in img for name in ("width", "height", "alt"))
    }
    assert wrong == set()
