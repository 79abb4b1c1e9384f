"""The frame of every page, and pages of text."""

import re
from itertools import pairwise

import pytest
from django.core.cache import cache

from home.models import BrandSettings, SiteImage
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

EVERY_TYPE = [
    TextPageFactory,
    ServiceIndexPageFactory,
    ServicePageFactory,
    CourseIndexPageFactory,
    CoursePageFactory,
    GuidePageFactory,
    TestimonialIndexPageFactory,
    AdviserPageFactory,
    ArticleIndexPageFactory,
    ArticlePageFactory,
]


@pytest.fixture(autouse=True)
def fresh_cache():
    cache.clear()


def headings(html: str) -> list[int]:
    return [int(level) for level in re.findall(r"<h([1-6])\b", html)]


@pytest.mark.parametrize("factory", EVERY_TYPE, ids=lambda factory: factory._meta.model.__name__)
def test_every_page_type_has_one_heading(client, factory):
    page = factory(title="Kijken naar werk")

    html = client.get(page.url).content.decode()

    assert headings(html).count(1) == 1
    assert re.search(r"<h1[^>]*>Kijken naar werk</h1>", html)


@pytest.mark.parametrize("factory", EVERY_TYPE, ids=lambda factory: factory._meta.model.__name__)
def test_headings_skip_no_level(client, factory):
    levels = headings(client.get(factory().url).content.decode())

    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("factory", EVERY_TYPE, ids=lambda factory: factory._meta.model.__name__)
def test_who_only_reads_gets_no_cookie_and_no_script(client, factory):
    response = client.get(factory().url)

    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    html = response.content.decode()
    assert re.findall(r"<script[^>]*>", html) == ['<script type="application/ld+json">']  # no code: data
    assert "<style" not in html
    assert "style=" not in html


def test_a_new_site_looks_whole(client):
    html = client.get("/").content.decode()

    assert "<title>Leerkring</title>" in html
    assert 'class="brand"' in html
    assert "Vraag een startoverleg aan" in html
    assert re.search(r"<h1[^>]*><span>Leerkring</span></h1>", html)


def test_the_home_page_opens_with_two_lines(client):
    fill_home_page(
        opening_first="Iedereen leert.", opening_second="Nu nog van elkaar.", seo_title="Samen leren"
    )

    html = client.get("/").content.decode()

    assert "<span>Iedereen leert.</span> <span>Nu nog van elkaar.</span></h1>" in html
    assert "<title>Samen leren | Leerkring</title>" in html
    assert f"?van={the_home_page().pk}" in html


def test_the_heading_may_differ_from_the_title(client):
    page = TextPageFactory(title="Opleidingen", heading="Leren leiden, leren begeleiden")

    html = client.get(page.url).content.decode()

    assert "<h1>Leren leiden, leren begeleiden</h1>" in html
    assert '<li aria-current="page">Opleidingen</li>' in html


def test_breadcrumbs_lead_back_to_the_home_page(client):
    above = TextPageFactory(title="Over ons", slug="over-ons")
    page = TextPageFactory(title="Werken bij", parent=above)

    html = client.get(page.url).content.decode()

    crumbs = re.search(r'<nav class="crumbs".*?</nav>', html, re.DOTALL)[0]
    assert re.findall(r'href="([^"]+)"', crumbs) == ["/", "/over-ons/"]
    assert '<li aria-current="page">Werken bij</li>' in crumbs


def test_the_brand_stands_in_header_title_and_footer(client):
    set_brand(
        name="Samenkring", phone="+31301234567", street="Werfkade 22", postcode="3512 LK", city="Utrecht"
    )
    page = TextPageFactory(title="Privacy")

    html = client.get(page.url).content.decode()

    assert "<title>Privacy | Samenkring</title>" in html
    assert "<span>Samenkring</span>" in html
    assert 'href="tel:+31-30-123-4567"' in html
    assert "3512 LK Utrecht" in html


def test_standard_colours_need_no_extra_stylesheet(client):
    assert "merk.css" not in client.get("/").content.decode()


def test_own_colours_are_a_stylesheet_that_browsers_may_keep(client):
    set_brand(accent="#ffd08c")

    link = re.search(r'href="(/merk\.css[^"]*)"', client.get("/").content.decode())[1]
    response = client.get(link)

    assert response.content.decode() == ":root { --accent: #ffd08c; }\n"
    assert response.headers["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in response.headers["Cache-Control"]


def test_other_colours_have_another_address(client):
    set_brand(accent="#ffd08c")
    first = BrandSettings.objects.get().stylesheet_version
    set_brand(accent="#ffe08c")

    assert BrandSettings.objects.get().stylesheet_version != first
    assert client.get(f"/merk.css?v={first}").headers["Cache-Control"] == "no-cache"


def test_a_colour_that_is_none_never_reaches_the_stylesheet(client):
    set_brand(accent="red}*{}")

    assert client.get("/merk.css").status_code == 404


def test_a_page_that_is_not_published_is_not_there(client):
    page = TextPageFactory(draft=True)

    assert client.get(page.url).status_code == 404


def test_a_page_below_a_page_is_found_only_at_its_own_address(client):
    above = TextPageFactory(title="Over ons", slug="over-ons")
    TextPageFactory(title="Anders", slug="anders")
    page = TextPageFactory(title="Werken bij", slug="werken-bij", parent=above)

    assert client.get("/over-ons/werken-bij/").context["page"].pk == page.pk
    assert client.get("/anders/werken-bij/").status_code == 404
    assert client.get("/over-ons/werken-bij/nog-iets/").status_code == 404


def test_a_missing_page_says_so_in_the_site_s_own_look(client):
    response = client.get("/bestaat-niet/")

    assert response.status_code == 404
    html = response.content.decode()
    assert "Deze stoel is vrij." in html or "This chair is free." in html
    assert '<meta name="robots" content="noindex">' in html
    assert 'action="/zoeken/"' in html


def test_editors_see_their_bar_and_visitors_do_not(client, admin_user):
    assert "wagtail-userbar" not in client.get("/").content.decode()

    client.force_login(admin_user)

    assert "wagtail-userbar" in client.get("/").content.decode()


def test_a_picture_without_a_description_is_not_called_by_its_file_name():
    assert SiteImage(title="IMG_2041.jpg").default_alt_text == ""
    assert SiteImage(title="IMG_2041.jpg", description="Drie collega's").default_alt_text == "Drie collega's"
