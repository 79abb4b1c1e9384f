"""Answers are taken as people type them."""

import pytest
from django.core.exceptions import ValidationError

from intake.form.fields import (
    CountField,
    EmailField,
    LineField,
    NameField,
    PostcodeField,
    RegisterCodeField,
    TextField,
)


@pytest.mark.parametrize("typed", ["3512 LK", "3512lk", " 3512 lk ", "3512-LK", "3512\u00a0Lk"])
def test_a_postcode_may_be_typed_in_any_way(typed):
    assert PostcodeField(max_length=20).clean(typed) == "3512 LK"


@pytest.mark.parametrize(
    "typed", ["3512", "LK 3512", "0512 LK", "3512 SS", "3512 LK Utrecht", "٣٥١٢ LK", "12345"]
)
def test_what_is_no_postcode_is_refused(typed):
    with pytest.raises(ValidationError):
        PostcodeField(max_length=20).clean(typed)


@pytest.mark.parametrize(
    ("typed", "brin", "lrk"),
    [
        ("03wu", "03WU", ""),
        ("03wu 00", "03WU00", ""),
        ("03-WU.00", "03WU00", ""),
        ("123 456 789", "", "123456789"),
        ("LRK 123456789012", "", "123456789012"),
        ("", "", ""),
        ("   ", "", ""),
    ],
)
def test_brin_and_lrk_are_told_apart_by_their_form(typed, brin, lrk):
    assert RegisterCodeField(max_length=30, required=False).clean(typed) == (brin, lrk)


@pytest.mark.parametrize("typed", ["wu03", "3WU", "12345", "1234567890123", "onbekend", "03WU0"])
def test_what_is_neither_brin_nor_lrk_is_refused(typed):
    with pytest.raises(ValidationError):
        RegisterCodeField(max_length=30, error_messages={"invalid": "Nee"}).clean(typed)


@pytest.mark.parametrize(
    ("typed", "number"),
    [("14", 14), ("ongeveer 14", 14), ("± 14 mensen", 14), ("1", 1), ("99", 99), ("", None)],
)
def test_a_count_may_stand_in_words(typed, number):
    assert CountField(max_value=99, required=False).clean(typed) == number


@pytest.mark.parametrize("typed", ["veel", "0", "100", "10-15", "1.200", "9" * 90, "²"])
def test_what_is_not_one_count_is_refused(typed):
    with pytest.raises(ValidationError):
        CountField(max_value=99, required=False).clean(typed)


@pytest.mark.parametrize("typed", [" naam@school.nl ", "naam@school.nl\u200b", "naam@school.nl\n"])
def test_what_came_along_with_copying_an_address_does_no_harm(typed):
    assert EmailField(max_length=254).clean(typed) == "naam@school.nl"


def test_a_line_is_one_line_without_hidden_characters():
    typed = "  De\x00 Wilg\r\nBcc: \u202eiedereen\u2066\t nu\x1b "

    assert LineField(max_length=60).clean(typed) == "De Wilg Bcc: iedereen nu"


def test_a_text_keeps_its_lines_and_counts_a_line_break_once():
    assert TextField(max_length=8).clean("een\r\ntwee") == "een\ntwee"


@pytest.mark.parametrize(
    "name", ["Annelies", "van 't Hof-d'Ancona", "J.P.", "Şükrü", "Nguyễn", "李", "O’Neill (Jr.)"]
)
def test_names_of_all_kinds_are_taken(name):
    assert NameField(max_length=60).clean(name) == name


@pytest.mark.parametrize("name", ["www.koop-nu.example", "https://x.example", "a@b.nl", "<script>"])
def test_an_address_or_code_is_no_name(name):
    with pytest.raises(ValidationError):
        NameField(max_length=60).clean(name)


def test_letters_with_a_separate_accent_are_stored_as_one():
    assert LineField(max_length=60).clean("Cafe\u0301") == "Café"


@pytest.mark.parametrize("length", [61, 100_000])
def test_what_is_too_long_is_refused_however_long(length):
    with pytest.raises(ValidationError):
        LineField(max_length=60).clean("e\u0301" * length)
