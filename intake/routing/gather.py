"""Reads from the database what a decision needs."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db.models import Case, Count, Prefetch, Q, When
from django.utils import timezone

from intake.models import Absence, Adviser, IntakeRequest, Lead, Organisation

from .decide import Candidate, Link, Question

#: How long an adviser stays the adviser of an organisation.
CONTINUITY = timedelta(days=730)


def question_of(request: IntakeRequest, organisation: Organisation, now: datetime) -> Question:
    """What routing needs to know of this request. One query: the earlier leads."""
    return Question(
        sector=request.sector,
        province=organisation.province,
        services=frozenset(subject["id"] for subject in request.subjects if subject["kind"] == "service"),
        links=_links(organisation, now),
    )


def candidates(now: datetime) -> list[Candidate]:
    """Every adviser as routing sees them. Three queries, however many there are."""
    today = timezone.localdate(now)
    advisers = Adviser.objects.select_related("user").prefetch_related(
        "services",
        Prefetch(
            "absences",
            Absence.objects.filter(first_day__lte=today, last_day__gte=today),
            to_attr="absences_now",
        ),
    )
    return [candidate_of(adviser) for adviser in advisers.order_by("pk")]


def candidate_of(adviser: Adviser) -> Candidate:
    """An adviser, fetched with `absences_now`, as routing sees them."""
    return Candidate(
        id=adviser.pk,
        name=adviser.name,
        capacity=adviser.capacity,
        active=adviser.active and adviser.user.is_active,
        absent_until=max((absence.last_day for absence in adviser.absences_now), default=None),
        sectors=frozenset(adviser.sectors),
        provinces=frozenset(adviser.provinces),
        services=frozenset(service.pk for service in adviser.services.all()),
        last_assigned_at=adviser.last_assigned_at,
    )


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
