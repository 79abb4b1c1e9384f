"""A decision in words that a coordinator trusts."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from intake.models import RoutingDecision
from intake.routing.decide import Candidate, Link, Question, decide
from intake.routing.explain import explain

MIRJAM = Candidate(id=1, name="Mirjam", capacity=9, provinces=frozenset({"UT"}))
JOOST = Candidate(id=2, name="Joost", capacity=9, absent_until=date(2026, 11, 30))
NADIA = Candidate(id=3, name="Nadia", capacity=4, provinces=frozenset({"DR"}))
QUESTION = Question(sector="primary", province="UT")


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def explained(question=QUESTION, team=(MIRJAM, JOOST, NADIA), load=None):
    decision = decide(question, team, {1: 6} if load is None else load)
    return explain(
        RoutingDecision(
            adviser_id=decision.adviser_id,
            kind=decision.kind,
            explanation=decision.as_data(),
            decided_at=datetime(2026, 11, 22, tzinfo=UTC),
        )
    )


def test_most_room_says_how_much_room():
    story = explained()
    assert story.summary == "Mirjam fits and has the most room."
    assert story.steps == [
        "This organisation and its board had no lead in the last 24 months.",
        "Of 3 advisers, 1 fits and has room.",
        "Mirjam has the most room: 6 of 9 leads open.",
    ]


def test_everybody_stands_in_the_table_with_every_reason():
    lines = {line.name: line for line in explained(load={3: 4}).candidates}
    assert lines["Mirjam"].chosen
    assert lines["Joost"].reasons == ["Away until Monday 30 November"]
    assert lines["Nadia"].reasons == ["Does not work in Utrecht", "Has no room: 4 of 4 leads open"]


def test_the_short_list_says_why_here_and_who_could_not():
    marks = explained().why
    assert (True, "Works in Utrecht") in marks
    assert (True, "Has room: 6 of 9 leads open") in marks
    assert any(not ok and text.startswith("Joost: away until") for ok, text in marks)


def test_continuity_names_the_month():
    story = explained(Question(links=(Link(1, date(2026, 3, 3), "board"),)))
    assert story.summary == "Mirjam knows this organisation already."
    assert story.why[0] == (True, "Helped the same board in March 2026")


def test_who_knows_the_organisation_but_cannot_take_it_is_named_first():
    story = explained(Question(links=(Link(2, date(2026, 3, 3), "organisation"),)))
    assert story.steps[0].startswith(
        "Joost helped the same organisation in March 2026, but cannot take it now:"
    )


def test_triage_says_who_was_told():
    story = explained(team=(JOOST,), load={})
    assert story.summary == "Nobody fits and has room. A coordinator decides."
    assert story.steps[-1] == "So it went to triage, and the coordinators got a mail."


def test_equals_are_told_that_waiting_decided():
    twin = Candidate(id=4, name="Tom", capacity=9)
    story = explained(team=(replace(MIRJAM, provinces=frozenset()), twin), load={})
    assert "waited longest" in story.steps[-1]
