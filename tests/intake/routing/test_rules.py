"""The coordinators' rules: which requests each is for, and what it does with them."""

from dataclasses import replace
from datetime import date

import pytest

from intake.models import Client, DecisionKind, Otherwise, RuleOutcome, Scope
from intake.routing.decide import Candidate, Link, Question, Test, decide
from intake.routing.rules import Condition, Rule, failed_conditions, parse_postcodes, write_postcodes

TODAY = date(2026, 11, 23)
ANNA = Candidate(id=1, name="Anna", capacity=10)
BRAM = Candidate(id=2, name="Bram", capacity=10)
CARO = Candidate(id=3, name="Caro", capacity=10, sectors=frozenset({"childcare"}))
TEAM = [ANNA, BRAM, CARO]
ASKED = Question(
    sector="primary",
    province="UT",
    postcode=3512,
    day=TODAY,
    subjects=frozenset({7, 8}),
    scope=Scope.BETWEEN,
    participants=40,
    is_known=True,
    origin=12,
)


def rule(outcome=RuleOutcome.POOL, *advisers, **more) -> Rule:
    return Rule(id=1, name="Regel", outcome=outcome, advisers=frozenset(advisers), **more)


@pytest.mark.parametrize(
    ("condition", "fits", "fails"),
    [
        (Condition.PERIOD, {"first_day": TODAY, "last_day": TODAY}, {"last_day": date(2026, 11, 22)}),
        (
            Condition.SECTOR,
            {"sectors": frozenset({"primary", "special"})},
            {"sectors": frozenset({"special"})},
        ),
        (Condition.REGION, {"provinces": frozenset({"UT"})}, {"provinces": frozenset({"DR"})}),
        (Condition.REGION, {"postcodes": ((3500, 3512),)}, {"postcodes": ((3513, 3599),)}),
        (Condition.SUBJECT, {"subjects": frozenset({8, 9})}, {"subjects": frozenset({9})}),
        (Condition.SCOPE, {"scope": Scope.BETWEEN}, {"scope": Scope.WITHIN}),
        (Condition.PARTICIPANTS, {"participants_from": 40}, {"participants_to": 39}),
        (Condition.CLIENT, {"client": Client.KNOWN}, {"client": Client.NEW}),
        (Condition.ORIGIN, {"origin": 12}, {"origin": 13}),
    ],
)
def test_each_condition_keeps_out_what_does_not_fit_and_nothing_else(condition, fits, fails):
    assert failed_conditions(rule(**fits), ASKED) == ()
    assert failed_conditions(rule(**fails), ASKED) == (condition,)


def test_a_province_or_a_postcode_will_do():
    either = rule(provinces=frozenset({"DR"}), postcodes=((3500, 3599),))
    assert failed_conditions(either, ASKED) == ()


def test_a_condition_on_what_is_not_known_does_not_fit():
    wanting = rule(
        sectors=frozenset({"primary"}), postcodes=((1000, 9999),), participants_from=1, scope=Scope.WITHIN
    )
    assert failed_conditions(wanting, Question(day=TODAY)) == (
        Condition.SECTOR, Condition.REGION, Condition.SCOPE, Condition.PARTICIPANTS,
    )  # fmt: skip


def test_a_rule_survives_being_stored():
    full = rule(
        RuleOutcome.ADVISER, 1, otherwise=Otherwise.ALL, first_day=TODAY, postcodes=((1000, 1099),),
        sectors=frozenset({"primary"}), subjects=frozenset({4}), origin=3, participants_to=9,
    )  # fmt: skip
    assert Rule.from_data(full.as_data()) == full


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("3500-3599, 1012", "1012, 3500-3599"),
        ("3500 t/m 3510; 3505-3520", "3500-3520"),
        ("3991 AB", "3991"),
        ("", ""),
    ],
)
def test_postcodes_as_people_type_them(typed, stored):
    assert write_postcodes(parse_postcodes(typed)) == stored


@pytest.mark.parametrize("typed", ["35", "0999", "3599-3500", "Utrecht", "35000"])
def test_what_is_no_postcode_is_refused(typed):
    with pytest.raises(ValueError, match=r".+"):
        parse_postcodes(typed)


