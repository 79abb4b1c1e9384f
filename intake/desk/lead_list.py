"""The lists of leads: my leads, all leads, triage."""

from django.utils import timezone
from django.utils.functional import cached_property

from .filters import LeadFilter, in_order_of_due
from .pages import DeskList
from .rows import rows_of


class LeadList(DeskList):
    """Leads in the order in which they are due, searched and filtered by what the address names."""

    template_name = "intake/desk/lead_list.html"

    @cached_property
    def filter(self) -> LeadFilter:
        return LeadFilter(
            self.request.GET, with_state=self.model_admin.has_states, with_owner=self.model_admin.has_owners
        )

    def get_rows(self):
        leads = self.filter.narrow(self.model_admin.listed_for(self.request.user), timezone.localdate())
        if self.model_admin.has_states:
            self.filter.count_states(leads)
            leads = self.filter.narrow_state(leads)
        return in_order_of_due(leads.with_people())

    def get_count(self):
        return self.filter.count

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {
            "rows": rows_of(context["object_list"], timezone.localdate()),
            "filter": self.filter,
            "is_filtered": bool(self.filter.wanted),
            "with_owner": self.model_admin.has_owners,
            "empty": self.model_admin.empty,
        }
