"""Who gets a request: every rule by itself, then thousands of random cases."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.models import DecisionKind
from intake.routing.decide import Candidate, Link, Question, Test, decide

ANNA = Candidate(id=1, name="Anna", capacity=10)
BRAM = Candidate(id=2, name="Bram", capacity=10)
CARO = Candidate(id=3, name="Caro", capacity=5)
TEAM = [ANNA, BRAM, CARO]
LAST_YEAR = date(2026, 3, 3)


def chosen(question=None, team=TEAM, load=None):
    return decide(question or Question(), team, load or {}).adviser_id


def failed(decision, person):
    return next(verdict.failed for verdict in decision.verdicts if verdict.adviser_id == person.id)


class TestContinuity:
    def test_an_organisation_goes_back_to_its_adviser_however_busy(self):
        question = Question(links=(Link(BRAM.id, LAST_YEAR, "organisation"),))
        decision = decide(question, TEAM, {BRAM.id: 9})
        assert (decision.adviser_id, decision.kind) == (BRAM.id, DecisionKind.CONTINUITY)

    def test_fit_does_not_stand_in_the_way_of_who_knows_each_other(self):
        bram = replace(BRAM, provinces=frozenset({"DR"}))
        question = Question(province="UT", links=(Link(BRAM.id, LAST_YEAR, "organisation"),))
        assert chosen(question, [ANNA, bram]) == BRAM.id

    @pytest.mark.parametrize(
        ("change", "load"),
        [
            ({"active": False}, {}),
            ({"absent_until": date(2026, 12, 1)}, {}),
            ({}, {BRAM.id: 10}),
        ],
        ids=["not active", "away", "full"],
    )
    def test_an_adviser_who_cannot_take_it_is_passed_over_and_named(self, change, load):
        link = Link(BRAM.id, LAST_YEAR, "organisation")
        decision = decide(Question(links=(link,)), [ANNA, replace(BRAM, **change)], load)
        assert decision.adviser_id == ANNA.id
        assert decision.missed_links == (link,)

    def test_the_next_one_who_knows_the_organisation_takes_over(self):
        links = (Link(BRAM.id, LAST_YEAR, "organisation"), Link(CARO.id, LAST_YEAR, "board"))
        team = [ANNA, replace(BRAM, active=False), CARO]
        decision = decide(Question(links=links), team, {CARO.id: 4})
        assert (decision.adviser_id, decision.kind) == (CARO.id, DecisionKind.CONTINUITY)

    def test_an_adviser_who_left_is_no_link(self):
        assert chosen(Question(links=(Link(99, LAST_YEAR, "organisation"),)), [ANNA]) == ANNA.id


class TestFit:
    @pytest.mark.parametrize(
        ("limits", "question", "test"),
        [
            ({"sectors": frozenset({"primary"})}, Question(sector="childcare"), Test.SECTOR),
            ({"provinces": frozenset({"UT"})}, Question(province="DR"), Test.PROVINCE),
            ({"services": frozenset({7})}, Question(services=frozenset({8})), Test.SERVICE),
        ],
    )
    def test_who_does_not_fit_gets_nothing_and_reads_why(self, limits, question, test):
        anna = replace(ANNA, **limits)
        decision = decide(question, [anna, CARO], {CARO.id: 4})
        assert decision.adviser_id == CARO.id
        assert failed(decision, anna) == (test,)

    def test_an_empty_set_fits_all(self):
        question = Question(sector="primary", province="UT", services=frozenset({7}))
        assert chosen(question, [ANNA]) == ANNA.id

    def test_what_is_unknown_of_the_request_excludes_nobody(self):
        anna = replace(
            ANNA, sectors=frozenset({"primary"}), provinces=frozenset({"UT"}), services=frozenset({7})
        )
        assert chosen(Question(), [anna]) == ANNA.id

    def test_giving_one_of_the_services_asked_for_is_enough(self):
        anna = replace(ANNA, services=frozenset({7}))
        assert chosen(Question(services=frozenset({7, 8})), [anna]) == ANNA.id

    def test_every_failed_test_is_named_not_only_the_first(self):
        anna = replace(ANNA, active=False, provinces=frozenset({"UT"}))
        decision = decide(Question(province="DR"), [anna], {ANNA.id: 10})
        assert failed(decision, anna) == (Test.ACTIVE, Test.PROVINCE, Test.CAPACITY)


class TestOrder:
    def test_the_lowest_share_of_capacity_goes_first(self):
        assert chosen(load={ANNA.id: 3, BRAM.id: 2, CARO.id: 2}) == BRAM.id

    def test_then_who_was_assigned_longest_ago(self):
        noon = datetime(2026, 11, 22, 12, tzinfo=UTC)
        anna = replace(ANNA, last_assigned_at=noon)
        bram = replace(BRAM, last_assigned_at=noon - timedelta(minutes=1))
        assert chosen(team=[anna, bram]) == BRAM.id

    def test_who_never_had_one_goes_before_who_had(self):
        anna = replace(ANNA, last_assigned_at=datetime(2020, 1, 1, tzinfo=UTC))
        assert chosen(team=[anna, BRAM]) == BRAM.id

    def test_moments_in_other_time_zones_are_compared_as_moments(self):
        dutch = datetime.fromisoformat("2026-11-22T12:30:00+01:00")
        utc = datetime.fromisoformat("2026-11-22T12:00:00+00:00")
        assert chosen(team=[replace(ANNA, last_assigned_at=utc), replace(BRAM, last_assigned_at=dutch)]) == 2


class TestTriage:
    def test_nobody_with_room_means_triage(self):
        decision = decide(Question(), TEAM, {1: 10, 2: 10, 3: 5})
        assert (decision.adviser_id, decision.kind) == (None, DecisionKind.TRIAGE)

    def test_no_advisers_at_all_means_triage(self):
        assert decide(Question(), [], {}).kind == DecisionKind.TRIAGE


SECTORS, PROVINCES, SERVICES = ["primary", "secondary", "childcare"], ["UT", "GE", "DR"], [1, 2, 3]
some = lambda values: st.frozensets(st.sampled_from(values), max_size=2)  # noqa: E731
candidates = st.builds(
    Candidate,
    id=st.integers(1, 40),
    name=st.just("X"),
    capacity=st.integers(1, 6),
    active=st.booleans(),
    absent_until=st.none() | st.just(date(2026, 12, 1)),
    sectors=some(SECTORS),
    provinces=some(PROVINCES),
    services=some(SERVICES),
    last_assigned_at=st.none() | st.datetimes(timezones=st.just(UTC)),
)
teams = st.lists(candidates, max_size=12, unique_by=lambda person: person.id)
questions = st.builds(
    Question,
    sector=st.sampled_from(["", *SECTORS]),
    province=st.sampled_from(["", *PROVINCES]),
    services=some(SERVICES),
    links=st.lists(st.builds(Link, st.integers(1, 40), st.just(LAST_YEAR), st.just("board")), max_size=3).map(
        tuple
    ),
)
loads = st.dictionaries(st.integers(1, 40), st.integers(0, 7))


@settings(max_examples=400, deadline=None)
@given(questions, teams, loads, st.randoms(use_true_random=False))
def test_whatever_comes_the_decision_keeps_the_rules(question, team, load, shuffler: random.Random):
    decision = decide(question, team, load)
    people = {person.id: person for person in team}
    winner = people.get(decision.adviser_id)
    if winner:
        assert winner.active
        assert winner.absent_until is None
        assert load.get(winner.id, 0) < winner.capacity
    if decision.kind == DecisionKind.LOAD:
        share = Fraction(load.get(winner.id, 0), winner.capacity)
        rivals = [verdict for verdict in decision.verdicts if not verdict.failed]
        assert all(share <= Fraction(rival.open_leads, rival.capacity) for rival in rivals)
    if decision.kind == DecisionKind.TRIAGE:
        assert all(verdict.failed for verdict in decision.verdicts)
    shuffled = list(team)
    shuffler.shuffle(shuffled)
    assert decide(question, shuffled, load) == decision
    assert decision.as_data() == decide(question, shuffled, load).as_data()


def test_requests_in_a_row_spread_evenly_and_stop_at_capacity():
    team = [replace(ANNA, id=number, capacity=4) for number in (5, 3, 9)]
    load: dict[int, int] = {}
    for _ in range(12):
        winner = chosen(team=team, load=load)
        load[winner] = load.get(winner, 0) + 1
        assert max(load.values()) - min(load.get(person.id, 0) for person in team) <= 1
    assert load == {3: 4, 5: 4, 9: 4}
    assert chosen(team=team, load=load) is None
