"""Figures about the leads one may see: a screen with tables and charts."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intake.leads.figures.counting import KEPT
from intake.leads.figures.dimensions import DIMENSIONS
from intake.models import Lead, LeadState

from .figure_base import FiguresBase
from .figure_file import FiguresFile
from .figure_period import COMPARED, NAMED, OWN, SORTS, days_of
from .figure_words import FEW, faster_or_slower, higher_or_lower, in_days, more_or_less, share
from .modeladmin import DeskAdmin
from .rights import ReadOnlyRights


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
                "detail": _of_many(_("%(part)s of %(whole)s leads came so far"), agreed, now.received),
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
                "detail": _of_many(_("%(part)s of the %(whole)s that are known"), kept, now.due),
                "beside": higher_or_lower((kept, now.due), (kept_then, then.due)),
            },
        ]


def _of_many(text: str, part: int, whole: int) -> str:
    """The numbers behind a percentage; of few they are said already."""
    return "" if whole < FEW else text % {"part": number_format(part), "whole": number_format(whole)}


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
