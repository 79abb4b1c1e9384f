"""A page that shows free seats is checked at every request, without anybody having said so."""

import pytest
from django.db import connection
from django.db.models import Sum

from home.promises import watched
from offerings.models import CourseDate
from tests.factories.pages import CourseDateFactory, CourseIndexPageFactory, TextPageFactory, fill_home_page

QUARTER = 3600


@pytest.fixture
def slow_visitor(visitor):
    """Pages that promise nothing may be far behind."""
    visitor.cache.lag = QUARTER
    return visitor


def test_seats_are_true_at_once_where_other_pages_may_wait(slow_visitor):
    date = CourseDateFactory(seats=14, seats_taken=10)
    other = TextPageFactory()
    index = CourseIndexPageFactory.the_one()
    fill_home_page(body=[("dates", {"heading": "Data", "index": index, "count": 3})])
    urls = [date.course.url, index.url, "/"]
    for url in (*urls, other.url):
        slow_visitor.ask(url)

    date.seats_taken = 13
    date.save()

    assert slow_visitor.ask(other.url).kept
    for url in urls:
        assert "De laatste plaats" in slow_visitor.ask(url).text


@pytest.mark.parametrize(
    "ask",
    [
        lambda: list(CourseDate.objects.all()),
        lambda: list(CourseDate.objects.values_list("seats")),
        lambda: CourseDate.objects.aggregate(Sum("seats_taken")),
        lambda: connection.cursor().execute("SELECT max(seats) FROM offerings_coursedate").close(),
    ],
    ids=["objects", "values", "sum", "sql"],
)
def test_any_question_about_dates_is_a_promise(db, ask):
    with watched() as promised:
        TextPageFactory()
    assert not promised()

    with watched() as promised, watched() as inner:
        ask()
    assert promised()
    assert inner()


def test_what_an_editor_saw_first_promises_to_a_visitor_too(slow_visitor):
    """The editor's page goes past the cache and leaves its parts in memory."""
    date = CourseDateFactory(seats=14, seats_taken=10)
    fill_home_page(
        body=[("dates", {"heading": "Data", "index": CourseIndexPageFactory.the_one(), "count": 3})]
    )
    slow_visitor.ask("/", cookie="sessionid=of-an-editor")
    assert "Nog 4 plaatsen" in slow_visitor.ask("/").text

    date.seats_taken = 13
    date.save()

    assert "De laatste plaats" in slow_visitor.ask("/").text
