"""The lists of leads: my leads, all leads, triage."""

from django.utils import timezone
from django.utils.functional import cached_property

from intake.models import Lead, SavedView

from .bounded import COUNTED, Bounded
from .columns import COLUMNS, Column, columns_of
from .filters import LeadFilter
from .pages import DeskList
from .rights import CHANGE, COORDINATE
from .rows import rows_of


class LeadList(DeskList):
    """Leads in the order in which they are due, searched and filtered by what the address names.

    What it costs does not grow with the number of leads: it counts no further than `COUNTED`, and reads the
    keys of one page from an index before it reads anything else.
    """

    template_name = "intake/desk/lead_list.html"

    def filter_of(self, data) -> LeadFilter:
        return LeadFilter(
            data,
            user=self.request.user,
            with_state=self.model_admin.has_states,
            with_owner=self.model_admin.has_owners,
        )

    @cached_property
    def filter(self) -> LeadFilter:
        return self.filter_of(self.request.GET)

    @property
    def list_url(self) -> str:
        return self.model_admin.url_helper.get_action_url("index")

    @cached_property
    def today(self):
        return timezone.localdate()

    @cached_property
    def leads(self):
        """All that the filter shows of what this user may see."""
        return self.filter.narrow(self.model_admin.listed_for(self.request.user), self.today)

    @cached_property
    def keys(self) -> list[int]:
        """The keys of the leads, in order: as many as are counted, and one more if there are more."""
        return list(self.leads.values_list("pk", flat=True)[: COUNTED + 1])

    def get_rows(self):
        return self.keys[:COUNTED]

    @cached_property
    def saved(self) -> list[SavedView]:
        """The own views, those that colleagues share, and the own choice of columns. One query."""
        return list(SavedView.objects.open_to(self.request.user).filter(of_list=self.model_admin.key))

    @cached_property
    def columns(self) -> list[Column]:
        own = next((view.columns for view in self.saved if not view.name), [])
        return columns_of(own, with_owner=self.model_admin.has_owners)

    def get_views(self) -> list[dict]:
        """The views by name, with their addresses, which is looked at, and which may be deleted."""
        user = self.request.user
        return [
            {
                "view": view,
                "url": f"{self.list_url}?{view.query}" if view.query else self.list_url,
                "is_here": view.query == self.filter.query,
                "is_own": view.user_id == user.pk,
                "may_delete": view.user_id == user.pk or user.has_perm(COORDINATE),
            }
            for view in self.saved
            if view.name
        ]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        helper = self.model_admin.url_helper
        return context | {
            "rows": rows_of(in_given_order(context["object_list"]), self.today),
            "found": Bounded(min(len(self.keys), COUNTED), is_more=len(self.keys) > COUNTED),
            "filter": self.filter,
            "is_filtered": bool(self.filter.wanted),
            "empty": self.model_admin.empty,
            "views": self.get_views(),
            "columns": self.columns,
            "all_columns": columns_of(COLUMNS, with_owner=self.model_admin.has_owners),
            "may_change": self.request.user.has_perm(CHANGE),
            "has_calendar": self.model_admin.key == "mine",
            "urls": {name: helper.get_action_url(name) for name in ("views", "columns", "bulk", "export")},
        }


def in_given_order(keys) -> list[Lead]:
    """The leads with these keys, with all that a row shows, in the order of the keys. One query."""
    keys = list(keys)
    leads = Lead.objects.for_rows().in_bulk(keys)
    return [leads[key] for key in keys if key in leads]
