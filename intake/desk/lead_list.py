"""The lists of leads: my leads, all leads, triage."""

from django.utils import timezone
from django.utils.functional import cached_property

from intake.models import Lead

from .bounded import COUNTED, Bounded
from .filters import LeadFilter
from .pages import DeskList
from .rows import rows_of


class LeadList(DeskList):
    """Leads in the order in which they are due, searched and filtered by what the address names.

    What it costs does not grow with the number of leads: it counts no further than `COUNTED`, and reads the
    keys of one page from an index before it reads anything else.
    """

    template_name = "intake/desk/lead_list.html"

    @cached_property
    def filter(self) -> LeadFilter:
        return LeadFilter(
            self.request.GET,
            user=self.request.user,
            with_state=self.model_admin.has_states,
            with_owner=self.model_admin.has_owners,
        )

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

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {
            "rows": rows_of(in_given_order(context["object_list"]), self.today),
            "found": Bounded(min(len(self.keys), COUNTED), is_more=len(self.keys) > COUNTED),
            "filter": self.filter,
            "is_filtered": bool(self.filter.wanted),
            "with_owner": self.model_admin.has_owners,
            "empty": self.model_admin.empty,
        }


def in_given_order(keys) -> list[Lead]:
    """The leads with these keys, with all that a row shows, in the order of the keys. One query."""
    keys = list(keys)
    leads = Lead.objects.for_rows().in_bulk(keys)
    return [leads[key] for key in keys if key in leads]
