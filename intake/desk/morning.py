"""The first thing on the home of the admin: what is due today, and for coordinators how everybody does."""

from datetime import date

from django.db.models import Count, Q
from django.utils import timezone
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.ui.components import Component

from intake.models import Lead, LeadState, Quarantine
from intake.models.leads import LeadQuerySet

from .filters import in_order_of_due
from .rights import COORDINATE, VIEW
from .rows import rows_of
from .team import everybody

#: How many leads fit on a screen without scrolling.
SHOWN = 5


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
        mine_all = Lead.objects.visible_to(user).filter(owner__user=user)
        mine = mine_all.open()
        return {
            "today": today,
            "counts": _counts(mine, today),
            "wrong": _wrong(mine_all),
            "rows": rows_of(in_order_of_due(mine.with_people())[:SHOWN], today),
        }


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
        leads = Lead.objects.visible_to(parent_context["request"].user)
        waiting = leads.in_triage()
        return {
            "counts": _counts(leads.open(), today, triage=Count("pk", filter=Q(owner__isnull=True))),
            "wrong": _wrong(leads),
            "triage": rows_of(waiting.with_people().order_by("triage_since", "pk")[:SHOWN], today),
            "quarantine": Quarantine.objects.waiting().count(),
            "team": everybody(now),
        }


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


def _wrong(leads: LeadQuerySet) -> dict[str, int]:
    """How many of these, closed ones too, have a mail that did not arrive or ask to be erased. One query."""
    mail, erase = Q(mail_problem__gt=""), Q(deletion_asked_at__isnull=False, erased_at=None)
    found = leads.filter(mail | erase)  # by their indexes: of very many leads there are few of these
    return found.aggregate(mail=Count("pk", filter=mail), erase=Count("pk", filter=erase))


def _counts(leads: LeadQuerySet, today: date, **more: Count) -> dict[str, int]:
    """How many of these are late, due today and new, and what else is to be counted. One query."""
    return leads.aggregate(
        open=Count("pk"),
        late=Count("pk", filter=Q(next_action_on__lt=today)),
        today=Count("pk", filter=Q(next_action_on=today)),
        new=Count("pk", filter=Q(state=LeadState.NEW)),
        **more,
    )
