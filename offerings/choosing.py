"""Choosing among the courses: for whom, in which form, when, where, and which recognition.

Pure: it works on keys, not on pages, so that a thousand courses cost little. The query string carries the
choice. Each option counts the courses it leaves beside the other choices, and what would leave none is not
offered. A place and a period are about the same date: Utrecht in spring is a date in Utrecht in spring.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

#: The questions, as the query string names them, in the order in which they are asked.
AUDIENCE, FORM, PERIOD, PLACE, RECOGNITION = QUESTIONS = ("voor", "vorm", "wanneer", "waar", "erkenning")
#: The questions about the dates of a course, and where their answer stands in a `Run`.
ABOUT_DATES = {PERIOD: 2, PLACE: 1}

#: A date, or "at your school" (which has no period), as (course, place, period): the keys one chooses by.
Run = tuple[int, str, str | None]


@dataclass(frozen=True)
class Shelf:
    """All that can be chosen among.

    `courses` are in the editor's order, `runs` the first date first. `labels` holds the words of each
    question's answers in their order, `marked` the courses with an answer, unless it is about dates.
    """

    courses: list[int]
    runs: list[Run]
    labels: Mapping[str, Mapping[str, str]]
    marked: Mapping[str, Mapping[str, set[int]]]

    def answers(self, name: str, chosen: Mapping[str, str]) -> Mapping[str, set[int]]:
        """The courses that each answer leaves; dates must fit the other choice about dates too."""
        if name not in ABOUT_DATES:
            return self.marked.get(name, {})
        at = ABOUT_DATES[name]
        left = {}
        for run in self.matching({other: key for other, key in chosen.items() if other != name}):
            if run[at]:
                left.setdefault(run[at], set()).add(run[0])
        return left

    def matching(self, chosen: Mapping[str, str]) -> list[Run]:
        """The runs that fit what was chosen about dates."""
        wanted = [(at, chosen[name]) for name, at in ABOUT_DATES.items() if name in chosen]
        return (
            [run for run in self.runs if all(run[at] == key for at, key in wanted)] if wanted else self.runs
        )

    def fitting(self, chosen: Mapping[str, str]) -> set[int]:
        """The courses that fit everything that was chosen."""
        left = set(self.courses)
        for name, key in chosen.items():
            left &= self.answers(name, chosen).get(key, set())
        return left

    def in_order(self, chosen: Mapping[str, str]) -> list[int]:
        """The courses that fit: in the editor's order, or the first date first when dates were asked for."""
        left = self.fitting(chosen)
        if not ABOUT_DATES.keys() & chosen.keys():
            return [course for course in self.courses if course in left]
        return list(dict.fromkeys(run[0] for run in self.matching(chosen) if run[0] in left))


@dataclass(frozen=True)
class Option:
    """One thing to choose: what it says, how many courses it leaves, and its address.

    The address of a chosen one takes the choice back.
    """

    label: str
    count: int
    href: str
    chosen: bool


@dataclass(frozen=True)
class Question:
    """A question with the options that leave something."""

    name: str
    options: list[Option]


@dataclass(frozen=True)
class Choice:
    """The courses that are left (their keys, in order) out of `total`, and what else can be chosen."""

    courses: list[int]
    total: int
    chosen: Mapping[str, str] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)
    has_dates: bool = False

    @property
    def is_made(self) -> bool:
        return bool(self.chosen)

    @property
    def made(self) -> list[Option]:
        """The options that were chosen."""
        return [option for question in self.questions for option in question.options if option.chosen]


def choose(shelf: Shelf, query: Mapping[str, str]) -> Choice:
    """Keep the courses that fit the query. What nobody can choose counts as not chosen."""
    chosen = {name: query[name] for name in QUESTIONS if query.get(name) in shelf.labels.get(name, {})}
    questions = [Question(name, _options(shelf, name, chosen)) for name in QUESTIONS]
    return Choice(
        courses=shelf.in_order(chosen),
        total=len(shelf.courses),
        chosen=chosen,
        questions=[question for question in questions if question.options],
        has_dates=bool(shelf.labels.get(PERIOD)),
    )


def _options(shelf: Shelf, name: str, chosen: Mapping[str, str]) -> list[Option]:
    others = {other: key for other, key in chosen.items() if other != name}
    beside, answers = shelf.fitting(others), shelf.answers(name, chosen)
    options = []
    for key, label in shelf.labels.get(name, {}).items():
        count, is_chosen = len(beside & answers.get(key, set())), chosen.get(name) == key
        if count or is_chosen:
            options.append(
                Option(label, count, _address(others if is_chosen else {**others, name: key}), is_chosen)
            )
    return options


def _address(chosen: Mapping[str, str]) -> str:
    """The query string of a choice, always in the same order: one choice is one address."""
    query = [(name, chosen[name]) for name in QUESTIONS if name in chosen]
    return "?" + urlencode(query) if query else "."
