"""Requests that looked like spam: a list, and a page to read one, free it or throw it away."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from intake.form.quarantine import drop, free
from intake.leads.errors import LeadError
from intake.leads.sent import sent_in
from intake.models import Quarantine
from intake.models.enrolments import ABOUT_SEATS, enrolment_of

from .lead_page import url_of
from .modeladmin import DeskAdmin
from .pages import Crumb, DeskList, DeskPage
from .quarantine_bulk import INDEX, QuarantineBulkPage
from .rights import COORDINATE, CoordinatorRights

#: The one word in the address of the list: what was thrown away, instead of what waits.
DROPPED = "dropped"


class QuarantineList(DeskList):
    """What waits for a look, the oldest first; or what was thrown away, the last first."""

    template_name = "intake/desk/quarantine_list.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.is_dropped = request.GET.get("show") == DROPPED

    def get_rows(self):
        rows = super().get_rows().select_related("request", "decided_by")
        return rows.dropped().order_by("-decided_at") if self.is_dropped else rows.waiting().order_by("since")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **kwargs, is_dropped=self.is_dropped, other=self._other(), dropped_url=f"?show={DROPPED}"
        )

    def _other(self) -> int:
        rows = super().get_rows()
        return (rows.waiting() if self.is_dropped else rows.dropped()).count()


class QuarantinePage(DeskPage):
    """One of them: why it stands here, what was sent in, and two buttons."""

    template_name = "intake/desk/quarantine.html"
    header_icon = "lock"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.quarantined = request.desk_object

    def get_page_title(self):
        return self.quarantined.request.organisation_name

    def get_crumbs(self):
        return [Crumb(_("Quarantine"), reverse(INDEX))]

    def get_context_data(self, **kwargs):
        quarantined = self.quarantined
        lead = getattr(quarantined.request, "lead", None)
        return super().get_context_data(
            **kwargs,
            quarantined=quarantined,
            lead_url=url_of(lead) if lead else "",
            sent=sent_in(quarantined.request),
        )


class QuarantineActionView(QuarantinePage):
    """Frees one, or throws it away. Following a link to it only shows the request."""

    def get(self, request, *args, **kwargs):
        return HttpResponseRedirect(self._own_page())

    def post(self, request, *args, **kwargs):
        if not request.user.has_perm(COORDINATE):
            raise PermissionDenied
        try:
            return self.decide(request)
        except LeadError as error:
            messages.error(request, str(error))
            return HttpResponseRedirect(self._own_page())

    def decide(self, request) -> HttpResponseRedirect:
        raise NotImplementedError

    def _own_page(self) -> str:
        return reverse("intake_quarantine_modeladmin_inspect", args=[self.quarantined.pk])


class FreeView(QuarantineActionView):
    """On to the lead that came of it."""

    def decide(self, request):
        lead = free(self.quarantined, user=request.user)
        if lead.owner:
            text = _("Freed: %(name)s has it now, and the school gets its mail.") % {"name": lead.owner.name}
        else:
            text = _("Freed: it waits in triage, and the school gets its mail.")
        messages.success(request, text)
        if lead.request.wish in ABOUT_SEATS and enrolment_of(lead.request) is None:
            messages.warning(
                request,
                _(
                    "The start date has begun meanwhile, so no seats are held. "
                    "Propose another one to the school."
                ),
            )
        return HttpResponseRedirect(url_of(lead))


class DropView(QuarantineActionView):
    """Back to the list, for the next one."""

    def decide(self, request):
        drop(self.quarantined, user=request.user)
        messages.success(request, _("Thrown away. For some weeks you can still free it."))
        return HttpResponseRedirect(reverse(INDEX))


class QuarantineAdmin(DeskAdmin):
    """Requests that may be spam; only who divides the leads sees them."""

    model = Quarantine
    menu_label = gettext_lazy("Quarantine")
    menu_item_name = "quarantine"
    menu_icon = "lock"
    permission_helper_class = CoordinatorRights
    index_view_class = QuarantineList
    object_action = "inspect"

    def visible_to(self, user):
        return Quarantine.objects.visible_to(user)

    def opened_for(self, user):
        return super().opened_for(user).select_related("request__lead", "decided_by")

    def get_views(self):
        return {
            "index": self.index_view,
            "bulk": QuarantineBulkPage.as_view(),
            "inspect": QuarantinePage.as_view(),
            "free": FreeView.as_view(),
            "drop": DropView.as_view(),
        }
