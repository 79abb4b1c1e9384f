"""How editors work with shared invitations, and with what visitors did not find."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BooleanColumn, Column, TitleColumn, UpdatedAtColumn
from wagtail.permission_policies.base import ModelPermissionPolicy
from wagtail.snippets.views.snippets import SnippetViewSet

from home.models import CallToAction, MissedSearch


class CallToActionViewSet(SnippetViewSet):
    model = CallToAction
    icon = "resubmit"
    menu_label = _("Invitations")
    menu_name = "calls"
    menu_order = 210
    add_to_admin_menu = True
    list_display = ["name", Column("button", label=_("Button")), UpdatedAtColumn()]
    list_per_page = 50
    copy_view_enabled = True


class NobodyAdds(ModelPermissionPolicy):
    """Rows come from visitors only."""

    def user_has_permission(self, user, action: str) -> bool:
        return action != "add" and super().user_has_permission(user, action)


def search_again(missed: MissedSearch) -> str:
    """Where an editor sees what a visitor saw."""
    return f"{reverse('search')}?{urlencode({'q': missed.words})}"


class MissedSearchFilterSet(WagtailFilterSet):
    class Meta:
        model = MissedSearch
        fields = ["handled"]


class MissedSearchViewSet(SnippetViewSet):
    """A report: what visitors searched in vain, most asked first. An editor ticks off what is dealt with."""

    model = MissedSearch
    icon = "search"
    menu_label = _("Searched without result")
    menu_name = "missed-searches"
    menu_order = 900
    menu_hook = "register_reports_menu_item"
    list_display = [
        "words",
        Column("times", label=_("Times"), sort_key="times"),
        Column("last_on", label=_("Last on"), sort_key="last_on"),
        BooleanColumn("handled", label=_("Dealt with"), sort_key="handled"),
        TitleColumn(
            "again", label=_("On the site"), accessor=lambda row: _("Search it"), get_url=search_again
        ),
    ]
    list_export = ["words", "times", "last_on", "handled"]
    export_filename = "zonder-resultaat"
    filterset_class = MissedSearchFilterSet
    search_fields = ["words"]
    copy_view_enabled = False
    inspect_view_enabled = False

    @cached_property
    def permission_policy(self) -> NobodyAdds:
        return NobodyAdds(self.model)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return MissedSearch.objects.all()
