"""Sections: how they lie beneath each other, and that broken content breaks no page."""

import re

import pytest
from wagtail.rich_text import RichText

from home.blocks import SECTIONS, lay
from home.models import HomePage
from home.rich_text import LivePageLinkHandler
from tests.factories.pages import (
    AdviserPageFactory,
    CourseDateFactory,
    CourseIndexPageFactory,
    ServiceIndexPageFactory,
    ServicePageFactory,
    SiteImageFactory,
    TestimonialFactory,
    TextPageFactory,
    days_ahead,
    fill_home_page,
)

pytestmark = pytest.mark.django_db

LESSONS = (
    "lessons",
    {"heading": "Lessen", "items": [{"heading": "Regelmaat", "text": "Elke drie weken."}] * 2},
)
OUTCOMES = ("outcomes", {"heading": "Winst", "items": [{"heading": "Taal", "text": "Eén taal."}] * 2})
QUOTATION = ("quotation", {"quote": "A whole", "author": "Shannon", "source": "1998", "language": "en"})


def link(page, text: str) -> str:
    return f'<a linktype="page" id="{page.pk}">{text}</a>'


def home_html(client, *sections) -> str:
    fill_home_page(body=list(sections))
    return client.get("/").content.decode()


def test_sections_on_the_same_plane_follow_each_other_closely():
    fill_home_page(body=[LESSONS, LESSONS, OUTCOMES, OUTCOMES, LESSONS, QUOTATION])

    bands = list(lay(HomePage.objects.get().body))

    assert [(band.ground, band.follows) for band in bands] == [
        ("paper", True),
        ("paper", True),
        ("linen", False),
        ("linen", True),
        ("paper", False),
        ("paper", True),
    ]
    assert [band.is_section for band in bands] == [True] * 5 + [False]
    assert len({band.id for band in bands}) == 6


def test_every_section_is_named_by_its_heading(client):
    html = home_html(client, LESSONS, OUTCOMES)

    for section, name in re.findall(
        r'<section class="band[^>]* id="([^"]+)" aria-labelledby="([^"]+)"', html
    ):
        assert name == f"{section}-kop"
        assert re.search(rf'<h2 id="{name}"[^>]*>', html)
    assert html.count('<section class="band') == 2


def test_a_section_can_have_a_name_of_its_own_in_the_address(client):
    kind, value = LESSONS

    html = home_html(client, (kind, {**value, "anchor": "lessen"}))

    assert 'id="lessen" aria-labelledby="lessen-kop"' in html


def test_a_quotation_says_its_language(client):
    assert '<blockquote lang="en"><p>A whole</p></blockquote>' in home_html(client, QUOTATION)


@pytest.mark.parametrize("state", ["without_consent", "consent_ended", "consent_to_come"])
def test_who_gave_no_consent_is_not_quoted(client, state):
    shown, hidden = TestimonialFactory(), TestimonialFactory(**{state: True})

    html = home_html(client, ("voices", {"heading": "Zij gingen voor", "testimonials": [hidden, shown]}))

    assert shown.quote in html
    assert hidden.quote not in html
    assert hidden.person not in html


def test_a_section_of_which_nothing_is_left_is_left_out(client):
    gone, without = TestimonialFactory(), TestimonialFactory(without_consent=True)
    fill_home_page(body=[("voices", {"heading": "Zij gingen u voor", "testimonials": [gone, without]})])
    gone.delete()

    html = client.get("/").content.decode()

    assert "Zij gingen u voor" not in html


def test_people_without_a_published_page_are_left_out(client):
    shown, draft = AdviserPageFactory(title="Mirjam"), AdviserPageFactory(title="Joost", draft=True)

    html = home_html(client, ("people", {"heading": "Wij", "people": [draft, shown]}))

    assert f'<a href="{shown.url}">Mirjam</a>' in html
    assert "Joost" not in html


def test_the_journey_shows_the_published_services_in_order(client):
    first, second = ServicePageFactory(title="Startoverleg"), ServicePageFactory(title="Training")
    ServicePageFactory(title="Geheim", draft=True)
    index = ServiceIndexPageFactory.the_one()

    html = home_html(client, ("journey", {"heading": "De weg", "index": index}))

    journey = re.search(r'class="band band--night[^"]* journey".*?</section>', html, re.DOTALL)[0]
    assert re.findall(r'<h3><a href="([^"]+)">', journey) == [first.url, second.url]