class TestOutcomes:
    def test_a_pool_narrows_and_load_decides_within_it(self):
        decision = decide(ASKED, TEAM, {1: 5}, [rule(RuleOutcome.POOL, 1)])
        assert (decision.adviser_id, decision.kind) == (1, DecisionKind.RULE)
        assert {v.adviser_id for v in decision.verdicts if Test.POOL in v.failed} == {2, 3}

    def test_fit_counts_within_a_pool(self):
        assert decide(ASKED, TEAM, {}, [rule(RuleOutcome.POOL, 3)]).kind == DecisionKind.TRIAGE

    def test_an_adviser_who_is_named_gets_it_also_without_fitting(self):
        assert decide(ASKED, TEAM, {}, [rule(RuleOutcome.ADVISER, 3)]).adviser_id == 3

    def test_a_rule_for_triage_goes_before_everybody_with_room(self):
        decision = decide(ASKED, TEAM, {}, [rule(RuleOutcome.TRIAGE)])
        assert (decision.adviser_id, decision.kind) == (None, DecisionKind.TRIAGE)

    @pytest.mark.parametrize("outcome", [RuleOutcome.POOL, RuleOutcome.ADVISER])
    def test_when_nobody_of_a_rule_can_it_says_itself_what_then(self, outcome):
        full = {1: 10}
        assert decide(ASKED, TEAM, full, [rule(outcome, 1)]).adviser_id is None
        fell_back = decide(ASKED, TEAM, full, [rule(outcome, 1, otherwise=Otherwise.ALL)])
        assert (fell_back.adviser_id, fell_back.fell_back) == (2, True)

    def test_the_first_that_fits_counts_and_the_others_say_why_not(self):
        rules = [
            replace(rule(RuleOutcome.TRIAGE), name="uit", active=False),
            replace(rule(RuleOutcome.TRIAGE, sectors=frozenset({"special"})), name="speciaal"),
            replace(rule(RuleOutcome.ADVISER, 2), name="Bram"),
            replace(rule(RuleOutcome.ADVISER, 1), name="te laat"),
        ]
        decision = decide(ASKED, TEAM, {}, rules)
        assert decision.adviser_id == 2
        assert [(line.name, line.failed) for line in decision.rules] == [
            ("uit", (Condition.ACTIVE,)), ("speciaal", (Condition.SECTOR,)), ("Bram", ()),
        ]  # fmt: skip

    def test_who_knows_the_organisation_goes_before_every_rule(self):
        known = replace(ASKED, links=(Link(1, date(2026, 3, 3), "organisation"),))
        decision = decide(known, TEAM, {}, [rule(RuleOutcome.TRIAGE)])
        assert (decision.adviser_id, decision.rules) == (1, ())


class TestAvailability:
    def test_who_is_paused_gets_nothing_from_the_site(self):
        assert decide(ASKED, [replace(ANNA, paused=True)], {}).adviser_id is None

    def test_who_does_not_work_before_the_promised_day_is_passed_over(self):
        asked = replace(ASKED, days=(date(2026, 11, 24), date(2026, 11, 25)))
        mondays = replace(ANNA, workdays=frozenset({0}))
        decision = decide(asked, [mondays, BRAM], {2: 9})
        assert decision.adviser_id == 2
        assert decision.verdicts[0].failed == (Test.IN_TIME,)
        assert decide(asked, [replace(ANNA, workdays=frozenset({2})), BRAM], {2: 9}).adviser_id == 1

    def test_a_holiday_that_begins_tomorrow_breaks_no_promise(self):
        asked = replace(ASKED, days=(date(2026, 11, 24), date(2026, 11, 25)))
        leaving = replace(ANNA, away=((date(2026, 11, 24), date(2026, 12, 4)),))
        assert decide(asked, [leaving, BRAM], {2: 9}).adviser_id == 2


class TestStandIn:
    away = replace(ANNA, absent_until=date(2026, 12, 4), stand_in=2, provinces=frozenset({"UT"}))

    def test_gets_what_comes_for_who_is_away(self):
        known = replace(ASKED, links=(Link(1, date(2026, 3, 3), "organisation"),))
        decision = decide(known, [self.away, BRAM], {})
        assert (decision.adviser_id, decision.for_whom, decision.kind) == (2, 1, DecisionKind.CONTINUITY)
        decision = decide(ASKED, [self.away, BRAM], {}, [rule(RuleOutcome.ADVISER, 1)])
        assert (decision.adviser_id, decision.for_whom) == (2, 1)

    def test_fits_what_the_other_fits_and_joins_the_pool(self):
        bram = replace(BRAM, provinces=frozenset({"DR"}))
        assert decide(ASKED, [self.away, bram], {}).adviser_id == 2
        assert decide(ASKED, [replace(self.away, stand_in=None), bram], {}).adviser_id is None
        assert decide(ASKED, [self.away, bram], {}, [rule(RuleOutcome.POOL, 1)]).adviser_id == 2

    def test_who_has_no_room_is_no_help(self):
        known = replace(ASKED, links=(Link(1, date(2026, 3, 3), "organisation"),))
        decision = decide(known, [self.away, BRAM, replace(CARO, sectors=frozenset())], {2: 10})
        assert (decision.adviser_id, decision.kind) == (3, DecisionKind.LOAD)


def test_who_has_to_pass_it_on_does_not_get_it_again():
    asked = replace(ASKED, not_for=frozenset({1}), links=(Link(1, TODAY, "organisation"),))
    assert (
        decide(
            asked, [ANNA, BRAM], {2: 9}, [rule(RuleOutcome.ADVISER, 1, otherwise=Otherwise.ALL)]
        ).adviser_id
        == 2
    )
