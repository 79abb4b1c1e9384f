"""Erasing the person of a lead: what goes, what stays, and the button. For coordinators."""

from django.http import Http404, HttpResponseRedirect
from django.utils.translation import gettext as _
from wagtail.admin import messages

from intake.leads.errors import LeadError
from intake.leads.privacy import erase_person, leads_of_person, may_be_erased, perhaps_of_person

from .lead_page import LeadDetail, url_of
from .pages import Crumb
from .rights import COORDINATE


class ErasePage(LeadDetail):
    """Asks whether one is sure, and erases."""

    template_name = "intake/desk/erase.html"
    header_icon = "bin"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(COORDINATE) or self.lead.erased_at:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        return _("Erase personal data")

    def get_crumbs(self):
        return [*super().get_crumbs(), Crumb(self.lead.organisation.name, url_of(self.lead))]

    def get_context_data(self, **kwargs):
        leads = leads_of_person(self.lead)
        return super().get_context_data(
            **kwargs,
            lead=self.lead,
            leads=leads,
            perhaps=perhaps_of_person(leads),
            may_be_erased=may_be_erased(leads),
        )

    def post(self, request, *args, **kwargs):
        if "sure" not in request.POST:
            return self.get(request, *args, **kwargs)
        try:
            count = erase_person(self.lead, user=request.user)
        except LeadError as error:
            return self.render_to_response(self.get_context_data(error=error))
        messages.success(
            request,
            _("The person is erased, in %(count)s leads. The last mail is on its way.") % {"count": count},
        )
        return HttpResponseRedirect(url_of(self.lead))
