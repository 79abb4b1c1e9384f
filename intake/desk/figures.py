"""Figures about the leads one may see: a screen with tables and charts, and each table as a file."""

from collections.abc import Hashable, Mapping
from functools import cached_property
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter, log

from intake.leads.figures.counting import KEPT
from intake.leads.figures.dimensions import DIMENSIONS
from intake.leads.figures.reading import Figures, read
from intake.models import Lead, LeadState, Province, Sector

from . import figure_sections
from .export import TYPES
from .figure_breakdown import breakdown
from .figure_period import COMPARED, NAMED, OWN, SORTS, Asked, days_of, read_asked
from .figure_tables import Table
from .figure_words import faster_or_slower, higher_or_lower, in_days, more_or_less, share
from .filters import EACH, NOBODY, owner_choices
from .modeladmin import DeskAdmin
from .pages import DeskPage
from .rights import COORDINATE, ReadOnlyRights
from .spreadsheets import as_csv, as_xlsx

EXPORTED_FIGURES = "intake.exported_figures"
#: More rows than this no file of figures needs.
MOST = 5000


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


class FiguresPage(FiguresBase):
    """Everything on one screen, with links to another period, comparison, breakdown and order."""

    template_name = "intake/desk/figures.html"
    header_icon = "list-ul"

    def get_page_title(self):
        return self.model_admin.get_menu_label()

    def get_context_data(self, **kwargs):
        asked = self.asked
        now, then = self.figures
        return super().get_context_data(
            **kwargs,
            asked=asked,
            sees_all=self.sees_all,
            days=days_of(asked.period),
            earlier=days_of(asked.earlier),
            is_empty=not now.whole.received,
            has_then=bool(then.whole.received),
            cards=self.get_cards(),
            tables=self.get_tables(),
            breakdown=self.get_breakdown(),
            periods=self.get_links(
                "period", {name: label for name, (label, *_rest) in NAMED.items()}, asked.name
            ),
            comparisons=self.get_links("with", COMPARED, asked.compared),
            dimensions=self.get_links("per", self.get_dimensions(), asked.dimension.name),
            sorts=self.get_sorts(),
            is_own=asked.name == OWN or asked.days.is_bound,
            export_url=self.model_admin.url_helper.get_action_url("export"),
            query=asked.query(),
        )

    def get_dimensions(self) -> dict:
        return {
            name: dimension.label
            for name, dimension in DIMENSIONS.items()
            if name != "adviser" or self.sees_all
        }

    def get_links(self, parameter: str, choices, chosen: str) -> list[dict]:
        return [
            {"label": label, "url": f"?{self.asked.query(**{parameter: name})}", "is_here": name == chosen}
            for name, label in choices.items()
        ]

    def get_sorts(self) -> list[dict]:
        """Each figure with its largest first; once more, and it is the other way round. Names from A to Z."""
        labels = (_("Name"), _("Received"), _("Agreed"), _("First contact"), _("Promises kept"))
        links = []
        for name, label in zip(SORTS, labels, strict=True):
            usual = name if name in {"name", "contact"} else f"-{name}"
            other = usual[1:] if usual.startswith("-") else f"-{usual}"
            is_here = self.asked.sort in {usual, other}
            sort = other if self.asked.sort == usual else usual
            links.append(
                {
                    "label": label,
                    "url": f"?{self.asked.query(sort=sort)}#breakdown",
                    "is_here": is_here,
                    "is_down": self.asked.sort.startswith("-"),
                }
            )
        return links

    def get_cards(self) -> list[dict]:
        now, then = (figures.whole for figures in self.figures)
        agreed, agreed_then = (tally.reached(LeadState.AGREED) for tally in (now, then))
        kept, kept_then = now.promises[KEPT], then.promises[KEPT]
        return [
            {
                "label": _("Received"),
                "number": number_format(now.received),
                "url": self.list_of(),
                "beside": more_or_less(now.received, then.received),
            },
            {
                "label": _("Agreed"),
                "number": share(agreed, now.received),
                "detail": _("%(part)s of %(whole)s leads came so far")
                % {"part": agreed, "whole": now.received},
                "beside": higher_or_lower((agreed, now.received), (agreed_then, then.received)),
            },
            {
                "label": _("First contact: half within"),
                "number": in_days(now.within(50)),
                "detail": _("9 in 10 within: %(days)s") % {"days": in_days(now.within(90))},
                "beside": faster_or_slower(now.within(50), then.within(50)),
            },
            {
                "label": _("Promises kept"),
                "number": share(kept, now.due),
                "detail": _("%(part)s of the %(whole)s that are known") % {"part": kept, "whole": now.due},
                "beside": higher_or_lower((kept, now.due), (kept_then, then.due)),
            },
        ]


class FiguresFile(FiguresBase):
    """One table as CSV or XLSX. Who took which is kept."""

    http_method_names = ["get", "head", "options"]

    def get(self, request, *args, **kwargs):
        kind = request.GET.get("format", "")
        kind = kind if kind in TYPES else "xlsx"
        table = self.get_table(request.GET.get("table", ""))
        log(
            request.user,
            EXPORTED_FIGURES,
            user=request.user,
            data={"table": table.name, "format": kind, "count": len(table.rows)},
        )
        rows = ([cell.value for cell in row] for row in table.rows)
        content = (
            as_csv(table.labels, rows)
            if kind == "csv"
            else as_xlsx(table.labels, rows, sheet=table.title[:31])
        )
        period = self.asked.period
        name = f"{slugify(_('Figures'))}-{slugify(table.title)}-{period.first}-{period.last}.{kind}"
        response = StreamingHttpResponse(content, content_type=TYPES[kind])
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        response["Cache-Control"] = "private, no-store"
        return response

    def get_table(self, name: str) -> Table:
        """The table with this name, or else the breakdown."""
        for table in self.get_tables():
            if table.name == name:
                return table
        return self.get_breakdown(most=MOST)


class FiguresAdmin(DeskAdmin):
    """Figures in the menu; an adviser sees those of the own leads."""

    model = Lead
    base_url_path = "intake/lead/figures"
    menu_label = gettext_lazy("Figures")
    menu_item_name = "figures"
    menu_icon = "history"
    permission_helper_class = ReadOnlyRights
    index_view_class = FiguresPage

    def visible_to(self, user):
        return Lead.objects.visible_to(user)

    def get_views(self):
        return {"index": self.index_view, "export": FiguresFile.as_view(model_admin=self)}


def register_log_actions(registry) -> None:
    """Tell Wagtail how an export of figures reads in a report."""
    registry.register_action(EXPORTED_FIGURES)(ExportedFormatter)


class ExportedFormatter(LogFormatter):
    """That somebody took figures along, and how."""

    label = gettext_lazy("Figures exported")

    def format_message(self, log_entry):
        data = log_entry.data
        return _("Exported figures (%(table)s, %(count)s rows) as %(format)s") % {
            "table": data["table"],
            "count": data["count"],
            "format": data["format"].upper(),
        }
