"""The guide as a visitor walks through it, and as an editor makes it."""

import re
from html import unescape

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.models import PageViewRestriction

from home.addresses import page_address
from home.roles import Role
from offerings.guide_blocks import GuideQuestionBlock
from tests.factories.intake import UserFactory
from tests.factories.pages import (
    CourseDateFactory,
    CoursePageFactory,
    GuidePageFactory,
    ServiceIndexPageFactory,
    ServicePageFactory,
    ask,
    fill_home_page,
    set_menus,
    weigh,
)

pytestmark = pytest.mark.django_db
MOST = 15


@pytest.fixture(autouse=True)
def fresh_cache():
    cache.clear()


@pytest.fixture
def service():
    return ServicePageFactory(title="Startoverleg", duration_note="Een uur, zonder kosten")


@pytest.fixture
def course():
    return CoursePageFactory(title="Samen leren", teaser="Voor managers.", on_location=True, meetings=3)


@pytest.fixture
def guide(service, course):
    return GuidePageFactory(service=service, course=course)


def html_of(client, url: str) -> str:
    return re.sub(r"\s+", " ", unescape(client.get(url).content.decode())).replace("\u00ad", "")


def answered(guide, choices: str) -> str:
    """The address after the first, second ... answer of each question: "1121"."""
    keys = [ask.answers[int(choice) - 1].key for ask, choice in zip(guide.asks, choices, strict=False)]
    return f"{guide.url}?antwoorden={'.'.join(keys)}"


def send(client, url: str, answer: str = ""):
    """Send the form on this page with the answer of that text."""
    html = html_of(client, url)
    data = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', html))
    if answer:
        data["antwoord"] = re.search(rf'value="([\w-]+)"[^>]*> <label[^>]*>{answer}</label>', html)[1]
    return client.get(re.search(r'<form class="form" method="get" action="([^"]+)"', html)[1], data)


# ------------------------------------------------------------------ the questions
def test_one_walks_from_question_to_question_to_the_advice(client, guide, service):
    url = guide.url
    for number in range(1, 5):
        assert f"Vraag {number} van 4" in html_of(client, url)
        response = send(client, url, f"dienst {number}")
        assert response.status_code == 302
        url = response.url

    assert url == answered(guide, "1111")
    assert f"<h1>{service.title}</h1>" in html_of(client, url)


def test_a_question_without_an_answer_says_so(client, guide):
    html = unescape(send(client, answered(guide, "1")).content.decode())

    assert "<title>Fout: Vraag 2 van 4" in html
    assert "Kies het antwoord dat het meest op u lijkt." in html
    assert 'aria-describedby="fout"' in html
    assert send(client, answered(guide, "1")).status_code == 200


def test_a_question_that_is_asked_again_shows_what_was_answered(client, guide):
    link = re.findall(r'class="change" href="([^"]+)"', html_of(client, answered(guide, "1211")))[1]

    html = html_of(client, guide.url + link)

    assert "Vraag 2 van 4" in html
    assert re.search(r'checked required> <label for="antwoord-2">opleiding 2', html)
    assert "Terug naar uw advies" in html
    assert send(client, guide.url + link, "dienst 2").url == answered(guide, "1111")


@pytest.mark.parametrize(
    "query",
    [
        "antwoorden=oud.kapot",
        "antwoorden=" + "x" * 5000,
        "vraag=weg",
        "gevraagd=weg&antwoord=weg",
        "antwoorden=%00%FF",
    ],
)
def test_an_address_that_says_nothing_asks_the_first_question(client, guide, query):
    response = client.get(f"{guide.url}?{query}")

    assert response.status_code == 200
    assert "Vraag nummer 1?" in response.content.decode()


def test_nothing_about_a_visitor_is_kept_and_no_answer_is_for_a_search_engine(client, guide):
    start = client.get(guide.url)
    assert "noindex" not in start.content.decode()

    for choices in ("1", "1111"):
        response = client.get(answered(guide, choices))
        html = response.content.decode()
        assert not response.cookies
        assert '<meta name="robots" content="noindex">' in html
        assert f'<link rel="canonical" href="{page_address(guide)}">' in html
        assert html.count("<h1") == 1


# ------------------------------------------------------------------ the advice
def test_the_advice_says_why_in_the_visitor_s_own_answers(client, guide, service):
    html = html_of(client, answered(guide, "1121"))

    assert "Omdat de dienst past, reden 1." in html
    assert "U koos: “dienst 4”" in html
    assert "Een uur, zonder kosten" in html
    assert "reden 3" not in html.split("Past ook bij u")[0]
    assert "<title>Ons advies: Startoverleg | Leerkring</title>" in html
    assert "het adres van deze pagina bevat uw antwoorden" in html


def test_what_comes_close_suits_as_well(client, guide, course):
    html = html_of(client, answered(guide, "1122"))

    assert "Past ook bij u" in html
    assert "Drie bijeenkomsten" in html
    assert f"advies={course.pk}" in html
    assert "Past ook bij u" not in html_of(client, answered(guide, "1111"))


def test_a_course_is_advised_with_its_price_and_first_date(client, service):
    course = CoursePageFactory(title="Samen leren", price=980)
    CourseDateFactory(course=course, place="Den Haag")
    guide = GuidePageFactory(service=service, course=course)

    html = html_of(client, answered(guide, "2222"))

    assert "<h1>Samen leren</h1>" in html
    assert "980" in html
    assert "Den Haag" in html


