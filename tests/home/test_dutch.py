"""Prices, numbers and days as one writes them."""

from datetime import date
from decimal import Decimal

import pytest
from django.template import Context, Template
from phonenumber_field.phonenumber import PhoneNumber

from home import dutch

NO_BREAK = "\u00a0"


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        (Decimal("2350"), "€ 2.350,-"),
        (Decimal("690.00"), "€ 690,-"),
        (Decimal("89.50"), "€ 89,50"),
        (Decimal("1234567.05"), "€ 1.234.567,05"),
        (Decimal(0), "€ 0,-"),
        (1980, "€ 1.980,-"),
    ],
)
def test_euro(amount, written):
    assert dutch.euro(amount) == written.replace(" ", NO_BREAK)


@pytest.mark.parametrize(
    ("number", "written"),
    [(Decimal("8.6"), "8,6"), (Decimal("5.0"), "5"), (Decimal("10"), "10"), (Decimal("0.5"), "0,5")],
)
def test_decimal_comma(number, written):
    assert dutch.decimal_comma(number) == written


def test_a_number_in_words_up_to_twelve(settings):
    assert dutch.in_words(12) != "12"
    assert dutch.in_words(13) == "13"


def test_day():
    assert dutch.day(date(2027, 1, 14)).replace(NO_BREAK, " ") == "14 januari 2027"


def days(*written):
    return [date.fromisoformat(day) for day in written]


@pytest.mark.parametrize(
    ("moments", "written"),
    [
        ([], ""),
        (["2027-01-14"], "14 januari"),
        (["2027-02-11", "2027-01-14"], "14 januari en 11 februari"),
        (
            ["2027-01-14", "2027-02-11", "2027-03-18", "2027-04-15"],
            "14 januari, 11 februari, 18 maart en 15 april",
        ),
        (["2026-12-10", "2027-01-14", "2027-02-11"], "10 december, 14 januari en 11 februari 2027"),
    ],
)
def test_a_list_of_days_names_a_later_year_once(moments, written):
    assert dutch.day_list(days(*moments)).replace(NO_BREAK, " ") == written


def test_days_of_the_same_week_day_are_counted_by_it():
    assert dutch.weekdays(days("2027-01-14", "2027-02-11")) == "twee donderdagen"
    assert dutch.weekdays(days("2027-01-14")) == "een donderdag"
    assert dutch.weekdays(days("2027-01-14", "2027-02-12", "2027-03-01")) == "drie dagen"


def test_filters_leave_out_what_is_not_there():
    template = Template(
        "{% load dutch %}[{{ price|euro }}][{{ mark|decimal_comma }}][{{ title|soft_hyphens }}]"
    )

    assert template.render(Context({"price": None, "mark": ""})) == "[][][]"


def test_hyphens_do_not_let_markup_through():
    template = Template("{% load dutch %}{{ title|soft_hyphens }}")

    assert template.render(Context({"title": "<b>leergemeenschap"})) == "&lt;b&gt;leer\u00adgemeenschap"


@pytest.mark.parametrize(
    ("number", "written"),
    [
        ("+31301234567", "030 123 45 67"),
        ("+31612345678", "06 12 34 56 78"),
        ("+31599671206", "0599 67 12 06"),
        ("+3225551234", "+32 2 555 12 34"),
    ],
)
def test_a_phone_number_is_written_as_one_says_it(number, written):
    assert dutch.phone_number(PhoneNumber.from_string(number)) == written


@pytest.mark.parametrize(
    ("word", "first", "within"),
    [
        ("één", "Eén", "één"),
        ("zeven", "Zeven", "zeven"),
        ("Begeleiders", "Begeleiders", "begeleiders"),
        ("PLG’s", "PLG’s", "PLG’s"),
    ],
)
def test_a_word_begins_a_sentence_or_stands_in_it(word, first, within):
    assert (dutch.upper_first(word), dutch.lower_first(word)) == (first, within)
