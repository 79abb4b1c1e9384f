"""The first step: which organisation asks."""

from django import forms
from django.utils.translation import gettext_lazy as _

from intake.form.fields import LineField, PostcodeField, RegisterCodeField
from intake.form.layout import Row as Beside
from intake.models import Sector

from .base import StepForm, needed, stored
from .summary import Row


class OrganisationForm(StepForm):
    """Name, kind, place and number of the organisation."""

    organisation_name = LineField(
        label=_("Name of your organisation"),
        max_length=stored("organisation_name"),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        error_messages={"required": _("Fill in the name of your organisation.")},
    )
    sector = forms.ChoiceField(
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

    def layout(self):
        return [
            "organisation_name",
            "sector",
            Beside("postcode", "city", css_class="row--narrow-first"),
            "register_code",
        ]

    def rows(self) -> list[Row]:
        answers = self.cleaned_data
        code = answers["register_code"]
        rows = [
            self.row("organisation_name", _("Name")),
            self.row("sector", _("Kind")),
            Row(_("Place"), f"{answers['postcode']} {answers['city']}"),
            Row(_("BRIN code"), code.brin),
            Row(_("LRK number"), code.lrk),
        ]
        return [row for row in rows if row.value]

    def request_data(self) -> dict:
        answers = dict(self.cleaned_data)
        code = answers.pop("register_code")
        return answers | {"brin": code.brin, "lrk": code.lrk}