@pytest.mark.parametrize("state", ["not published", "private", "no date"])
def test_what_cannot_be_had_now_is_not_advised(client, guide, course, state):
    if state == "not published":
        course.unpublish()
    elif state == "private":
        PageViewRestriction.objects.create(page=course, restriction_type=PageViewRestriction.LOGIN)
    else:
        course.on_location = False
        course.save()

    html = html_of(client, answered(guide, "2222"))

    assert "Samen leren" not in html
    assert "<h1>Startoverleg</h1>" in html
    assert guide.fallback_reason in html


def test_when_nothing_is_offered_one_can_still_ask(client, guide, service, course):
    service.unpublish()
    course.unpublish()

    html = html_of(client, answered(guide, "1111"))

    assert f"/aanvraag/?van={guide.pk}" in html
    assert html.count("<h1") == 1


def test_a_page_that_is_thrown_away_leaves_the_guide_whole(client, guide, course):
    url = answered(guide, "2222")
    course.delete()

    assert "<h1>Startoverleg</h1>" in html_of(client, url)


def queries(client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_a_question_and_an_advice_ask_few_queries(client):
    services = [ServicePageFactory() for _ in range(4)]
    courses = [CoursePageFactory() for _ in range(4)]
    for course in courses:
        CourseDateFactory(course=course)
        CourseDateFactory(course=course)
    everything = {"alles": [weigh(page, 2) for page in services + courses], "iets": [weigh(courses[0], 3)]}
    guide = GuidePageFactory(
        questions=[ask(f"Vraag {n}?", everything) for n in range(6)], service=services[0]
    )
    set_menus(main=[("link", {"page": guide, "label": "", "address": ""})])

    assert queries(client, guide.url) <= MOST
    assert queries(client, answered(guide, "11")) <= MOST
    assert queries(client, answered(guide, "111111")) <= MOST
    assert queries(client, answered(guide, "222222")) <= MOST


# ------------------------------------------------------------------ the way to it
def test_the_journey_and_the_services_lead_to_it(client, service):
    index = ServiceIndexPageFactory.the_one()
    fill_home_page(body=[("journey", {"heading": "De weg", "index": index})])
    pages = ["/", index.url, service.url]
    assert all("Weet u niet waar u moet beginnen?" not in html_of(client, url) for url in pages)

    guide = GuidePageFactory(service=service)

    for url in pages:
        html = html_of(client, url)
        assert "Weet u niet waar u moet beginnen?" in html
        assert f'href="{guide.url}">Doe de wegwijzer</a>' in html


# ------------------------------------------------------------------ editing
def cleaned(answers: dict):
    block = GuideQuestionBlock()
    return block.clean(block.normalize(ask("Vraag?", answers)[1]))


def test_every_answer_weighs_something(service):
    with pytest.raises(StructBlockValidationError) as caught:
        cleaned({"ja": [weigh(service)], "nee": []})

    wrong = caught.value.block_errors["answers"].block_errors
    assert list(wrong) == [1]
    assert "weights" in wrong[1].block_errors


def test_an_answer_names_a_page_once(service, course):
    with pytest.raises(StructBlockValidationError) as caught:
        cleaned({"ja": [weigh(service), weigh(course), weigh(service)], "nee": [weigh(service)]})

    weights = caught.value.block_errors["answers"].block_errors[0].block_errors["weights"]
    assert list(weights.block_errors) == [2]
    assert "staat er al" in weights.block_errors[2].block_errors["page"].message


def test_an_answer_stands_in_a_question_once(service):
    block = GuideQuestionBlock()
    _, value = ask("Vraag?", {"Ja": [weigh(service)]})
    value["answers"] = value["answers"] * 2

    with pytest.raises(StructBlockValidationError) as caught:
        block.clean(block.normalize(value))

    assert "text" in caught.value.block_errors["answers"].block_errors[1].block_errors


def test_a_reason_reads_well_however_an_editor_wrote_it(service):
    guide = GuidePageFactory(
        service=service, questions=[ask("Waarom?", {"ja": [weigh(service, 1, "Omdat u wilt.")]})]
    )

    assert guide.asks[0].answers[0].weights[0].reason == "u wilt"


@pytest.fixture
def editor(client):
    client.force_login(UserFactory(role=Role.EDITOR))
    return client


def test_an_editor_reads_how_often_each_advice_comes_out_and_what_never_does(editor, guide, course):
    left_out = ServicePageFactory(title="Procesbegeleiding")
    course.unpublish()

    html = html_of(editor, f"/admin/pages/{guide.pk}/edit/")

    assert re.search(r"<strong>Startoverleg</strong>: 100%", html)
    assert re.search(r"<strong>Samen leren</strong>: nooit, want de pagina is niet gepubliceerd", html)
    assert f"Geen enkel antwoord pleit voor: <strong>{left_out.title}</strong>" in html


def test_a_new_guide_is_an_outline_to_rewrite(editor, guide):
    html = html_of(editor, f"/admin/pages/add/offerings/guidepage/{guide.get_parent().pk}/")

    assert html.count("Waar staat uw team nu?") >= 1
    assert "Een paar dagdelen dit schooljaar" in html


def test_an_editor_can_look_at_every_advice_before_publishing(guide, service, course, rf):
    modes = dict(guide.preview_modes)
    assert list(modes) == ["", f"advies-{service.pk}", f"advies-{course.pk}"]

    for mode, heading in (
        ("", "Wegwijzer"),
        (f"advies-{course.pk}", "Samen leren"),
        ("advies-0", "Wegwijzer"),
    ):
        response = guide.make_preview_request(preview_mode=mode)
        assert response.status_code == 200
        assert f"<h1>{heading}</h1>" in response.content.decode()
