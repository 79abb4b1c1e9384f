"""Joining two open leads of one organisation: for coordinators, and for the adviser of both."""

from urllib.parse import urlencode

from django.db import transaction
from django.db.models import Case, When
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from intake.leads.dates import spoken_day
from intake.leads.locks import lock_requests, lock_rows
from intake.leads.merging.leads import look_at_leads, merge_leads
from intake.models import Lead

from .joining import KEEP, OFFERED, WITH, Candidate, JoinPage, beside, must_have
from .lead_page import LeadDetail, url_of
from .pages import Crumb
from .rights import CHANGE
from .rows import about_of
from .seen import NAME, LeadChanged, as_seen, entry_of, hidden, last_entry, seen_token


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
        """Those of the same person first: only they can be joined as they are."""
        is_theirs = Case(When(contact=self.lead.contact_id, then=0), default=1)
        return [
            Candidate(
                one.pk, one.reference, f"{one.contact.name}, {about_of(one)}, {spoken_day(one.created_at)}"
            )
            for one in self.get_others().order_by(is_theirs, "-pk")[:OFFERED]
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

    def get_seen(self, pair):
        user = self.request.user
        return [hidden(seen_token(lead.pk, user, last_entry(lead))) for lead in pair]

    def look(self, ledger, keep, gone):
        look_at_leads(ledger, keep, gone)

    @transaction.atomic
    def join(self, keep, gone):
        """Under the lock both are still this user's, and as they were looked at."""
        user, tokens = self.request.user, self.request.POST.getlist(NAME)
        lock_requests()
        lock_rows([keep.pk, gone.pk])
        for lead in (keep, gone):
            own = next((one for one in tokens if entry_of(one, lead.pk, user) is not None), "")
            with as_seen(lead, user, own, locks=False):
                pass
        return merge_leads(keep, gone, user=user)

    def post(self, request, *args, **kwargs):
        """What others changed since is said beside the two as they stand now."""
        try:
            return super().post(request, *args, **kwargs)
        except LeadChanged as changed:
            what = {"what": changed.changes[0].title}
            messages.warning(request, _("This happened meanwhile: %(what)s. Look again.") % what)
            choice = {name: request.POST[name] for name in (WITH, KEEP) if name in request.POST}
            return HttpResponseRedirect(f"{request.path}?{urlencode(choice)}")

    def url_after(self, keep):
        return url_of(keep)
