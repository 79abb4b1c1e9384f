"""Sending the form in."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import gettext as _
from post_office.models import Email

from intake.form.tickets import Ticket
from intake.form.views import NO_COOKIE, STALE, TICKET
from intake.models import CallMoment, IntakeRequest, IntakeSettings, Lead, Scope, Wish, WishedStart

from .conftest import ANSWERS, FORM

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
        hidden=open_form(van=service.pk),
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
    send(hidden=open_form(van=service.pk))

    assert IntakeRequest.objects.get().subjects == []


def test_an_enrolment_keeps_the_course_and_the_date(send, open_form, course, start_date):
    date = start_date()
    send(hidden=open_form(van=course.pk, wens="enrol", datum=date.pk), participants="3")
    request = IntakeRequest.objects.get()

    assert (request.wish, request.course_date) == (Wish.ENROL, date)
    assert request.course_date_label.startswith("Utrecht, ")
    assert [subject["id"] for subject in request.subjects] == [course.pk]
    assert (request.participants, request.scope) == (3, Scope.UNKNOWN)


def test_an_enrolment_is_not_lost_when_the_date_closes_while_the_school_types(
    send, open_form, course, start_date
):
    date = start_date()
    hidden = open_form(van=course.pk, wens="enrol", datum=date.pk)
    date.days.all().delete()
    type(date).objects.filter(pk=date.pk).update(seats_taken=14, enrol_until="2020-01-01")
    send(hidden=hidden)

    assert IntakeRequest.objects.get().course_date == date
    assert IntakeRequest.objects.get().wish == Wish.ENROL


# ------------------------------------------------------------------ what is not right
def test_errors_stand_on_top_with_links_and_beside_the_answers(send, site):
    response = send(email="fout", consent=None, call_moment=None)
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
    response = send(email="fout", services=str(service.pk), goal="Samen leren", participants="ongeveer 14")
    form, html = response.context["form"], response.content.decode()

    assert 'value="IKC De Waterlijn"' in html
    assert 'value="ongeveer 14"' in html
    assert "Samen leren</textarea>" in html
    assert form["services"].value() == [str(service.pk)]
    assert form["call_moment"].value() == "morning"
    assert form["consent"].value()


def test_what_the_link_said_is_carried_through_an_error(client, send, open_form, course, start_date):
    date = start_date()
    response = send(hidden=open_form(van=course.pk, wens="enrol", datum=date.pk), email="fout")

    assert response.context["hidden"] | {TICKET: ""} == {
        TICKET: "",
        "van": str(course.pk),
        "wens": "enrol",
        "datum": str(date.pk),
    }
    assert response.context["announcement"]


@pytest.mark.parametrize("value", ["x", "9" * 40, "<b>", "-1", "\x00"])
def test_a_false_origin_in_the_form_is_left_out(send, open_form, site, value):
    send(hidden=open_form() | {"van": value, "wens": value, "datum": value})
    request = IntakeRequest.objects.get()

    assert (request.origin_page_id, request.wish, request.course_date_id) == (None, Wish.TALK, None)


# ------------------------------------------------------------------ once, and with the words that were read
def test_the_same_form_sent_twice_is_one_request_with_one_thank_you_page(send, open_form, adviser):
    hidden = open_form()
    first, second = send(hidden=hidden), send(hidden=hidden)

    assert first["Location"] == second["Location"]
    assert IntakeRequest.objects.count() == Lead.objects.count() == 1
    assert Email.objects.count() == 2


def test_an_error_does_not_change_the_key(send, open_form, site):
    hidden = open_form()

    assert str(send(hidden=hidden, email="fout").context["form"].ticket) == hidden[TICKET]


def test_two_forms_with_the_same_answers_are_one_request(send, site):
    assert send()["Location"] == send()["Location"]
    assert IntakeRequest.objects.count() == 1


def test_two_forms_with_other_answers_are_two_requests(send, site):
    assert send()["Location"] != send(goal="En nog een tweede vraag.")["Location"]
    assert IntakeRequest.objects.count() == 2


def outdated() -> str:
    return str(Ticket(uuid4(), timezone.now() - timedelta(days=7, minutes=1), "Bel mij maar.", "1"))


def resigned() -> str:
    text = str(Ticket.issue(consent="Verkoop alles.", privacy_version="1"))
    return "A" + text[1:]


@pytest.mark.parametrize(
    "ticket",
    [None, "", "x", "a:b", "\x00", "é" * 5000, outdated, resigned],
    ids=["missing", "empty", "short", "colon", "null", "long", "outdated", "forged"],
)
def test_without_a_valid_ticket_the_answers_are_kept_and_sent_once_more(send, open_form, site, ticket):
    text = ticket() if callable(ticket) else ticket
    response = send(hidden=open_form() | {TICKET: text})

    assert response.status_code == 422
    assert response.context["form"].non_field_errors() == [STALE]
    assert 'value="IKC De Waterlijn"' in response.content.decode()
    assert not IntakeRequest.objects.exists()
    assert send(hidden=response.context["hidden"]).status_code == 302


def test_what_the_school_read_is_stored_also_when_it_changes_meanwhile(send, open_form, site):
    shown = IntakeSettings.objects.get().privacy_version
    hidden = open_form()
    IntakeSettings.objects.update(consent="Iets heel anders.")
    IntakeSettings.objects.get().privacy_page.specific.save_revision().publish()
    send(hidden=hidden)
    request = IntakeRequest.objects.get()

    assert (request.consent_text, request.consent_version) == ("Bel mij maar.", shown)
    assert IntakeSettings.objects.get().privacy_version != shown


def test_without_the_cookie_nothing_is_stored_and_the_answers_are_kept(site, open_form):
    strict = Client(enforce_csrf_checks=True)
    response = strict.post(FORM, ANSWERS | open_form())

    assert response.status_code == 403
    assert response.context["form"].non_field_errors() == [NO_COOKIE]
    assert 'value="IKC De Waterlijn"' in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert "csrftoken" in response.cookies
    assert not IntakeRequest.objects.exists()


def test_a_request_of_a_new_school_takes_few_queries(
    send, open_form, service, adviser, django_assert_max_num_queries
):
    send()
    hidden = open_form(van=service.pk)

    # One is the form's: whether what it recalls of the offer still holds. Three read who might get it;
    # the others, under the lock, store, match, route, log and queue mail. A test adds two for its savepoint,
    # and PostgreSQL one for the lock.
    with django_assert_max_num_queries(21):
        send(hidden=hidden, organisation_name="De Wilg", services=str(service.pk))
