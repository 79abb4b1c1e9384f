"""Organisations under wagtail-modeladmin: which addresses there are."""

from django.utils.translation import gettext_lazy

from intake.models import Organisation

from .join_organisations import JoinOrganisations, JoinPeople
from .modeladmin import DeskAdmin
from .organisations import (
    DoublesPage,
    OrganisationBoardView,
    OrganisationList,
    OrganisationPage,
    organisations_of,
)
from .rights import ReadOnlyRights


class OrganisationAdmin(DeskAdmin):
    """Who asks. Read here, apart from the board; what a school sends in completes it."""

    model = Organisation
    menu_label = gettext_lazy("Organisations")
    menu_item_name = "organisations"
    menu_icon = "home"
    permission_helper_class = ReadOnlyRights
    index_view_class = OrganisationList
    object_action = "inspect"

    def visible_to(self, user):
        return organisations_of(user)

    def opened_for(self, user):
        return super().opened_for(user).select_related("board")

    def get_views(self):
        return {
            "index": self.index_view,
            "inspect": OrganisationPage.as_view(),
            "board": OrganisationBoardView.as_view(),
            "doubles": DoublesPage.as_view(),
            "join": JoinOrganisations.as_view(),
            "people": JoinPeople.as_view(),
        }
