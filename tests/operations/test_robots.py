"""What search engines are told."""

from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from tests.factories.pages import CoursePageFactory, ServicePageFactory, TextPageFactory

pytestmark = pytest.mark.django_db
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
MOST_QUERIES = 15


def lines(client, **headers) -> list[str]:
    return client.get("/robots.txt", headers=headers).content.decode().splitlines()


def listed(client) -> dict[str, str]:
    """Every address in the sitemap, with the day of its last change."""
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)
    return {
        url.findtext("s:loc", namespaces=NAMES): url.findtext("s:lastmod", "", namespaces=NAMES)
        for url in tree.iterfind("s:url", NAMES)
    }


def test_the_admin_and_what_is_nobodys_business_are_left_alone(client):
    found = lines(client)

    assert found[0] == "User-agent: *"
    assert {"Disallow: /admin/", "Disallow: /aanvraag/bedankt/", "Disallow: /zoeken/"} <= set(found)
    assert "Sitemap: http://testserver/sitemap.xml" in found
    assert "Disallow: /" not in found


def test_under_another_name_everything_is_left_alone(client):
    assert lines(client, host="proef.example.nl") == ["User-agent: *", "Disallow: /"]


@pytest.mark.parametrize("host", ["localhost:8001", "127.0.0.1:8001", "[::1]:8001"])
def test_on_one_s_own_machine_it_says_what_the_site_itself_says(client, host):
    assert lines(client, host=host) == lines(client)


def test_a_copy_to_try_things_on_is_left_alone(client, settings):
    settings.SEARCH_ENGINES = False

    assert lines(client) == ["User-agent: *", "Disallow: /"]


def test_the_sitemap_lists_what_everybody_may_read_and_nothing_else(client):
    course, draft, closed = CoursePageFactory(), ServicePageFactory(draft=True), TextPageFactory()
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)

    found = listed(client)

    assert f"http://testserver{course.url}" in found
    assert {"http://testserver/", "http://testserver/aanvraag/"} <= set(found)
    assert not {f"http://testserver{page.url}" for page in (draft, closed)} & set(found)


def test_the_sitemap_says_on_which_day_a_page_changed(client):
    page = TextPageFactory()
    late_in_utc = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
    Page.objects.filter(pk=page.pk).update(last_published_at=late_in_utc)

    assert listed(client)[f"http://testserver{page.url}"] == "2026-11-23"  # the day in Amsterdam


def test_the_sitemap_asks_as_much_of_the_database_for_many_pages(client):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get("/sitemap.xml")
        return len(captured)

    TextPageFactory()
    queries()
    few = queries()
    for factory in (CoursePageFactory, ServicePageFactory, TextPageFactory):
        factory.create_batch(5)

    assert queries() == few <= MOST_QUERIES
