"""A page behind a password, a login or a group is nowhere to be seen but behind it."""

import pytest
from django.core.cache import cache
from wagtail.models import PageViewRestriction

from tests.factories.pages import (
    AdviserPageFactory,
    ArticleIndexPageFactory,
    ArticlePageFactory,
    CourseDateFactory,
    CourseIndexPageFactory,
    CoursePageFactory,
    CourseTrainerFactory,
    ServiceIndexPageFactory,
    ServicePageFactory,
    TestimonialFactory,
    TestimonialIndexPageFactory,
    TopicFactory,
    days_ahead,
    fill_home_page,
)

pytestmark = pytest.mark.django_db
SECRET = "Geheimzinnig"
MACHINES = ("/sitemap.xml", "/opleidingen/feed.json", "/opleidingen/agenda.ics", "/kennis/feed.atom")


@pytest.fixture
def site():
    """One of everything, all of it about each other, and beside it others that stay open."""
    cache.clear()
    topic = TopicFactory()
    pages = {
        "service": ServicePageFactory(title=f"{SECRET} gesprek"),
        "course": CoursePageFactory(title=f"{SECRET} leren"),
        "adviser": AdviserPageFactory(title=f"{SECRET} Persoon"),
        "article": ArticlePageFactory(title=f"{SECRET} lezen", topics=[topic]),
    }
    service, course, adviser = ServicePageFactory(), CoursePageFactory(), AdviserPageFactory()
    for either in (pages["course"], course):
        CourseDateFactory(course=either, days=days_ahead(20))
        for person in (pages["adviser"], adviser):
            CourseTrainerFactory(course=either, adviser=person)
    both = {"services": [pages["service"], service], "courses": [pages["course"], course]}
    ArticlePageFactory(topics=[topic], author=pages["adviser"], **both)
    TestimonialFactory(about=[pages["service"], pages["course"], service, course])
    TestimonialIndexPageFactory.the_one()
    service.adviser = pages["adviser"]
    service.save()
    fill_home_page(
        body=[
            ("journey", {"heading": "Stappen", "index": ServiceIndexPageFactory.the_one()}),
            ("dates", {"heading": "Data", "index": CourseIndexPageFactory.the_one(), "count": 6}),
            ("people", {"heading": "Mensen", "people": [pages["adviser"], adviser]}),
            ("articles", {"heading": "Lezen", "index": ArticleIndexPageFactory.the_one(), "count": 3}),
        ]
    )
    return pages


def shown_at(client) -> list[str]:
    """The addresses of everything a visitor or a program can read in which the secret stands."""
    addresses = {"/", *MACHINES}
    sitemap = client.get("/sitemap.xml").content.decode()
    addresses |= {line.split("<")[0].split("testserver", 1)[-1] for line in sitemap.split("<loc>")[1:]}
    answers = {address: client.get(address) for address in addresses}
    assert {answer.status_code for answer in answers.values()} == {200}
    return sorted(address for address, answer in answers.items() if SECRET in answer.content.decode())


def test_an_open_page_is_seen_in_many_places(client, site):
    assert len(shown_at(client)) > 6


@pytest.mark.parametrize("kind", ["service", "course", "adviser", "article"])
def test_a_closed_page_is_seen_nowhere(client, site, kind):
    for name, page in site.items():
        if name != kind:
            page.title = "Gewoon"
            page.save()
    assert shown_at(client)
    PageViewRestriction.objects.create(page=site[kind], restriction_type=PageViewRestriction.LOGIN)

    assert shown_at(client) == []


def test_a_topic_counts_only_what_can_be_read(client, site):
    PageViewRestriction.objects.create(page=site["article"], restriction_type=PageViewRestriction.LOGIN)

    (topic,) = ArticleIndexPageFactory.the_one().topics

    assert topic.article_count == 1
