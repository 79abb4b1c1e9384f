"""Writes the editors' own questions, and the answers that requests of before gave to them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile

from demo.files import Where, read_records
from demo.known import Known
from demo.pictures import sheet
from intake.files.attach import attach_to_draft, in_words
from intake.models import Question, QuestionAudience, QuestionChoice, QuestionKind
from offerings.models import ServicePage


@dataclass(frozen=True)
class Own:
    """A question; with `pages` it is asked of who asks about one of those services."""

    key: str
    text: str
    kind: str
    help: str = ""
    required: bool = False
    retired: bool = False
    choices: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)


def write(known: Known) -> None:
    """Make the questions that are missing."""
    there = set(Question.objects.values_list("key", flat=True))
    for number, (own, where) in enumerate(read_records("questions.yaml", Own), start=1):
        if own.key not in there:
            _write(own, number, known, where)


def answers_of(own: Mapping[str, str], draft_key: UUID, where: Where) -> tuple[list[dict], list[int]]:
    """What a request keeps of answers by the key of their question, and the files that belong to it.

    The answer to a question for a file is its name; the file is a sheet of paper with that name on it.
    """
    answers, files = [], []
    questions = {question.key: question for question in Question.objects.filter(key__in=own)}
    for key, answer in own.items():
        if key not in questions:
            raise (where / key).error("there is no such question")
        question = questions[key]
        if question.kind == QuestionKind.FILE:
            upload = SimpleUploadedFile(answer, sheet(answer.removesuffix(".pdf")))
            file = attach_to_draft(draft_key, upload, question_key=key)
            files.append(file.pk)
            answer = f"{file.name} ({in_words(file.size)})"  # noqa: PLW2901  (as the form says it)
        answers.append({"key": key, "kind": question.kind, "question": question.text, "answer": answer})
    return answers, files


def _write(own: Own, number: int, known: Known, where: Where) -> None:
    if own.kind not in QuestionKind.values:
        raise (where / "kind").error(f"one of {', '.join(QuestionKind.values)}")
    pages = [known.page(address, where / "pages").pk for address in own.pages]
    question = Question(
        key=own.key,
        sort_order=number,
        text=own.text,
        help_text=own.help,
        kind=own.kind,
        required=own.required,
        retired=own.retired,
        audience=QuestionAudience.CHOSEN if pages else QuestionAudience.EVERYBODY,
    )
    question.choices = [QuestionChoice(text=text, sort_order=at) for at, text in enumerate(own.choices)]
    question.services = list(ServicePage.objects.filter(pk__in=pages))
    question.save()
