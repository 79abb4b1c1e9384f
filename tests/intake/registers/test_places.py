"""Places as one writes them, and in which school-holiday region a postcode lies."""

import pytest

from intake.registers.places import place_name
from intake.registers.regions import holiday_region_of


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ALTEVEER GEM NOORDENVELD", "Alteveer"), ("SPAARNDAM GEM. HAARLEM", "Spaarndam"),
        ("HENGELO GLD", "Hengelo"), ("'S-GRAVENHAGE", "'s-Gravenhage"), ("S GRAVENHAGE", "'s-Gravenhage"),
        ("IJMUIDEN", "IJmuiden"), ("CAPELLE AAN DEN IJSSEL", "Capelle aan den IJssel"),
        ("2E EXLOERMOND", "2e Exloermond"), ("DE BILT", "De Bilt"), ("TULL EN 'T WAAL", "Tull en 't Waal"),
        ("Nes gem Ameland", "Nes gem Ameland"), ("", ""),
    ],
)  # fmt: skip
def test_a_place_in_capitals_is_written_as_one_writes_it(text, name):
    assert place_name(text) == name


@pytest.mark.parametrize(
    ("postcode", "region"),
    [
        ("9084 BB", "north"), ("3512 LK", "middle"), ("6211 EJ", "south"), ("8051 MZ", "north"),
        ("3891 AA", "middle"), ("6811 KM", "south"), ("4251 GD", "middle"), ("", ""), ("0999 AA", ""),
    ],
)  # fmt: skip
def test_a_postcode_has_the_school_holidays_of_its_region(postcode, region):
    assert holiday_region_of(postcode) == region
