"""What a draft keeps of own questions beside what is typed, so that nothing of it is lost on the way.

Editors may retire or delete a question while somebody is writing: the answer was given, so it goes along with
the question as it was asked. And a file that we could not take is owed: it stops nobody, and comes later.

These fields are written by us alone, and read from the draft alone: what a browser posts under their names
counts for nothing.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from django.utils.datastructures import MultiValueDict

from intake.models import QuestionKind

#: Before the key of a question: its kind, its text and the answer in words, as they were.
WAS = "was_"
#: What stands as the answer to a question whose file is owed.
OWED = "later"


class GoneAnswer(NamedTuple):
    """An answer to a question that is asked no more."""

    key: str
    kind: str
    question: str
    answer: str


def as_kept(answers: Iterable[Mapping]) -> dict[str, list[str]]:
    """Answers in words (`questions.answers_in_words`), as a draft keeps them."""
    return {
        f"{WAS}{own['key']}": [own["kind"], own["question"], own["answer"]]
        for own in answers
        if not own.get("is_owed")
    }


def gone_answers(asked: Collection[str], kept: MultiValueDict) -> list[GoneAnswer]:
    """What the draft keeps of questions whose key is not among those that are asked now."""
    found = []
    for name, values in kept.lists():
        key = name.removeprefix(WAS)
        if name.startswith(WAS) and key not in asked and len(values) == 3:
            found.append(GoneAnswer(key, *values))
    return found


def as_answers(gone: Iterable[GoneAnswer]) -> list[dict]:
    """The same, as a request keeps them."""
    return [one._asdict() for one in gone]


def keys_of_files(gone: Iterable[GoneAnswer]) -> list[str]:
    return [one.key for one in gone if one.kind == QuestionKind.FILE]


def owed_in(kept: MultiValueDict) -> set[str]:
    """The names of the fields whose file is owed."""
    return {name for name, values in kept.lists() if name.startswith("vraag_") and values == [OWED]}
