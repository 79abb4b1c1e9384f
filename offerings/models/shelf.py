"""Reads what can be chosen among the courses: few and lean queries, however many courses there are."""

from datetime import date
from functools import lru_cache

from django.db.models import F, QuerySet, Value
from django.utils import timezone
from django.utils.text import capfirst, slugify
from django.utils.translation import gettext as _
from wagtail.models import Page

from home import dutch
from home.freshness import content_version
from offerings.choosing import AUDIENCE, FORM, PERIOD, PLACE, RECOGNITION, Run, Shelf

from .courses import CoursePage
from .dates import CourseDate
from .lists import Audience, ListItem, Register

ON_LOCATION = "bij-u"
ONLINE = "online"


def kept_shelf(index: Page) -> Shelf:
    """What can be chosen on this page, kept in this process until content changes or the day is over."""
    if index.pk is None:  # a preview of a page that was not saved yet
        return read_shelf(index.courses)
    return _read_kept(index, content_version(), timezone.localdate())


@lru_cache(maxsize=2)
def _read_kept(index: Page, version: int, today: date) -> Shelf:
    return read_shelf(index.courses)


def read_shelf(courses: QuerySet[CoursePage]) -> Shelf:
    """What can be chosen among these courses. Three queries."""
    forms, keys, at_your_school = {}, [], []
    for pk, form, on_location in courses.values_list("pk", "form", "on_location"):
        keys.append(pk)
        forms.setdefault(form, set()).add(pk)
        if on_location:
            at_your_school.append((pk, ON_LOCATION, None))
    words, marked = _read_words()
    places, periods, runs = _read_dates(set(keys))
    if at_your_school:
        places[ON_LOCATION] = _("At your school")
    return Shelf(
        courses=keys,
        runs=runs + at_your_school,
        labels={**words, FORM: dict(CoursePage.Form.choices), PERIOD: periods, PLACE: places},
        marked={**marked, FORM: forms},
    )


def place_of(online: bool, place: str) -> tuple[str, str]:
    """A place as (key, label)."""
    return (ONLINE, _("Online")) if online else (slugify(place), place)


def period_of(day: date) -> str:
    """The key of the quarter of the year in which a day is: "2027-1"."""
    return f"{day.year}-{(day.month + 2) // 3}"


def period_in_words(key: str) -> str:
    """ "Januari t/m maart 2027"."""
    year, quarter = map(int, key.split("-"))
    first, last = (date(year, month, 1) for month in (quarter * 3 - 2, quarter * 3))
    words = {"first": dutch.month(first), "last": dutch.month(last), "year": year}
    return capfirst(_("%(first)s to %(last)s %(year)s") % words)


def fits(course_date: CourseDate, chosen) -> bool:
    """Whether a date is what somebody asked for."""
    keys = {
        PLACE: place_of(course_date.online, course_date.place)[0],
        PERIOD: period_of(course_date.first_day),
    }
    return all(chosen.get(name, key) == key for name, key in keys.items())


def _read_words() -> tuple[dict, dict]:
    """The target groups and registers: their words in order, and the courses that have each. One query."""
    courses = {}
    for *word, course in _words(AUDIENCE, Audience).union(_words(RECOGNITION, Register), all=True):
        courses.setdefault(tuple(word), set()).add(course)
    labels, marked = {AUDIENCE: {}, RECOGNITION: {}}, {AUDIENCE: {}, RECOGNITION: {}}
    for question, order, name in sorted(courses, key=lambda word: (word[1] is None, word[1], word[2])):
        key = slugify(name)
        labels[question][key] = name
        marked[question][key] = courses[question, order, name]
    return labels, marked


def _words(question: str, model: type[ListItem]) -> QuerySet:
    words = model.objects.filter(courses__isnull=False).order_by().annotate(question=Value(question))
    return words.values_list("question", "sort_order", "name", F("courses"))


def _read_dates(courses: set[int]) -> tuple[dict, dict, list[Run]]:
    """The places and periods of the dates one can enrol for, in words, and the dates of these courses."""
    rows = CourseDate.objects.open_for_enrolment().values_list("course", "online", "place", "first_day")
    places, periods, runs = Remembered(lambda where: place_of(*where)), Remembered(period_of), []
    for course, online, place, first_day in rows:
        if course in courses:
            runs.append((course, places[online, place][0], periods[first_day]))
    labels = dict(sorted(places.values(), key=lambda item: (item[0] == ONLINE, item[0])))
    return labels, {key: period_in_words(key) for key in dict.fromkeys(periods.values())}, runs


class Remembered(dict):
    """What a function makes of a value, worked out once for each value."""

    def __init__(self, function):
        super().__init__()
        self.function = function

    def __missing__(self, value):
        self[value] = result = self.function(value)
        return result
