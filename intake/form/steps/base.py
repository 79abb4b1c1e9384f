"""What the forms of the four steps share."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from intake.form.offer import Offer
from intake.form.origin import Origin
from intake.form.questions import Filed, OwnQuestion
from intake.form.tickets import Ticket
from intake.models import Draft, IntakeRequest

from .summary import Row, in_words

CHOOSE_ONE = _("Choose one of the answers.")
#: The hidden field that says which questions were on the page.
ASKED = "gevraagd"
#: A draft keeps no more than this of what is typed: characters of one answer and of one step, and ticks.
MOST_TYPED, MOST_IN_A_STEP, MOST_TICKS = 10_000, 60_000, 60


@dataclass(frozen=True)
class Asked:
    """What the forms may know beside the answers; each part is read once for a request to the site.

    `own` are the editors' own questions; `filed` gives what the draft holds of files, and is asked only when
    one of those questions wants files.
    """

    offer: Offer
    origin: Origin
    draft: Draft
    ticket: Ticket
    own: Sequence[OwnQuestion] = ()
    filed: Callable[[], dict[str, Filed]] = dict


class StepForm(forms.Form):
    """One step of the request form.

    `data` is what was posted, or what the draft has of a step that is checked again; `typed` is what the
    draft has of a step that is only shown, so that nobody is told off for what they have not finished.
    """

    def __init__(
        self,
        data: Mapping | None = None,
        files: Mapping | None = None,
        *,
        asked: Asked,
        typed: MultiValueDict | None = None,
        **kwargs,
    ):
        super().__init__(None if data is None else lists(data), files, label_suffix="", **kwargs)
        self.asked = asked
        #: Whether somebody posted this just now; what a draft has is looked at again without `files`. The
        #: hidden field ASKED does not tell: it is the browser's word.
        self.is_posted = files is not None
        #: What the draft has of this step, posted or not.
        self.kept = lists(typed)
        self.add_fields(lists(typed if data is None else data))
        if data is None and typed is not None:
            self.initial |= {name: _shown_again(field, typed, name) for name, field in self.fields.items()}
        #: Questions that were not on the page that was posted.
        self.unasked = self._unasked()

    def full_clean(self) -> None:
        """Check all answers; a question that was not on the page is not missed until it was asked."""
        needed = [field for name in self.unasked if (field := self.fields[name]).required]
        for field in needed:
            field.required = False
        super().full_clean()
        for field in needed:
            field.required = True

    # ------------------------------------------------------------------ what a step says of itself
    def add_fields(self, typed: MultiValueDict) -> None:
        """Add, leave out and word questions by what was typed and where the school came from."""

    def layout(self) -> Iterable:
        """The questions in their order on the page, as crispy-forms lays them out."""
        return list(self.fields)

    def rows(self) -> list[Row]:
        """What the check page shows of valid answers."""
        return [row for name in self.fields if (row := self.row(name)).value]

    def request_data(self) -> dict:
        """The fields of `intake.form.submit.RequestData` that valid answers give."""
        return dict(self.cleaned_data)

    def shown_again(self) -> "StepForm | None":
        """The same step without judging it, for a button of its own on the page; None to go on."""
        return None

    # ------------------------------------------------------------------ what others need of it
    @property
    def helper(self) -> FormHelper:
        """How crispy-forms lays it out. The page itself has the form tag and the summary of errors."""
        helper = FormHelper()
        helper.form_tag = helper.form_show_errors = False
        helper.disable_csrf = True
        helper.layout = Layout(*self.layout())
        return helper

    @property
    def names(self) -> str:
        """The names of all questions on the page."""
        return " ".join(self.fields)

    def row(self, name: str, label: str = "") -> Row:
        """One answer for the check page."""
        field = self.fields[name]
        return Row(label or field.label, in_words(field, self.cleaned_data.get(name)))

    def as_typed(self) -> dict[str, list[str]]:
        """What was posted, right or not, as a draft keeps it: bounded, without what no database takes."""
        left = MOST_IN_A_STEP
        kept = {}
        for name in self.fields:
            kept[name] = []
            for value in self.data.getlist(name)[:MOST_TICKS]:
                kept[name].append(str(value).replace("\x00", "")[: min(MOST_TYPED, left)])
                left -= len(kept[name][-1])
        return kept

    def _unasked(self) -> list[str]:
        if not self.is_bound or ASKED not in self.data:
            return []
        on_the_page = set(self.data.get(ASKED).split())
        return [name for name in self.fields if name not in on_the_page]


def stored(name: str) -> int:
    """How many characters of this answer a request keeps."""
    return IntakeRequest._meta.get_field(name).max_length


def needed(message) -> dict[str, str]:
    """The messages of a choice that has to be made."""
    return {"required": message, "invalid_choice": CHOOSE_ONE}


def lists(data: Mapping | None) -> MultiValueDict:
    """The same with lists; a dictionary of single answers will do."""
    if isinstance(data, MultiValueDict):
        return data
    answers = (data or {}).items()
    return MultiValueDict({name: value if isinstance(value, list) else [value] for name, value in answers})


def _shown_again(field: forms.Field, typed: MultiValueDict, name: str):
    """What was typed in a field, as its widget shows it."""
    return (
        typed.getlist(name)
        if getattr(field.widget, "allow_multiple_selected", False)
        else typed.get(name, "")
    )
