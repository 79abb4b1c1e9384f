"""A rule as a form: for which requests, and where they go."""

from collections.abc import Iterable

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from intake.models import Client, Province, RoutingRule, RuleOutcome, Scope, Sector
from intake.routing.gather import candidates
from intake.routing.rules import parse_postcodes, write_postcodes
from offerings.models import CoursePage, ServicePage


def ticks(label, choices=(), **kwargs) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple, **kwargs
    )


def number_ticks(label, **kwargs) -> forms.TypedMultipleChoiceField:
    return forms.TypedMultipleChoiceField(
        label=label, coerce=int, required=False, widget=forms.CheckboxSelectMultiple, **kwargs
    )


class RuleForm(forms.ModelForm):
    """Every condition may stay empty; whoever is to get the requests may not."""

    # What is missing is said on the page, in our own words, whatever the browser.
    use_required_attribute = False

    sectors = ticks(gettext_lazy("Sector"), Sector.choices)
    provinces = ticks(gettext_lazy("Province"), Province.choices)
    subjects = number_ticks(gettext_lazy("Service or course"))
    advisers = number_ticks(gettext_lazy("Who"))
    origin_page_number = forms.TypedChoiceField(
        label=gettext_lazy("Came from the page"), coerce=int, empty_value=None, required=False
    )
    client = forms.ChoiceField(
        label=gettext_lazy("Client"),
        choices=[("", gettext_lazy("Does not matter")), *Client.choices],
        required=False,
        help_text=gettext_lazy("Known is: the organisation or its board had a lead with us before."),
    )
    scope = forms.ChoiceField(
        label=gettext_lazy("Who learn together"),
        choices=[("", gettext_lazy("Does not matter")), *Scope.choices],
        required=False,
    )

    class Meta:
        model = RoutingRule
        fields = (
            *("name", "active", "first_day", "last_day"),
            *("sectors", "provinces", "postcodes", "subjects", "scope"),
            *("participants_from", "participants_to", "client", "origin_page_number"),
            *("outcome", "advisers", "otherwise"),
        )
        widgets = {
            "first_day": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            "last_day": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            "outcome": forms.RadioSelect,
            "otherwise": forms.RadioSelect,
        }
        help_texts = {
            "postcodes": gettext_lazy(
                "The four digits: 3500-3599, 1012. Province or postcode: one is enough."
            )
        }
        error_messages = {"name": {"required": gettext_lazy("Give the rule a name.")}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rule = self.instance
        self.fields["subjects"].choices = subject_choices(kept=rule.subjects)
        pages = page_choices(kept=filter(None, [rule.origin_page_number]))
        self.fields["origin_page_number"].choices = [("", _("Does not matter")), *pages]
        people = candidates(timezone.now())
        self.fields["advisers"].choices = [
            (person.id, person.name)
            for person in sorted(people, key=lambda person: person.name)
            if person.active or person.id in rule.advisers
        ]

    def clean_postcodes(self) -> str:
        try:
            return write_postcodes(parse_postcodes(self.cleaned_data["postcodes"]))
        except ValueError as error:
            raise forms.ValidationError(
                _("“%(text)s” is no postcode or range. Write 3512 or 3500-3599.") % {"text": error}
            ) from error

    def clean(self) -> dict:
        data = super().clean()
        advisers = data.get("advisers") or []
        if data.get("outcome") == RuleOutcome.POOL and not advisers:
            self.add_error("advisers", _("Choose who may get these requests."))
        if data.get("outcome") == RuleOutcome.ADVISER and len(advisers) != 1:
            self.add_error("advisers", _("Choose one adviser, or let the rule choose among several."))
        if data.get("outcome") == RuleOutcome.TRIAGE:
            data["advisers"] = []
        return data


def subject_choices(kept: Iterable[int] = ()) -> list[tuple[int, str]]:
    """The services and courses on the site, and those a rule speaks of already."""
    return _titles(Page.objects.type(ServicePage, CoursePage), kept)


def page_choices(kept: Iterable[int] = ()) -> list[tuple[int, str]]:
    """The pages on the site, and those a rule speaks of already."""
    return _titles(Page.objects.filter(depth__gt=1), kept)


def _titles(pages, kept: Iterable[int]) -> list[tuple[int, str]]:
    """Published pages by title, and those a rule speaks of already."""
    rows = (pages.live() | pages.filter(pk__in=list(kept))).order_by("title", "pk")
    return list(rows.values_list("pk", "title"))
