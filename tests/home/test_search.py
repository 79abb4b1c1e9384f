"""Looking for something on the site."""

import re

import pytest
from wagtail.models import PageViewRestriction

from home.searching.excerpts import EXCERPT
from tests.factories.pages import CoursePageFactory, ServicePageFactory, TextPageFactory, set_menus

pytestmark = pytest.mark.django_db


def titles(response) -> list[str]:
    return [result.page.title for result in response.context["results"]]


def test_without_a_question_there_is_only_the_field(client):
    response = client.get("/zoeken/")

    assert response.status_code == 200
    html = response.content.decode()
    assert 'type="search"' in html
    assert 'class="results"' not in html
    assert "lost" not in html
    assert '<meta name="robots" content="noindex">' in html


def test_finds_every_type_of_page_by_its_text(client):
    CoursePageFactory(
        title="Leren leiden", parts=[("text", {"heading": "Kern", "text": "<p>Over zandtekeningen.</p>"})]
    )
    ServicePageFactory(title="Startoverleg", what_lead="Wij houden van zandtekeningen.")
    TextPageFactory(title="Over ons", lead="Iets anders")

    response = client.get("/zoeken/", {"q": "zandtekeningen"})

    assert set(titles(response)) == {"Leren leiden", "Startoverleg"}


def test_shows_the_words_where_they_stand_marked_and_safe(client):
    TextPageFactory(lead=f"{'Een lange aanloop ' * 15}Hier staan <b>zandtekeningen</b> & meer.")

    html = client.get("/zoeken/", {"q": "Zandtekeningen"}).content.decode()

    excerpt = re.search(r"</h3>\s*<p>(.*?)</p>", html, re.DOTALL)[1]
    assert "&lt;b&gt;<mark>zandtekeningen</mark>&lt;/b&gt; &amp; meer." in excerpt
    assert excerpt.startswith("… ")
    assert len(excerpt) < EXCERPT + 60


def test_all_words_go_before_some_words(client):
    TextPageFactory(title="Beide", lead="appels en peren")
    TextPageFactory(title="Eén", lead="alleen appels")

    assert titles(client.get("/zoeken/", {"q": "appels peren"})) == ["Beide"]
    assert set(titles(client.get("/zoeken/", {"q": "appels bananen"}))) == {"Beide", "Eén"}


def test_what_is_not_public_is_not_found(client):
    TextPageFactory(title="Klad", lead="zandtekeningen", draft=True)
    hidden = TextPageFactory(title="Besloten", lead="zandtekeningen")
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)

    assert titles(client.get("/zoeken/", {"q": "zandtekeningen"})) == []


def test_who_finds_nothing_is_shown_the_way(client):
    about = TextPageFactory(title="Over ons", slug="over-ons")
    set_menus(main=[("link", {"page": about, "label": "", "address": ""})])

    html = client.get("/zoeken/", {"q": "<script>xyzzy"}).content.decode()

    main = re.search(r"<main.*</main>", html, re.DOTALL)[0]
    assert '<a href="/over-ons/">Over ons</a>' in main
    assert "&lt;script&gt;xyzzy" in main
    assert "<script>" not in main


def test_many_results_are_spread_over_pages(client):
    for number in range(12):
        TextPageFactory(title=f"Schelp {number}", lead="zandtekeningen")

    first = client.get("/zoeken/", {"q": "zandtekeningen"})
    second = client.get("/zoeken/", {"q": "zandtekeningen", "p": "2"})

    assert len(titles(first)) == 10
    assert len(titles(second)) == 2
    assert not set(titles(first)) & set(titles(second))
    assert 'href="?q=zandtekeningen&amp;p=2"' in first.content.decode()
    assert 'start="11"' in second.content.decode()


@pytest.mark.parametrize(
    "query", [{"q": "a" * 5000}, {"q": '"'}, {"q": "*"}, {"q": "x", "p": "veel"}, {"q": "\x00"}]
)
def test_odd_questions_break_nothing(client, query):
    assert client.get("/zoeken/", query).status_code == 200


def test_nothing_can_be_posted(client):
    assert client.post("/zoeken/", {"q": "x"}).status_code == 405
