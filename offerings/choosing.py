"""Choosing among the courses: for whom, and where. Pure; the query string carries the choice."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.text import slugify
from django.utils.translation import gettext as _

ON_LOCATION = "bij-u"
ONLINE = "online"


@dataclass(frozen=True)
class Option:
    """One thing to choose: what it says, how many courses it leaves, and its address."""

    label: str
    count: int
    href: str
    chosen: bool


@dataclass(frozen=True)
class Question:
    """A question with its options, the first of which is no choice at all."""

    label: str
    options: list[Option]


@dataclass(frozen=True)
class Choice:
    """The courses that are left, the questions with their options, and whether anything was chosen."""

    courses: list
    questions: list[Question]

    @property
    def is_made(self) -> bool:
        return any(option.chosen for question in self.questions for option in question.options[1:])


def audiences_of(course) -> dict[str, str]:
    """For whom the course is, as {key: label}."""
    return {slugify(course.audience): course.audience} if course.audience else {}


def places_of(course) -> dict[str, str]:
    """Where the course will be given, as {key: label}."""
    places = {}
    for date in course.dates_to_come:
        if date.online:
            places[ONLINE] = _("Online")
        else:
            places[slugify(date.place)] = date.place
    if course.on_location:
        places[ON_LOCATION] = _("At your school")
    return places


QUESTIONS = {"voor": audiences_of, "waar": places_of}


def choose(courses: Iterable, query: Mapping[str, str]) -> Choice:
    """Keep the courses that fit the query ("voor", "waar"). What nobody can choose counts as not chosen."""
    courses = list(courses)
    labels = {name: _labels(courses, keys_of) for name, keys_of in QUESTIONS.items()}
    chosen = {name: query[name] for name in QUESTIONS if query.get(name) in labels[name]}
    titles = {"voor": (_("For whom"), _("Everybody")), "waar": (_("Where"), _("Everywhere"))}
    questions = [
        Question(title, _options(courses, name, {"": nothing, **labels[name]}, chosen))
        for name, (title, nothing) in titles.items()
        if labels[name]
    ]
    return Choice(_fitting(courses, chosen), questions)


def _labels(courses: list, keys_of) -> dict[str, str]:
    labels = {}
    for course in courses:
        labels.update(keys_of(course))
    return dict(sorted(labels.items(), key=lambda item: (item[0] == ON_LOCATION, item[0] == ONLINE)))


def _options(courses: list, name: str, labels: Mapping[str, str], chosen: Mapping[str, str]) -> list[Option]:
    """What can be chosen beside the other choices: what would leave nothing is left out."""
    options = []
    for key, label in labels.items():
        picked = {other: value for other, value in {**chosen, name: key}.items() if value}
        is_chosen = chosen.get(name, "") == key
        if (count := len(_fitting(courses, picked))) or is_chosen:
            href = "?" + urlencode(picked) if picked else "."
            options.append(Option(label, count, href, is_chosen))
    return options


def _fitting(courses: list, chosen: Mapping[str, str]) -> list:
    return [
        course for course in courses if all(key in QUESTIONS[name](course) for name, key in chosen.items())
    ]
