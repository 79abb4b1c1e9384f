"""A rule that can never count, or leaves nothing for another, is pointed out; what is well is left alone."""

from datetime import date

from intake.models import Client, RuleOutcome
from intake.routing.decide import Candidate
from intake.routing.findings import Finding, Problem, find_problems
from intake.routing.rules import Rule

TODAY = date(2026, 11, 23)
TEAM = [
    Candidate(id=1, name="Anna", capacity=5, sectors=frozenset({"primary"})),
    Candidate(id=2, name="Bram", capacity=5, active=False),
]


def rule(number: int, *, outcome=RuleOutcome.TRIAGE, advisers=(), **conditions) -> Rule:
    sets = {name: frozenset(value) for name, value in conditions.items() if isinstance(value, set)}
    return Rule(
        id=number, name=f"R{number}", outcome=outcome, advisers=frozenset(advisers), **conditions | sets
    )


def problems(*rules, pages=(7, 8)):
    found = find_problems(rules, TEAM, pages, TODAY)
    return {number: [(one.problem, one.others) for one in findings] for number, findings in found.items()}


def test_what_is_well_is_not_remarked_on():
    assert (
        problems(
            rule(1, sectors={"primary"}, provinces={"UT"}),
            rule(2, sectors={"primary"}),
            rule(3, provinces={"UT"}),
            rule(4, participants_from=50),
            rule(5),
        )
        == {}
    )


def test_a_wider_rule_above_takes_every_request():
    assert problems(
        rule(1, sectors={"primary", "special"}), rule(2, sectors={"primary"}, scope="within")
    ) == {
        1: [(Problem.SHADOWS, ("R2",))],
        2: [(Problem.SHADOWED, ("R1",))],
    }


def test_several_rules_together_can_leave_nothing():
    known, new = rule(1, client=Client.KNOWN), rule(2, client=Client.NEW)
    assert problems(known, new, rule(3, sectors={"primary"}))[3] == [(Problem.SHADOWED, ("R1", "R2"))]
    numbers = [
        rule(1, participants_to=20),
        rule(2, participants_from=21),
        rule(3, participants_from=10, participants_to=30),
    ]
    assert problems(*numbers)[3] == [(Problem.SHADOWED, ("R1", "R2"))]
    # Unless the number is not known: then the third has its turn.
    assert problems(*numbers[:2], rule(3)) == {}


def test_a_province_and_its_postcodes_are_the_same_place():
    flevoland = rule(1, provinces={"FL"})
    assert problems(flevoland, rule(2, postcodes=((8210, 8259),)))[2] == [(Problem.SHADOWED, ("R1",))]
    assert problems(flevoland, rule(2, postcodes=((8210, 8299),))) == {}


def test_a_period_only_shadows_while_it_lasts():
    december = rule(1, first_day=date(2026, 12, 1), last_day=date(2026, 12, 31))
    assert problems(december, rule(2, first_day=date(2026, 12, 5), last_day=date(2026, 12, 6)))[2]
    assert problems(december, rule(2)) == {}


def test_a_rule_that_is_off_takes_nothing_and_is_not_remarked_on():
    assert problems(rule(1, active=False), rule(2), rule(3, active=False)) == {}


def test_what_can_never_be_is_named():
    assert problems(rule(1, last_day=date(2026, 11, 22)), rule(2))[1] == [(Problem.OVER, ())]
    assert problems(rule(1, subjects={5}))[1] == [(Problem.GONE_SUBJECTS, ())]
    assert problems(rule(1, origin=5))[1] == [(Problem.GONE_ORIGIN, ())]
    assert problems(rule(1, outcome=RuleOutcome.POOL, advisers=[2]))[1] == [(Problem.NOBODY, ())]
    misfit = rule(1, outcome=RuleOutcome.POOL, advisers=[1, 2], sectors={"special"})
    assert problems(misfit)[1] == [(Problem.NOBODY_FITS, ())]


def test_fifty_rules_are_looked_at_in_no_time():
    rules = [
        rule(n, sectors={["primary", "special"][n % 2]}, postcodes=((1000 + n, 9000 - n),)) for n in range(50)
    ]
    assert len(find_problems(rules, TEAM, (), TODAY)) == 50
    assert Finding(Problem.SHADOWED, ("R0",)) in find_problems(rules, TEAM, (), TODAY)[2]
