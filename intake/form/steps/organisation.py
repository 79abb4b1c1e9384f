"""The first step: which organisation asks."""

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from intake.form.fields import LineField, OneOfField, PostcodeField, RegisterCodeField
from intake.form.layout import Row as Beside
from intake.form.register_search import as_choice
from intake.models import RegisterEntry, Sector
from intake.registers.lookup import Found, entry_by_key, find_entries, has_entries

from .base import StepForm, lists, needed, stored
from .finder import (
    CHOICE,
    OWN_FIELDS,
    SEARCH,
    ByHand,
    ChoiceField,
    Finder,
    SearchField,
    filled_in,
    is_searching,
)
from .summary import Row

FIELDS = ("organisation_name", "sector", "postcode", "city", "register_code")


class OrganisationForm(StepForm):
    """Name, kind, place and number of the organisation: found in the registers, or filled in by hand.

    `found` are the choices of somebody who searched without the script.
    """

    search = SearchField(
        error_messages={"required": _("Find your organisation and choose it, or fill it in below.")}
    )
    register_choice = ChoiceField()
    register_was = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    organisation_name = LineField(
        label=_("Name of your organisation"),
        max_length=stored("organisation_name"),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        error_messages={"required": _("Fill in the name of your organisation.")},
    )
    sector = OneOfField(
        label=_("What kind of organisation is it?"),
        choices=[("", _("Choose what fits")), *Sector.choices],
        error_messages=needed(_("Choose what kind of organisation it is.")),
    )
    postcode = PostcodeField(
        label=_("Postcode"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "postal-code", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": _("Fill in the postcode, such as 3512 LK.")},
    )
    city = LineField(
        label=_("Place"),
        max_length=stored("city"),
        widget=forms.TextInput(attrs={"autocomplete": "address-level2"}),
        error_messages={"required": _("Fill in the place.")},
    )
    register_code = RegisterCodeField(
        label=_("BRIN code or LRK number"),
        required=False,
        max_length=30,
        help_text=_("A school has a BRIN code, such as 03WU. Childcare has an LRK number."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={
            "invalid": _(
                "This is not a BRIN code (such as 03WU) and not an LRK number (nine digits or more). "
                "You may also leave it empty."
            )
        },
    )

    def __init__(self, data=None, *args, found: Found | None = None, **kwargs):
        super().__init__(None if data is None else filled_in(lists(data), FIELDS), *args, **kwargs)
        self.found = found
        if found and found.entries:
            self.fields[CHOICE].offer([as_choice(entry) for entry in found.entries])

    def clean(self):
        answers = super().clean()
        is_on_page = SEARCH in self.data
        if is_on_page and not any(self.data.get(name, "").strip() for name in (CHOICE, *FIELDS)):
            # One thing to do, instead of four that are wrong.
            for name in FIELDS:
                self._errors.pop(name, None)
            self.add_error(SEARCH, self.fields[SEARCH].error_messages["required"])
        return answers

    @cached_property
    def entry(self) -> RegisterEntry | None:
        """The entry of the registers that was chosen."""
        return entry_by_key(self[CHOICE].value() or "")

    @property
    def chosen(self) -> dict | None:
        """The same, as the page shows it."""
        return as_choice(self.entry) if self.entry else None

    def shown_again(self) -> "OrganisationForm | None":
        if not is_searching(self.data):
            return None
        return type(self)(asked=self.asked, typed=self.data, found=find_entries(self.data[SEARCH]))

    def layout(self):
        fields = (
            "organisation_name",
            "sector",
            Beside("postcode", "city", css_class="row--narrow-first"),
            "register_code",
        )
        if not has_entries():
            return fields
        is_touched = any(self[name].errors for name in FIELDS) or (
            self["organisation_name"].value() and not self.entry
        )
        is_touched = is_touched or (self.found and not self.found.entries)  # nothing to choose: fill it in
        return Finder(self), ByHand(*fields, is_chosen=self.entry is not None, is_open=bool(is_touched))

    def rows(self) -> list[Row]:
        answers = self.cleaned_data
        code = answers["register_code"]
        place = f"{answers['postcode']} {answers['city']}"
        entry = self.entry
        is_there = entry is not None and entry.postcode == answers["postcode"]
        rows = [
            self.row("organisation_name", _("Name")),
            self.row("sector", _("Kind")),
            Row(_("Address"), f"{entry.street}, {place}") if is_there else Row(_("Place"), place),
            Row(_("Board"), entry.board_name if entry else ""),
            Row(_("School holidays"), entry.get_holiday_region_display() if is_there else ""),
            Row(_("BRIN code"), code.brin),
            Row(_("LRK number"), code.lrk),
        ]
        return [row for row in rows if row.value]

    def as_typed(self) -> dict[str, list[str]]:
        return {name: typed for name, typed in super().as_typed().items() if name != SEARCH}

    def request_data(self) -> dict:
        answers = {name: value for name, value in self.cleaned_data.items() if name not in OWN_FIELDS}
        code = answers.pop("register_code")
        return answers | {"brin": code.brin, "lrk": code.lrk}
