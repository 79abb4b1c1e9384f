"""Sending the form in."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import gettext as _
from post_office.models import Email

from intake.form.steps.page import TICKET
from intake.form.steps.wizard import NO_COOKIE, STALE
from intake.form.tickets import Ticket
from intake.models import (
    CallMoment,
    ConsentWay,
    Draft,
    IntakeRequest,
    IntakeSettings,
    Lead,
    Scope,
    Wish,
    WishedStart,
)

from .conftest import ANSWERS, FORM, hidden_in, walk_steps

pytestmark = pytest.mark.django_db


def test_a_school_goes_from_the_form_to_the_thank_you_page(client, send, adviser):
    response = send()

    assert response.status_code == 302
    assert response["Location"].startswith("/aanvraag/bedankt/")
    assert client.get(response["Location"]).status_code == 200
    assert Lead.objects.get().owner == adviser


def test_every_answer_is_stored_in_its_one_way(send, open_form, service, course, site):
    send(
        register_code="03wu 00",
        services=str(service.pk),
        courses=str(course.pk),
        scope="between",
        plg_count="2",
        participants="ongeveer 14",
        goal="Eén gebouw,\r\ntwee werelden.",
        wished_start="this_year",
        opened=open_form(van=service.pk),
        partners="obs De Wilg",
    )
    request = IntakeRequest.objects.get()

    assert (request.postcode, request.brin, request.lrk) == ("3991 AB", "03WU00", "")
    assert request.phone.as_e164 == "+31612345678"
    assert request.call_moment == CallMoment.MORNING
    assert request.subjects == [
        {"id": service.pk, "title": "Startoverleg", "kind": "service"},
        {"id": course.pk, "title": "Leergang <PLG>", "kind": "course"},
    ]
    assert (request.scope, request.wished_start) == (Scope.BETWEEN, WishedStart.THIS_YEAR)
    assert request.partners == "obs De Wilg"
    assert (request.plg_count, request.participants) == (2, 14)
    assert request.goal == "Eén gebouw,\ntwee werelden."
    assert (request.wish, request.origin_page_id, request.origin_title) == (
        Wish.TALK,
        service.pk,
        "Startoverleg",
    )


def test_the_shortest_request_is_enough(send, site):
    response = send(
        role="", call_moment="any", register_code=None, goal=None, plg_count=None, participants=None
    )

    assert response.status_code == 302
    assert IntakeRequest.objects.get().subjects == []


def test_what_was_selected_by_the_link_can_be_deselected(send, open_form, service):
    send(opened=open_form(van=service.pk))

    assert IntakeRequest.objects.get().subjects == []


def test_an_enrolment_keeps_the_course_and_the_date(send, open_form, course, start_date):
    date = start_date()
    send(opened=open_form(van=course.pk, wens="enrol", datum=date.pk), participants="3")
    request = IntakeRequest.objects.get()

    assert (request.wish, request.course_date) == (Wish.ENROL, date)
    assert request.course_date_label.startswith("Utrecht, ")
    assert [subject["id"] for subject in request.subjects] == [course.pk]
    assert (request.participants, request.scope) == (3, Scope.UNKNOWN)


def test_an_enrolment_is_not_lost_when_the_date_closes_while_the_school_types(
    send, open_form, course, start_date
):
    date = start_date()
    opened = open_form(van=course.pk, wens="enrol", datum=date.pk)
    date.days.all().delete()
    type(date).objects.filter(pk=date.pk).update(seats_taken=14, enrol_until="2020-01-01")
    send(opened)

    assert IntakeRequest.objects.get().course_date == date
    assert IntakeRequest.objects.get().wish == Wish.ENROL


# ------------------------------------------------------------------ what is not right
def test_errors_stand_on_top_with_links_and_beside_the_answers(send, site):
    response = send(email="fout", call_moment=None)
    html = response.content.decode()

    assert f"<title>{_('Error:')} " in html
    assert 'role="alert"' in html
    assert "autofocus" in html
    assert '<a href="#id_email">' in html
    assert '<a href="#id_call_moment_0">' in html
    assert 'aria-invalid="true" aria-describedby="id_email_helptext id_email_error" id="id_email"' in html
    assert 'id="id_email_error"' in html
    assert '<fieldset class="field" aria-describedby="id_call_moment_error">' in html


def test_what_was_filled_in_stays_filled_in(send, service):
    response = send(
        plg_count="veel", services=str(service.pk), goal="Samen leren", participants="ongeveer 14"
    )

    assert response.status_code == 422
    assert 'value="ongeveer 14"' in response.text
    assert "Samen leren</textarea>" in response.text
    assert response.context["form"]["services"].value() == [str(service.pk)]


def test_what_the_link_said_is_carried_through_an_error(client, send, open_form, course, start_date):
    date = start_date()
    response = send(opened=open_form(van=course.pk, wens="enrol", datum=date.pk), city="")

    link = {"van": str(course.pk), "wens": "enrol", "datum": str(date.pk)}
    assert response.context["hidden"].items() >= link.items()
    assert response.context["announcement"]


@pytest.mark.parametrize("value", ["x", "9" * 40, "<b>", "-1", "\x00"])
def test_a_false_origin_in_the_form_is_left_out(client, send, open_form, site, value):
    false = {"van": value, "wens": value, "datum": value}
    send(client.post(FORM, ANSWERS | hidden_in(open_form()) | false, follow=True))
    request = IntakeRequest.objects.get()

    assert (request.origin_page_id, request.wish, request.course_date_id) == (None, Wish.TALK, None)


# ------------------------------------------------------------------ once, and with the words that were read
def test_the_same_form_sent_twice_is_one_request_with_one_thank_you_page(send, open_form, adviser):
    opened = open_form()
    first, second = send(opened), send(opened, goal="En nog iets.")

    assert first["Location"] == second["Location"]
    assert IntakeRequest.objects.count() == Lead.objects.count() == 1
    assert Email.objects.count() == 2


def test_an_error_does_not_change_the_key(send, open_form, site):
    opened = open_form()

    assert hidden_in(send(opened, city=""))[TICKET] == hidden_in(opened)[TICKET]


def test_two_forms_with_the_same_answers_are_one_request(send, site):
    assert send()["Location"] == send()["Location"]
    assert IntakeRequest.objects.count() == 1


def test_two_forms_with_other_answers_are_two_requests(send, site):
    assert send()["Location"] != send(goal="En nog een tweede vraag.")["Location"]
    assert IntakeRequest.objects.count() == 2


def outdated() -> str:
    return str(Ticket(uuid4(), timezone.now() - timedelta(days=14, minutes=1)))


def resigned() -> str:
    text = str(Ticket.issue(consent="Verkoop alles.", privacy_version="1"))
    return "A" + text[1:]


@pytest.mark.parametrize(
    "ticket",
    [None, "", "x", "a:b", "\x00", "é" * 5000, outdated, resigned],
    ids=["missing", "empty", "short", "colon", "null", "long", "outdated", "forged"],
)
@pytest.mark.parametrize("step", ["begin", "controle"])
def test_without_a_valid_ticket_the_answers_are_kept_and_sent_once_more(
    client, send, open_form, open_step, site, ticket, step
):
    text = ticket() if callable(ticket) else ticket
    page = open_form() if step == "begin" else open_step(step)
    hidden = hidden_in(page) | {TICKET: text or ""}
    response = client.post(page.request["PATH_INFO"], ANSWERS | hidden)

    assert response.status_code == 422
    assert response.context["form"].non_field_errors() == [STALE]
    assert "IKC De Waterlijn" in response.text
    assert not IntakeRequest.objects.exists()
    assert "/bedankt/" in send(response)["Location"]


def test_what_the_school_read_is_stored_also_when_it_changes_meanwhile(send, open_step, site):
    shown = IntakeSettings.objects.get().privacy_version
    page = open_step("controle")
    settings = IntakeSettings.objects.get()
    settings.consent = "Iets heel anders."
    settings.save()
    settings.privacy_page.specific.save_revision().publish()
    send(page)
    request = IntakeRequest.objects.get()

    assert (request.consent_text, request.consent_version) == ("Bel mij maar.", shown)
    assert (request.consent_at, request.consent_way) == (request.received_at, ConsentWay.FORM)
    assert IntakeSettings.objects.get().privacy_version != shown


@pytest.mark.parametrize("step", ["begin", "contact"])
def test_without_the_cookie_nothing_is_stored_and_the_answers_are_kept(open_form, open_step, site, step):
    page = open_form() if step == "begin" else open_step(step)
    strict = Client(enforce_csrf_checks=True)
    address, before = page.request["PATH_INFO"], list(Draft.objects.values())
    response = strict.post(address, ANSWERS | hidden_in(page) | {"city": "Hier", "last_name": "Hier"})

    assert response.status_code == 403
    assert response.context["form"].non_field_errors() == [NO_COOKIE]
    assert 'value="Hier"' in response.text
    assert "no-store" in response["Cache-Control"]
    assert "csrftoken" in response.cookies
    assert list(Draft.objects.values()) == before

    again = strict.post(address, ANSWERS | hidden_in(response) | {"last_name": "Hier"})
    assert again.status_code == 302


def test_the_last_step_takes_few_queries(client, open_step, service, adviser, django_assert_max_num_queries):
    walk_steps(client, open_step("controle"), ANSWERS)
    page = open_step("controle", van=service.pk)
    client.post(page.request["PATH_INFO"], ANSWERS | hidden_in(page) | {"consent": ""})

    # The draft, the content version and all that stores, matches, routes, logs and queues mail. Two are the
    # savepoint of a test, one is the lock on PostgreSQL.
    with django_assert_max_num_queries(21):
        response = client.post(page.request["PATH_INFO"], ANSWERS | hidden_in(page))
    assert "/bedankt/" in response["Location"]
