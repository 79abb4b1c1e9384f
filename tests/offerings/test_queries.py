"""Few queries a page, and not more when there is more to show."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.pages import (
    AdviserPageFactory,
    CourseDateFactory,
    CourseIndexPageFactory,
    CoursePageFactory,
    CourseTrainerFactory,
    ServiceIndexPageFactory,
    ServicePageFactory,
    SiteImageFactory,
    TestimonialFactory,
    TestimonialIndexPageFactory,
    TextPageFactory,
    days_ahead,
    fill_home_page,
    set_brand,
    set_menus,
)

pytestmark = pytest.mark.django_db
MOST = 15


@pytest.fixture(autouse=True)
def menus():
    cache.clear()
    page = TextPageFactory(title="Over ons", slug="over-ons")
    link = {"page": page, "label": "", "address": ""}
    set_brand(name="Leerkring")
    set_menus(
        main=[("link", link)],
        legal=[("link", link)],
        footer=[("column", {"heading": "Verder", "links": [link]})],
    )


def queries(client, url: str) -> int:
    """How many queries a page asks, once what Django and Wagtail remember by themselves is known."""
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def quote(**fields):
    return TestimonialFactory(photo=SiteImageFactory(), logo=SiteImageFactory(), **fields)


def course_with_everything(dates: int = 2, trainers: int = 2):
    course = CoursePageFactory(parts=[("dates", {"heading": "Data"}), ("trainers", {"heading": "Trainers"})])
    for number in range(dates):
        CourseDateFactory(course=course, days=days_ahead(10 + number, 20 + number))
    for number in range(trainers):
        adviser = AdviserPageFactory(photo=SiteImageFactory())
        CourseTrainerFactory(course=course, adviser=adviser, sort_order=number)
    quote(about=[course])
    return course


def test_home_page(client):
    services = [ServicePageFactory() for _ in range(4)]
    course_with_everything()
    fill_home_page(
        body=[
            ("journey", {"heading": "De weg", "index": services[0].get_parent().specific}),
            ("voices", {"heading": "Zij", "testimonials": [quote() for _ in range(3)]}),
            ("dates", {"heading": "Data", "index": CourseIndexPageFactory.the_one(), "count": 3}),
        ]
    )

    assert queries(client, "/") <= MOST


def test_course_page(client):
    assert queries(client, course_with_everything().url) <= MOST


def test_course_page_with_more_dates_and_trainers(client):
    few, many = course_with_everything(1, 1), course_with_everything(5, 4)

    assert queries(client, many.url) == queries(client, few.url)


def test_course_list_does_not_grow(client):
    course_with_everything()
    url = CourseIndexPageFactory.the_one().url
    few = queries(client, url)
    for _ in range(4):
        course_with_everything(dates=4)

    assert queries(client, url) == few
    assert few <= MOST


def test_service_page(client):
    service = ServicePageFactory(adviser=AdviserPageFactory(photo=SiteImageFactory()))
    quote(about=[service])

    assert queries(client, service.url) <= MOST


def test_service_list_does_not_grow(client):
    ServicePageFactory()
    url = ServiceIndexPageFactory.the_one().url
    few = queries(client, url)
    for _ in range(4):
        ServicePageFactory()

    assert queries(client, url) == few
    assert few <= MOST


def test_testimonials_do_not_grow(client):
    service, course = ServicePageFactory(), CoursePageFactory()
    url = TestimonialIndexPageFactory().url
    quote(about=[service, course])
    few = queries(client, url)
    for _ in range(5):
        quote(about=[service, course])

    assert queries(client, url) == few
    assert few <= MOST


def test_adviser_page(client):
    course = course_with_everything()

    assert queries(client, course.people[0].url) <= MOST
