"""The report of planned pages: what goes live or leaves the site by itself, and when."""

from django.db.models import CharField, OuterRef, Q, Subquery
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page, PageQuerySet, Revision
from wagtail.permissions import page_permission_policy


def planned_pages(user) -> PageQuerySet:
    """The pages this user may change that are planned to go live or to leave, the first to change on top."""
    approved = Revision.page_revisions.filter(
        object_id=Cast(OuterRef("pk"), output_field=CharField()), approved_go_live_at__isnull=False
    )
    pages = page_permission_policy.instances_user_has_any_permission_for(user, {"add", "change", "publish"})
    return (
        pages.annotate(goes_live_at=Subquery(approved.values("approved_go_live_at")[:1]))
        .filter(Q(goes_live_at__isnull=False) | Q(live=True, expire_at__isnull=False))
        .annotate_approved_schedule()
        .order_by("goes_live_at", "expire_at")
    )


def edit_address(page: Page) -> str:
    """Where to change it, or the plan."""
    return reverse("wagtailadmin_pages:edit", args=(page.pk,))


class MomentColumn(Column):
    """The day and the time here, in full: a plan is not "in three weeks"."""

    def get_value(self, instance) -> str:
        moment = super().get_value(instance)
        return date_format(localtime(moment), "j F Y H:i") if moment else ""


class PlannedPagesView(ReportView):
    model = Page
    permission_policy = page_permission_policy
    page_title = _("Planned publications")
    header_icon = "calendar-alt"
    index_url_name = "planned_pages"
    index_results_url_name = "planned_pages_results"
    any_permission_required = ("add", "change", "publish")
    list_export = ("title", "goes_live_at", "expire_at")
    export_headings = {
        "goes_live_at": _("Goes live"),
        "expire_at": _("Leaves the site"),
    }
    columns = (
        TitleColumn("title", label=_("Page"), accessor="get_admin_display_title", get_url=edit_address),
        MomentColumn("goes_live_at", label=_("Goes live")),
        MomentColumn("expire_at", label=_("Leaves the site")),
        Column("status", label=_("State"), accessor="status_string"),
    )

    def get_queryset(self) -> PageQuerySet:
        return planned_pages(self.request.user)
