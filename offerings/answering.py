"""Where somebody is in a guide. Pure; the query string carries the answers, and nothing else is kept.

`?antwoorden=1f2e3d4c.77e012aa` holds the keys of the answers so far. An address can be old, copied wrong or
made up: what is not an answer of this guide is left out, and its question is asked again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from .guiding import Answer, Question

#: The answers so far, and the question that somebody wants to answer again.
ANSWERS, ASK = "antwoorden", "vraag"
#: What a form sends along: which question it asked, and the answer.
ASKED, ANSWER = "gevraagd", "antwoord"
BETWEEN = "."
#: No guide has as many answers: the rest of such an address is noise.
MOST_KEYS = 50


@dataclass(frozen=True)
class Walk:
    """The answers so far, by the key of their question, and what is asked now: None when nothing is left.

    `is_missing`: the form was sent in without an answer. `was_sent`: with one, so that the address can be
    made short again.
    """

    questions: Sequence[Question]
    answers: Mapping[str, Answer]
    asked: Question | None = None
    is_missing: bool = False
    was_sent: bool = False

    @cached_property
    def given(self) -> list[tuple[Question, Answer]]:
        """The questions that were answered, in their order, each with its answer."""
        return [(one, self.answers[one.key]) for one in self.questions if one.key in self.answers]

    @property
    def state(self) -> str:
        """The answers as they stand in an address."""
        return BETWEEN.join(answer.key for _, answer in self.given)

    @property
    def query(self) -> str:
        """The address with these answers, from the guide's own address on."""
        return _query(self.state)

    @property
    def is_start(self) -> bool:
        """Whether nothing has been answered or asked for: the page as everybody finds it."""
        return not self.answers and not self.is_missing and self.number <= 1

    @property
    def number(self) -> int:
        """Which question this is, counted from 1; 0 when none is asked."""
        return self.questions.index(self.asked) + 1 if self.asked else 0

    @property
    def done(self) -> int:
        """How many of the other questions have an answer."""
        return sum(question != self.asked for question, _ in self.given)

    @property
    def chosen(self) -> Answer | None:
        """What was answered before to the question that is asked now."""
        return self.answers.get(self.asked.key) if self.asked else None

    @property
    def is_last(self) -> bool:
        """Whether the advice comes after this question."""
        return self.done == len(self.questions) - 1

    @property
    def is_change(self) -> bool:
        """Whether every question has an answer, and one of them is asked again."""
        return self.chosen is not None and self.is_last

    @property
    def before(self) -> str:
        """The address of the question before this one, with all answers; "" at the first."""
        return self.link_to(self.questions[self.number - 2]) if self.number > 1 else ""

    @property
    def changes(self) -> list[tuple[Question, Answer, str]]:
        """What was answered, each with the address at which to change it."""
        return [(question, answer, self.link_to(question)) for question, answer in self.given]

    def link_to(self, question: Question) -> str:
        """The address of a question, with the answers so far."""
        return _query(self.state, question.key)


def read(questions: Sequence[Question], query: Mapping[str, str]) -> Walk:
    """What an address says, as far as it fits these questions. What a form sends replaces what was before."""
    answers = _known(questions, query.get(ANSWERS, "").split(BETWEEN)[:MOST_KEYS])
    asked = _by_key(questions, query.get(ASKED, ""))
    sent = _known([asked], [query.get(ANSWER, "")]) if asked else {}
    answers |= sent
    if sent:
        return Walk(questions, answers, _next(questions, answers), was_sent=True)
    wanted = asked or _by_key(questions, query.get(ASK, ""))
    return Walk(questions, answers, wanted or _next(questions, answers), is_missing=asked is not None)


def _known(questions: Sequence[Question], keys: Sequence[str]) -> dict[str, Answer]:
    """The answers with these keys, by question."""
    keys = set(keys) - {""}
    return {
        question.key: answer for question in questions for answer in question.answers if answer.key in keys
    }


def _by_key(questions: Sequence[Question], key: str) -> Question | None:
    return next((question for question in questions if key and question.key == key), None)


def _next(questions: Sequence[Question], answers: Mapping[str, Answer]) -> Question | None:
    return next((question for question in questions if question.key not in answers), None)


def _query(state: str, question: str = "") -> str:
    fields = {name: value for name, value in ((ANSWERS, state), (ASK, question)) if value}
    return "?" + urlencode(fields) if fields else "."
