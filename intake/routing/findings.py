"""What is wrong with a set of rules: one that can never count, and one that leaves nothing for another.

A rule is a box: for each thing it looks at, the values that fit. What earlier rules take away from a box is
cut off; when nothing is left, the rule never gets its turn. Boxes are whole numbers, a bit for each value.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import inf

from intake.models import Client, Province, RuleOutcome, Scope, Sector
from intake.registers.postcodes import province_of

from .decide import Candidate
from .rules import FIRST_POSTCODE, LAST_POSTCODE, Rule

#: A box that falls apart into more pieces is not looked at further: better no remark than a slow page.
MOST_PIECES = 2000


class Problem(StrEnum):
    """What can be wrong with a rule."""

    OVER = "over"
    GONE_SUBJECTS = "gone_subjects"
    GONE_ORIGIN = "gone_origin"
    NOBODY = "nobody"
    NOBODY_FITS = "nobody_fits"
    SHADOWED = "shadowed"
    SHADOWS = "shadows"


@dataclass(frozen=True)
class Finding:
    """A problem of a rule; `others` are the rules that take its turn, or whose turn it takes."""

    problem: Problem
    others: tuple[str, ...] = ()


def find_problems(
    rules: Sequence[Rule], team: Iterable[Candidate], pages: Iterable[int], today: date
) -> dict[int, list[Finding]]:
    """What is wrong with each rule that is on, by its id. `pages` are those that visitors can see."""
    people, pages = {person.id: person for person in team}, frozenset(pages)
    rules = [rule for rule in rules if rule.active]
    found = {rule.id: _own_problems(rule, people, pages, today) for rule in rules}
    dead = {number for number, findings in found.items() if _never(findings)}
    living = [rule for rule in rules if rule.id not in dead]
    for rule, others in _shadowed(living, today):
        found[rule.id].append(Finding(Problem.SHADOWED, tuple(other.name for other in others)))
        for other in others:
            found[other.id].append(Finding(Problem.SHADOWS, (rule.name,)))
    return {number: findings for number, findings in found.items() if findings}


def _never(findings: list[Finding]) -> bool:
    return any(one.problem in {Problem.OVER, Problem.GONE_SUBJECTS, Problem.GONE_ORIGIN} for one in findings)


def _own_problems(
    rule: Rule, people: Mapping[int, Candidate], pages: frozenset[int], today: date
) -> list[Finding]:
    problems = []
    if rule.last_day and rule.last_day < today:
        problems.append(Problem.OVER)
    if rule.subjects and rule.subjects.isdisjoint(pages):
        problems.append(Problem.GONE_SUBJECTS)
    if rule.origin is not None and rule.origin not in pages:
        problems.append(Problem.GONE_ORIGIN)
    if rule.outcome != RuleOutcome.TRIAGE:
        meant = [people[number] for number in rule.advisers if number in people and people[number].active]
        if not meant:
            problems.append(Problem.NOBODY)
        elif rule.outcome == RuleOutcome.POOL and not any(_can_fit(rule, person) for person in meant):
            problems.append(Problem.NOBODY_FITS)
    return [Finding(problem) for problem in problems]


def _can_fit(rule: Rule, person: Candidate) -> bool:
    """Whether some request of this rule fits this adviser."""
    if rule.sectors and person.sectors and rule.sectors.isdisjoint(person.sectors):
        return False
    places = rule.provinces | {
        province_of(str(digits)) for low, high in rule.postcodes for digits in range(low, high + 1)
    }
    return not (places and person.provinces and places.isdisjoint(person.provinces))


Box = tuple[int, ...]


def _shadowed(rules: Sequence[Rule], today: date) -> Iterable[tuple[Rule, list[Rule]]]:
    """Each rule of which earlier ones leave nothing, with those."""
    scale = _Scale(rules, today)
    boxes = [scale.box(rule) for rule in rules]
    for place, rule in enumerate(rules):
        left, takers = [boxes[place]], []
        for other, cut in zip(rules[:place], boxes, strict=False):
            rest = [piece for box in left for piece in _without(box, cut)]
            if rest != left:
                takers.append(other)
            left = rest
            if not left:
                yield rule, takers
                break
            if len(left) > MOST_PIECES:
                break


def _without(box: Box, cut: Box) -> list[Box]:
    """The pieces of a box that lie outside another."""
    if not all(own & other for own, other in zip(box, cut, strict=True)):
        return [box]
    pieces = []
    for axis, (own, other) in enumerate(zip(box, cut, strict=True)):
        if rest := own & ~other:
            inside = tuple(one & two for one, two in zip(box[:axis], cut[:axis], strict=True))
            pieces.append((*inside, rest, *box[axis + 1 :]))
    return pieces


class _Scale:
    """Which bit stands for what, on each axis. What is in no rule needs one bit for all of it together."""

    def __init__(self, rules: Sequence[Rule], today: date):
        self.sectors = list(Sector.values)
        self.subjects = sorted({number for rule in rules for number in rule.subjects})
        self.origins = sorted({rule.origin for rule in rules if rule.origin is not None})
        self.days = _edges(
            [today.toordinal()],
            [rule.first_day.toordinal() for rule in rules if rule.first_day],
            [rule.last_day.toordinal() + 1 for rule in rules if rule.last_day],
        )
        self.numbers = _edges(
            [0],
            [rule.participants_from for rule in rules if rule.participants_from],
            [rule.participants_to + 1 for rule in rules if rule.participants_to is not None],
        )

    def box(self, rule: Rule) -> Box:
        first = rule.first_day.toordinal() if rule.first_day else -inf
        last = rule.last_day.toordinal() if rule.last_day else inf
        return (
            _bits(self.sectors, rule.sectors),
            _region(rule),
            _bits(self.subjects, rule.subjects, others=1),
            _bits(Scope.values, {rule.scope} if rule.scope else ()),
            _bits(Client.values, {rule.client} if rule.client else ()),
            _bits(self.origins, () if rule.origin is None else {rule.origin}, others=1),
            sum(1 << place for place, day in enumerate(self.days) if first <= day <= last),
            self._participants(rule),
        )

    def _participants(self, rule: Rule) -> int:
        low, high = rule.participants_from, rule.participants_to
        fitting = sum(
            1 << place
            for place, number in enumerate(self.numbers)
            if (low or 0) <= number and (high is None or number <= high)
        )
        is_open = low is None and high is None
        return fitting | (1 << len(self.numbers) if is_open else 0)  # and when the number is not known


def _edges(*values: Iterable[int]) -> list[int]:
    """Where something begins or has ended: between two of these nothing changes."""
    return sorted({value for some in values for value in some})


def _bits(values: Sequence, wanted: Iterable, *, others: int = 0) -> int:
    """A bit for each wanted value; when nothing is wanted, one for every value, and `others` bits more."""
    wanted = frozenset(wanted)
    if not wanted:
        return (1 << len(values) + others) - 1
    return sum(1 << place for place, value in enumerate(values) if value in wanted)


def _region(rule: Rule) -> int:
    """A bit for each postcode, and one for an unknown place."""
    if not rule.provinces and not rule.postcodes:
        return (1 << LAST_POSTCODE - FIRST_POSTCODE + 2) - 1
    bits = 0
    for low, high in rule.postcodes:
        bits |= ((1 << high - low + 1) - 1) << low - FIRST_POSTCODE
    for province in rule.provinces:
        bits |= _PROVINCES[province]
    return bits


def _province_bits() -> dict[str, int]:
    bits = dict.fromkeys(Province.values, 0)
    for digits in range(FIRST_POSTCODE, LAST_POSTCODE + 1):
        bits[province_of(str(digits))] |= 1 << digits - FIRST_POSTCODE
    return bits


_PROVINCES = _province_bits()
