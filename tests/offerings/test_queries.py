"""Few queries a page, and not more when there is more to show."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home.freshness import content_changed
from tests.factories.many import many_courses, many_testimonials
from tests.factories.pages import (
    AdviserPageFactory,
    ArticlePageFactory,
    CourseDateFactory,
    CourseIndexPageFactory,
    CoursePageFactory,
    CourseTrainerFactory,
    GuidePageFactory,
    ServiceIndexPageFactory,
    ServicePageFactory,
    SiteImageFactory,
    TestimonialFactory,
    TestimonialIndexPageFactory,
    TextPageFactory,
    TopicFactory,
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


def test_leading_to_the_guide_twice_asks_once(client):
    index = ServicePageFactory().get_parent().specific
    fill_home_page(body=[])
    without = queries(client, "/")
    fill_home_page(body=[("journey", {"heading": "De weg", "index": index})])
    journey = queries(client, "/")
    GuidePageFactory()

    assert client.get("/").text.count("Doe de wegwijzer") == 2
    assert queries(client, "/") == journey
    assert journey <= without + 2  # the page above the services, and the services


def test_course_page(client):
    assert queries(client, course_with_everything().url) <= MOST


def test_course_page_with_more_dates_and_trainers(client):
    few, many = course_with_everything(1, 1), course_with_everything(5, 4)

    assert queries(client, many.url) == queries(client, few.url)


def test_course_list_is_as_cheap_with_a_thousand_courses(client):
    """Counted as a visitor meets it just after a change: nothing is kept from before."""
    url = CourseIndexPageFactory.the_one().url
    addresses = [url, f"{url}?voor=schoolleiders&waar=utrecht&vorm=course", f"{url}?p=2"]
    many_courses(10)
    few = [queries_after_a_change(client, address) for address in addresses]
    many_courses(990)

    assert [queries_after_a_change(client, address) for address in addresses] == few
    assert max(few) <= MOST


def test_the_calendar_of_all_dates_is_as_cheap_with_many(client):
    many_courses(10)
    few = queries(client, "/opleidingen/agenda.ics")
    many_courses(90)

    assert queries(client, "/opleidingen/agenda.ics") == few <= MOST


def queries_after_a_change(client, address: str) -> int:
    client.get(address)
    content_changed()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


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


def test_testimonials_are_as_cheap_with_a_thousand(client):
    service, courses = ServicePageFactory(), many_courses(3)
    url = TestimonialIndexPageFactory().url
    quote(about=[service, courses[0]])
    many_testimonials(9, courses)
    few = queries(client, url)
    many_testimonials(990, courses)

    assert queries(client, url) == few <= MOST
    assert len(client.get(url).content) < 100_000


def article_with_everything(topic, service):
    author = AdviserPageFactory(photo=SiteImageFactory())
    return ArticlePageFactory(author=author, topics=[topic], services=[service])


def test_articles_do_not_grow(client):
    topic, service = TopicFactory(name="Gesprek"), ServicePageFactory()
    article = article_with_everything(topic, service)
    url = article.get_parent().url
    addresses = (url, f"{url}?thema=gesprek", f"{url}feed.atom")
    few = [queries(client, address) for address in addresses]
    for _ in range(5):
        article_with_everything(topic, service)

    assert [queries(client, address) for address in addresses] == few
    assert max(few) <= MOST
    assert queries(client, article.url) <= MOST


def test_adviser_page(client):
    course = course_with_everything()

    assert queries(client, course.people[0].url) <= MOST
