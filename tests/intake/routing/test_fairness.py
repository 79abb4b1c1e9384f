"""Fair over time: thousands of random requests, rules and absences, and what must hold after each of them."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest

from intake.models import DecisionKind, Otherwise, RuleOutcome
from intake.routing.decide import AVAILABILITY, Candidate, Link, Question, decide, failed_tests
from intake.routing.rules import Rule, failed_conditions

SECTORS, PROVINCES = ["primary", "secondary", "childcare"], ["UT", "GE", "DR"]
MONDAY = date(2026, 11, 23)
START = datetime(2026, 11, 23, 9, tzinfo=UTC)


def some(dice: random.Random, values: list) -> frozenset:
    return frozenset(dice.sample(values, dice.randint(0, len(values) - 1)))


def a_team(dice: random.Random) -> list[Candidate]:
    numbers = dice.sample(range(1, 100), 8)
    return [
        Candidate(
            id=number,
            name=str(number),
            capacity=dice.randint(1, 6),
            active=dice.random() < 0.9,
            paused=dice.random() < 0.1,
            absent_until=date(2026, 12, 1) if dice.random() < 0.2 else None,
            stand_in=dice.choice(numbers),
            workdays=frozenset(dice.sample(range(5), dice.randint(1, 5))),
            sectors=some(dice, SECTORS),
            provinces=some(dice, PROVINCES),
        )
        for number in numbers
    ]


def some_rules(dice: random.Random, team: list[Candidate]) -> list[Rule]:
    return [
        Rule(
            id=number,
            name=str(number),
            outcome=dice.choice(list(RuleOutcome)),
            advisers=frozenset(person.id for person in dice.sample(team, dice.randint(1, 3))),
            otherwise=dice.choice(list(Otherwise)),
            active=dice.random() < 0.8,
            sectors=some(dice, SECTORS),
            provinces=some(dice, PROVINCES),
            participants_from=dice.choice([None, 10, 50]),
        )
        for number in range(4)
    ]


def a_question(dice: random.Random, team: list[Candidate]) -> Question:
    known = dice.sample(team, dice.choice([0, 0, 0, 1, 2]))
    return Question(
        sector=dice.choice(SECTORS),
        province=dice.choice(["", *PROVINCES]),
        participants=dice.choice([None, 5, 30, 80]),
        day=MONDAY,
        days=(MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)),
        links=tuple(Link(person.id, MONDAY, "organisation") for person in known),
    )


@pytest.mark.parametrize("seed", range(40))
def test_a_hundred_requests_in_a_row_are_divided_fairly(seed):
    """Four thousand in all: capacity, continuity, rules and load, whatever the order of the table."""
    dice = random.Random(seed)
    team = a_team(dice)
    rules = some_rules(dice, team)
    load: dict[int, int] = {}
    for number in range(100):
        question = a_question(dice, team)
        decision = decide(question, team, load, rules)
        assert decision == decide(question, dice.sample(team, len(team)), load, rules)
        check(decision, question, team, load, rules)
        if decision.adviser_id is not None:
            load[decision.adviser_id] = load.get(decision.adviser_id, 0) + 1
            moment = START + timedelta(minutes=number)
            team = [
                replace(person, last_assigned_at=moment) if person.id == decision.adviser_id else person
                for person in team
            ]
        if load and dice.random() < 0.6:
            done = dice.choice([one for one, count in load.items() if count] or [0])
            load[done] = max(load.get(done, 0) - 1, 0)


def check(decision, question, team, load, rules):
    """What must hold of every decision."""
    people = {person.id: person for person in team}
    covers = {
        one: [absent for absent in team if absent.absent_until and absent.stand_in == one] for one in people
    }
    failed = {
        one: failed_tests(question, person, load.get(one, 0), covers[one]) for one, person in people.items()
    }
    winner = decision.adviser_id
    if winner is not None:
        assert load.get(winner, 0) < people[winner].capacity
        assert AVAILABILITY.isdisjoint(failed[winner])
    # Continuity: nobody who knows the organisation and is available is passed over.
    if any(AVAILABILITY.isdisjoint(failed[link.adviser_id]) for link in question.links):
        assert decision.kind == DecisionKind.CONTINUITY
    if decision.kind == DecisionKind.CONTINUITY:
        knowing = {link.adviser_id for link in question.links}
        assert winner in knowing | {people[one].stand_in for one in knowing}
        return
    check_rules(decision, question, people, load, rules)


def check_rules(decision, question, people, load, rules):
    """What must hold when nobody who knows the organisation was available."""
    winner = decision.adviser_id
    # The first rule that fits is the one that counted.
    first = next((rule for rule in rules if not failed_conditions(rule, question)), None)
    assert decision.rule == first
    if first and not decision.fell_back:
        if first.outcome == RuleOutcome.TRIAGE:
            assert winner is None
        elif winner is not None:
            assert winner in first.advisers | {people[one].stand_in for one in first.advisers}
        if first.outcome != RuleOutcome.POOL:
            return
    # Load: nobody eligible is passed over for somebody busier.
    eligible = [verdict for verdict in decision.verdicts if not verdict.failed]
    assert bool(eligible) == (winner is not None)
    if winner is not None:
        share = Fraction(load.get(winner, 0), people[winner].capacity)
        assert all(share <= Fraction(one.open_leads, one.capacity) for one in eligible)


@pytest.mark.parametrize("seed", range(5))
def test_between_equals_the_spread_is_at_most_one(seed):
    dice = random.Random(seed)
    team = [Candidate(id=number, name=str(number), capacity=50) for number in dice.sample(range(99), 7)]
    load: dict[int, int] = {}
    for number in range(300):
        dice.shuffle(team)
        winner = decide(Question(), team, load).adviser_id
        load[winner] = load.get(winner, 0) + 1
        moment = START + timedelta(minutes=number)
        team = [
            replace(person, last_assigned_at=moment) if person.id == winner else person for person in team
        ]
        counts = [load.get(person.id, 0) for person in team]
        assert max(counts) - min(counts) <= 1
