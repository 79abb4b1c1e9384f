"""What pages say about themselves to machines."""

import re

import pytest
from django.test import Client

from tests import schema_org
from tests.factories.pages import (
    AdviserPageFactory,
    ArticleIndexPageFactory,
    ArticlePageFactory,
    CourseIndexPageFactory,
    CoursePageFactory,
    GuidePageFactory,
    ServiceIndexPageFactory,
    ServicePageFactory,
    TestimonialIndexPageFactory,
    TextPageFactory,
    fill_home_page,
    set_brand,
    the_home_page,
)

pytestmark = pytest.mark.django_db
HOST = "http://testserver"
EVERY_TYPE = [
    the_home_page,
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
QUESTION = {
    "question": "Wat kost het?",
    "answer": "<p>Niets. <a linktype='page' id='1'>Echt</a> &amp; waar.</p>",
}


def read(client: Client, address: str) -> dict:
    """What a page says; it must keep to schema.org's lists."""
    document = schema_org.read(client.get(address).content.decode())
    assert schema_org.problems(document) == []
    return document


def the_one(document: dict, kind: str) -> dict:
    [item] = [item for item in document["@graph"] if kind in schema_org.kinds(item)]
    return item


@pytest.mark.parametrize("make", EVERY_TYPE, ids=lambda make: getattr(make, "__name__", str(make)))
def test_every_page_type_says_who_where_and_what_it_is(client, make):
    page = make()

    document = read(client, page.url)

    assert the_one(document, "Organization")["@id"] == f"{HOST}/#organisatie"
    assert the_one(document, "WebSite")["url"] == f"{HOST}/"
    itself = next(item for item in document["@graph"] if item.get("@id") == f"{HOST}{page.url}")
    assert itself["url"] == f"{HOST}{page.url}"
    assert itself["isPartOf"] == {"@id": f"{HOST}/#website"}
    names = [item["@id"] for item in document["@graph"] if "@id" in item]
    assert len(names) == len(set(names))


def test_the_consultancy_says_what_editors_filled_in(client):
    set_brand(
        name="Samenkring",
        phone="+31301234567",
        street="Werfkade 22",
        postcode="3512 LK",
        city="Utrecht",
        chamber_number="12345678",
    )

    consultancy = the_one(read(client, "/"), "Organization")

    assert consultancy["name"] == "Samenkring"
    assert consultancy["telephone"] == "+31301234567"
    assert consultancy["address"]["addressLocality"] == "Utrecht"
    assert consultancy["identifier"] == {"@type": "PropertyValue", "propertyID": "KvK", "value": "12345678"}


def test_what_nobody_filled_in_is_not_said(client):
    set_brand(name="Samenkring", phone="", email="", street="", city="", chamber_number="")

    assert {"telephone", "email", "address", "identifier"}.isdisjoint(
        the_one(read(client, "/"), "Organization")
    )


def test_the_breadcrumbs_are_those_on_the_page(client):
    above = TextPageFactory(title="Over ons", slug="over-ons")
    page = TextPageFactory(title="Werken bij", slug="werken-bij", parent=above)

    html = client.get(page.url).content.decode()
    crumbs = re.search(r'<nav class="crumbs".*?</nav>', html, re.DOTALL)[0]
    shown = [text.strip() for text in re.findall(r">([^<>]+)<", crumbs) if text.strip()]
    said = the_one(read(client, page.url), "BreadcrumbList")["itemListElement"]

    assert [item["name"] for item in said] == shown == ["Leerkring", "Over ons", "Werken bij"]
    addresses = ["/", "/over-ons/", "/over-ons/werken-bij/"]
    assert [item["item"]["@id"] for item in said] == [HOST + address for address in addresses]


def test_the_home_page_has_no_breadcrumbs(client):
    assert not schema_org.of_type(read(client, "/"), "BreadcrumbList")


def test_questions_on_a_page_make_it_an_faq_page(client):
    page = TextPageFactory(body=[("faq", {"heading": "Vragen", "questions": [QUESTION]})])

    itself = the_one(read(client, page.url), "FAQPage")

    assert itself["@type"] == ["WebPage", "FAQPage"]
    [question] = itself["mainEntity"]
    assert question["name"] == "Wat kost het?"
    assert question["acceptedAnswer"]["text"] == "Niets. Echt & waar."


def test_a_page_without_questions_is_no_faq_page(client):
    assert not schema_org.of_type(read(client, TextPageFactory().url), "FAQPage")


def test_nothing_that_an_editor_writes_ends_the_script(client):
    evil = "</script><script>alert(1)</script><!--"
    page = TextPageFactory(title=evil, lead=f"{evil} \u2028 & meer")
    fill_home_page(seo_title=evil)

    html = client.get(page.url).content.decode()

    assert re.findall(r"<script[^>]*>", html) == ['<script type="application/ld+json">']
    assert html.count("</script>") == 1
    assert the_one(read(client, page.url), "BreadcrumbList")["itemListElement"][-1]["name"] == evil


@pytest.mark.parametrize("address", ["/zoeken/", "/bestaat-niet/"])
def test_what_stays_out_of_search_engines_says_nothing(client, address):
    assert "application/ld+json" not in client.get(address).content.decode()


# ------------------------------------------------------------------ the checker itself
GOOD = {"@context": "https://schema.org", "@graph": [{"@type": "Person", "name": "Mirjam"}]}


def wrong(**item) -> list[str]:
    return schema_org.problems({"@context": "https://schema.org", "@graph": [item]})


@pytest.mark.parametrize(
    "item",
    [
        {"@type": "Nonsense"},
        {"@type": "Person", "name": "Mirjam", "courseMode": "Online"},
        {"@type": "Person", "name": 5},
        {"@type": "Person", "name": "Mirjam", "worksFor": {"@type": "Place", "name": "Utrecht"}},
        {"@type": "Person", "name": "Mirjam", "worksFor": {"@id": "#nobody"}},
        {"@type": "Person", "jobTitle": "adviseur"},
        {"@type": "Organization", "name": "Leerkring", "reviews": []},
        {"@type": "Offer", "category": "Paid", "price": "590.00"},
        {"@type": "Offer", "category": "Paid", "availability": "https://schema.org/Maybe"},
        {"@type": "Offer", "category": "Paid", "price": "590,00", "priceCurrency": "EUR"},
        {"@type": "Schedule", "startDate": "14 januari"},
        {"@type": "Course", "name": "PLG", "description": "Leren."},
        {"@type": "CourseInstance", "courseMode": "Online"},
        {"@type": "AggregateRating", "ratingValue": 8.6, "ratingCount": 37, "bestRating": 5},
        {"@type": "AggregateRating", "ratingValue": 8.6, "bestRating": 10},
        {"@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "position": 2, "name": "x"}]},
        {"@type": "FAQPage", "mainEntity": [{"@type": "Person", "name": "Mirjam"}]},
    ],
    ids=str,
)
def test_the_checker_finds_what_is_wrong(item):
    assert schema_org.problems(GOOD) == []
    assert wrong(**item)
