"""The catalogue that other programs read."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from tests import schema_org
from tests.factories.many import many_courses
from tests.factories.pages import (
    CourseDateFactory,
    CourseIndexPageFactory,
    CoursePageFactory,
    CourseTrainerFactory,
    RegisterFactory,
)
from tests.home.test_linked_data import read, the_one

pytestmark = pytest.mark.django_db
ADDRESS = "/opleidingen/feed.json"
MOST = 15


def feed(client) -> dict:
    document = json.loads(client.get(ADDRESS).content)
    assert schema_org.problems(document) == []
    return document


def test_every_published_course_is_in_it_in_the_order_of_the_tree(client):
    first, second = CoursePageFactory(title="Leren leiden"), CoursePageFactory(title="Leren begeleiden")
    CoursePageFactory(draft=True)
    closed = CoursePageFactory()
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)

    document = feed(client)

    assert document["@type"] == "DataFeed"
    assert document["publisher"]["name"] == "Leerkring"
    assert [course["name"] for course in document["dataFeedElement"]] == [first.title, second.title]


def test_a_course_is_there_as_on_its_own_page(client):
    course = CoursePageFactory(rated=True, study_hours=20, recognition="telt mee")
    course.registers.add(RegisterFactory(name="Registerleraar"))
    course.save()
    CourseTrainerFactory(course=course)
    CourseDateFactory(course=course, price=590)

    [in_feed] = feed(client)["dataFeedElement"]

    assert in_feed == the_one(read(client, course.url), "Course")


def test_anybody_may_read_it_from_any_site(client):
    response = client.get(ADDRESS)

    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Content-Type"] == "application/ld+json; charset=utf-8"


def test_who_has_it_already_gets_it_again_only_when_it_changed(client):
    course = CoursePageFactory()
    tag = client.get(ADDRESS).headers["ETag"]

    assert client.get(ADDRESS, headers={"if-none-match": tag}).status_code == 304

    CourseDateFactory(course=course)
    assert client.get(ADDRESS, headers={"if-none-match": tag}).status_code == 200


def test_an_empty_catalogue_is_a_feed_too(client):
    assert "dataFeedElement" in feed(client)


def test_the_list_of_courses_says_where_it_is(client):
    html = client.get(CourseIndexPageFactory.the_one().url).content.decode()

    assert f'<link rel="alternate" type="application/ld+json" href="{ADDRESS}"' in html


def test_a_page_cannot_take_its_address(client):
    index = CourseIndexPageFactory.the_one()
    CoursePageFactory(slug="feed-json", parent=index)

    assert feed(client)["@type"] == "DataFeed"


@pytest.mark.parametrize("count", [10, pytest.param(1000, marks=pytest.mark.slow)])
def test_it_asks_as_much_of_the_database_for_many_courses(client, count):
    CourseTrainerFactory()
    many_courses(count)
    client.get(ADDRESS)

    with CaptureQueriesContext(connection) as captured:
        courses = json.loads(client.get(ADDRESS).content)["dataFeedElement"]

    assert len(courses) == count + 1
    assert len(captured) <= MOST, [query["sql"][:80] for query in captured]
