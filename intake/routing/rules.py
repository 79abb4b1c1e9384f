"""A coordinators' rule as data: which requests it is for, and where they go. Nothing here reads or writes."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from intake.models import Client, Otherwise, RoutingRule, RuleOutcome

if TYPE_CHECKING:
    from .decide import Question

#: Dutch postcodes begin with these four digits.
FIRST_POSTCODE, LAST_POSTCODE = 1000, 9999
_RANGE = re.compile(r"(\d{4})(?:\s*[A-Za-z]{2})?(?:\s*(?:-|–|t/m|tot)\s*(\d{4})(?:\s*[A-Za-z]{2})?)?")


class Condition(StrEnum):
    """What a request can fail on, in the order in which it is looked at."""

    ACTIVE = "active"
    PERIOD = "period"
    SECTOR = "sector"
    REGION = "region"
    SUBJECT = "subject"
    SCOPE = "scope"
    PARTICIPANTS = "participants"
    CLIENT = "client"
    ORIGIN = "origin"


@dataclass(frozen=True)
class Rule:
    """What a request must be like, and where it goes then. An empty condition fits every request.

    Provinces and postcodes are one condition: either will do. A condition on what is not known of a request
    does not fit it: a rule says what is special.
    """

    id: int
    name: str
    outcome: RuleOutcome
    advisers: frozenset[int] = frozenset()
    otherwise: Otherwise = Otherwise.TRIAGE
    active: bool = True
    first_day: date | None = None
    last_day: date | None = None
    sectors: frozenset[str] = frozenset()
    provinces: frozenset[str] = frozenset()
    postcodes: tuple[tuple[int, int], ...] = ()
    subjects: frozenset[int] = frozenset()
    scope: str = ""
    participants_from: int | None = None
    participants_to: int | None = None
    client: str = ""
    origin: int | None = None

    def as_data(self) -> dict:
        """The rule as plain JSON data."""
        return {
            "id": self.id,
            "name": self.name,
            "outcome": str(self.outcome),
            "advisers": sorted(self.advisers),
            "otherwise": str(self.otherwise),
            "active": self.active,
            "first_day": self.first_day.isoformat() if self.first_day else None,
            "last_day": self.last_day.isoformat() if self.last_day else None,
            "sectors": sorted(self.sectors),
            "provinces": sorted(self.provinces),
            "postcodes": [list(pair) for pair in self.postcodes],
            "subjects": sorted(self.subjects),
            "scope": self.scope,
            "participants_from": self.participants_from,
            "participants_to": self.participants_to,
            "client": self.client,
            "origin": self.origin,
        }

    @classmethod
    def from_data(cls, data: dict) -> "Rule":
        """The rule that `as_data` made this of."""
        return cls(
            **data
            | {
                "outcome": RuleOutcome(data["outcome"]),
                "otherwise": Otherwise(data["otherwise"]),
                "first_day": date.fromisoformat(data["first_day"]) if data["first_day"] else None,
                "last_day": date.fromisoformat(data["last_day"]) if data["last_day"] else None,
                "postcodes": tuple((low, high) for low, high in data["postcodes"]),
                **{name: frozenset(data[name]) for name in ("advisers", "sectors", "provinces", "subjects")},
            }
        )

    @classmethod
    def of(cls, row: RoutingRule) -> "Rule":
        """A rule as coordinators have it in hand."""
        return cls(
            id=row.pk,
            name=row.name,
            outcome=RuleOutcome(row.outcome),
            advisers=frozenset(row.advisers),
            otherwise=Otherwise(row.otherwise),
            active=row.active,
            first_day=row.first_day,
            last_day=row.last_day,
            sectors=frozenset(row.sectors),
            provinces=frozenset(row.provinces),
            postcodes=parse_postcodes(row.postcodes),
            subjects=frozenset(row.subjects),
            scope=row.scope,
            participants_from=row.participants_from,
            participants_to=row.participants_to,
            client=row.client,
            origin=row.origin_page_number,
        )

    def as_fields(self) -> dict:
        """What `RoutingRule` stores of it, but for its place in the order."""
        fields = self.as_data()
        fields["origin_page_number"] = fields.pop("origin")
        fields["postcodes"] = write_postcodes(self.postcodes)
        return fields | {"first_day": self.first_day, "last_day": self.last_day}


def failed_conditions(rule: Rule, question: "Question") -> tuple[Condition, ...]:
    """Why this rule is not for this request; empty when it is."""
    failed = () if rule.active else (Condition.ACTIVE,)
    return failed + tuple(condition for condition, fits in _TESTS if not fits(rule, question))


def parse_postcodes(text: str) -> tuple[tuple[int, int], ...]:
    """The ranges in "3500-3599, 1012", in order and without overlap. Raises ValueError for what is none."""
    pairs = []
    for part in filter(None, (part.strip() for part in re.split(r"[,;\n]", text))):
        match = _RANGE.fullmatch(part)
        low, high = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
        if not FIRST_POSTCODE <= low <= high <= LAST_POSTCODE:
            raise ValueError(part)
        pairs.append((low, high))
    return _merged(sorted(pairs))


def write_postcodes(pairs: Iterable[tuple[int, int]]) -> str:
    """Ranges as one types them."""
    return ", ".join(str(low) if low == high else f"{low}-{high}" for low, high in pairs)


def _merged(pairs: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    merged: list[tuple[int, int]] = []
    for low, high in pairs:
        if merged and low <= merged[-1][1] + 1:
            merged[-1] = merged[-1][0], max(high, merged[-1][1])
        else:
            merged.append((low, high))
    return tuple(merged)


def _is_on(rule: Rule, day: date | None) -> bool:
    if rule.first_day is None and rule.last_day is None:
        return True
    if day is None:
        return False
    return (rule.first_day is None or rule.first_day <= day) and (
        rule.last_day is None or day <= rule.last_day
    )


def _is_there(rule: Rule, question: "Question") -> bool:
    if not (rule.provinces or rule.postcodes) or question.province in rule.provinces:
        return True
    return question.postcode is not None and any(
        low <= question.postcode <= high for low, high in rule.postcodes
    )


def _has_number(rule: Rule, participants: int | None) -> bool:
    low, high = rule.participants_from, rule.participants_to
    if low is None and high is None:
        return True
    return participants is not None and (low or 0) <= participants and (high is None or participants <= high)


#: Whether a request fits a condition; one that is empty fits all.
_TESTS: tuple[tuple[Condition, Callable[[Rule, "Question"], bool]], ...] = (
    (Condition.PERIOD, lambda rule, asked: _is_on(rule, asked.day)),
    (Condition.SECTOR, lambda rule, asked: not rule.sectors or asked.sector in rule.sectors),
    (Condition.REGION, _is_there),
    (
        Condition.SUBJECT,
        lambda rule, asked: not rule.subjects or not rule.subjects.isdisjoint(asked.subjects),
    ),
    (Condition.SCOPE, lambda rule, asked: not rule.scope or rule.scope == asked.scope),
    (Condition.PARTICIPANTS, lambda rule, asked: _has_number(rule, asked.participants)),
    (
        Condition.CLIENT,
        lambda rule, asked: not rule.client or (rule.client == Client.KNOWN) == asked.is_known,
    ),
    (Condition.ORIGIN, lambda rule, asked: rule.origin is None or rule.origin == asked.origin),
)
