"""The province of a postcode."""

import csv
import itertools
from pathlib import Path

import pytest

from intake.registers.postcodes import BORDERS, province_of

OPEN_DATA = (
    Path(__file__).resolve().parents[4] / "shared/data/duo/02.-alle-schoolvestigingen-basisonderwijs.csv"
)
NAMES = {
    "Drenthe": "DR", "Flevoland": "FL", "Friesland": "FR", "Gelderland": "GE", "Groningen": "GR",
    "Limburg": "LI", "Noord-Brabant": "NB", "Noord-Holland": "NH", "Overijssel": "OV", "Utrecht": "UT",
    "Zeeland": "ZE", "Zuid-Holland": "ZH",
}  # fmt: skip


@pytest.mark.parametrize(
    ("postcode", "province"),
    [
        ("1012 AB", "NH"), ("1315 RA", "FL"), ("2511 BT", "ZH"), ("3512 LK", "UT"), ("4331 GE", "ZE"),
        ("5211 AX", "NB"), ("6211 EJ", "LI"), ("6811 KM", "GE"), ("8011 PV", "OV"), ("8911 DL", "FR"),
        ("9401 HA", "DR"), ("9712 HN", "GR"), ("3512", "UT"),
    ],
)  # fmt: skip
def test_a_known_town_lies_in_its_province(postcode, province):
    assert province_of(postcode) == province


@pytest.mark.parametrize("text", ["", "abcd", "0999 AA", "12", "３５１２"])
def test_what_is_no_postcode_lies_nowhere(text):
    assert province_of(text) == ""


def test_the_borders_run_in_order_and_each_one_matters():
    starts = [start for start, _province in BORDERS]
    assert starts == sorted(set(starts))
    assert all(one[1] != other[1] for one, other in itertools.pairwise(BORDERS))


@pytest.mark.skipif(
    not OPEN_DATA.exists(), reason="the open data of the national school register is not here"
)
def test_nearly_every_school_of_the_register_lies_where_it_says():
    with OPEN_DATA.open(encoding="cp1252", newline="") as lines:
        rows = [(row["POSTCODE"], NAMES[row["PROVINCIE"]]) for row in csv.DictReader(lines, delimiter=";")]
    wrong = [row for row in rows if province_of(row[0]) != row[1]]
    assert len(wrong) <= len(rows) // 500, wrong[:10]
