"""What a page is about, in one or two sentences."""

import pytest

from home.summaries import MOST, plain, shorten, summary

SENTENCE = "Wij kijken samen met uw team naar het werk dat kinderen echt maken op een dag."


def test_a_text_that_fits_stays_as_it_is():
    assert summary([SENTENCE, "Meer."]) == SENTENCE


def test_a_short_text_is_followed_by_the_next_one():
    assert (
        summary(["", "Wij luisteren.", "<p>En wij <b>vragen</b> door.</p>"])
        == "Wij luisteren. En wij vragen door."
    )


def test_a_later_text_is_not_read_in_vain():
    def texts():
        yield SENTENCE
        pytest.fail("read on")

    assert summary(texts()) == SENTENCE


def test_a_long_text_ends_after_a_sentence():
    assert summary([f"{SENTENCE} {SENTENCE} {SENTENCE}"]) == SENTENCE


def test_one_long_sentence_ends_between_words():
    cut = shorten("lang " * 60)

    assert len(cut) <= MOST + 1
    assert cut.endswith("lang…")


def test_a_number_with_a_point_in_it_is_no_end_of_a_sentence():
    text = f"{SENTENCE} Het kost 2.350 euro voor vier dagen met een boek en een lunch van de bakker ernaast."

    assert shorten(text) == SENTENCE


def test_tags_soft_hyphens_and_double_spaces_go():
    assert plain("<h2>Leer\u00adkring</h2><p>Eén &amp;  twee</p>") == "Leerkring Eén & twee"
