"""What rules would do: with an imaginary request, or with the last real ones. Reads, and never writes.

The past is replayed with the load, absences and earlier leads of each moment, as far as they are known: what
advisers take on, their capacity and working days are those of today. A lead that the replay gives to somebody
else is closed on the day on which it was really closed.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cache
from heapq import heapify, heappop, heappush

from django.db.models import Q
from django.utils import timezone

from intake.leads.deadlines import promised_day
from intake.models import Adviser, DecisionKind, IntakeRequest, Lead, Organisation

from .decide import Candidate, Decision, Question, decide
from .gather import (
    CONTINUITY,
    Away,
    Earlier,
    Facts,
    advisers_to_ask,
    asked,
    candidate_of,
    facts_from,
    links_of,
    question_of,
    roster,
)
from .rules import Rule

#: More than this nobody waits for.
MOST = 1000


@dataclass(frozen=True)
class Past:
    """A request that came in: what it asks, but for what depends on earlier leads, and when it was closed."""

    reference: str
    name: str
    at: datetime
    question: Question
    organisation_id: int
    board_id: int | None = None
    closed_at: datetime | None = None


@dataclass(frozen=True)
class Standing:
    """A lead from before: whose it was, of which organisation, and until when it counted."""

    adviser_id: int
    organisation_id: int
    board_id: int | None
    at: datetime
    closed_at: datetime | None = None


@dataclass(frozen=True)
class Given:
    """Who would get a request, on what ground, and by which rule if by one."""

    adviser_id: int | None
    kind: DecisionKind
    rule: str = ""


@dataclass(frozen=True)
class Row:
    """A request with who would get it before and after."""

    past: Past
    before: Given
    after: Given

    @property
    def is_different(self) -> bool:
        return self.before.adviser_id != self.after.adviser_id


@dataclass(frozen=True)
class Trial:
    """What two sets of rules do with the same requests; `names` are those of the advisers."""

    rows: list[Row]
    names: Mapping[int, str] = field(default_factory=dict)

    @property
    def different(self) -> list[Row]:
        return [row for row in self.rows if row.is_different]

    def counts(self) -> list[tuple[int | None, int, int]]:
        """By adviser, in order of name and triage (None) last: how many before and after."""
        before = Counter(row.before.adviser_id for row in self.rows)
        after = Counter(row.after.adviser_id for row in self.rows)
        people = sorted(
            (before.keys() | after.keys()) - {None}, key=lambda number: self.names.get(number, "")
        )
        return [(number, before[number], after[number]) for number in (*people, None)]


def imagine(
    question: Question, before: Sequence[Rule], after: Sequence[Rule], now: datetime
) -> tuple[Decision, Decision]:
    """What both sets of rules would decide of a request that came in now."""
    candidates, load = roster(now).as_they_stand()
    return decide(question, candidates, load, before), decide(question, candidates, load, after)


def foresee(
    request: IntakeRequest, organisation: Organisation, *, response_days: int, now: datetime
) -> Decision:
    """What the rules in use would decide of this request if it came in now. Neither need be stored."""
    people = roster(now)
    closed = people.schools.closed_for(organisation)
    respond_by = promised_day(timezone.localdate(now), response_days, closed)
    question = question_of(request, organisation, now, respond_by=respond_by)
    return decide(question, *people.as_they_stand(), people.rules)


def try_on_past(count: int, before: Sequence[Rule], after: Sequence[Rule]) -> Trial:
    """What both sets of rules would have done with the last `count` requests. Five queries."""
    pasts = _pasts(min(count, MOST))
    if not pasts:
        return Trial([])
    start = pasts[0].at
    earlier = _earlier(pasts, start)
    advisers = {adviser.pk: adviser for adviser in advisers_to_ask()}
    facts = facts_from(timezone.localdate(start))

    team_on = _team_on(advisers.values(), facts)
    rows = [
        Row(*found)
        for found in zip(
            pasts,
            replay(pasts, team_on, before, earlier),
            replay(pasts, team_on, after, earlier),
            strict=True,
        )
    ]
    return Trial(rows, {pk: adviser.name for pk, adviser in advisers.items()})


def _team_on(advisers: Iterable[Adviser], facts: Facts) -> Callable[[date], list[Candidate]]:
    """Who works on a day. Who is never away is one and the same candidate every day."""
    always = {
        one.pk: candidate_of(one, facts.services[one.pk], (), date.min)
        for one in advisers
        if not facts.absences[one.pk]
    }

    @cache
    def team_on(day: date) -> list[Candidate]:
        return [
            always.get(one.pk) or candidate_of(one, facts.services[one.pk], _coming(facts, one.pk, day), day)
            for one in advisers
        ]

    return team_on


def _coming(facts: Facts, adviser_id: int, day: date) -> list[Away]:
    return [away for away in facts.absences[adviser_id] if away.last_day >= day]


def replay(
    pasts: Sequence[Past],
    team_on: Callable[[date], Sequence[Candidate]],
    rules: Sequence[Rule],
    earlier: Iterable[Standing] = (),
) -> list[Given]:
    """Give every request to somebody, in the order in which they came. Pure; `team_on` says who works."""
    world = _World(team_on, earlier)
    return [world.give(past, rules) for past in pasts]


class _World:
    """Who has what at a moment of the replay."""

    def __init__(self, team_on: Callable[[date], Sequence[Candidate]], earlier: Iterable[Standing]):
        self.team_on = team_on
        self.day: date | None = None
        #: Everybody as they came, and with when they last got something.
        self.known: dict[int, Candidate] = {}
        self.team: dict[int, Candidate] = {}
        self.load: Counter[int] = Counter()
        self.last: dict[int, datetime] = {}
        self.closing: list[tuple[datetime, int]] = []
        #: By organisation, and by the board that others belong to, the leads so far.
        self.of: dict[int, list[Standing]] = defaultdict(list)
        self.below: dict[int, list[Standing]] = defaultdict(list)
        for standing in sorted(earlier, key=lambda one: one.at):
            self._add(standing)
        heapify(self.closing)

    def give(self, past: Past, rules: Sequence[Rule]) -> Given:
        self._be_at(past.at)
        earlier = self._earlier(past)
        question = replace(past.question, links=links_of(earlier, past.at), is_known=bool(earlier))
        decision = decide(question, self.team.values(), self.load, rules)
        if decision.adviser_id is not None:
            self._add(
                Standing(decision.adviser_id, past.organisation_id, past.board_id, past.at, past.closed_at)
            )
        return Given(decision.adviser_id, decision.kind, decision.rule.name if decision.rule else "")

    def _be_at(self, moment: datetime) -> None:
        while self.closing and self.closing[0][0] <= moment:
            self.load[heappop(self.closing)[1]] -= 1
        if (day := timezone.localdate(moment)) != self.day:
            self.day = day
            for one in self.team_on(day):
                if self.known.get(one.id) is not one:
                    self.known[one.id] = one
                    self.team[one.id] = replace(one, last_assigned_at=self.last.get(one.id))

    def _add(self, standing: Standing) -> None:
        number = standing.adviser_id
        self.load[number] += 1
        self.last[number] = standing.at
        if number in self.team:
            self.team[number] = replace(self.team[number], last_assigned_at=standing.at)
        if standing.closed_at:
            heappush(self.closing, (standing.closed_at, number))
        self.of[standing.organisation_id].append(standing)
        if standing.board_id:
            self.below[standing.board_id].append(standing)

    def _earlier(self, past: Past) -> list[Earlier]:
        own, board = past.organisation_id, past.board_id
        family = [*self.of.get(own, ()), *self.below.get(own, ())]
        if board:
            others = (one for one in self.below.get(board, ()) if one.organisation_id != own)
            family += [*self.of.get(board, ()), *others]
        return [Earlier(one.adviser_id, one.at, one.organisation_id == own) for one in family]


def _pasts(count: int) -> list[Past]:
    leads = (
        Lead.objects.select_related("request", "organisation")
        .defer("request__goal", "request__consent_text", "request__guide_answers")
        .order_by("-created_at", "-pk")[:count]
    )
    return [
        Past(
            reference=lead.request.reference,
            name=lead.organisation.name,
            at=lead.created_at,
            question=asked(
                lead.request,
                lead.organisation,
                timezone.localdate(lead.created_at),
                respond_by=lead.respond_by,
            ),
            organisation_id=lead.organisation_id,
            board_id=lead.organisation.board_id,
            closed_at=lead.closed_at,
        )
        for lead in reversed(leads)
    ]


def _earlier(pasts: Sequence[Past], start: datetime) -> list[Standing]:
    """The leads from before that still counted then, or that make somebody the adviser of an organisation."""
    family = {past.organisation_id for past in pasts} | {past.board_id for past in pasts if past.board_id}
    of_family = Q(organisation__in=family) | Q(organisation__board__in=family)
    counted = Q(closed_at=None) | Q(closed_at__gt=start)
    rows = (
        Lead.objects.filter(owner__isnull=False, created_at__lt=start)
        .filter(counted | of_family & Q(created_at__gte=start - CONTINUITY))
        .order_by("created_at", "pk")
        .values_list("owner_id", "organisation_id", "organisation__board_id", "created_at", "closed_at")
    )
    return [Standing(*row) for row in rows]
