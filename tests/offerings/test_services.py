"""A service: a step of the journey."""

import re

import pytest

from tests.factories.pages import (
    AdviserPageFactory,
    ServiceIndexPageFactory,
    ServicePageFactory,
    TestimonialFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def steps():
    return [ServicePageFactory(title=title) for title in ("Startoverleg", "Ontwikkelgesprek", "Training")]


def text(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))


def test_a_step_says_where_it_stands(client, steps):
    html = client.get(steps[1].url).content.decode()

    here = re.search(r'<nav class="here".*?</nav>', html, re.DOTALL)[0]
    assert re.findall(r'<a href="([^"]+)"', here) == [step.url for step in steps]
    assert f'<a href="{steps[1].url}" aria-current="page">' in here
    assert "U bent bij stap 2 van 3" in text(html)


def test_a_step_leads_to_the_one_before_and_the_one_after(client, steps):
    first, second, third = (client.get(step.url).content.decode() for step in steps)

    assert 'rel="prev"' not in first
    assert f'<a href="{steps[1].url}" rel="next">Ontwikkelgesprek</a>' in first
    assert f'<a href="{steps[0].url}" rel="prev">Startoverleg</a>' in second
    assert f'<a href="{steps[2].url}" rel="next">Training</a>' in second
    assert 'rel="next"' not in third


def test_a_step_says_when_one_may_skip_it_and_so_do_those_beside_it(client, steps):
    steps[1].may_skip = "Als er al een plan is."
    steps[1].save()

    for page in (*steps, ServiceIndexPageFactory.the_one()):
        words = text(client.get(page.url).content.decode())
        assert "Overslaan mag als er al een plan is." in words
        assert "Deze stap doet iedereen." in words


def test_a_step_that_is_not_published_is_no_step(client, steps):
    steps[1].unpublish()

    html = client.get(steps[2].url).content.decode()

    assert "U bent bij stap 2 van 2" in text(html)
    assert steps[1].url not in html


def test_the_order_of_the_tree_is_the_order_of_the_journey(client, steps):
    steps[2].move(ServiceIndexPageFactory.the_one(), pos="first-child")

    html = client.get("/aanbod/").content.decode()

    journey = re.search(r'<section class="band band--night journey".*?</section>', html, re.DOTALL)[0]
    titles = re.findall(r"<h2><a[^>]*>([^<]+)</a>", journey)
    assert [title.replace("\u00ad", "") for title in titles] == [
        "Training",
        "Startoverleg",
        "Ontwikkelgesprek",
    ]


def test_the_journey_stands_once_on_the_page_above(client, steps):
    index = ServiceIndexPageFactory.the_one()
    index.body = [("journey", {"heading": "De weg", "index": index})]
    index.save()

    assert client.get("/aanbod/").content.decode().count("band--night journey") == 1


def test_everything_an_editor_fills_in_is_shown(client):
    page = ServicePageFactory(
        lead_time="Drie weken", location="Bij u", audience="Schoolleiders", what_text="<p>Meer.</p>"
    )

    html = client.get(page.url).content.decode()

    fields = (page.what_heading, page.what_lead, page.gets_heading, page.process_heading, page.lead_time)
    assert all(words in html for words in fields)
    for words in (
        "Meer.",
        "Een plan van vier pagina’s",
        "Eerst praten",
        "Wij komen langs.",
        "Een uur",
        "Bij u",
    ):
        assert words in html


def test_facts_that_are_not_filled_in_are_not_named(client):
    page = ServicePageFactory(duration="", location="Bij u")

    assert [fact["description"] for fact in page.facts] == ["Bij u"]


def test_one_speaks_with_an_adviser_as_long_as_the_page_is_published(client):
    adviser = AdviserPageFactory(title="Mirjam Oosterhof")
    page = ServicePageFactory(adviser=adviser)
    assert f'<a href="{adviser.url}">Mirjam Oosterhof</a>' in client.get(page.url).content.decode()

    adviser.unpublish()

    assert "Mirjam Oosterhof" not in client.get(page.url).content.decode()


def test_only_who_consents_is_quoted_featured_ones_first(client):
    page = ServicePageFactory()
    TestimonialFactory(about=[page], quote="Later")
    TestimonialFactory(about=[page], quote="Zonder toestemming", without_consent=True, featured=True)
    TestimonialFactory(about=[page], quote="Vooraan", featured=True)

    html = client.get(page.url).content.decode()

    assert "Vooraan" in html
    assert "Later" not in html
    assert "Zonder toestemming" not in html


def test_the_button_tells_the_form_which_page_it_was(client):
    invite = {
        "heading": "Praten?",
        "text": "Bel ons.",
        "button": "Vraag het aan",
        "note": "",
        "drawing": "two",
    }
    page = ServicePageFactory(closing=[("invite", invite)])

    assert client.get(page.url).content.decode().count(f"/aanvraag/?van={page.pk}") == 2
