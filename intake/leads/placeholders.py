"""Placeholders such as {voornaam} in what is written at the desk: which there are, and what they stand for.

They are filled in as plain text. What somebody writes is never read as a template, so it can reach nothing
else.
"""

import re
from collections.abc import Iterable, Mapping

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

BRACES = re.compile(r"\{([^{}]*)\}")
#: What can be filled in, and what it stands for.
PLACEHOLDERS: dict[str, Promise] = {
    "voornaam": gettext_lazy("first name of the contact person"),
    "naam": gettext_lazy("name of the contact person"),
    "organisatie": gettext_lazy("name of the organisation"),
    "plaats": gettext_lazy("place of the organisation"),
    "kenmerk": gettext_lazy("reference of the request"),
    "adviseur": gettext_lazy("name of the adviser, or “een collega”"),
    "dag": gettext_lazy("the day by which we call"),
    "bureau": gettext_lazy("our own name"),
}
#: The same, for a mail that an adviser writes: it has a sender, and may say what the request is about.
IN_TEMPLATES: dict[str, Promise] = PLACEHOLDERS | {
    "adviseur": gettext_lazy("name of the adviser"),
    "onderwerp": gettext_lazy("the services and courses asked about"),
    "telefoon": gettext_lazy("phone number of the contact person"),
}


def values_of(context: dict, brand_name: str) -> dict[str, str]:
    """What the placeholders stand for in a mail with this context; see `intake.leads.mail`."""
    person = context.get("contact") or {}
    adviser = context.get("adviser") or {}
    return {
        "voornaam": person.get("first_name", ""),
        "naam": person.get("name", ""),
        "organisatie": context.get("organisation", ""),
        "plaats": context.get("place", ""),
        "kenmerk": context.get("reference", ""),
        "adviseur": adviser.get("name") or _("a colleague"),
        "dag": context.get("respond_by", ""),
        "bureau": brand_name,
        "onderwerp": ", ".join(context.get("about") or ()),
        "telefoon": person.get("phone", ""),
    }


def check(text: str, allowed: Iterable[str]) -> None:
    """Refuse braces that are no placeholder of these. Raises ValidationError, saying which there are."""
    allowed = list(allowed)
    unknown = [name for name in BRACES.findall(text) if name not in allowed]
    known = ", ".join(f"{{{name}}}" for name in allowed)
    if unknown:
        raise ValidationError(
            _("There is no {%(name)s}. You can use: %(known)s.") % {"name": unknown[0], "known": known},
            code="placeholder",
        )
    if "{" in BRACES.sub("", text) or "}" in BRACES.sub("", text):
        raise ValidationError(
            _("A brace stands by itself. Write a placeholder as one of: %(known)s.") % {"known": known},
            code="placeholder",
        )


def fill(text: str, values: Mapping[str, str]) -> str:
    """With the placeholders filled in; one that has no value is left out."""
    return BRACES.sub(lambda match: str(values.get(match[1], "")), text)


def fill_known(text: str, values: Mapping[str, str]) -> str:
    """With the placeholders filled in that have a value; the others stay, for somebody to see.

    The result is filled in once more when it is sent: a value with a brace waits until then.
    """

    def value_of(match: re.Match) -> str:
        value = str(values.get(match[1], ""))
        return match[0] if not value or "{" in value or "}" in value else value

    return BRACES.sub(value_of, text)


def complete(text: str, values: Mapping[str, str]) -> str:
    """With every placeholder filled in. Raises ValidationError for one that is unknown or has no value."""
    check(text, IN_TEMPLATES)
    if empty := [name for name in BRACES.findall(text) if not values.get(name)]:
        raise ValidationError(
            _("We do not know {%(name)s} of this lead. Write it yourself, or take it out.")
            % {"name": empty[0]},
            code="placeholder",
        )
    return fill(text, values)
