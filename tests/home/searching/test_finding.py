"""What is found, in which order, and what is offered when nothing is."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from home.searching import suggest
from tests.factories.pages import (
    AdviserPageFactory,
    ArticlePageFactory,
    CoursePageFactory,
    ServicePageFactory,
    TestimonialFactory,
    TestimonialIndexPageFactory,
    TextPageFactory,
)

pytestmark = pytest.mark.django_db


def search(client, question: str, **more):
    return client.get("/zoeken/", {"q": question, **more})


def titles(response) -> list[str]:
    return [result.page.title for result in response.context["results"]]


# ------------------------------------------------------------------ words
@pytest.mark.parametrize(
    "question",
    [
        "leergemeenschap",
        "leergemeenschappen",
        "LEERGEMEENSCHAPPEN",
        "leergem",
        "professionele leergemeenschappen",
    ],
)
def test_other_forms_of_a_word_are_found_and_marked(client, question):
    TextPageFactory(title="Eén", lead="Over een professionele leergemeenschap.")
    TextPageFactory(title="Twee", lead="Over professionele leergemeenschappen.")

    response = search(client, question)

    assert set(titles(response)) == {"Eén", "Twee"}
    html = response.content.decode()
    assert "<mark>leergemeenschap</mark>" in html
    assert "<mark>leergemeenschappen</mark>" in html


@pytest.mark.parametrize("question", ["coordinator", "coördinator", "coordinatoren"])
def test_accents_make_no_difference(client, question):
    TextPageFactory(title="Wie verdeelt", lead="De coördinator verdeelt de aanvragen.")
    TextPageFactory(title="Zonder", lead="Een coordinator zonder puntjes.")

    assert set(titles(search(client, question))) == {"Wie verdeelt", "Zonder"}


def test_a_question_in_a_sentence_is_about_its_own_words(client):
    TextPageFactory(title="Wat is een PLG?", lead="Kort gezegd.")
    TextPageFactory(title="Wat is een stoel?", lead="Kort gezegd.")

    assert titles(search(client, "wat is een plg")) == ["Wat is een PLG?"]


def test_it_is_said_when_no_page_has_all_words(client):
    TextPageFactory(title="Appels", lead="Over appels.")

    html = search(client, "appels zandbak").content.decode()

    assert "Geen pagina heeft al deze woorden." in html


# ------------------------------------------------------------------ order
def test_a_word_in_the_title_goes_before_one_in_the_text(client):
    TextPageFactory(title="Iets anders", lead="Kijken, kijken en nog eens kijken.")
    TextPageFactory(title="Samen kijken", lead="Dat doet u zo.")

    assert titles(search(client, "kijken")) == ["Samen kijken", "Iets anders"]


def test_what_is_sold_goes_before_what_only_tells_of_it(client):
    TextPageFactory(title="Over training", lead="Een training.")
    ServicePageFactory(title="De training", lead="Een training.")

    assert titles(search(client, "training"))[0] == "De training"


# ------------------------------------------------------------------ kinds
def test_each_kind_can_be_chosen_and_says_how_many(client):
    ServicePageFactory(title="Zandtekening")
    ArticlePageFactory(title="Zandtekening lezen")
    ArticlePageFactory(title="Zandtekening maken")
    AdviserPageFactory(title="Zandtekening de Vries")

    everything = search(client, "zandtekening")
    articles = search(client, "zandtekening", soort="artikel")

    kinds = {kind.label: kind.count for kind in everything.context["all_found"].kinds}
    assert kinds == {"dienst": 1, "artikel": 2, "adviseur": 1}
    assert set(titles(articles)) == {"Zandtekening lezen", "Zandtekening maken"}
    assert 'href="?q=zandtekening&amp;soort=artikel"' in everything.content.decode()
    assert len(titles(search(client, "zandtekening", soort="onbekend"))) == 4


# ------------------------------------------------------------------ who may see what
def test_what_is_below_a_closed_page_is_not_found_either(client):
    above = TextPageFactory(title="Besloten", slug="besloten")
    TextPageFactory(title="Eronder", lead="zandtekeningen", parent=above)
    PageViewRestriction.objects.create(page=above, restriction_type=PageViewRestriction.LOGIN)

    assert titles(search(client, "zandtekeningen")) == []
    assert suggest("zandtekenigen") == ""


def test_a_page_that_was_taken_back_is_not_found(client):
    page = TextPageFactory(title="Zandtekeningen")
    page.unpublish()

    assert titles(search(client, "zandtekeningen")) == []


def test_nobody_is_quoted_without_consent(client):
    page = TestimonialIndexPageFactory(title="Ervaringen")
    quote = TestimonialFactory(
        quote="Wij maakten zandtekeningen.", person="Piet Zandstra", without_consent=True
    )
    TextPageFactory(title="Met stem", body=[("voices", {"heading": "Zij", "testimonials": [quote]})])

    assert titles(search(client, "zandtekeningen")) == []
    assert titles(search(client, "Zandstra")) == []
    assert titles(search(client, "ervaringen")) == [page.title]


# ------------------------------------------------------------------ nothing found
@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("leergemenschap", "leergemeenschap"),
        ("gemeenschap", "leergemeenschap"),
        ("opleding", "opleiding"),
        ("wat is een leergemenschap?", "wat is een leergemeenschap?"),
    ],
)
def test_the_nearest_word_of_the_site_is_suggested(client, question, meant):
    TextPageFactory(title="De leergemeenschap", lead="Samen leren.")
    CoursePageFactory(title="Een opleiding")

    response = search(client, question)

    assert titles(response) == []
    assert response.context["meant"] == meant
    assert f"?q={meant.split()[0]}" in response.content.decode()


def test_what_is_like_nothing_gets_no_suggestion(client):
    TextPageFactory(title="De leergemeenschap")

    html = search(client, "xqzwv").content.decode()

    assert "Bedoelde u" not in html


def test_who_finds_nothing_is_led_to_the_guide_the_services_and_the_courses(client):
    ServicePageFactory()
    CoursePageFactory()

    html = search(client, "xqzwv").content.decode()

    main = re.search(r"<main.*</main>", html, re.DOTALL)[0]
    assert main.index('href="/aanbod/"') < main.index('href="/opleidingen/"')


# ------------------------------------------------------------------ speed
def test_queries_do_not_grow(client):
    def count(question: str) -> int:
        search(client, question)
        with CaptureQueriesContext(connection) as captured:
            search(client, question)
        return len(captured)

    for factory in (TextPageFactory, CoursePageFactory, ServicePageFactory, ArticlePageFactory):
        factory(title="Zandtekening")
    few = count("zandtekening")
    for factory in (TextPageFactory, CoursePageFactory, ServicePageFactory, AdviserPageFactory):
        for number in range(5):
            factory(title=f"Zandtekening {number}")

    assert count("zandtekening") <= few
    assert few <= 15
    assert count("zandtekenig") <= 15


def test_every_page_leads_to_the_search(client):
    header = re.search(r"<header.*?</header>", client.get("/").content.decode(), re.DOTALL)[0]

    assert 'href="/zoeken/"' in header


def test_a_search_is_never_kept_by_a_cache(client):
    assert "no-store" in search(client, "iets")["Cache-Control"]
