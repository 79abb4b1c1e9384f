"""Reads from the database what a decision needs."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import NamedTuple

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.db.models import (
    Case,
    Count,
    DateField,
    IntegerField,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Cast, Concat
from django.db.models.signals import post_save, pre_delete
from django.http import HttpRequest
from django.utils import timezone
from post_office.models import EmailTemplate

from home.changes import watch
from home.freshness import content_changed
from home.memory import recall
from intake.leads.deadlines import add_working_days, working_days_between
from intake.leads.mail import alarm_addresses, template_keys
from intake.leads.school_holidays import SchoolCalendar
from intake.models import (
    Absence,
    Adviser,
    IntakeRequest,
    Lead,
    Organisation,
    RuleSet,
    SchoolHoliday,
)

from .decide import Candidate, Link, Question
from .rules import Rule

#: How long an adviser stays the adviser of an organisation.
CONTINUITY = timedelta(days=730)


def question_of(
    request: IntakeRequest, organisation: Organisation, now: datetime, *, respond_by: date | None = None
) -> Question:
    """What routing needs to know of this request. One query: the earlier leads of who can have any.

    `respond_by` is the last day on which the school can be called in time.
    """
    is_new = organisation.is_new and not organisation.board_id
    earlier = [] if is_new else _earlier(organisation)
    return asked(
        request,
        organisation,
        timezone.localdate(now),
        respond_by=respond_by,
        is_known=bool(earlier),
        links=links_of(earlier, now),
    )


def question_again(lead: Lead, now: datetime) -> Question:
    """What a lead asks of routing when somebody else has to take it over from its adviser today."""
    today = timezone.localdate(now)
    earlier = _earlier(lead.organisation, but=lead)
    return asked(
        lead.request,
        lead.organisation,
        today,
        respond_by=add_working_days(today, 1),
        is_known=bool(earlier),
        links=links_of(earlier, now),
        not_for=frozenset({lead.owner_id}),
    )


def asked(
    request: IntakeRequest,
    organisation: Organisation,
    today: date,
    *,
    respond_by: date | None = None,
    is_known: bool = False,
    links: tuple[Link, ...] = (),
    not_for: frozenset[int] = frozenset(),
) -> Question:
    """What a request asks of routing on a day, with what is known of who asks."""
    digits = (request.postcode or organisation.postcode)[:4]
    subjects = request.subjects
    return Question(
        sector=request.sector,
        province=organisation.province,
        services=frozenset(subject["id"] for subject in subjects if subject["kind"] == "service"),
        links=links,
        day=today,
        postcode=int(digits) if digits.isdecimal() else None,
        subjects=frozenset(subject["id"] for subject in subjects),
        scope=request.scope,
        participants=request.participants,
        is_known=is_known,
        origin=request.origin_page_id,
        days=working_days_between(today, respond_by) if respond_by else (),
        not_for=not_for,
    )


class Away(NamedTuple):
    """An absence, with who stands in."""

    first_day: date
    last_day: date
    stand_in_id: int | None = None


@dataclass(frozen=True)
class Earlier:
    """A lead of the organisation itself or of its board: whose it is, and since when."""

    adviser_id: int
    at: datetime
    is_own: bool


@dataclass(frozen=True)
class Roster:
    """Everybody who might get a request, by id, the rules, when schools are closed, and the mails' templates.

    Read before the lock, so that nobody waits for it.
    """

    advisers: Mapping[int, Adviser]
    candidates: tuple[Candidate, ...]
    rules: tuple[Rule, ...] = ()
    schools: SchoolCalendar = field(default_factory=SchoolCalendar)
    templates: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def alarm(self) -> list[str]:
        """Who hears of a request that nobody can take. Three queries at the most, when it comes to that."""
        return alarm_addresses()

    def as_they_stand(self) -> tuple[list[Candidate], Mapping[int, int]]:
        """The candidates and their load as they stand now, which only holds under the lock. One query."""
        most = 2 * max((one.capacity for one in self.candidates), default=0) + 50
        with connection.cursor() as cursor:
            cursor.execute(STANDING, [most])
            standing = {pk: (last, count) for pk, last, count in cursor.fetchall()}
        # Who was remembered may be gone by now.
        here = [one for one in self.candidates if one.id in standing]
        people = [replace(one, last_assigned_at=_moment(standing[one.id][0])) for one in here]
        return people, {pk: count for pk, (_last, count) in standing.items()}


def roster(now: datetime) -> Roster:
    """Read everybody who might get a request, and by which rules. Three queries, however many there are."""
    today = timezone.localdate(now)
    by_id = {adviser.pk: adviser for adviser in advisers_to_ask()}
    facts = facts_from(today)
    people = tuple(
        candidate_of(one, facts.services[pk], facts.absences[pk], today) for pk, one in by_id.items()
    )
    return Roster(by_id, people, rules_in_use(), facts.schools, template_keys())


def remembered_roster(http: HttpRequest | None, now: datetime) -> Roster:
    """The same, read once for as long as nothing of it changes; without a request to the site, read anew."""
    return recall(http, ("roster", timezone.localdate(now)), lambda: roster(now))


def watch_roster() -> None:
    """Let every change of what a roster holds renew the content version, by which it is remembered."""
    user = get_user_model()
    watch([Adviser, Absence, SchoolHoliday, RuleSet, Adviser.services.through, EmailTemplate])
    watch([user.groups.through, user.user_permissions.through, Group.permissions.through])
    post_save.connect(_account_saved, sender=user)
    pre_delete.connect(_account_saved, sender=user)


def _account_saved(sender, instance, update_fields=None, **kwargs) -> None:
    """Of an adviser, or of who hears the alarm, the name, the address or more may be another."""
    if update_fields is not None and set(update_fields) == {"last_login"}:
        return
    held = Q(group__user=instance.pk) | Q(user=instance.pk)
    if (
        Adviser.objects.filter(user=instance.pk).exists()
        or Permission.objects.filter(held, codename="coordinate_lead").exists()
    ):
        content_changed()


def accounts_changed(request, action_type: str, objects, action) -> None:
    """Wagtail's hook after a change of many: accounts are closed together behind the back of their model."""
    if any(isinstance(one, get_user_model()) for one in objects):
        content_changed()


