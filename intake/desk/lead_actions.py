"""What is sent from the page of a lead: a plain form each, answered with a redirect or the page again."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from wagtail.admin import messages

from intake.leads.errors import LeadError
from intake.models import Lead

from .lead_forms import LeadForm
from .lead_page import MY_LEADS, LeadPage, url_of
from .rights import CHANGE


class LeadActionView(LeadPage):
    """Does one thing with a lead. Following a link to it only shows the lead."""

    form_class: type[LeadForm] = None

    def get(self, request, *args, **kwargs):
        return HttpResponseRedirect(url_of(self.lead))

    def post(self, request, *args, **kwargs):
        if not request.user.has_perm(CHANGE):
            raise PermissionDenied
        form = self.form_class(request.POST, lead=self.lead, user=request.user)
        if form.is_valid():
            try:
                message = form.apply()
            except LeadError as error:
                form.refuse(error)
            else:
                messages.success(request, message)
                return HttpResponseRedirect(self.get_next_url())
        return self.show_again(form)

    def show_again(self, form: LeadForm):
        """The page with what was typed and what is wrong, on the lead as it stands now."""
        form.lead = self.lead = self.get_lead()
        return self.render_to_response(self.get_context_data(bound=form))

    def get_next_url(self) -> str:
        """The lead's page, or the list for who has just given the lead away."""
        is_visible = Lead.objects.visible_to(self.request.user).filter(pk=self.lead.pk).exists()
        return url_of(self.lead) if is_visible else str(MY_LEADS)
