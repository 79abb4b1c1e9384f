"""The editors' own questions in the form: which are asked, as fields, and their answers in words.

Every question that can come up stands in the page. One for a service or a course is hidden by the style sheet
until that is ticked, and asks for nothing until then: no script is needed. `OwnQuestions.marks` and
`css_class` tie the ticks to the questions.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from typing import Any

from crispy_forms.layout import Div
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from home.memory import recall
from intake.files.attach import in_words
from intake.files.limits import MOST_FILES
from intake.models import Question, QuestionAudience, QuestionKind, RequestFile

from .fields import DayField, LineField, TextField
from .kept_answers import OWED, as_answers, as_kept, gone_answers, keys_of_files

LONGEST_LINE, LONGEST_TEXT = 200, 2000
GONE = gettext_lazy("One of your choices is no longer offered. Choose again.")
NEEDED = {
    QuestionKind.ONE: gettext_lazy("Choose one of the answers."),
    QuestionKind.SOME: gettext_lazy("Choose at least one of the answers."),
    QuestionKind.YES_NO: gettext_lazy("Choose yes or no."),
    QuestionKind.NUMBER: gettext_lazy("Fill in a number. A guess will do."),
    QuestionKind.DATE: gettext_lazy("Fill in a day, such as 3-12-2026."),
    QuestionKind.FILE: gettext_lazy("Choose a file. You can send a PDF, a docx or odt, a JPG or a PNG."),
}
LIMITS = gettext_lazy("Three files at the most, of 10 MB: PDF, docx, odt, JPG or PNG.")
#: On the check page and with the request, of a file that we could not take.
OWED_TO_SCHOOL = gettext_lazy("We could not take your file just now. Send it later through your status page.")
OWED_TO_US = gettext_lazy(
    "To come: we could not take the file. The school sends it later by the status page."
)
NEEDS_WORDS = gettext_lazy("Fill in an answer. A few words are enough.")
YES_NO = (("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No")))
NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?")
LARGEST = 1_000_000_000


@dataclass(frozen=True)
class OwnQuestion:
    """A question as the form asks it. `pages` are those it is asked for; None: it is asked of everybody."""

    key: str
    kind: str
    text: str
    help_text: str
    required: bool
    choices: tuple[tuple[str, str], ...]
    pages: frozenset[int] | None

    @property
    def name(self) -> str:
        """The name of its field."""
        return f"vraag_{self.key}"

    @property
    def remove_name(self) -> str:
        """The name under which files of it are ticked to go."""
        return f"weg_{self.key}"

    def applies_to(self, pages: Collection[int]) -> bool:
        """Whether it is asked of who asks about these pages."""
        return self.pages is None or not self.pages.isdisjoint(pages)


@dataclass(frozen=True)
class Filed:
    """What the draft holds for one question: what is kept, and what was said of what was not taken.

    `is_owed` says that we could not take a file, for a reason of our own: it comes later.
    """

    kept: tuple[RequestFile, ...] = ()
    refused: tuple[str, ...] = ()
    is_owed: bool = False


def asked_questions(request: HttpRequest | None = None) -> tuple[OwnQuestion, ...]:
    """Every question that is asked now, in the editors' order; recalled for as long as none changes."""
    return recall(request, "intake.own_questions", _read)


def as_own_question(question: Question) -> OwnQuestion:
    """A question as the form asks it, stored or not (an editor may be writing it)."""
    return OwnQuestion(
        key=question.key,
        kind=question.kind,
        text=question.text,
        help_text=question.help_text,
        required=question.required,
        choices=tuple((choice.key, choice.text) for choice in question.choices.all()),
        pages=None if question.audience == QuestionAudience.EVERYBODY else question.page_ids,
    )


def filed(
    files: Iterable[RequestFile],
    refused: Mapping[str, list[str]] | None = None,
    owed: Collection[str] = (),
) -> dict[str, Filed]:
    """By the name of its field, what a draft holds for each question; `owed` are names of fields."""
    kept: dict[str, list[RequestFile]] = {}
    for file in files:
        kept.setdefault(f"vraag_{file.question_key}", []).append(file)
    refused = refused or {}
    return {
        name: Filed(tuple(kept.get(name, ())), tuple(refused.get(name, ())), name in owed)
        for name in {*kept, *refused, *owed}
    }


def field_for(question: OwnQuestion, files: Filed | None = None) -> forms.Field:
    """The form field of a question; what is wrong with it is said with its question."""
    field = _field(question, files)
    field.is_named_in_summary = True
    return field