def candidates(now: datetime) -> list[Candidate]:
    """Every adviser as routing sees them. Three queries, however many there are."""
    return list(roster(now).candidates)


def rules_in_use() -> tuple[Rule, ...]:
    """The rules that requests follow now, in their order."""
    last = RuleSet.objects.order_by("-pk").values_list("rules", flat=True).first()
    return tuple(Rule.from_data(data) for data in last or ())


def advisers_to_ask() -> QuerySet[Adviser]:
    """Every adviser, with what routing and the first mails say of them."""
    return Adviser.objects.select_related("user", "page").only(*_READ).with_role().order_by("pk")


#: What routing and the first mails say of an adviser; a page has many more columns.
_READ = (
    *("active", "paused", "capacity", "workdays", "sectors", "provinces", "last_assigned_at"),
    *(f"user__{name}" for name in ("first_name", "last_name", "username", "email", "is_active")),
    "page__phone",
)


def candidate_of(
    adviser: Adviser, services: frozenset[int], absences: Sequence[Away], today: date
) -> Candidate:
    """An adviser as routing sees them on a day; `absences` are those that are not over then."""
    here = [absence for absence in absences if absence.first_day <= today <= absence.last_day]
    return Candidate(
        id=adviser.pk,
        name=adviser.name,
        capacity=adviser.capacity,
        active=adviser.active and adviser.user.is_active and adviser.has_role,
        paused=adviser.paused,
        absent_until=max((absence.last_day for absence in here), default=None),
        stand_in=next((absence.stand_in_id for absence in here if absence.stand_in_id), None),
        away=tuple((absence.first_day, absence.last_day) for absence in absences),
        workdays=frozenset(adviser.workdays),
        sectors=frozenset(adviser.sectors),
        provinces=frozenset(adviser.provinces),
        services=services,
        last_assigned_at=adviser.last_assigned_at,
    )


