"""Who comes to a course, a line for each: the name and the e-mail address in whatever way one writes them."""

import re
from collections.abc import Iterable

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intake.leads.enrolments import MOST_SEATS
from intake.models import Participant

from .fields import NOT_IN_A_NAME, TextField

ADDRESS = re.compile(r"[^\s,;:<>()\[\]]+@[^\s,;:<>()\[\]]+")
#: What stands between a name and an address, or before a name in a list.
AROUND = " ,;:<>()[]-*•\u2013"
LONGEST_NAME = 120


class ParticipantsField(TextField):
    """ "Ruth Visser, ruth@school.nl" a line; the address may be left out. Cleans to a list of Participant."""

    def __init__(self, **kwargs):
        defaults = {
            "label": gettext_lazy("Who comes?"),
            "help_text": gettext_lazy("One person a line: name, e-mail address. You may also tell us later."),
            "max_length": 10_000,
            "widget": forms.Textarea(attrs={"rows": 3, "autocomplete": "off", "spellcheck": "false"}),
        }
        super().__init__(**defaults | kwargs)

    def clean(self, value) -> list[Participant]:
        """Raises ValidationError that names every line that is not right."""
        people, wrong = [], []
        for number, line in enumerate(super().clean(value).splitlines(), start=1):
            try:
                person = read_person(line)
            except ValidationError as error:
                wrong.append(
                    _("Line %(number)d: %(problem)s") % {"number": number, "problem": error.messages[0]}
                )
            else:
                people.extend([person] if person else [])
        if wrong:
            raise ValidationError(wrong, code="invalid")
        if len(people) > MOST_SEATS:
            raise ValidationError(
                _("Fill in %(most)d people at the most.") % {"most": MOST_SEATS}, code="too_many"
            )
        return people


def read_person(line: str) -> Participant | None:
    """The person in a line, None for an empty one. Raises ValidationError for what is no person."""
    addresses = ADDRESS.findall(line)
    if len(addresses) > 1:
        raise ValidationError(_("one e-mail address a line."))
    email = addresses[0].strip(".'\"") if addresses else ""
    name = ADDRESS.sub(" ", line)
    name = re.sub(r"\s+", " ", name).strip(AROUND)
    if not name and not email:
        return None
    if NOT_IN_A_NAME.search(name) or len(name) > LONGEST_NAME:
        raise ValidationError(_("only a name and an e-mail address, please."))
    if email:
        try:
            validate_email(email)
        except ValidationError:
            raise ValidationError(_("this e-mail address is not right.")) from None
    return Participant(name, email)


def in_lines(people: Iterable[Participant]) -> str:
    """As one would type them."""
    return "\n".join(", ".join(filter(None, (person.name, person.email))) for person in people)
