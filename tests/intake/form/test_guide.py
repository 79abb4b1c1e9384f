"""What a guide fills in, and what the adviser then sees."""

import html as entities

import pytest
from django.core.management import call_command
from post_office.models import Email

from home.roles import Role
from intake.models import IntakeRequest
from tests.factories.intake import UserFactory
from tests.factories.pages import GuidePageFactory

from .conftest import FORM, admin_url

pytestmark = pytest.mark.django_db


@pytest.fixture
def guide(service, course):
    course.on_location = True
    course.save()
    return GuidePageFactory(service=service, course=course)


@pytest.fixture
def link(guide, service):
    """As the advice makes it: the first answer to each of the first two questions."""
    keys = ".".join(question.answers[0].key for question in guide.asks[:2])
    return {"van": guide.pk, "advies": service.pk, "antwoorden": keys}


def test_the_form_has_the_advice_ticked_and_the_answers_in_words(open_form, open_step, link, service):
    form = open_step("vraag", **link).context["form"]

    assert form["services"].value() == [str(service.pk)]
    assert form["guide_answers"].value() == "Vraag nummer 1? dienst 1\nVraag nummer 2? dienst 2"
    assert "vast ingevuld wat er uit de wegwijzer kwam" in open_form(**link).text


def test_a_course_is_ticked_too(open_step, link, course):
    form = open_step("vraag", **link | {"advies": course.pk}).context["form"]

    assert form["courses"].value() == [str(course.pk)]


def test_who_comes_from_elsewhere_sees_nothing_of_it(open_step, guide, service):
    for query in ({}, {"van": service.pk}, {"van": guide.pk}):
        assert "guide_answers" not in open_step("vraag", **query).context["form"].fields


@pytest.mark.parametrize(
    "query",
    [
        {"antwoorden": "Bel <b>0900-1234</b>"},
        {"antwoorden": "oud.weg"},
        {"antwoorden": "a" * 9000},
        {"guide_answers": "Ik betaal alles"},
        {"antwoorden": "x", "van": "1"},
        {"advies": "999999"},
        {"advies": "1 OR 1=1"},
    ],
)
def test_a_link_puts_no_words_into_the_form(open_form, open_step, guide, query):
    link = {"van": guide.pk, **query}
    question = open_step("vraag", **link)

    assert "guide_answers" not in question.context["form"].fields
    for page in (open_form(**link), question):
        assert page.status_code == 200
        assert "0900" not in page.text
        assert "Ik betaal" not in page.text


def test_what_the_school_makes_of_it_is_stored_and_seen_at_the_desk(client, send, open_form, link, adviser):
    send(
        open_form(**link),
        guide_answers="We willen beginnen.\nIn januari.",
        services=str(link["advies"]),
    )

    request = IntakeRequest.objects.get()
    assert request.guide_answers == "We willen beginnen.\nIn januari."
    assert (request.origin_page_id, request.origin_title) == (link["van"], "Wegwijzer")
    assert [subject["id"] for subject in request.subjects] == [link["advies"]]

    client.force_login(UserFactory(role=Role.COORDINATOR))
    desk = entities.unescape(client.get(admin_url(request.lead)).content.decode())
    assert "Antwoorden in de wegwijzer" in desk
    assert "We willen beginnen." in desk


def test_the_adviser_reads_it_in_the_mail_and_the_school_does_not(send, open_form, link, adviser):
    send(open_form(**link), guide_answers="We willen beginnen.")
    call_command("run_worker", once=True)

    mails = {mail.to[0]: mail.email_message().body for mail in Email.objects.all()}
    assert "> We willen beginnen." in mails[adviser.email]
    assert "We willen beginnen." not in mails["a.dewit@dewaterlijn.example"]


def test_taking_the_answers_out_is_fine(send, open_form, link, adviser):
    send(open_form(**link), guide_answers="")

    assert IntakeRequest.objects.get().guide_answers == ""


def test_what_was_made_of_the_answers_stays_when_the_guide_goes(client, send, open_step, link, guide):
    question = open_step("vraag", **link)
    guide.delete()

    send(question, guide_answers="Zelf aangepast")

    assert IntakeRequest.objects.get().guide_answers == "Zelf aangepast"
    assert IntakeRequest.objects.get().origin_page_id is None


def test_coming_from_a_guide_asks_few_queries(client, open_step, link, django_assert_max_num_queries):
    page = open_step("vraag", **link)
    with django_assert_max_num_queries(15):
        client.get(FORM, link)
    with django_assert_max_num_queries(9):
        client.get(page.request["PATH_INFO"])