@dataclass(frozen=True)
class Facts:
    """Short lists to look things up in: services and absences by adviser, and school holidays."""

    services: Mapping[int, frozenset[int]]
    absences: Mapping[int, list[Away]]
    schools: SchoolCalendar


def facts_from(day: date) -> Facts:
    """What holds on this day or later. One query: three small tables, read for every request."""
    none = Cast(Value(None), IntegerField())
    no_day = Cast(Value(None), DateField())
    absences = Absence.objects.filter(last_day__gte=day).order_by()
    rows = absences.values_list(Value("absence"), "adviser_id", "stand_in_id", "first_day", "last_day").union(
        SchoolHoliday.objects.filter(last_day__gte=day)
        .order_by()
        .values_list(Concat(Value("school "), "region"), none, none, "first_day", "last_day"),
        Adviser.services.through.objects.values_list(
            Value("service"), "adviser_id", "servicepage_id", no_day, no_day
        ),
        all=True,
    )
    services, away, periods = defaultdict(set), defaultdict(list), []
    for kind, adviser, other, first, last in rows:
        if kind == "service":
            services[adviser].add(other)
        elif kind == "absence":
            away[adviser].append(Away(first, last, other))
        else:
            periods.append((kind.removeprefix("school "), first, last))
    return Facts(
        services=defaultdict(frozenset, {key: frozenset(found) for key, found in services.items()}),
        absences=defaultdict(
            list, {key: sorted(found, key=lambda one: one[:2]) for key, found in away.items()}
        ),
        schools=SchoolCalendar(tuple(periods)),
    )


#: Of each adviser: the id, when the last lead came, and how many are open. As SQL, because making it of a
#: query takes Django ten times as long as asking it; counted per adviser, by the index, because a join would
#: look at all the closed leads as well; and no further than where everybody is full long since, so that it
#: takes no longer when leads pile up.
STANDING = """
    SELECT adviser.id, adviser.last_assigned_at, (
        SELECT COUNT(*) FROM (
            SELECT 1 FROM intake_lead lead
            WHERE lead.owner_id = adviser.id AND lead.closed_at IS NULL LIMIT %s
        ) counted
    ) AS open_leads
    FROM intake_adviser adviser
"""


def _moment(stored: datetime | str | None) -> datetime | None:
    """A moment as the database gives it: SQLite keeps it as a text."""
    if isinstance(stored, str):
        return connection.ops.convert_datetimefield_value(stored, None, connection)
    return stored


def open_load() -> Mapping[int, int]:
    """The number of open leads by adviser id."""
    counts = (
        Lead.objects.open().filter(owner__isnull=False).order_by().values("owner").annotate(n=Count("pk"))
    )
    return {row["owner"]: row["n"] for row in counts}


def links_of(earlier: Iterable[Earlier], now: datetime) -> tuple[Link, ...]:
    """Who knows the organisation: its own leads of the last 24 months first, then those of its board."""
    recent = [lead for lead in earlier if lead.at >= now - CONTINUITY]
    return tuple(
        Link(lead.adviser_id, timezone.localdate(lead.at), "organisation" if lead.is_own else "board")
        for lead in sorted(recent, key=lambda lead: (lead.is_own, lead.at), reverse=True)[:50]
    )


def _earlier(organisation: Organisation, but: Lead | None = None) -> list[Earlier]:
    """The leads that the organisation or its board had, its own first; all `but` one, a hundred at most."""
    own = organisation.pk or 0  # one that is only imagined has no leads of its own
    family = Q(organisation=own) | Q(organisation__board=own)
    if organisation.board_id:
        family |= Q(organisation=organisation.board_id) | Q(organisation__board=organisation.board_id)
    rows = (
        Lead.objects.filter(family, owner__isnull=False)
        .exclude(pk=but.pk if but else None)
        # The organisation itself goes before others of its board: a large board must not crowd it out.
        .annotate(is_own=Case(When(organisation=own, then=1), default=0))
        .order_by("-is_own", "-created_at", "-pk")
        .values_list("owner_id", "created_at", "is_own")[:100]
    )
    return [Earlier(owner, at, bool(is_own)) for owner, at, is_own in rows]
