"""Who gets a request: a pure decision that explains itself.

Nothing here reads or writes: the same question, candidates and load always give the same decision,
whatever the order in which the candidates stand.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from fractions import Fraction

from intake.models import DecisionKind

LONG_AGO = datetime.min  # noqa: DTZ901  (compared with naive UTC only)
_NOTHING = timedelta()


class Test(StrEnum):
    """What a candidate can fail on, in the order in which it is tried."""

    __test__ = False  # not one of pytest's

    ACTIVE = "active"
    PRESENT = "present"
    SECTOR = "sector"
    PROVINCE = "province"
    SERVICE = "service"
    CAPACITY = "capacity"


#: What may keep a request from the adviser who knows the organisation. Fit is not among it.
AVAILABILITY = frozenset({Test.ACTIVE, Test.PRESENT, Test.CAPACITY})


@dataclass(frozen=True)
class Link:
    """An earlier lead of the same organisation or the same board, within the last 24 months."""

    adviser_id: int
    on: date
    same: str  # "organisation" or "board"


@dataclass(frozen=True)
class Question:
    """What routing needs to know of a request. Unknown is empty, and empty fits everybody."""

    sector: str = ""
    province: str = ""
    services: frozenset[int] = frozenset()
    links: tuple[Link, ...] = ()  # the most recent first


@dataclass(frozen=True)
class Candidate:
    """What routing needs to know of an adviser. An empty set fits all."""

    id: int
    name: str
    capacity: int
    active: bool = True
    absent_until: date | None = None
    sectors: frozenset[str] = frozenset()
    provinces: frozenset[str] = frozenset()
    services: frozenset[int] = frozenset()
    last_assigned_at: datetime | None = None


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


@dataclass(frozen=True)
class Decision:
    """Who gets it (None: triage), on what ground, and how everybody did."""

    kind: DecisionKind
    adviser_id: int | None
    question: Question
    verdicts: tuple[Verdict, ...]
    link: Link | None = None
    missed_links: tuple[Link, ...] = field(default=())

    def as_data(self) -> dict:
        """The decision as plain JSON data, for keeping: it must not change when advisers do."""
        return {
            "kind": self.kind.value,
            "adviser_id": self.adviser_id,
            "sector": self.question.sector,
            "province": self.question.province,
            "services": sorted(self.question.services),
            "link": _link_data(self.link) if self.link else None,
            "missed_links": [_link_data(link) for link in self.missed_links],
            "verdicts": [_verdict_data(verdict) for verdict in self.verdicts],
        }


def decide(question: Question, candidates: Iterable[Candidate], load: Mapping[int, int]) -> Decision:
    """Decide who gets a request.

    `load` is the number of open leads by adviser id; who is not in it has none. In this order:
    who knows the organisation, if available; else of all who fit and have room, the one with the
    lowest share of capacity in use, then who was assigned longest ago, then the lowest id; else triage.
    """
    people = sorted(candidates, key=lambda candidate: candidate.id)
    ranking = _ranking(question, people, load)
    verdicts = tuple(_verdict(question, person, load, ranking) for person in people)
    by_id = {verdict.adviser_id: verdict for verdict in verdicts}

    known = [link for link in question.links if link.adviser_id in by_id]
    free = [link for link in known if AVAILABILITY.isdisjoint(by_id[link.adviser_id].failed)]
    missed = tuple(known[: known.index(free[0])] if free else known)
    if free:
        return Decision(DecisionKind.CONTINUITY, free[0].adviser_id, question, verdicts, free[0], missed)
    if ranking:
        return Decision(DecisionKind.LOAD, ranking[0], question, verdicts, missed_links=missed)
    return Decision(DecisionKind.TRIAGE, None, question, verdicts, missed_links=missed)


def failed_tests(question: Question, person: Candidate, open_leads: int) -> tuple[Test, ...]:
    """All tests this candidate fails, not only the first: a coordinator wants the whole story."""
    passed = {
        Test.ACTIVE: person.active,
        Test.PRESENT: person.absent_until is None,
        Test.SECTOR: not person.sectors or not question.sector or question.sector in person.sectors,
        Test.PROVINCE: not person.provinces or not question.province or question.province in person.provinces,
        Test.SERVICE: not person.services
        or not question.services
        or bool(person.services & question.services),
        Test.CAPACITY: open_leads < person.capacity,
    }
    return tuple(test for test, ok in passed.items() if not ok)


def _ranking(question: Question, people: list[Candidate], load: Mapping[int, int]) -> list[int]:
    fit = [person for person in people if not failed_tests(question, person, load.get(person.id, 0))]

    def order(person: Candidate) -> tuple[Fraction, datetime, int]:
        last = person.last_assigned_at
        # Compared as naive UTC, so that "never" can stand before every moment.
        moment = last.replace(tzinfo=None) - (last.utcoffset() or _NOTHING) if last else LONG_AGO
        return Fraction(load.get(person.id, 0), person.capacity), moment, person.id

    return [person.id for person in sorted(fit, key=order)]


def _verdict(question: Question, person: Candidate, load: Mapping[int, int], ranking: list[int]) -> Verdict:
    open_leads = load.get(person.id, 0)
    return Verdict(
        adviser_id=person.id,
        name=person.name,
        open_leads=open_leads,
        capacity=person.capacity,
        failed=failed_tests(question, person, open_leads),
        absent_until=person.absent_until,
        rank=ranking.index(person.id) + 1 if person.id in ranking else None,
    )


def _link_data(link: Link) -> dict:
    return asdict(link) | {"on": link.on.isoformat()}


def _verdict_data(verdict: Verdict) -> dict:
    return asdict(verdict) | {
        "failed": [test.value for test in verdict.failed],
        "absent_until": verdict.absent_until.isoformat() if verdict.absent_until else None,
    }
