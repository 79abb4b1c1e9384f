"""Form fields that take answers as people type them.

The summary of errors names a field with `is_named_in_summary`: what is wrong with it does not say of what.
"""

import re
from datetime import date, timedelta
from typing import NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from phonenumber_field.formfields import PhoneNumberField

from intake.registers.numbers import normalise_brin, normalise_lrk, normalise_postcode, squeeze

from .days import parse_day
from .text import clean_line, clean_lines

TOO_LONG = _("Keep this to %(limit_value)d characters. Now there are %(show_value)d.")
#: No day further away than this is a wish.
FAR_AHEAD = timedelta(days=3 * 366)
#: What belongs in the address bar or in a program, and never in somebody's name.
NOT_IN_A_NAME = re.compile(r"https?:|www\.|[@<>{}\\]", re.IGNORECASE)


class FixedChoicesMixin:
    """A choice from a list that is never changed in place, so that no form needs a copy of its own.

    Every form copies its fields, and of a choice all that can be chosen: much work for what a request to the
    site only reads. Who gives a field of a form other choices gives that field a new list.
    """

    def __deepcopy__(self, memo):
        copied = super(forms.ChoiceField, self).__deepcopy__(memo)
        copied._choices = self._choices
        return copied


class OneOfField(FixedChoicesMixin, forms.ChoiceField):
    """One of a list."""


class SomeOfField(FixedChoicesMixin, forms.MultipleChoiceField):
    """Some of a list."""


class TidyMixin:
    """A text field that cleans its text before it counts and checks it."""

    tidy = staticmethod(clean_line)

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.error_messages.setdefault("max_length", TOO_LONG)

    def to_python(self, value):
        value = super().to_python(value)
        if value in self.empty_values:
            return value
        # Far too long is not worth the work of cleaning: the check on length refuses it as it is.
        return value if len(value) > 10 * self.max_length else self.tidy(value)


class LineField(TidyMixin, forms.CharField):
    """One line of text."""


class TextField(TidyMixin, forms.CharField):
    """Lines of text. A line break counts as one character, as it does in the browser."""

    tidy = staticmethod(lambda text: clean_lines(text).strip())
    widget = forms.Textarea


class NameField(LineField):
    """The first or last name of a person."""

    def validate(self, value):
        super().validate(value)
        if value and NOT_IN_A_NAME.search(value):
            raise ValidationError(_("Fill in only a name here."), code="name")


class EmailField(TidyMixin, forms.EmailField):
    """An e-mail address; a space that came along with copying does no harm."""


class PhoneField(PhoneNumberField):
    """A phone number, of the Netherlands or with its country code."""

    def to_python(self, value):
        return super().to_python(clean_line(value[:100]) if value else value)


class PostcodeField(LineField):
    """ "3512lk" becomes "3512 LK"."""

    def clean(self, value):
        value = super().clean(value)
        return normalise_postcode(value) if value else ""


class RegisterCode(NamedTuple):
    """The number an organisation has in a national register; at most one of the two is filled in."""

    brin: str = ""
    lrk: str = ""


class RegisterCodeField(LineField):
    """The BRIN code of a school or the LRK number of a childcare location, told apart by their form."""

    def clean(self, value) -> RegisterCode:
        value = super().clean(value)
        if not value:
            return RegisterCode()
        digits_only = squeeze(value).removeprefix("LRK").isdigit()
        try:
            return (
                RegisterCode(lrk=normalise_lrk(value))
                if digits_only
                else RegisterCode(brin=normalise_brin(value))
            )
        except ValidationError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error


class CountField(forms.CharField):
    """How many: a whole number from 1 to `max_value`, also when it stands in words ("ongeveer 14")."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 20})
    is_named_in_summary = True

    def __init__(self, *, max_value: int, **kwargs):
        super().__init__(**kwargs)
        self.max_value = max_value

    def clean(self, value) -> int | None:
        """Raises ValidationError for no number, more than one, or one out of range."""
        value = super().clean(value)
        if not value:
            return None
        numbers = re.findall(r"\d+", value[:100])
        if len(numbers) != 1 or not 1 <= int(numbers[0]) <= self.max_value:
            raise ValidationError(
                _("Fill in one number, from 1 to %(max)d. A guess will do."),
                code="invalid",
                params={"max": self.max_value},
            )
        return int(numbers[0])


class DayField(LineField):
    """A day, written in any way; one of the coming three years when it has to be `to_come`."""

    is_named_in_summary = True

    def __init__(self, *, to_come: bool = True, **kwargs):
        super().__init__(**{"max_length": 40} | kwargs)
        self.to_come = to_come

    def clean(self, value) -> date | None:
        """Raises ValidationError for what is no day, or no day to come."""
        value = super().clean(value)
        if not value:
            return None
        today = timezone.localdate()
        day = parse_day(value, today)
        if day is None:
            raise ValidationError(_("Fill in a day, such as 12 maart 2027 or 12-3-2027."), code="invalid")
        if self.to_come and not today <= day <= today + FAR_AHEAD:
            raise ValidationError(
                _("Fill in a day that is still to come, within three years."), code="not_to_come"
            )
        return day
