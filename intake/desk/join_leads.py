"""Joining two open leads of one organisation: for coordinators, and for the adviser of both."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intake.leads.dates import spoken_day
from intake.leads.merging.leads import merge_leads
from intake.models import Lead

from .joining import OFFERED, Candidate, JoinPage, beside, must_have
from .lead_page import LeadDetail, url_of
from .pages import Crumb
from .rights import CHANGE
from .rows import about_of


class JoinLeads(JoinPage, LeadDetail):
    """This lead and another one are about the same."""

    template_name = "intake/desk/join.html"
    says = gettext_lazy(
        "Timeline, files and both requests stand on one page then. The other lead is closed as asked twice; "
        "its reference and the link of the school lead to the one that goes on."
    )

    def dispatch(self, request, *args, **kwargs):
        must_have(request.user, CHANGE)
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        return _("Join leads")

    def get_crumbs(self):
        return [*super().get_crumbs(), Crumb(self.lead.organisation.name, url_of(self.lead))]

    def get_one(self):
        return self.lead

    def get_others(self):
        leads = Lead.objects.visible_to(self.request.user).open().with_people()
        return leads.filter(organisation=self.lead.organisation_id).exclude(pk=self.lead.pk)

    def find_others(self):
        return [
            Candidate(
                one.pk, one.reference, f"{one.contact.name}, {about_of(one)}, {spoken_day(one.created_at)}"
            )
            for one in self.get_others().order_by("-pk")[:OFFERED]
        ]

    def facts(self, one, other):
        both = (one, other)
        return beside({
            _("Received"): tuple(spoken_day(lead.created_at) for lead in both),
            _("About"): tuple(about_of(lead) for lead in both),
            _("Contact person"): tuple(lead.contact.name for lead in both),
            _("State"): tuple(lead.get_state_display() for lead in both),
            _("Adviser"): tuple(lead.owner.name if lead.owner else _("Triage") for lead in both),
            _("Next step"): tuple(lead.next_action for lead in both),
        })  # fmt: skip

    def name_of(self, one):
        return one.reference

    def join(self, keep, gone):
        return merge_leads(keep, gone, user=self.request.user)

    def url_after(self, keep):
        return url_of(keep)
