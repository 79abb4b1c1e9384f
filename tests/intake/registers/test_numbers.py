"""Numbers as people type them."""

import pytest
from django.core.exceptions import ValidationError

from intake.registers.numbers import normalise_brin, normalise_lrk, normalise_postcode


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("03WU", "03WU"), ("03wu00", "03WU00"), (" 03 wu-00 ", "03WU00"), ("03.WU.00", "03WU00")],
)
def test_a_brin_code_is_accepted_as_typed(typed, stored):
    assert normalise_brin(typed) == stored


@pytest.mark.parametrize("typed", ["", "3WU", "WU03", "03WU0", "03WU001", "03Wé", "٠٣WU", "03WU00\x00"])
def test_what_is_no_brin_code_is_refused(typed):
    with pytest.raises(ValidationError):
        normalise_brin(typed)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("123456789", "123456789"), ("LRK 123 456 789", "123456789"), ("lrk-123456789012", "123456789012")],
)
def test_an_lrk_number_is_accepted_as_typed(typed, stored):
    assert normalise_lrk(typed) == stored


@pytest.mark.parametrize("typed", ["", "12345678", "1234567890123", "12345678a", "١٢٣٤٥٦٧٨٩"])
def test_what_is_no_lrk_number_is_refused(typed):
    with pytest.raises(ValidationError):
        normalise_lrk(typed)


@pytest.mark.parametrize(
    ("typed", "stored"), [("3512LK", "3512 LK"), ("3512 lk", "3512 LK"), (" 35 12-l k", "3512 LK")]
)
def test_a_postcode_is_accepted_as_typed(typed, stored):
    assert normalise_postcode(typed) == stored


@pytest.mark.parametrize(
    "typed", ["", "0512 LK", "351 LK", "3512", "3512 L", "3512 SS", "3512 LKX", "３５１２ LK"]
)
def test_what_is_no_postcode_is_refused(typed):
    with pytest.raises(ValidationError):
        normalise_postcode(typed)
