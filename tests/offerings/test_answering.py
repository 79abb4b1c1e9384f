"""Where somebody is in a guide, read from the address."""

from urllib.parse import parse_qsl

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from offerings.answering import read
from offerings.guiding import Answer, Question

QUESTIONS = tuple(
    Question(
        f"v{number}", f"Vraag {number}?", answers=(Answer(f"{number}a", "Ja"), Answer(f"{number}b", "Nee"))
    )
    for number in (1, 2, 3)
)
FIRST, SECOND, THIRD = QUESTIONS


def follow(link: str):
    return read(QUESTIONS, dict(parse_qsl(link.removeprefix("?"))))


@pytest.mark.parametrize(
    ("query", "state", "asked"),
    [
        ({}, "", FIRST),
        ({"antwoorden": "1a"}, "1a", SECOND),
        ({"antwoorden": "1a.2b"}, "1a.2b", THIRD),
        ({"antwoorden": "1a.2b.3a"}, "1a.2b.3a", None),
        # Keys belong to their question, in whatever order they stand.
        ({"antwoorden": "3a.1b"}, "1b.3a", SECOND),
        # What a form sends replaces what was answered before.
        ({"antwoorden": "1a.2b", "gevraagd": "v1", "antwoord": "1b"}, "1b.2b", THIRD),
        # Old, wrong or made up: that question is asked again.
        ({"antwoorden": "weg.2b"}, "2b", FIRST),
        ({"antwoorden": "1a.1a...,%00.' OR 1=1"}, "1a", SECOND),
        ({"antwoorden": "1a", "gevraagd": "v9", "antwoord": "9a"}, "1a", SECOND),
        ({"antwoorden": "1a", "vraag": "v9"}, "1a", SECOND),
        # To answer again.
        ({"antwoorden": "1a.2b.3a", "vraag": "v2"}, "1a.2b.3a", SECOND),
    ],
)
def test_an_address_says_what_was_answered_and_what_is_asked(query, state, asked):
    walk = read(QUESTIONS, query)

    assert (walk.state, walk.asked, walk.is_missing) == (state, asked, False)


@pytest.mark.parametrize("sent", [{}, {"antwoord": ""}, {"antwoord": "weg"}, {"antwoord": "1a"}])
def test_a_form_without_an_answer_to_its_question_asks_it_again(sent):
    walk = read(QUESTIONS, {"antwoorden": "1a.3b", "gevraagd": "v2", **sent})

    assert walk.is_missing
    assert (walk.asked, walk.state, walk.was_sent) == (SECOND, "1a.3b", False)


def test_a_walk_through_all_questions():
    walk, seen = read(QUESTIONS, {}), []
    assert walk.is_start
    while walk.asked:
        seen.append((walk.number, walk.done, walk.is_last))
        form = {"antwoorden": walk.state, "gevraagd": walk.asked.key, "antwoord": walk.asked.answers[0].key}
        sent = read(QUESTIONS, form)
        assert sent.was_sent
        walk = follow(sent.query)

    assert seen == [(1, 0, False), (2, 1, False), (3, 2, True)]
    assert walk.state == "1a.2a.3a"


def test_going_back_keeps_every_answer():
    walk = follow(read(QUESTIONS, {"antwoorden": "1a.2b"}).before)

    assert (walk.asked, walk.state, walk.chosen) == (SECOND, "1a.2b", SECOND.answers[1])
    assert follow(walk.before).asked == FIRST
    assert follow(walk.before).before == ""


def test_an_answer_can_be_changed_from_the_advice_and_leads_straight_back():
    links = {question: link for question, _, link in read(QUESTIONS, {"antwoorden": "1a.2b.3a"}).changes}

    walk = follow(links[SECOND])

    assert walk.is_change
    assert walk.is_last
    assert walk.chosen.key == "2b"
    changed = read(QUESTIONS, {"antwoorden": walk.state, "gevraagd": "v2", "antwoord": "2a"})
    assert (changed.state, changed.asked) == ("1a.2a.3a", None)


def test_rewording_and_moving_leaves_an_address_what_it_says():
    moved = (THIRD, Question("v1", "Anders gezegd?", answers=FIRST.answers[::-1]), SECOND)

    walk = read(moved, {"antwoorden": "1a.2b"})

    assert {question.key: answer.key for question, answer in walk.given} == {"v1": "1a", "v2": "2b"}
    assert walk.asked == THIRD


def test_two_questions_with_the_same_keys_are_not_asked_for_ever():
    walk = read((FIRST, Question("v2", "Kopie", answers=FIRST.answers)), {"antwoorden": "1a"})

    assert walk.asked is None


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.sampled_from(["antwoorden", "vraag", "gevraagd", "antwoord"]), st.text()))
def test_no_address_is_an_error(query):
    walk = read(QUESTIONS, query)

    assert walk.asked in (*QUESTIONS, None)
    assert follow(walk.query).state == walk.state
