"""The desk in the menu of the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail_modeladmin.options import ModelAdminGroup

from .absences import AbsenceAdmin
from .advisers import AdviserAdmin
from .figures import FiguresAdmin
from .files import FileAdmin
from .leads import AllLeads, Board, MyLeads, Triage
from .merge_log import MergeAdmin
from .organisation_admin import OrganisationAdmin
from .quarantine import QuarantineAdmin
from .rule_admin import RuleAdmin
from .runs import RunAdmin
from .school_holidays import HolidayAdmin


class DeskGroup(ModelAdminGroup):
    """All that belongs to leads; nobody sees more of it than their role gives."""

    menu_label = _("Leads")
    menu_item_name = "leads"
    menu_icon = "clipboard-list"
    menu_order = 90
    items = (
        MyLeads,
        AllLeads,
        Board,
        Triage,
        FiguresAdmin,
        QuarantineAdmin,
        RunAdmin,
        OrganisationAdmin,
        MergeAdmin,
        AbsenceAdmin,
        AdviserAdmin,
        RuleAdmin,
        HolidayAdmin,
        FileAdmin,
    )