def _field(question: OwnQuestion, files: Filed | None) -> forms.Field:
    common = {
        "label": question.text,
        "help_text": question.help_text,
        "required": question.required,
        "error_messages": {"required": NEEDED.get(question.kind, NEEDS_WORDS)},
    }
    match question.kind:
        case QuestionKind.TEXT:
            return TextField(max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 4}), **common)
        case QuestionKind.ONE | QuestionKind.YES_NO | QuestionKind.SOME:
            return _choice_field(question, common)
        case QuestionKind.NUMBER:
            return NumberField(**common)
        case QuestionKind.DATE:
            widget = forms.TextInput(attrs={"class": "short", "autocomplete": "off"})
            return DayField(to_come=False, widget=widget, **common)
        case QuestionKind.FILE:
            common["help_text"] = " ".join(filter(None, (question.help_text, str(LIMITS))))
            return FilesField(question, files or Filed(), **common)
    return LineField(max_length=LONGEST_LINE, **common)


def answers_in_words(questions: Iterable[OwnQuestion], answers: dict) -> list[dict]:
    """What a request keeps of each question that was answered: {"key", "kind", "question", "answer"}.

    `answers` are the cleaned answers by the name of their field.
    """
    said = ((question, _in_words(question, answers.get(question.name))) for question in questions)
    return [
        {"key": question.key, "kind": str(question.kind), "question": question.text, "answer": answer}
        for question, answer in said
        if answer
    ]


def owed_in_words(question: OwnQuestion) -> dict:
    """What a request keeps of a question whose file we could not take."""
    words = {"key": question.key, "kind": str(question.kind), "question": question.text}
    return {**words, "answer": str(OWED_TO_US), "is_owed": True}


class OwnQuestions:
    """The own questions of one form.

    `offered` are the services and courses that can be ticked, `ticked` those that are, `always` what the form
    is about without a tick. `in_play` are the questions that can come up in this form, in their order.
    `files` gives what the draft holds, and is called only when a question that applies wants files. `kept` is
    what the draft keeps of this step: of questions that are `gone` since, the answers go along all the same.
    """

    def __init__(
        self,
        questions: Sequence[OwnQuestion],
        *,
        offered: Collection[int] = (),
        ticked: Collection[int] = (),
        always: Collection[int] = (),
        files: Callable[[], dict[str, Filed]] = dict,
        kept: MultiValueDict | None = None,
    ):
        self.gone = gone_answers({one.key for one in questions}, kept or MultiValueDict())
        self.always = frozenset(always)
        self.pages = self.always.union(ticked)
        possible = self.pages.union(offered)
        self.in_play = [question for question in questions if question.applies_to(possible)]
        wants_files = any(question.kind == QuestionKind.FILE for question in self.applying)
        self.files = files() if wants_files or keys_of_files(self.gone) else {}

    @property
    def applying(self) -> list[OwnQuestion]:
        return [question for question in self.in_play if self.applies(question)]

    def applies(self, question: OwnQuestion) -> bool:
        return question.applies_to(self.pages)

    @property
    def names(self) -> set[str]:
        """The names of their fields."""
        return {question.name for question in self.in_play}

    def layout(self) -> list[Div]:
        """For crispy-forms; the class of each lets the style sheet hide it until its tick is on."""
        return [Div(question.name, css_class=self.css_class(question)) for question in self.in_play]

    def add_to(self, form: forms.Form) -> None:
        """Give the form a field for each question in play; `drop` sees to it that one can leave them."""
        for question in self.in_play:
            form.fields[question.name] = field_for(question, self.files.get(question.name))

    def drop(self, form: forms.Form) -> None:
        """For the form's `clean`: forget the answers, and the errors, of what does not apply."""
        for question in self.in_play:
            if not self.applies(question):
                form.errors.pop(question.name, None)
                form.cleaned_data.pop(question.name, None)

    def marks(self) -> dict[str, str]:
        """By page, as the value of its tick: the numbers of the questions that it brings up, "1 4"."""
        marks: dict[str, list[str]] = {}
        for number, question in self._conditional.items():
            for page in question.pages:
                marks.setdefault(str(page), []).append(str(number))
        return {page: " ".join(numbers) for page, numbers in marks.items()}

    def css_class(self, question: OwnQuestion) -> str:
        """The class of form.css that hides it until its tick is on; "" for what is always asked."""
        for number, one in self._conditional.items():
            if one.key == question.key:
                return f"own-{number}"
        return ""

    def answers(self, cleaned: dict) -> list[dict]:
        """What the request keeps, of the cleaned answers of a valid form."""
        said = answers_in_words(self.applying, cleaned)
        return [*said, *(owed_in_words(one) for one in self.owed), *as_answers(self.gone)]

    @property
    def owed(self) -> list[OwnQuestion]:
        """The questions whose file we could not take."""
        return [one for one in self.applying if self.files.get(one.name, Filed()).is_owed]

    def as_kept(self, cleaned: dict) -> dict[str, list[str]]:
        """What the draft keeps beside what was typed; see `kept_answers`."""
        owed = {one.name: [OWED] for one in self.owed}
        return as_kept([*answers_in_words(self.applying, cleaned), *as_answers(self.gone)]) | owed

    def rows(self, cleaned: dict) -> list[tuple[str, str]]:
        """The answers as the school looks them over: pairs of question and answer."""
        return [
            (own["question"], str(OWED_TO_SCHOOL) if own.get("is_owed") else own["answer"])
            for own in self.answers(cleaned)
        ]

    def file_ids(self, cleaned: dict) -> list[int]:
        """The files that go along with the request."""
        asked = [question for question in self.applying if question.kind == QuestionKind.FILE]
        given = [file for question in asked for file in cleaned.get(question.name) or ()]
        gone = [self.files.get(f"vraag_{key}", Filed()).kept for key in keys_of_files(self.gone)]
        return [file.pk for file in (*given, *chain.from_iterable(gone))]

    @property
    def _conditional(self) -> dict[int, OwnQuestion]:
        """By number, what a tick brings up; what the link is about is asked without one."""
        found = [one for one in self.in_play if one.pages is not None and not one.applies_to(self.always)]
        return dict(enumerate(found, start=1))


