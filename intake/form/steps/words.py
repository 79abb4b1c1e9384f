"""The four steps by name, and their words."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ORGANISATION, CONTACT, QUESTION, CHECK = "organisatie", "contact", "vraag", "controle"


@dataclass(frozen=True)
class Step:
    """`title` stands in the progress and above the part of the check page, `heading` above the step itself.

    `onward` and `back` are the buttons that lead to it.
    """

    title: Promise
    heading: Promise
    onward: Promise
    back: Promise


STEPS: dict[str, Step] = {
    ORGANISATION: Step(
        _("Your organisation"),
        _("Your organisation"),
        _("Go on to your organisation"),
        _("Back to your organisation"),
    ),
    CONTACT: Step(
        _("Who may we call?"),
        _("Who may we call?"),
        _("Go on to your details"),
        _("Back to your details"),
    ),
    QUESTION: Step(
        _("Your question"),
        _("Your question"),
        _("Go on to your question"),
        _("Back to your question"),
    ),
    CHECK: Step(
        _("Check and send"),
        _("Is everything right?"),
        _("Go on to checking"),
        _("Back to checking"),
    ),
}