@pytest.mark.parametrize("kind", ["journey", "dates"])
def test_a_section_whose_page_is_not_published_breaks_nothing(client, kind):
    index = {"journey": ServiceIndexPageFactory, "dates": CourseIndexPageFactory}[kind].the_one()
    count = {"count": 3} if kind == "dates" else {}
    fill_home_page(body=[(kind, {"heading": "De weg", "index": index, **count}), LESSONS])
    index.unpublish()

    response = client.get("/")

    assert response.status_code == 200
    assert index.url not in response.content.decode()


def test_a_section_whose_page_is_gone_breaks_nothing(client):
    index = ServiceIndexPageFactory.the_one()
    fill_home_page(body=[("journey", {"heading": "De weg", "index": index}), LESSONS])
    index.delete()

    assert client.get("/").status_code == 200


def test_dates_say_what_is_left_and_stop_after_the_asked_number(client):
    course = CourseDateFactory(place="Utrecht", seats_taken=10).course
    CourseDateFactory(course=course, place="Zwolle", full=True, waiting=2)
    CourseDateFactory(course=course, place="Assen")
    CourseDateFactory(course=course, place="Gisteren", past=True)
    CourseDateFactory(course=course, place="Te laat", closed=True, days=days_ahead(3))
    index = CourseIndexPageFactory.the_one()

    html = home_html(client, ("dates", {"heading": "Data", "index": index, "count": 2}))

    assert "Utrecht, een" in html
    assert "Zwolle, een" in html
    assert "Assen, een" not in html
    assert "Gisteren" not in html
    assert "Te laat" not in html


def test_a_picture_that_is_gone_breaks_nothing(client):
    image = SiteImageFactory(credit="J. de Vries")
    fill_home_page(body=[("picture", {"image": image, "caption": "Een tafel"}), LESSONS])
    assert "J. de Vries" in client.get("/").content.decode()

    image.delete()

    assert client.get("/").status_code == 200


def test_a_photo_whose_file_is_gone_breaks_nothing(client):
    photo = SiteImageFactory()
    page = AdviserPageFactory(photo=photo)
    photo.file.storage.delete(photo.file.name)

    assert client.get(page.url).status_code == 200


def test_a_photo_takes_the_place_of_the_drawing(client):
    page = AdviserPageFactory(photo=SiteImageFactory())

    face = re.search(r'<div class="face">(.*?)</div>', client.get(page.url).content.decode(), re.DOTALL)[1]

    assert re.search(r'<img[^>]+class="portrait"[^>]*>', face)
    assert 'alt=""' in face
    assert "<svg" not in face


def test_a_link_in_a_text_to_a_page_that_is_gone_becomes_text(client):
    target, draft = TextPageFactory(slug="doel"), TextPageFactory(slug="klad")
    page = TextPageFactory(
        body=[
            (
                "prose",
                f"<p>{link(target, 'een')} {link(draft, 'twee')}</p>",
            )
        ]
    )
    draft.unpublish()

    html = client.get(page.url).content.decode()

    assert '<a href="/doel/">een</a> <a>twee</a>' in html


def test_all_links_of_a_text_take_one_query(django_assert_num_queries):
    pages = [TextPageFactory() for _ in range(3)]
    text = RichText("".join(f'<a linktype="page" id="{page.pk}">x</a>' for page in pages))
    assert pages[0].url  # the addresses of the sites are remembered by Wagtail

    with django_assert_num_queries(1):
        assert str(text).count("<a href=") == 3


def test_links_name_their_pages_for_the_overview_of_use():
    assert LivePageLinkHandler.identifier == "page"


def test_every_section_has_an_icon_a_group_and_words_for_the_editor():
    for _name, block in SECTIONS:
        assert block.meta.icon != "placeholder"
        assert block.meta.group
        assert block.get_description()
        assert block.meta.template.startswith("home/blocks/")


def test_each_answer_has_an_address_that_stays(client):
    questions = [{"question": "Hoe groot is een PLG?", "answer": "<p>Vijf tot tien.</p>"}]
    home = fill_home_page(body=[("faq", {"heading": "Vragen", "questions": questions})])
    before = re.search(r'<div class="prose" id="(vraag-[0-9a-f]{8})">', client.get("/").content.decode())[1]
    home.body[0].value["questions"][0]["question"] = "Met hoeveel?"
    home.save()

    html = client.get("/").content.decode()

    assert f'id="{before}"' in html
    assert f'<a href="#{before}">' in html
