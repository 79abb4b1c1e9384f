"""What a school can fill in on the page of its request."""

from datetime import date

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from intake.leads.deadlines import add_working_days
from intake.leads.errors import LeadError
from intake.leads.school import MOST_MOMENTS, why_not_on
from intake.models import CallMoment, Lead

from .fields import DayField, EmailField, LineField, TextField

LONGEST_MESSAGE = 2000


class SchoolForm(forms.Form):
    """A form on the page of a request. What the floor below refuses stands beside the field it is about."""

    # What is missing is said on the page, in our own words, whatever the browser.
    use_required_attribute = False

    def __init__(self, data=None, **kwargs):
        super().__init__(data, label_suffix="", **kwargs)

    def refuse(self, error: LeadError) -> None:
        self.add_error(error.field if error.field in self.fields else None, error.message)


class MessageForm(SchoolForm):
    """Something to add."""

    text = TextField(
        label=_("What do you want to add?"),
        max_length=LONGEST_MESSAGE,
        help_text=_("Your adviser gets it by mail at once. Please name no pupils or children."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write what you want to add.")},
    )


class FileForm(SchoolForm):
    """A file to add. What it is and how large is for the door to say."""

    file = forms.FileField(
        label=_("Which file?"),
        help_text=_("PDF, Word (docx), OpenDocument (odt), JPG or PNG, 10 MB at the most."),
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.odt,.jpg,.jpeg,.png"}),
        error_messages={
            "required": _("Choose a file first."),
            "empty": _("There is nothing in this file. Choose it again."),
        },
    )


class MomentsForm(SchoolForm):
    """Up to three days on which a call suits, each with a part of the day."""

    def __init__(self, data=None, *, lead: Lead):
        super().__init__(data)
        first = add_working_days(timezone.localdate(), 1)
        example = {"day": date_format(first, "j F"), "short": f"{first.day}-{first.month}"}
        now = [one for one in lead.call_proposals.all() if one.day >= first]
        for number in range(1, MOST_MOMENTS + 1):
            known = now[number - 1] if number <= len(now) else None
            self.fields[f"day_{number}"] = DayField(
                label=_("Day %(number)d") % {"number": number},
                required=number == 1,
                initial=date_format(known.day, "j F") if known else None,
                help_text=_("Such as %(day)s or %(short)s.") % example if number == 1 else "",
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
                error_messages={"required": _("Fill in at least one day.")},
            )
            self.fields[f"part_{number}"] = forms.ChoiceField(
                label=_("Part of the day"),
                required=False,
                choices=CallMoment.choices,
                initial=known.part if known else CallMoment.ANY,
                error_messages={"invalid_choice": _("Choose one of the answers.")},
            )

    def clean(self) -> dict:
        """Say it beside the day that it is about; the door looks at all of them once more."""
        answers = super().clean()
        for name, day in answers.copy().items():
            if isinstance(day, date) and (refusal := why_not_on(day, timezone.localdate())):
                self.add_error(name, refusal)
        return answers

    @property
    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"day_{number}"], self[f"part_{number}"]) for number in range(1, MOST_MOMENTS + 1)]

    @property
    def has_more(self) -> bool:
        """Whether there is something to see of more than one day."""
        return any(day.value() or day.errors or part.errors for day, part in self.pairs[1:])

    @property
    def moments(self) -> list[tuple]:
        """The days that were filled in, each with its part of the day."""
        data = self.cleaned_data
        return [
            (data[f"day_{number}"], data[f"part_{number}"] or CallMoment.ANY)
            for number in range(1, MOST_MOMENTS + 1)
            if data.get(f"day_{number}")
        ]


class WithdrawForm(SchoolForm):
    """Why, if somebody wants to say so."""

    why = TextField(
        label=_("Would you tell us why?"),
        required=False,
        max_length=500,
        help_text=_("It helps us. You need not."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class LinkForm(SchoolForm):
    """Which request, and whose: for a new link."""

    reference = LineField(
        label=_("Your reference"),
        max_length=40,
        help_text=_("It stands in our mail, such as LK-2026-0417."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Fill in your reference, such as LK-2026-0417.")},
    )
    email = EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("The address with which you sent the request."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email", "spellcheck": "false"}),
        error_messages={
            "required": _("Fill in your e-mail address."),
            "invalid": _("Fill in an e-mail address with an @, such as naam@school.nl"),
        },
    )