# ------------------------------------------------------------------ fields
class NumberField(LineField):
    """A number as people write it here: "1.250", "12,5", "ongeveer 30"."""

    def __init__(self, **kwargs):
        super().__init__(
            max_length=40, widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "short"}), **kwargs
        )

    def clean(self, value) -> Decimal | None:
        value = super().clean(value)
        if not value:
            return None
        numbers = NUMBER.findall(value)
        number = _number(numbers[0]) if len(numbers) == 1 else None
        if number is None or number > LARGEST:
            raise ValidationError(_("Fill in one number, such as 12 or 12,5."), code="invalid")
        return number


class FilesWidget(forms.FileInput):
    """What is kept already, each with a tick to take it away, and a field for more."""

    template_name = "intake/form/files.html"
    allow_multiple_selected = True

    def __init__(self, question: OwnQuestion, files: Filed):
        super().__init__(attrs={"multiple": True, "accept": ".pdf,.docx,.odt,.jpg,.jpeg,.png"})
        self.question, self.files = question, files

    def value_from_datadict(self, data, files, name):
        return self.files.kept  # what came along was put there before the form looks at it

    def value_omitted_from_data(self, data, files, name):
        return False

    def use_required_attribute(self, initial):
        return False

    def get_context(self, name, value, attrs):
        context = super().get_context(name, None, attrs)
        kept = [(file, in_words(file.size)) for file in self.files.kept]
        return context | {
            "kept": kept,
            "remove_name": self.question.remove_name,
            "is_owed": self.files.is_owed,
            "is_full": len(kept) >= MOST_FILES,
        }


class FilesField(forms.Field):
    """Files that the draft holds for a question. Its value is those files, as RequestFile."""

    def __init__(self, question: OwnQuestion, files: Filed, **kwargs):
        super().__init__(widget=FilesWidget(question, files), **kwargs)
        self.files = files

    def clean(self, value) -> tuple[RequestFile, ...]:
        if self.files.refused:
            raise ValidationError(list(self.files.refused), code="refused")
        if self.required and not self.files.kept and not self.files.is_owed:
            raise ValidationError(self.error_messages["required"], code="required")
        return self.files.kept

    def has_changed(self, initial, data):
        return False


def _choice_field(question: OwnQuestion, common: dict) -> forms.Field:
    common["error_messages"] |= {"invalid_choice": GONE, "invalid_list": GONE}
    if question.kind == QuestionKind.SOME:
        return forms.MultipleChoiceField(
            choices=question.choices, widget=forms.CheckboxSelectMultiple, **common
        )
    choices = YES_NO if question.kind == QuestionKind.YES_NO else question.choices
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **common)


def _read() -> tuple[OwnQuestion, ...]:
    questions = Question.objects.asked().prefetch_related("choices", "services", "courses")
    return tuple(as_own_question(question) for question in questions)


def _number(text: str) -> Decimal:
    if "," in text or re.fullmatch(r"\d{1,3}(\.\d{3})+", text):
        text = text.replace(".", "").replace(",", ".")
    return Decimal(text)


def _in_words(question: OwnQuestion, answer) -> str:
    if answer is None or answer in ("", [], ()):
        return ""
    say = IN_WORDS.get(question.kind)
    return say(question, answer) if say else str(answer)


#: How an answer reads, by its kind; a line and a text read as they were written.
IN_WORDS: dict[str, Callable[[OwnQuestion, Any], str]] = {
    QuestionKind.YES_NO: lambda question, answer: str(dict(YES_NO)[answer]),
    QuestionKind.ONE: lambda question, answer: dict(question.choices)[answer],
    QuestionKind.SOME: lambda question, answer: ", ".join(dict(question.choices)[key] for key in answer),
    QuestionKind.NUMBER: lambda question, answer: number_format(answer, force_grouping=answer >= 10_000),
    QuestionKind.DATE: lambda question, answer: date_format(answer, "j F Y"),
    QuestionKind.FILE: lambda question, answer: ", ".join(
        f"{file.name} ({in_words(file.size)})" for file in answer
    ),
}
