"""Who gets a request: a pure decision that explains itself.

Nothing here reads or writes: the same question, candidates, load and rules always give the same decision,
whatever the order in which the candidates stand.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from fractions import Fraction

from intake.models import DecisionKind, Otherwise, RuleOutcome

from .rules import Condition, Rule, failed_conditions

LONG_AGO = datetime.min  # noqa: DTZ901  (compared with naive UTC only)
_NOTHING = timedelta()
WEEKDAYS = frozenset(range(5))


class Test(StrEnum):
    """What a candidate can fail on, in the order in which it is tried."""

    __test__ = False  # not one of pytest's

    ACTIVE = "active"
    PAUSED = "paused"
    PRESENT = "present"
    IN_TIME = "in_time"
    HAS_IT = "has_it"
    POOL = "pool"
    SECTOR = "sector"
    PROVINCE = "province"
    SERVICE = "service"
    CAPACITY = "capacity"


#: What may keep a request from whom it is meant for by name. Fit is not among it.
AVAILABILITY = frozenset({Test.ACTIVE, Test.PAUSED, Test.PRESENT, Test.IN_TIME, Test.HAS_IT, Test.CAPACITY})


@dataclass(frozen=True)
class Link:
    """An earlier lead of the same organisation or the same board, within the last 24 months."""

    adviser_id: int
    on: date
    same: str  # "organisation" or "board"


@dataclass(frozen=True)
class Question:
    """What routing needs to know of a request. Unknown is empty: that fits every adviser, and no rule.

    `subjects` are the pages asked about, `services` those of them that are services. `days` are those on
    which the school can still be called in time. `not_for` has it already, and must not get it again.
    """

    sector: str = ""
    province: str = ""
    services: frozenset[int] = frozenset()
    links: tuple[Link, ...] = ()  # the most recent first
    day: date | None = None
    postcode: int | None = None  # the four digits
    subjects: frozenset[int] = frozenset()
    scope: str = ""
    participants: int | None = None
    is_known: bool = False
    origin: int | None = None
    days: tuple[date, ...] = ()
    not_for: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Candidate:
    """What routing needs to know of an adviser. An empty set fits all.

    `absent_until` is the last day of who is away now, `away` every absence from now on, `stand_in` who takes
    over meanwhile.
    """

    id: int
    name: str
    capacity: int
    active: bool = True
    absent_until: date | None = None
    sectors: frozenset[str] = frozenset()
    provinces: frozenset[str] = frozenset()
    services: frozenset[int] = frozenset()
    last_assigned_at: datetime | None = None
    paused: bool = False
    workdays: frozenset[int] = WEEKDAYS
    away: tuple[tuple[date, date], ...] = ()
    stand_in: int | None = None


@dataclass(frozen=True)
class Verdict:
    """How one candidate did: the tests that failed, or the place in the ranking (from 1)."""

    adviser_id: int
    name: str
    open_leads: int
    capacity: int
    failed: tuple[Test, ...] = ()
    absent_until: date | None = None
    rank: int | None = None
    stands_in_for: tuple[str, ...] = ()


@dataclass(frozen=True)
class RuleLine:
    """A rule that was looked at, and what of it did not fit: nothing, for the one that counted."""

    name: str
    failed: tuple[Condition, ...] = ()


@dataclass(frozen=True)
class Decision:
    """Who gets it (None: triage), on what ground, and how everybody did.

    `rule` is the one that fitted. `fell_back` when nobody of it could, so that everybody who fits was asked.
    `for_whom` is the adviser in whose place the chosen one stands. Of one that somebody made `by` hand,
    `instead_of` says who would have got it (None: triage).
    """

    kind: DecisionKind
    adviser_id: int | None
    question: Question
    verdicts: tuple[Verdict, ...]
    link: Link | None = None
    missed_links: tuple[Link, ...] = field(default=())
    rules: tuple[RuleLine, ...] = ()
    rule: Rule | None = None
    fell_back: bool = False
    for_whom: int | None = None
    by: str = ""
    instead_of: int | None = None

    def as_data(self) -> dict:
        """The decision as plain JSON data, for keeping: it must not change when advisers or rules do."""
        return {
            "kind": self.kind.value,
            "adviser_id": self.adviser_id,
            "sector": self.question.sector,
            "province": self.question.province,
            "services": sorted(self.question.services),
            "link": _link_data(self.link) if self.link else None,
            "missed_links": [_link_data(link) for link in self.missed_links],
            "verdicts": [_verdict_data(verdict) for verdict in self.verdicts],
            "rules": [
                {"name": line.name, "failed": [str(one) for one in line.failed]} for line in self.rules
            ],
            "rule": self.rule.as_data() if self.rule else None,
            "fell_back": self.fell_back,
            "for_whom": self.for_whom,
            "by": self.by,
            "instead_of": self.instead_of,
        }


def chosen_by_hand(decision: Decision, adviser_id: int, *, by: str) -> Decision:
    """The decision when somebody gives the request to an adviser, whatever the rules say of it.

    How everybody did stays, so that one can see what it went past. The adviser is one of those looked at.
    """
    return replace(
        decision, kind=DecisionKind.HAND, adviser_id=adviser_id, by=by, instead_of=decision.adviser_id,
        link=None, missed_links=(), rules=(), rule=None, fell_back=False, for_whom=None,
    )  # fmt: skip


def decide(
    question: Question,
    candidates: Iterable[Candidate],
    load: Mapping[int, int],
    rules: Sequence[Rule] = (),
) -> Decision:
    """Decide who gets a request.

    `load` is the number of open leads by adviser id; who is not in it has none. In this order:
    who knows the organisation, if available; else what the first rule that fits says; else of all who fit and
    have room, the one with the lowest share of capacity in use, then who was assigned longest ago, then the
    lowest id; else triage. Who is away is represented by a stand-in.
    """
    team = _Team(question, candidates, load)
    missed = []
    for link in question.links:
        if link.adviser_id not in team.people:
            continue
        if (taker := team.taker(link.adviser_id)) is not None:
            return team.decision(
                DecisionKind.CONTINUITY, taker, link=link, missed_links=tuple(missed),
                for_whom=None if taker == link.adviser_id else link.adviser_id,
            )  # fmt: skip
        missed.append(link)
    lines, rule = _first_rule(question, rules)
    known = {"missed_links": tuple(missed), "rules": lines, "rule": rule}
    if rule:
        decision = _by_rule(team, rule, known)
        if decision:
            return decision
        if rule.otherwise == Otherwise.TRIAGE:
            return team.decision(DecisionKind.TRIAGE, None, pool=_pool(team, rule), **known)
        known["fell_back"] = True
    ranking = team.ranking()
    kind = DecisionKind.LOAD if ranking else DecisionKind.TRIAGE
    return team.decision(kind, ranking[0] if ranking else None, ranking=ranking, **known)


def _first_rule(question: Question, rules: Sequence[Rule]) -> tuple[tuple[RuleLine, ...], Rule | None]:
    """The rules that were looked at, up to and including the first that fits."""
    lines = []
    for rule in rules:
        failed = failed_conditions(rule, question)
        lines.append(RuleLine(rule.name, failed))
        if not failed:
            return tuple(lines), rule
    return tuple(lines), None


def _by_rule(team: "_Team", rule: Rule, known: dict) -> Decision | None:
    """What a rule that fits says; None when nobody of it can."""
    match rule.outcome:
        case RuleOutcome.TRIAGE:
            return team.decision(DecisionKind.TRIAGE, None, **known)
        case RuleOutcome.ADVISER:
            named = min(rule.advisers, default=None)
            taker = team.taker(named)
            if taker is None:
                return None
            for_whom = None if taker == named else named
            return team.decision(DecisionKind.RULE, taker, for_whom=for_whom, **known)
    pool = _pool(team, rule)
    ranking = team.ranking(pool)
    if not ranking:
        return None
    return team.decision(DecisionKind.RULE, ranking[0], pool=pool, ranking=ranking, **known)


def _pool(team: "_Team", rule: Rule) -> frozenset[int] | None:
    """The advisers of a pool, and who stands in for them; None for a rule that is no pool."""
    if rule.outcome != RuleOutcome.POOL:
        return None
    return rule.advisers | {
        one for one, absent in team.covers.items() if any(p.id in rule.advisers for p in absent)
    }


class _Team:
    """The candidates for one question: what each of them fails, and the order of the others."""

    def __init__(self, question: Question, candidates: Iterable[Candidate], load: Mapping[int, int]):
        self.question = question
        self.people = {person.id: person for person in sorted(candidates, key=lambda person: person.id)}
        self.load = load
        self.covers: dict[int, list[Candidate]] = defaultdict(list)
        for person in self.people.values():
            if person.absent_until is not None and person.stand_in in self.people:
                self.covers[person.stand_in].append(person)
        self.failed = {
            number: failed_tests(question, person, load.get(number, 0), self.covers.get(number, ()))
            for number, person in self.people.items()
        }

    def taker(self, number: int | None) -> int | None:
        """This adviser if available, or else the stand-in of who is away, if that one is."""
        person = self.people.get(number)
        if person is None:
            return None
        stand_in = person.stand_in if person.absent_until is not None else None
        for one in (number, stand_in):
            if one in self.failed and AVAILABILITY.isdisjoint(self.failed[one]):
                return one
        return None

    def ranking(self, pool: frozenset[int] | None = None) -> list[int]:
        """Who fits and has room, of the pool if there is one; who should get it first."""
        fit = [
            person
            for number, person in self.people.items()
            if not self.failed[number] and (pool is None or number in pool)
        ]
        return [person.id for person in sorted(fit, key=self._place)]

    def decision(
        self,
        kind: DecisionKind,
        chosen: int | None,
        *,
        pool: frozenset[int] | None = None,
        ranking: Sequence[int] | None = None,
        **known,
    ) -> Decision:
        """The decision, with a verdict on everybody."""
        places = {
            number: place
            for place, number in enumerate(self.ranking(pool) if ranking is None else ranking, start=1)
        }
        verdicts = tuple(self._verdict(number, pool, places.get(number)) for number in self.people)
        return Decision(kind, chosen, self.question, verdicts, **known)

    def _place(self, person: Candidate) -> tuple[Fraction, datetime, int]:
        last = person.last_assigned_at
        # Compared as naive UTC, so that "never" can stand before every moment.
        moment = last.replace(tzinfo=None) - (last.utcoffset() or _NOTHING) if last else LONG_AGO
        return Fraction(self.load.get(person.id, 0), person.capacity), moment, person.id

    def _verdict(self, number: int, pool: frozenset[int] | None, rank: int | None) -> Verdict:
        person = self.people[number]
        failed = self.failed[number]
        if pool is not None and number not in pool:
            failed = tuple(sorted((*failed, Test.POOL), key=_TESTS.__getitem__))
        return Verdict(
            adviser_id=number,
            name=person.name,
            open_leads=self.load.get(number, 0),
            capacity=person.capacity,
            failed=failed,
            absent_until=person.absent_until,
            rank=rank,
            stands_in_for=tuple(absent.name for absent in self.covers.get(number, ())),
        )


_TESTS = {test: place for place, test in enumerate(Test)}


def failed_tests(
    question: Question, person: Candidate, open_leads: int, covers: Sequence[Candidate] = ()
) -> tuple[Test, ...]:
    """All tests this candidate fails, not only the first: a coordinator wants the whole story.

    Who stands in for somebody (`covers`) fits what that one fits.
    """
    failed = []
    if not person.active:
        failed.append(Test.ACTIVE)
    elif person.paused:
        failed.append(Test.PAUSED)
    if person.absent_until is not None:
        failed.append(Test.PRESENT)
    elif not _works_in_time(question, person):
        failed.append(Test.IN_TIME)
    if person.id in question.not_for:
        failed.append(Test.HAS_IT)
    misfit = _misfit(question, person)
    if misfit and all(_misfit(question, absent) for absent in covers):
        failed += misfit
    if open_leads >= person.capacity:
        failed.append(Test.CAPACITY)
    return tuple(failed)


def _misfit(question: Question, person: Candidate) -> list[Test]:
    misfit = []
    if person.sectors and question.sector and question.sector not in person.sectors:
        misfit.append(Test.SECTOR)
    if person.provinces and question.province and question.province not in person.provinces:
        misfit.append(Test.PROVINCE)
    if person.services and question.services and person.services.isdisjoint(question.services):
        misfit.append(Test.SERVICE)
    return misfit


def _works_in_time(question: Question, person: Candidate) -> bool:
    """Whether there is a day left on which this adviser works and the school can be called in time."""
    if not question.days or (not person.away and person.workdays >= WEEKDAYS):
        return True
    return any(
        day.weekday() in person.workdays and not any(first <= day <= last for first, last in person.away)
        for day in question.days
    )


def _link_data(link: Link) -> dict:
    return asdict(link) | {"on": link.on.isoformat()}


def _verdict_data(verdict: Verdict) -> dict:
    return {
        "adviser_id": verdict.adviser_id,
        "name": verdict.name,
        "open_leads": verdict.open_leads,
        "capacity": verdict.capacity,
        "failed": [test.value for test in verdict.failed],
        "absent_until": verdict.absent_until.isoformat() if verdict.absent_until else None,
        "rank": verdict.rank,
        "stands_in_for": list(verdict.stands_in_for),
    }
