"""What was agreed with a school, as a form on the page of its lead."""

import re
from decimal import Decimal

from django import forms
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intake.leads.agreements import AGREED, LONGEST, Agreed, agreement_of, change_agreement
from intake.leads.lifecycle import move_lead
from intake.leads.states import moves_from
from intake.models import Lead, LeadState

from .lead_forms import LeadForm, day_field

#: "2350", "2.350", "2.350,50", "2350.50"; a euro sign before it and ",-" after it may be there.
AMOUNT = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+)(?:[.,](\d{1,2}))?")


def read_amount(text: str) -> Decimal | None:
    """An amount in euros as people type it; None for nothing. Raises ValueError for what is none."""
    bare = re.sub(r"[€\s\u00a0]|,[-–—]$", "", text.strip())
    if not bare:
        return None
    if not (found := AMOUNT.fullmatch(bare)):
        raise ValueError(text)
    return Decimal(f"{found[1].replace('.', '')}.{found[2] or 0}")


class AgreedForm(LeadForm):
    """What was agreed, and if it is known for how much and from when."""

    name = "agreed"

    agreed = forms.CharField(
        label=gettext_lazy("What did you agree?"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    amount = forms.CharField(
        label=gettext_lazy("Amount in euros"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        help_text=gettext_lazy("If it is known, without VAT."),
    )
    starts_on = day_field(gettext_lazy("Starts on"))
    #: Where the lead goes that skips "agreed".
    then = forms.CharField(required=False, widget=forms.HiddenInput())

    def __init__(self, data=None, *, lead: Lead, **kwargs):
        super().__init__(data, lead=lead, **kwargs)
        if known := agreement_of(lead):
            amount = "" if known.amount is None else number_format(known.amount, 2)
            self.initial |= {"agreed": known.text, "amount": amount, "starts_on": known.starts_on}

    @classmethod
    def fits(cls, lead):
        return lead.is_open and (lead.state in AGREED or LeadState.AGREED in moves_from(lead.state))

    @property
    def is_change(self) -> bool:
        """Whether it sets right what was agreed on before."""
        return self.lead.state in AGREED

    @property
    def typed(self) -> str:
        return self.data.get("agreed") or ""

    @property
    def target(self) -> LeadState | None:
        """Where else the lead goes than to "agreed", for who asked that."""
        wanted = self["then"].value()
        return LeadState(wanted) if wanted in (LeadState.RUNNING, LeadState.COMPLETED) else None

    def clean_amount(self):
        try:
            return read_amount(self.cleaned_data["amount"])
        except ValueError as error:
            raise forms.ValidationError(_("Fill in an amount, such as 2350 or 2.350,50")) from error

    def apply(self):
        data = self.cleaned_data
        agreed = Agreed(data["agreed"], data["amount"], data["starts_on"])
        if self.is_change:
            change_agreement(self.lead, agreed, user=self.user)
            return _("What was agreed is changed.")
        lead = move_lead(self.lead, self.target or LeadState.AGREED, user=self.user, agreed=agreed)
        return _("The lead now stands at “%(state)s”.") % {"state": lead.get_state_display()}
