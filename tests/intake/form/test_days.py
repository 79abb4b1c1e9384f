"""A day may be written in any way."""

from datetime import date

import pytest

from intake.form.days import parse_day

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    "typed",
    [
        *("12 maart 2027", "12-3-2027", "12/03/27", "12.3.2027", "2027-03-12", "12 3 2027", "12 mrt 27"),
        *("12 maart", "12-3", "vrijdag 12 maart", "vr 12 maart 2027", "  12 Maart 2027. ", "12e maart"),
    ],
)
def test_a_day_is_read_as_people_type_it(typed):
    assert parse_day(typed, TODAY) == date(2027, 3, 12)


def test_without_a_year_it_is_the_first_one_to_come():
    assert parse_day("22 november", TODAY) == TODAY
    assert parse_day("21-11", TODAY) == date(2027, 11, 21)
    assert parse_day("29 feb", TODAY) == date(2028, 2, 29)


@pytest.mark.parametrize(
    "typed", ["", "volgende week", "31-2-2027", "12-13-2027", "٣-٣-2027", "1" * 40, "12 foo"]
)
def test_what_is_no_day_is_none(typed):
    assert parse_day(typed, TODAY) is None
