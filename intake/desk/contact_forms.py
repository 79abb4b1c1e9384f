"""What an adviser does most with a lead, as forms: log a call or mail, write a note, say what is next."""

from datetime import date

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intake.leads.deadlines import add_working_days, next_week
from intake.leads.lifecycle import add_note, log_contact, set_next_action
from intake.leads.trail import ContactOutcome

from .lead_forms import LeadForm, day_field, note_field

#: What a button for an outcome says: what was done, and how it went.
OUTCOMES = {
    ContactOutcome.SPOKEN: gettext_lazy("Called: spoken"),
    ContactOutcome.NO_ANSWER: gettext_lazy("Called: no answer"),
    ContactOutcome.MAILED: gettext_lazy("Mailed"),
}


def quick_days(today: date) -> dict[str, tuple[date, str]]:
    """The days one chooses most for a next step: by its key the day, and how it is called."""
    tomorrow = add_working_days(today, 1)
    is_tomorrow = (tomorrow - today).days == 1
    return {
        "1": (tomorrow, _("tomorrow") if is_tomorrow else date_format(tomorrow, "l")),
        "3": (add_working_days(today, 3), _("in 3 working days")),
        "week": (next_week(today), _("next week")),
    }


class DayForm(LeadForm):
    """A form with a day for the next step: one that is chosen in a click, or any other."""

    quick = forms.ChoiceField(label=gettext_lazy("Or choose"), required=False)
    #: Which counts when there are both: a day that was typed, or what was clicked.
    click_counts = False
    next_action_on = day_field(gettext_lazy("On which day"))

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        self.days = quick_days(timezone.localdate())
        self.fields["quick"].choices = [(key, label) for key, (_day, label) in self.days.items()]

    @property
    def quick_choices(self) -> list[tuple[str, str, date]]:
        """Each key with how it is called and its day."""
        return [(key, label, day) for key, (day, label) in self.days.items()]

    def clean(self):
        data = super().clean()
        quick = data.pop("quick", "")
        has_typed = data.get("next_action_on") or "next_action_on" in self.errors
        if quick and (self.click_counts or not has_typed):
            self.errors.pop("next_action_on", None)
            data["next_action_on"] = self.days[quick][0]
        return data


class ContactForm(DayForm):
    """How a call or mail went, in one click on its outcome."""

    name = "contact"

    note = note_field(gettext_lazy("Note"), rows=1)
    next_action = forms.CharField(
        label=gettext_lazy("Next step"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"list": "next-actions", "autocomplete": "off"}),
    )
    outcome = forms.ChoiceField(
        label=gettext_lazy("How did it go?"),
        choices=ContactOutcome.choices,
        error_messages={"required": gettext_lazy("Choose how it went.")},
    )

    @property
    def outcomes(self) -> list[tuple[str, str]]:
        return [(outcome.value, label) for outcome, label in OUTCOMES.items()]

    def apply(self):
        data = self.cleaned_data
        log_contact(self.lead, user=self.user, **data)
        if data["next_action"] or data["next_action_on"] or data["outcome"] == ContactOutcome.NO_ANSWER:
            return _("It is on the timeline.")
        return _("It is on the timeline. Is the next step still the same?")


class NoteForm(LeadForm):
    """Something worth knowing."""

    name = "note"
    for_closed = True
    overwrites = False

    text = note_field(
        gettext_lazy("Note"),
        help_text=gettext_lazy("With @ and a name you call a colleague, who gets a mail."),
    )

    def apply(self):
        add_note(self.lead, user=self.user, text=self.cleaned_data["text"])
        return _("The note is on the timeline.")


class NextActionForm(DayForm):
    """What is next, and when. The quick days are buttons, so what was clicked came last."""

    name = "next"
    click_counts = True

    next_action = forms.CharField(
        label=gettext_lazy("Next step"),
        required=False,
        widget=forms.TextInput(attrs={"list": "next-actions", "maxlength": 200, "autocomplete": "off"}),
    )

    def __init__(self, data=None, *, lead, **kwargs):
        # What it is now, so that putting it off takes one click.
        super().__init__(data, lead=lead, initial={"next_action": lead.next_action}, **kwargs)

    def apply(self):
        data = self.cleaned_data
        set_next_action(self.lead, user=self.user, action=data["next_action"], on=data["next_action_on"])
        return _("The next step is set.")


#: The address of each, below the lead's.
CONTACT_FORMS: dict[str, type[LeadForm]] = {
    form.name: form for form in (ContactForm, NoteForm, NextActionForm)
}
