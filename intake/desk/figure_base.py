"""What the screen with figures and its files share: what is asked for, and the tables that answer it."""

from collections.abc import Hashable, Mapping
from functools import cached_property
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from intake.leads.figures.reading import Figures, read
from intake.models import Province, Sector

from . import figure_sections
from .figure_breakdown import breakdown
from .figure_period import Asked, read_asked
from .figure_tables import Table
from .filters import EACH, NOBODY, owner_choices
from .pages import DeskPage
from .rights import COORDINATE


class FiguresBase(DeskPage):
    """Reads what is asked for, and the figures of then and now: two queries."""

    model_admin = None

    def dispatch(self, request, *args, **kwargs):
        if not self.model_admin.permission_helper.user_can_list(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def sees_all(self) -> bool:
        return self.request.user.has_perm(COORDINATE)

    @cached_property
    def today(self):
        return timezone.localdate()

    @cached_property
    def asked(self) -> Asked:
        return read_asked(self.request.GET, self.today, may_compare_people=self.sees_all)

    @cached_property
    def figures(self) -> tuple[Figures, Figures]:
        """Those of the period, and those it is compared with."""
        leads = self.model_admin.visible_to(self.request.user)
        now, then = (
            read(leads, period, self.asked.dimension, self.today)
            for period in (self.asked.period, self.asked.earlier)
        )
        return now, then

    def get_tables(self) -> list[Table]:
        now, then = (figures.whole for figures in self.figures)
        return [
            figure_sections.funnel(now, then, self.list_of()),
            figure_sections.contact(now, then),
            figure_sections.promises(now, then),
            figure_sections.lost(now, then),
        ]

    def get_breakdown(self, **most: int) -> Table:
        now, then = self.figures
        names = self.get_names({**then.stored, **now.stored})
        return breakdown(now, then, self.asked, names=names, url_of=self.list_of_row, **most)

    def get_names(self, stored: dict[Hashable, object]) -> Mapping[Hashable, str]:
        """What rows are called. One query at most."""
        if self.asked.dimension.names:
            return self.asked.dimension.names(stored)
        people = dict(owner_choices(self.request.user))
        return {key: people.get(str(key), people[NOBODY]) for key in stored}

    def list_of(self, **filters: str) -> str:
        """The address of the list with the leads of these days."""
        name = "intake_lead_all_modeladmin_index" if self.sees_all else "intake_lead_modeladmin_index"
        days = {"since": self.asked.period.first.isoformat(), "until": self.asked.period.last.isoformat()}
        return f"{reverse(name)}?{urlencode({**days, 'state': EACH, **filters})}"

    def list_of_row(self, key: Hashable) -> str:
        """The leads behind a row of the breakdown, where the list has such a filter."""
        match self.asked.dimension.filter:
            case "owner":
                return self.list_of(owner=NOBODY if key is None else str(key))
            case "sector" if key in Sector.values:
                return self.list_of(sector=key)
            case "province" if key in Province.values:
                return self.list_of(province=key)
        return ""
