"""Where long words may be broken."""

import pytest

from home.hyphens import SOFT_HYPHEN, soft_hyphens


@pytest.mark.parametrize(
    ("word", "broken"),
    [
        ("leergemeenschap", "leer|gemeenschap"),
        ("Procesbegeleiding", "Proces|begeleiding"),
        ("Schoolleidersregister", "Schoolleiders|register"),
        ("kwaliteitsontwikkeling", "kwaliteits|ontwikkeling"),
        ("Startoverleg", "Startoverleg"),
        ("een professionele leergemeenschap", "een professionele leer|gemeenschap"),
        ("hottentottententententoonstelling", "hottentottententententoonstelling"),
    ],
)
def test_long_compounds_get_joints(word, broken):
    assert soft_hyphens(word).replace(SOFT_HYPHEN, "|") == broken


def test_a_narrow_place_asks_for_shorter_words():
    assert soft_hyphens("Startoverleg", 8).replace(SOFT_HYPHEN, "|") == "Start|overleg"


def test_no_scrap_is_left_on_a_line():
    for word in ("leergemeenschappen", "samenwerkingsverbanden", "verantwoordelijkheid"):
        assert min(map(len, soft_hyphens(word).split(SOFT_HYPHEN))) >= 4


def test_what_is_shown_reads_the_same():
    text = "Kennis- en kwaliteitsontwikkeling in het samenwerkingsverband"

    assert soft_hyphens(text).replace(SOFT_HYPHEN, "") == text
