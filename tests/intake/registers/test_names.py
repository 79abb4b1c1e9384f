"""Names that mean the same school."""

import pytest

from intake.registers.names import match_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("OBS De Wrâldwizer", "wraldwizer"),
        ("Basisschool De Regenboog", "de regenboog"),
        ("St. Jozefschool", "Sint Jozefschool"),
        ("’t Startblok", "Startblok"),
        ("IKC De Waterlijn", "Kindcentrum de Waterlijn"),
        ("Stichting  Noorderlicht-Primair", "Noorderlicht Primair"),
    ],
)
def test_two_ways_of_writing_are_the_same(one, other):
    assert match_name(one) == match_name(other)


def test_other_schools_stay_apart():
    assert match_name("De Regenboog") != match_name("De Regenboom")


@pytest.mark.parametrize("name", ["De School", "学校", "!!!", "a" * 400])
def test_any_name_gives_something_to_compare(name):
    assert 0 < len(match_name(name)) <= 120
