"""The first thing on the home of the admin: what is due today, and for coordinators how everybody does.

A panel costs two queries, however many leads there are: counts with keys, and the rows with those keys.
"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from django.db.models import Count, QuerySet
from django.utils import timezone
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.ui.components import Component

from intake.leads.absences import left_behind
from intake.models import Appointment, Lead, LeadState, Quarantine
from intake.models.leads import LeadQuerySet

from .bounded import Bounded, counts_and_keys
from .filters import ERASE, LATE, MAIL, NOT_HEARD, TODAY, WAITING, in_order_of_due, narrow_due
from .rights import CHANGE, COORDINATE, VIEW
from .rows import LeadRow, rows_of
from .team import Colleague, everybody

#: How many leads fit on a screen without scrolling.
SHOWN = 5
#: How many of those that stand beside the others.
BESIDE = 3
#: How many talks of a day are shown.
MOST_TALKS = 12
COUNTED = (LATE, TODAY, WAITING, NOT_HEARD, MAIL, ERASE)


class MorningPanel(Component):
    """An adviser's day: how many leads are late, due today and new, and the first five to do."""

    name = "morning"
    template_name = "intake/desk/morning.html"
    order = 10

    class Media:
        css = {"all": ["css/desk.css"]}

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        today = timezone.localdate()
        leads = Lead.objects.visible_to(user).filter(owner__user=user)
        mine = leads.open()
        lists = {
            "rows": in_order_of_due(mine)[:SHOWN],
            "new": mine.filter(state=LeadState.NEW).order_by("-pk")[:BESIDE],
            "waiting": narrow_due(mine, WAITING, today).order_by("waiting_since", "pk")[:BESIDE],
            "called": _called(user),
        }
        counts, rows = _read(leads, lists, today)
        more = {"talks": _talks_of(user, today), "may_change": user.has_perm(CHANGE)}
        return {"today": today, "counts": counts, **more, **rows}


class TeamPanel(Component):
    """A coordinator's day: who waits in triage, what is late, and how full everybody is."""

    name = "team"
    template_name = "intake/desk/team.html"
    order = 20

    class Media:
        css = {"all": ["css/desk.css"]}

    def get_context_data(self, parent_context):
        now = timezone.now()
        today = timezone.localdate(now)
        user = parent_context["request"].user
        leads = Lead.objects.visible_to(user)
        lists = {
            "triage": leads.in_triage().order_by("triage_since", "pk")[:SHOWN],
            "broken": narrow_due(leads, NOT_HEARD, today).order_by("respond_by", "pk")[:SHOWN],
        }
        if not hasattr(user, "adviser"):  # whose own panel has it
            lists["called"] = _called(user)
        more = {"triage": leads.in_triage(), "quarantine": Quarantine.objects.waiting()}
        counts, rows = _read(leads, lists, today, **more)
        people = everybody(now)
        return {
            **rows,
            "counts": counts,
            "may_change": parent_context["request"].user.has_perm(CHANGE),
            "quarantine": counts["quarantine"].number,
            "team": people,
            "left_behind": _left_behind(people, today),
        }


def _called(user) -> LeadQuerySet:
    """The leads on which a note calls this user, until they are opened."""
    leads = Lead.objects.visible_to(user)
    return leads.filter(mentions__user=user, mentions__opened_at=None).order_by("-pk")[:BESIDE]


def _talks_of(user, today: date) -> list[Appointment]:
    """The talks that somebody has today. One query."""
    start = timezone.make_aware(datetime.combine(today, time.min))
    talks = Appointment.objects.standing().filter(
        adviser__user=user, starts_at__gte=start, starts_at__lt=start + timedelta(days=1)
    )
    own = talks.filter(lead__in=Lead.objects.visible_to(user))
    return list(own.select_related("lead__organisation")[:MOST_TALKS])


def _left_behind(people: list[Colleague], today: date) -> list[tuple[Colleague, int]]:
    """Who is away and leaves leads without contact behind, and how many. One query."""
    counts = dict(left_behind(today).order_by().values_list("owner").annotate(count=Count("pk")))
    return [(person, counts[person.id]) for person in people if person.id in counts]


def arrange_home(request, panels: list) -> None:
    """Put our panels on the home of who has leads; take Wagtail's from who has no pages."""
    user = request.user
    if not user_has_any_page_permission(user):
        panels.clear()
    if not user.has_perm(VIEW):
        return
    if hasattr(user, "adviser"):
        panels.append(MorningPanel())
    if user.has_perm(COORDINATE):
        panels.append(TeamPanel())


def shorten_menu(request, items: list) -> None:
    """Take Wagtail's help for editors from who has no pages to edit."""
    if not user_has_any_page_permission(request.user):
        items[:] = [item for item in items if item.name != "help"]


def _read(
    leads: LeadQuerySet, lists: Mapping[str, QuerySet], today: date, **more: QuerySet
) -> tuple[dict[str, Bounded], dict[str, list[LeadRow]]]:
    """How many of these leads are open, late, and so on, and the rows of some short lists. Two queries."""
    due = {name: narrow_due(leads, name, today) for name in COUNTED}
    counted = {"open": leads.open(), "new": leads.open().filter(state=LeadState.NEW), **due, **more}
    counts, keys = counts_and_keys(counted, lists)
    known = Lead.objects.for_rows().in_bulk({key for some in keys.values() for key in some})
    return counts, {
        name: rows_of([known[key] for key in some if key in known], today) for name, some in keys.items()
    }
