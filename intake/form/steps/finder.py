"""Finding one's organisation in the registers, on the page of the first step.

With the script `finder.js` it is a combobox that asks while one types. Without it a button asks, and the same
choices come back as radio buttons. Whoever is not in the registers, or has none, fills in the same fields.

Three things go with the form: `search`, what is looked for; `register_choice`, the entry that was chosen; and
`register_was`, the entry that the fields were filled in from. When those two differ the fields are filled in
anew, so that nobody sends the number of one school with the name of another.
"""

from collections.abc import Callable

from crispy_forms.layout import Div
from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from intake.form.register_search import as_choice, said
from intake.registers.lookup import entry_by_key
from intake.registers.searching import LONGEST

SEARCH, CHOICE, WAS = "search", "register_choice", "register_was"
OWN_FIELDS = (SEARCH, CHOICE, WAS)
#: The button that searches, and the words that the choices on the page were found by.
BUTTON, SEARCHED = "zoek", "gezocht"
#: The choice of who is not in the list.
NOT_LISTED = "geen"


class SearchField(forms.CharField):
    """What is looked for: never kept, never wrong."""

    def __init__(self, **kwargs):
        attributes = {"autocomplete": "off", "spellcheck": "false", "enterkeyhint": "search"}
        super().__init__(
            required=False,
            label=_("Find your organisation"),
            help_text=_("Type a name, a place or a BRIN code."),
            widget=forms.TextInput(attrs={**attributes, "maxlength": LONGEST}),
            **kwargs,
        )


class ChoiceField(forms.CharField):
    """The key of an entry. Hidden, or radio buttons when something was found."""

    def __init__(self, **kwargs):
        super().__init__(
            required=False, max_length=40, label=_("Which one is it?"), widget=forms.HiddenInput, **kwargs
        )

    def offer(self, choices: list[dict]) -> None:
        """Show what was found, and the way out."""
        labels = [
            (one["key"], format_html('{}<span class="help">{}</span>', one["name"], one["line"]))
            for one in choices
        ]
        self.widget = forms.RadioSelect(choices=[*labels, (NOT_LISTED, _("My organisation is not listed"))])
        self.required = True  # as it is shown: not "may be left empty"


class Finder(Div):
    """The search, what was found and what was chosen, as one part of the page."""

    template = "%s/layout/finder.html"

    def __init__(self, form):
        super().__init__(CHOICE, WAS)
        self.search, self.found, self.chosen = form[SEARCH], form.found, form.chosen
        self.searched = form[SEARCH].value() or ""
        self.said = said(form.found) if form.found else ""


class ByHand(Div):
    """The fields themselves, folded away as long as one may still find oneself."""

    template = "%s/layout/by_hand.html"

    def __init__(self, *fields, is_chosen: bool, is_open: bool):
        super().__init__(*fields)
        self.is_chosen, self.is_open = is_chosen, is_open


def choice_by_key(key: str) -> dict | None:
    """The entry of the registers with this key, as a choice."""
    entry = entry_by_key(key)
    return as_choice(entry) if entry else None


def filled_in(
    data: MultiValueDict, names: tuple[str, ...], by_key: Callable[[str], dict | None] = choice_by_key
) -> MultiValueDict:
    """What was posted, with the fields of a choice that was made just now. Two queries, or none."""
    choice, was = data.get(CHOICE, ""), data.get(WAS, "")
    if choice == was:
        return data
    data = data.copy()
    chosen, before = by_key(choice), by_key(was)
    new, old = (one["fields"] if one else {} for one in (chosen, before))
    for name in names:
        if chosen:
            data[name] = new[name]
        elif data.get(name) == old.get(name):
            data[name] = ""
    data[CHOICE] = data[WAS] = chosen["key"] if chosen else ""
    return data


def is_searching(data: MultiValueDict) -> bool:
    """Whether what was posted is a question, and not an answer yet."""
    words = data.get(SEARCH, "").strip()
    if not words or (data.get(CHOICE) and data.get(SEARCHED) == words):
        return False
    return BUTTON in data or (data.get(SEARCHED) != words and not data.get("organisation_name"))
