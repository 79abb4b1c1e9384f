"""What is sent from the page of a lead: a plain form each, answered with a redirect or the page again."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from wagtail.admin import messages

from intake.leads.errors import LeadError
from intake.models import Lead

from .lead_forms import LeadForm
from .lead_page import MY_LEADS, LeadPage, url_of
from .pages import DeskPage
from .rights import CHANGE, VIEW
from .seen import NAME, LeadChanged, as_seen, entry_of

BOARD = reverse_lazy("intake_lead_board_modeladmin_index")
#: What somebody typed and would not want to type again.
TYPED = ("note", "text", "message", "next_action")


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
            token = request.POST.get(NAME, "") if form.overwrites else ""
            try:
                with as_seen(self.lead, request.user, token, **form.needs):
                    message = form.apply()
            except LeadChanged as changed:
                return self.show_again(form, changes=changed.changes)
            except LeadError as error:
                form.refuse(error)
            else:
                messages.success(request, message)
                return HttpResponseRedirect(self.get_next_url())
        return self.show_again(form)

    def show_again(self, form: LeadForm, **context):
        """The page with what was typed and what is wrong or has changed, on the lead as it stands now."""
        form.lead = self.lead = self.get_lead()
        return self.render_to_response(self.get_context_data(bound=form, **context))

    def get_next_url(self) -> str:
        """The lead's page, the board for who came from there, or the list for who gave the lead away."""
        back = self.request.POST.get("back", "")
        if back.partition("?")[0] == str(BOARD) and "\\" not in back:
            return f"{back}#lead-{self.lead.pk}"
        is_visible = Lead.objects.visible_to(self.request.user).filter(pk=self.lead.pk).exists()
        return url_of(self.lead) if is_visible else str(MY_LEADS)


class GoneView(DeskPage):
    """For who sends a form about a lead that was handed over meanwhile: that it was, and what was typed."""

    template_name = "intake/desk/gone.html"
    header_icon = "clipboard-list"

    def get_page_title(self):
        return _("No longer yours")

    def post(self, request, *args, **kwargs):
        typed = [request.POST[name] for name in TYPED if request.POST.get(name, "").strip()]
        return self.render_to_response(self.get_context_data(typed="\n\n".join(typed)), status=409)


def kindly(view):
    """A view of one lead that answers whoever saw it until just now in words, and others with Http404.

    Who saw it has a form that says so, signed; who guesses an address has none.
    """

    def view_of_lead(request: HttpRequest, instance_pk):
        try:
            return view(request, instance_pk=instance_pk)
        except Http404:
            token = request.POST.get(NAME, "")
            if not request.user.has_perm(VIEW) or entry_of(token, int(instance_pk), request.user) is None:
                raise
            return GoneView.as_view()(request)

    return view_of_lead
