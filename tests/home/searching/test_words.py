"""Forms of Dutch words that mean the same are one word to who searches."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from home.searching.excerpts import excerpt, mark
from home.searching.words import fold, pattern, words_of

SAME = [
    ("leergemeenschappen", "leergemeenschap"),
    ("leergemeenschap", "leergemeenschappen"),
    ("scholen", "school"),
    ("school", "scholen"),
    ("lessen", "les"),
    ("les", "lessen"),
    ("brieven", "brief"),
    ("brief", "brieven"),
    ("leraar", "leraren"),
    ("leraren", "leraar"),
    ("kinderen", "kind"),
    ("begeleiden", "begeleiding"),
    ("begeleiding", "begeleiders"),
    ("opleidingen", "opleiding"),
    ("gesprek", "gesprekken"),
    ("gesprekken", "gesprek"),
    ("lezen", "leest"),
    ("teams", "team"),
    ("coordinator", "coördinatoren"),
    ("coördinator", "coordinator"),
    ("PLG", "plg"),
    ("plg's", "PLG"),
    ("samenwerken", "samenwerking"),
    ("leer", "leergemeenschap"),
]
OTHER = [
    ("les", "lesbier"),
    ("kan", "kantoor"),
    ("opvang", "opleiding"),
    ("school", "schouw"),
    ("leider", "lied"),
]


@pytest.mark.parametrize(("asked", "there"), SAME)
def test_a_form_of_a_word_is_that_word(asked, there):
    assert mark(there, pattern(words_of(asked))).startswith("<mark>")


@pytest.mark.parametrize(("asked", "there"), OTHER)
def test_another_word_is_another_word(asked, there):
    assert "<mark>" not in mark(there, pattern(words_of(asked)))


def test_words_that_are_everywhere_are_not_asked_for():
    assert [word.typed for word in words_of("Wat is een PLG?")] == ["plg"]
    assert [word.typed for word in words_of("wie zijn wij")] == ["wie", "zijn", "wij"]


@given(st.text(max_size=40))
def test_folding_keeps_every_character_at_its_place(text):
    assert len(fold(text)) == len(text)


@given(st.text(max_size=60), st.text(max_size=60))
def test_marking_loses_nothing_and_lets_nothing_through(question, text):
    marked = mark(text, pattern(words_of(question)))
    plain = marked.replace("<mark>", "").replace("</mark>", "")

    assert "<" not in plain
    assert ">" not in plain


def test_accents_in_the_text_stay():
    assert mark("Onze coördinator", pattern(words_of("coordinatoren"))) == "Onze <mark>coördinator</mark>"


def test_the_editors_own_description_goes_before_the_text():
    asked = pattern(words_of("tekening"))

    assert excerpt("Over tekeningen.", "Een tekening.", asked) == "Over <mark>tekeningen</mark>."
    assert excerpt("Iets anders.", "Een tekening.", asked) == "Een <mark>tekening</mark>."
    assert excerpt("Iets anders.", "Niets.", asked) == "Iets anders."


def test_an_excerpt_begins_with_a_sentence_where_one_begins():
    text = f"{'Een lange aanloop zonder eind ' * 9}. Hier staat een tekening., , Met een punt."

    assert excerpt("", text, pattern(words_of("tekening"))) == (
        "Hier staat een <mark>tekening</mark>. Met een punt."
    )
    assert excerpt("", text.replace(".", ""), pattern(words_of("tekening"))).startswith("… ")
