"""Reads from the database what a decision needs."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import Case, Count, OuterRef, Q, Subquery, When
from django.utils import timezone

from intake.models import Absence, Adviser, IntakeRequest, Lead, Organisation

from .decide import Candidate, Link, Question

#: How long an adviser stays the adviser of an organisation.
CONTINUITY = timedelta(days=730)


def question_of(request: IntakeRequest, organisation: Organisation, now: datetime) -> Question:
    """What routing needs to know of this request. One query: the earlier leads of who can have any."""
    return Question(
        sector=request.sector,
        province=organisation.province,
        services=frozenset(subject["id"] for subject in request.subjects if subject["kind"] == "service"),
        links=() if organisation.is_new and not organisation.board_id else _links(organisation, now),
    )


@dataclass(frozen=True)
class Roster:
    """Everybody who might get a request, by id: read before the lock, so that nobody waits for it."""

    advisers: Mapping[int, Adviser]
    candidates: tuple[Candidate, ...]

    def as_they_stand(self) -> tuple[list[Candidate], Mapping[int, int]]:
        """The candidates and their load as they stand now, which only holds under the lock. One query."""
        load, last = {}, {}
        for pk, last_assigned_at, count in _standing():
            load[pk], last[pk] = count or 0, last_assigned_at
        return [replace(one, last_assigned_at=last.get(one.id)) for one in self.candidates], load


def roster(now: datetime) -> Roster:
    """Read everybody who might get a request. Three queries, however many there are."""
    advisers = Adviser.objects.select_related("user", "page").only(*_READ).order_by("pk")
    services, away = _services(), _away(timezone.localdate(now))
    by_id = {adviser.pk: adviser for adviser in advisers}
    return Roster(by_id, tuple(_candidate(one, services[pk], away.get(pk)) for pk, one in by_id.items()))


def candidates(now: datetime) -> list[Candidate]:
    """Every adviser as routing sees them. Three queries, however many there are."""
    return list(roster(now).candidates)


#: What routing and the first mails say of an adviser; a page has many more columns.
_READ = (
    *("active", "capacity", "sectors", "provinces", "last_assigned_at"),
    *(f"user__{name}" for name in ("first_name", "last_name", "username", "email", "is_active")),
    "page__phone",
)


def _candidate(adviser: Adviser, services: frozenset[int], absent_until: date | None) -> Candidate:
    return Candidate(
        id=adviser.pk,
        name=adviser.name,
        capacity=adviser.capacity,
        active=adviser.active and adviser.user.is_active,
        absent_until=absent_until,
        sectors=frozenset(adviser.sectors),
        provinces=frozenset(adviser.provinces),
        services=services,
        last_assigned_at=adviser.last_assigned_at,
    )


def _services() -> Mapping[int, frozenset[int]]:
    """By adviser, the keys of the services."""
    found = defaultdict(set)
    for adviser, service in Adviser.services.through.objects.values_list("adviser_id", "servicepage_id"):
        found[adviser].add(service)
    return defaultdict(frozenset, {adviser: frozenset(keys) for adviser, keys in found.items()})


def _away(today: date) -> Mapping[int, date]:
    """By adviser who is away today, the last day of it."""
    rows = Absence.objects.filter(first_day__lte=today, last_day__gte=today).order_by("last_day")
    return dict(rows.values_list("adviser_id", "last_day"))


def _standing():
    """Of each adviser: the id, when the last lead came, and how many are open (None for none)."""
    # Counted per adviser, by the index: a join would look at all the closed leads as well.
    load = Lead.objects.open().filter(owner=OuterRef("pk")).order_by().values("owner")
    counts = Subquery(load.annotate(n=Count("pk")).values("n"))
    return Adviser.objects.order_by().values_list("pk", "last_assigned_at", counts)


def open_load() -> Mapping[int, int]:
    """The number of open leads by adviser id."""
    counts = (
        Lead.objects.open().filter(owner__isnull=False).order_by().values("owner").annotate(n=Count("pk"))
    )
    return {row["owner"]: row["n"] for row in counts}


def _links(organisation: Organisation, now: datetime) -> tuple[Link, ...]:
    family = Q(organisation=organisation) | Q(organisation__board=organisation)
    if organisation.board_id:
        family |= Q(organisation=organisation.board_id) | Q(organisation__board=organisation.board_id)
    earlier = (
        Lead.objects.filter(family, owner__isnull=False, created_at__gte=now - CONTINUITY)
        # The organisation itself goes before others of its board; within that, the most recent first.
        .annotate(is_own=Case(When(organisation=organisation, then=1), default=0))
        .order_by("-is_own", "-created_at", "-pk")
        .values_list("owner_id", "created_at", "organisation_id")[:50]
    )
    return tuple(
        Link(owner, timezone.localdate(at), "organisation" if of == organisation.pk else "board")
        for owner, at, of in earlier
    )
