"""What the check page shows of the answers: parts with rows, each part with the step that changes it."""

from dataclasses import dataclass
from datetime import date

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from phonenumber_field.phonenumber import PhoneNumber

from home.dutch import phone_number


@dataclass(frozen=True)
class Row:
    """One question and its answer in words."""

    label: str
    value: str


@dataclass(frozen=True)
class Part:
    """One step on the check page."""

    step: str
    heading: str
    rows: list[Row]


def in_words(field: forms.Field, value) -> str:
    """A valid answer as one reads it; "" for none."""
    if value in (None, "", []):
        return ""
    if isinstance(field, forms.ChoiceField):
        chosen = value if isinstance(value, list) else [value]
        return ", ".join(_label(field, one) for one in chosen)
    match value:
        case bool():
            return _("Yes") if value else _("No")
        case PhoneNumber():
            return phone_number(value)
        case date():
            return date_format(value, "l j F Y")
    return str(value)


def _label(field: forms.ChoiceField, value: str) -> str:
    return next((str(label) for key, label in field.choices if str(key) == str(value)), str(value))
