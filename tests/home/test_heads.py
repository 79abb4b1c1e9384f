"""What browsers, search engines and shared links show of a page."""

import re
from html import unescape

import pytest
from django.core.paginator import Paginator
from django.test import RequestFactory

from home.heads import head_of_page
from home.models import BrandSettings
from tests.factories.pages import (
    AdviserPageFactory,
    ArticleIndexPageFactory,
    ArticlePageFactory,
    AudienceFactory,
    CourseIndexPageFactory,
    CoursePageFactory,
    GuidePageFactory,
    ServiceIndexPageFactory,
    ServicePageFactory,
    TestimonialIndexPageFactory,
    TextPageFactory,
    fill_home_page,
    set_brand,
)

pytestmark = pytest.mark.django_db
HOST = "http://testserver"

EVERY_TYPE = [
    TextPageFactory,
    ServiceIndexPageFactory,
    ServicePageFactory,
    CourseIndexPageFactory,
    CoursePageFactory,
    TestimonialIndexPageFactory,
    AdviserPageFactory,
    ArticleIndexPageFactory,
    ArticlePageFactory,
    GuidePageFactory,
]
every_type = pytest.mark.parametrize("factory", EVERY_TYPE, ids=lambda factory: factory._meta.model.__name__)


class Tags:
    """The head of a page as who reads it gets it: every tag by its name, with all its values."""

    def __init__(self, html: str):
        head = html[: html.index("</head>")]
        self.titles = [unescape(title) for title in re.findall(r"<title>(.*?)</title>", head, re.DOTALL)]
        self.metas, self.links = {}, {}
        for key, value in re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)"', head):
            self.metas.setdefault(key, []).append(unescape(value))
        for key, value in re.findall(r'<link rel="([^"]+)" href="([^"]*)"', head):
            self.links.setdefault(key, []).append(unescape(value))

    def only(self, name: str) -> str:
        """The value of a tag that stands there once."""
        [value] = self.metas[name]
        return value


def read(client, address: str, status: int = 200) -> Tags:
    response = client.get(address)
    assert response.status_code == status
    return Tags(response.content.decode())


@every_type
def test_every_page_type_says_what_it_is(client, factory):
    page = factory(title="Kijken naar werk", lead="Zo kijken wij naar het werk van kinderen.")

    tags = read(client, page.url)

    assert tags.titles == ["Kijken naar werk | Leerkring"]
    assert "Zo kijken wij naar het werk van kinderen." in tags.only("description")
    assert tags.links["canonical"] == [f"http://testserver{page.url}"]
    assert "robots" not in tags.metas


@every_type
def test_every_page_type_can_be_shared(client, factory):
    set_brand(name="Samenkring")
    page = factory(title="Kijken naar werk", lead="Zo kijken wij naar het werk van kinderen.")

    tags = read(client, page.url)

    assert tags.only("og:title") == "Kijken naar werk"
    assert tags.only("og:description") == tags.only("description")
    assert tags.only("og:url") == f"http://testserver{page.url}"
    assert tags.only("og:site_name") == "Samenkring"
    assert tags.only("og:locale") == "nl_NL"
    assert tags.only("og:type") in {"website", "profile", "article"}


def test_a_page_without_any_text_still_has_a_description(client):
    set_brand(tagline="Wij helpen scholen.")

    assert read(client, TextPageFactory(lead="").url).only("description") == "Wij helpen scholen."


def test_the_brand_stands_in_a_title_once(client):
    assert read(client, TextPageFactory(seo_title="Leerkring: wie wij zijn").url).titles == [
        "Leerkring: wie wij zijn"
    ]


def test_a_long_title_goes_without_the_brand(client):
    title = "Leiding geven aan een professionele leergemeenschap in het onderwijs"

    assert read(client, TextPageFactory(title=title).url).titles == [title]


def test_the_home_page_is_called_after_the_brand(client):
    set_brand(name="Samenkring", tagline="Leren van elkaar")
    assert read(client, "/").titles == ["Samenkring | Leren van elkaar"]

    fill_home_page(seo_title="Samen leren bij Samenkring")
    assert read(client, "/").titles == ["Samen leren bij Samenkring"]


def test_the_editor_s_own_words_come_first(client):
    page = ServicePageFactory(seo_title="Praten", search_description="Een gesprek van een uur.")

    tags = read(client, page.url)

    assert tags.titles == ["Praten | Leerkring"]
    assert tags.only("description") == tags.only("og:description") == "Een gesprek van een uur."


def test_what_is_asked_for_does_not_change_the_address_of_a_page(client):
    page = TextPageFactory()

    assert read(client, f"{page.url}?utm_source=brief").links["canonical"] == [f"http://testserver{page.url}"]


def test_a_page_has_one_address_whatever_name_a_visitor_came_by(client):
    page = TextPageFactory()

    html = client.get(page.url, headers={"host": "een-andere-naam.example.nl"}).content.decode()

    assert Tags(html).links["canonical"] == [f"http://testserver{page.url}"]


@pytest.mark.parametrize(
    ("number", "address", "previous", "following"),
    [
        (1, "", "", "?p=2"),
        (2, "?p=2", "", "?p=3"),
        (3, "?p=3", "?p=2", ""),
    ],
)
def test_each_part_of_a_list_has_its_own_address_and_neighbours(number, address, previous, following):
    page = TextPageFactory(title="Stukken")
    request = RequestFactory().get(page.url)

    head = head_of_page(page, request, BrandSettings(), Paginator(range(25), 10).page(number))

    here = f"http://testserver{page.url}"
    assert head.canonical == here + address
    assert head.previous == (here + previous if number > 1 else "")
    assert head.next == (here + following if number < 3 else "")
    assert ("3" in head.title) == (number == 3)


def test_a_choice_among_the_courses_stays_out_of_search_engines(client):
    course = CoursePageFactory()
    course.audiences.add(AudienceFactory(name="Begeleiders"))
    course.save()
    url = CourseIndexPageFactory.the_one().url

    assert "robots" not in read(client, url).metas
    assert read(client, f"{url}?voor=begeleiders").only("robots") == "noindex"


def test_the_request_form_can_be_found_under_one_address(client):
    tags = read(client, "/aanvraag/?wens=enrol")

    assert tags.links["canonical"] == ["http://testserver/aanvraag/"]
    assert "robots" not in tags.metas
    assert tags.only("og:title")
    assert tags.only("description")


@pytest.mark.parametrize(
    ("address", "status"), [("/zoeken/", 200), ("/zoeken/?q=plg", 200), ("/bestaat-niet/", 404)]
)
def test_what_nobody_looks_for_stays_out_of_search_engines(client, address, status):
    tags = read(client, address, status)

    assert tags.only("robots") == "noindex"
    assert "canonical" not in tags.links
    assert "og:title" not in tags.metas
    assert tags.titles[0].endswith(" | Leerkring")
