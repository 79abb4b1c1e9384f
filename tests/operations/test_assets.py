"""Fonts and translations are made when they are missing or old, and only then."""

import os

import pytest
from django.core.management import call_command
from fontTools.ttLib import TTFont

from operations import assets, fonts

PO = 'msgid "Send"\nmsgstr "Versturen"\n'


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A site folder with one catalogue, built once: fonts take seconds."""
    folder = tmp_path_factory.mktemp("site")
    source = folder / "locale" / "nl" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text(PO)
    list(assets.build(folder))
    return folder


def test_a_first_build_makes_everything_and_nothing_else(site):
    made = [path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()]

    assert sorted(made) == [
        "locale/nl/LC_MESSAGES/django.mo",
        "locale/nl/LC_MESSAGES/django.po",
        "static/fonts/bricolage-display.woff2",
        "static/fonts/figtree-strong.woff2",
        "static/fonts/figtree-text.woff2",
    ]


def test_a_second_build_makes_only_what_is_older_than_its_source(site):
    assert list(assets.build(site)) == []

    [target] = site.rglob("*.mo")
    os.utime(target, (0, 0))
    assert list(assets.build(site)) == [target]


def test_the_fonts_are_small_and_can_write_dutch(site):
    paths = list(site.rglob("*.woff2"))

    assert sum(path.stat().st_size for path in paths) < 30_000
    for path in paths:
        letters = TTFont(path).getBestCmap().keys()
        assert set(map(ord, "Één leerkring: coördinator, ideeën, ’s middags – € 1.250")) <= letters


def test_every_face_has_its_source():
    assert all(face.path.is_file() for face in fonts.FACES)


def test_the_build_needs_no_database():
    # No `db` fixture: a query would be refused.
    call_command("build", verbosity=0)
