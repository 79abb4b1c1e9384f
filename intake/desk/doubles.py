"""Organisations that may be one: what the desk shows of a pair, and the form that says which it is."""

from dataclasses import dataclass

from django import forms
from django.db.models import Count
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intake.leads.doubles import doubles_of, judge_different
from intake.leads.errors import LeadError
from intake.models import Lead, Organisation, PossibleDouble


@dataclass(frozen=True)
class Alike:
    """Another organisation that may be this one, why, and whether the user may open its page."""

    pair: PossibleDouble
    other: Organisation
    reasons: list[str]
    is_visible: bool


@dataclass(frozen=True)
class Compared:
    """Two organisations side by side: of each line its label, what the one has, and what the other."""

    alike: Alike
    lines: list[tuple[str, str, str]]


def alike_of(organisation: Organisation, visible) -> list[Alike]:
    """What it may be the same as. Name and place of the other show to everybody who sees this one.

    `visible` are the organisations whose pages the user may open. Two queries, or one.
    """
    pairs = list(doubles_of(organisation))
    others = {pair.pk: pair.other_than(organisation) for pair in pairs}
    keys = [other.pk for other in others.values()]
    seen = set(visible.filter(pk__in=keys).values_list("pk", flat=True)) if pairs else set()
    return [Alike(pair, others[pair.pk], pair.reason_labels, others[pair.pk].pk in seen) for pair in pairs]


def compare(organisation: Organisation, alikes: list[Alike]) -> list[Compared]:
    """This organisation beside each that it may be. One query for the numbers of leads."""
    keys = [organisation.pk, *(alike.other.pk for alike in alikes)]
    rows = (
        Lead.objects.filter(organisation__in=keys).order_by().values("organisation").annotate(n=Count("pk"))
    )
    leads = {row["organisation"]: row["n"] for row in rows}
    return [Compared(alike, _lines(organisation, alike.other, leads)) for alike in alikes]


class DoubleForm(forms.Form):
    """Which pair of this organisation are two and not one."""

    pair = forms.ModelChoiceField(
        queryset=PossibleDouble.objects.none(),
        error_messages={
            "required": gettext_lazy("Choose which organisations it is about."),
            "invalid_choice": gettext_lazy("Somebody else has decided on this meanwhile."),
        },
    )

    def __init__(self, data=None, *, organisation: Organisation, user):
        super().__init__(data)
        self.organisation, self.user = organisation, user
        self.fields["pair"].queryset = doubles_of(organisation)

    def apply(self) -> str:
        """Keep that these are two; give what to tell. Raises LeadError."""
        pair = self.cleaned_data["pair"]
        judge_different(pair, user=self.user)
        other = pair.other_than(self.organisation)
        return _("You will not be asked about %(name)s again.") % {"name": other.name}

    def refuse(self, error: LeadError) -> None:
        """Show a refusal above the page."""
        self.add_error(None, error.message)


def compare_two(one: Organisation, other: Organisation) -> list[tuple[str, str, str]]:
    """What is known of two, side by side. One query."""
    rows = Lead.objects.filter(organisation__in=[one, other]).order_by().values("organisation")
    return _lines(one, other, {row["organisation"]: row["n"] for row in rows.annotate(n=Count("pk"))})


def _lines(one: Organisation, other: Organisation, leads: dict[int, int]) -> list[tuple[str, str, str]]:
    facts = [facts_of(organisation, leads.get(organisation.pk, 0)) for organisation in (one, other)]
    return [
        (label, facts[0][label], facts[1][label]) for label in facts[0] if facts[0][label] or facts[1][label]
    ]


def facts_of(organisation: Organisation, leads: int) -> dict[str, str]:
    """What tells an organisation from another, by label."""
    return {
        _("Sector"): organisation.get_sector_display(),
        _("Address"): organisation.street,
        _("Postcode"): organisation.postcode,
        _("Place"): organisation.city,
        _("BRIN code"): organisation.brin,
        _("LRK number"): organisation.lrk,
        _("Board"): organisation.board.name if organisation.board else "",
        _("Known since"): date_format(organisation.created_at, "j F Y"),
        _("Leads"): str(leads),
    }
