"""Leads under wagtail-modeladmin: three lists of them, and the page of one."""

from django.utils.translation import gettext_lazy as _

from intake.models import Lead

from .all_forms import ALL_FORMS
from .board import BoardPage
from .bulk import BulkView
from .by_hand import ByHandPage
from .erase_page import ErasePage
from .export import ExportView
from .feed import FeedPage
from .join_leads import JoinLeads
from .known_finder import find
from .lead_actions import LeadActionView, kindly
from .lead_list import LeadList
from .lead_page import DecisionPage, LeadPage
from .list_views import ColumnsView, ViewsView
from .modeladmin import DeskAdmin
from .opened import opened_leads
from .rights import CoordinatorRights, OwnLeadsRights, ReadOnlyRights
from .write import WritePage

#: What every list has beside itself.
LIST_VIEWS = {"views": ViewsView, "columns": ColumnsView, "bulk": BulkView, "export": ExportView}


class LeadAdmin(DeskAdmin):
    """A list of leads."""

    model = Lead
    index_view_class = LeadList
    #: Whether the list can be filtered on state, and on adviser.
    has_states = True
    has_owners = False
    #: The sentence for a list with nothing in it.
    empty = ""
    #: By what saved views and exports know the list.
    key = ""

    def visible_to(self, user):
        return Lead.objects.visible_to(user)

    def get_views(self):
        return {
            "index": self.index_view,
            **{name: view.as_view(model_admin=self) for name, view in LIST_VIEWS.items()},
        }


class MyLeads(LeadAdmin):
    """One's own leads; also where the page of every lead has its address."""

    menu_label = _("My leads")
    menu_item_name = "my-leads"
    key = "mine"
    menu_icon = "user"
    permission_helper_class = OwnLeadsRights
    object_action = "inspect"
    empty = _("You have no open leads. Everything is up to date.")
    collection_actions = frozenset({"by_hand", "find"})

    def listed_for(self, user):
        return self.visible_to(user).filter(owner__user=user)

    def opened_for(self, user):
        return opened_leads(user)

    def _only_visible(self, view):
        return kindly(super()._only_visible(view))

    def get_views(self):
        return super().get_views() | {
            "calendar": FeedPage.as_view(model_admin=self),
            "join": JoinLeads.as_view(),
            "by_hand": ByHandPage.as_view(model_admin=self),
            "find": find,
            "inspect": LeadPage.as_view(),
            "decision": DecisionPage.as_view(),
            "erase": ErasePage.as_view(),
            "write": WritePage.as_view(),
            **{name: LeadActionView.as_view(form_class=form) for name, form in ALL_FORMS.items()},
        }


class AllLeads(LeadAdmin):
    """Everybody's leads."""

    base_url_path = "intake/lead/all"
    menu_label = _("All leads")
    menu_item_name = "all-leads"
    key = "all"
    menu_icon = "list-ul"
    permission_helper_class = CoordinatorRights
    has_owners = True
    empty = _("There are no open leads.")


class Board(LeadAdmin):
    """What one may see, by state."""

    index_view_class = BoardPage
    base_url_path = "intake/lead/board"
    menu_label = _("Board by state")
    menu_item_name = "board"
    menu_icon = "table"
    permission_helper_class = ReadOnlyRights

    def get_views(self):
        return {"index": self.index_view}


class Triage(LeadAdmin):
    """Leads that nobody has yet."""

    base_url_path = "intake/lead/triage"
    menu_label = _("Triage")
    menu_item_name = "triage"
    key = "triage"
    menu_icon = "warning"
    permission_helper_class = CoordinatorRights
    has_states = False
    empty = _("Nobody is waiting: every request has an adviser.")

    def listed_for(self, user):
        return self.visible_to(user).in_triage()
