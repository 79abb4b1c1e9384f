"""How a title is broken into lines. A letter is 1 wide here."""

import pytest

from home.sharing.lines import badness, break_lines, fits


@pytest.mark.parametrize(
    ("title", "width", "lines"),
    [
        ("Privacy", 20, ["Privacy"]),
        ("Leren leiden, leren begeleiden", 20, ["Leren leiden,", "leren begeleiden"]),
        ("Iedereen leert.\nNu nog van elkaar.", 20, ["Iedereen leert.", "Nu nog van elkaar."]),
        ("Leiding geven aan een gemeenschap", 18, ["Leiding geven aan", "een gemeenschap"]),
        ("Een leergemeenschap in school", 10, ["Een leer-", "gemeenschap", "in school"]),
        ("Ondoorgrondelijkheden", 6, ["Ondoorgrondelijkheden"]),
    ],
)
def test_a_title_is_broken_where_one_would_pause(title, width, lines):
    assert break_lines(title, width, len) == lines


def test_a_word_that_sticks_out_does_not_fit():
    assert not fits(["Ondoorgrondelijkheden"], 6, len)
    assert fits(["Zo"], 6, len)


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        (["Leren leiden,", "leren begeleiden"], ["Leren leiden, leren", "begeleiden"]),
        (["Wij werken samen", "aan een plan"], ["Wij werken samen aan", "een plan"]),
        (["Vergadering", "en overleg"], ["Vergade-", "ring en overleg"]),
    ],
)
def test_what_reads_well_is_less_bad(good, bad):
    assert badness(good, 20, len) < badness(bad, 20, len)
