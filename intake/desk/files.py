"""Files of requests at the desk: opened by who may see the lead, saved and never shown, and logged."""

from django.http import FileResponse, HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from intake.leads.errors import LeadError
from intake.leads.files import needs_warning, open_file
from intake.leads.looks import look
from intake.models import Lead, RequestFile

from .lead_page import url_of
from .modeladmin import DeskAdmin
from .pages import Crumb, DeskPage
from .rights import ReadOnlyRights


class FilePage(DeskPage):
    """Gives a file to save. First a warning, when the virus scanner has not looked at it yet."""

    template_name = "intake/desk/file.html"
    header_icon = "doc-full"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.file = request.desk_object

    def dispatch(self, request, *args, **kwargs):
        look(self.file.request.lead, user=request.user)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        if needs_warning(self.file):
            return self.render_to_response(self.get_context_data())
        return self.give(despite_warning=False)

    def post(self, request, *args, **kwargs):
        return self.give(despite_warning=True)

    def give(self, *, despite_warning: bool) -> HttpResponse:
        try:
            content = open_file(self.file, user=self.request.user, despite_warning=despite_warning)
        except LeadError as error:
            return self.render_to_response(self.get_context_data(error=error), status=410)
        return to_save(content, self.file.name)

    def get_page_title(self):
        return self.file.name

    def get_crumbs(self):
        lead = self.file.request.lead
        return [Crumb(lead.organisation.name, url_of(lead))]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, file=self.file, lead=self.file.request.lead)


def to_save(content, name: str) -> FileResponse:
    """A file to save under its name. A browser that shows it all the same runs nothing, and keeps nothing."""
    response = FileResponse(
        content, as_attachment=True, filename=name, content_type="application/octet-stream"
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    patch_cache_control(response, private=True, no_store=True)
    return response


class NoMenuItem(MenuItem):
    """A file is reached from its lead only."""

    def is_shown(self, request):
        return False


class FileAdmin(DeskAdmin):
    """The address of a file."""

    model = RequestFile
    menu_label = _("Files")
    menu_icon = "doc-full"
    permission_helper_class = ReadOnlyRights

    def visible_to(self, user):
        return RequestFile.objects.filter(request__lead__in=Lead.objects.visible_to(user))

    def opened_for(self, user):
        return (
            super().opened_for(user).select_related("request__lead__organisation", "request__lead__request")
        )

    def get_menu_item(self, order=None):
        return NoMenuItem(self.get_menu_label(), "")

    def get_views(self):
        return {"inspect": FilePage.as_view()}
