"""Asking for seats in the form: how many, who comes, and what when there are too few."""

import pytest
from django.utils import timezone

from intake.models import Enrolment, IntakeRequest, Wish

from .conftest import ANSWERS, hidden_in

pytestmark = pytest.mark.django_db
TOO_FEW = "Er zijn nog 3 plaatsen vrij. Vul 3 of minder in"
TICK = "Zet ons met 5 personen op de wachtlijst"


@pytest.fixture
def few(start_date):
    """A date with three seats left."""
    return start_date(seats_taken=11)


@pytest.fixture
def at_question(open_step, course, few):
    """The question step, as the link on the page of the course leads to it."""
    return open_step("vraag", van=course.pk, wens="enrol", datum=few.pk)


@pytest.fixture
def answer(client, at_question):
    """Post the question step: `answer(participants="5")`; follows to what comes next."""

    def answer(page=None, **answers):
        page = page or at_question
        return client.post(page.request["PATH_INFO"], ANSWERS | answers | hidden_in(page), follow=True)

    return answer


def test_one_seat_is_filled_in_and_names_may_be_left_empty(at_question):
    assert 'name="participants" value="1"' in at_question.text
    assert 'name="attendees"' in at_question.text
    assert 'name="wait_instead"' not in at_question.text
    assert '<p class="lead">Leergang &lt;PLG&gt;</p>' in at_question.text  # two steps after the link


def test_who_comes_is_kept_as_people_type_it_and_shown_on_the_check_page(client, answer, adviser):
    names = "Ruth Visser, ruth@school.nl\r\n- Ali Kaya <ali@school.nl>\r\n\r\nJits de Roos"
    check = answer(participants="", attendees=names)
    assert "Ruth Visser, ruth@school.nl<br>Ali Kaya, ali@school.nl<br>Jits de Roos" in check.text
    assert check.text.index("Hoeveel plaatsen") < check.text.index("Wie komen er?")
    client.post(check.request["PATH_INFO"], ANSWERS | hidden_in(check))
    enrolment = Enrolment.objects.get()
    assert (enrolment.seats, enrolment.state) == (3, "held")
    assert [person.email for person in enrolment.people] == ["ruth@school.nl", "ali@school.nl", ""]
    assert IntakeRequest.objects.get().attendees == enrolment.participants


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("Ruth ruth@school", "Regel 1: dit e-mailadres klopt niet."),
        ("a@x.nl b@x.nl", "Regel 1: vul één e-mailadres per regel in."),
        ("Ruth\nhttps://koop.nu", "Regel 2: vul alleen een naam en een e-mailadres in."),
    ],
)
def test_a_line_that_is_no_person_is_named(answer, line, problem):
    page = answer(attendees=line)
    assert page.status_code == 422
    assert problem in page.text


def test_more_people_than_seats_read_so_and_choose_to_come_with_fewer_or_to_wait(client, answer, adviser):
    page = answer(participants="5")
    assert page.status_code == 422
    assert TOO_FEW in page.text
    assert TICK in page.text
    check = answer(page, participants="5", wait_instead="on")
    assert "5, op de wachtlijst" in check.text
    thanks = client.post(check.request["PATH_INFO"], ANSWERS | hidden_in(check), follow=True)
    assert "U bent nummer 1 op de wachtlijst" in thanks.text
    assert (Enrolment.objects.get().state, Enrolment.objects.get().seats) == ("waiting", 5)
    assert IntakeRequest.objects.get().wish == Wish.WAIT


def test_fewer_people_go_on_without_the_question_to_wait(answer):
    page = answer(participants="5")
    check = answer(page, participants="3")
    assert check.status_code == 200
    assert check.request["PATH_INFO"].endswith("/controle/")
    assert "wachtlijst" not in check.text


def test_a_group_larger_than_the_date_is_told_of_the_other_way(answer):
    page = answer(participants="20", wait_instead="on")
    assert "in totaal 14 plaatsen" in page.text
    assert "op locatie" in page.text


def test_seats_that_go_while_a_school_looks_over_its_answers_cost_it_no_request(client, few, answer, adviser):
    check = answer(participants="3")
    type(few).objects.update(seats_taken=12)
    assert "3, op de wachtlijst" in client.get(check.request["PATH_INFO"]).text
    thanks = client.post(check.request["PATH_INFO"], ANSWERS | hidden_in(check), follow=True)
    assert "op de wachtlijst" in thanks.text
    assert Enrolment.objects.get().state == "waiting"


def test_a_talk_asks_nobody_for_names(open_step, site):
    assert 'name="attendees"' not in open_step("vraag").text


def test_more_people_than_the_date_has_seats_are_refused_whatever_the_page_says_it_asked(
    client, at_question, answer
):
    crowd = "\n".join(f"p{number}" for number in range(400))
    hidden = hidden_in(at_question)
    del hidden["gevraagd"]
    address = at_question.request["PATH_INFO"]
    page = client.post(address, ANSWERS | {"attendees": crowd} | hidden)
    assert (page.status_code, "in totaal 14 plaatsen" in page.text) == (422, True)
    page = client.post(address, ANSWERS | {"participants": "5"} | hidden)
    assert (page.status_code, TOO_FEW in page.text) == (422, True)
    page = answer(participants="", attendees="\n".join(["p"] * 1200))
    assert "Vul niet meer dan 999 mensen in." in page.text


def test_a_date_that_got_smaller_than_the_group_sends_it_back(client, few, answer):
    check = answer(participants="3")
    type(few).objects.update(seats=2, seats_taken=0)
    page = client.post(check.request["PATH_INFO"], ANSWERS | hidden_in(check), follow=True)
    assert "in totaal 2 plaatsen" in page.text
    assert not Enrolment.objects.exists()


def begin(date):
    """Its first day has come."""
    type(date).objects.filter(pk=date.pk).update(first_day=timezone.localdate())


def test_a_date_that_begins_while_a_school_writes_is_changed_for_another_or_for_a_talk(
    client, few, start_date, answer, adviser
):
    check = answer(participants="2")
    begin(few)
    page = client.post(check.request["PATH_INFO"], ANSWERS | hidden_in(check), follow=True)
    assert "te laat om u in te schrijven" in page.text
    assert not IntakeRequest.objects.exists()
    other = start_date(in_days=90)
    page = client.get(page.request["PATH_INFO"])
    assert f'value="{other.pk}"' in page.text
    assert f'name="course_date" value="{few.pk}"' not in page.text
    check = answer(page, course_date="talk")
    thanks = client.post(check.request["PATH_INFO"], ANSWERS | hidden_in(check), follow=True)
    assert thanks.status_code == 200
    request = IntakeRequest.objects.get()
    assert (request.wish, request.course_date_id, request.course_date_label) == (Wish.TALK, None, "")
    assert not Enrolment.objects.exists()


def test_the_seats_of_the_other_date_are_held(client, few, start_date, answer, adviser):
    other = start_date(in_days=90)
    check = answer(participants="2", course_date=str(few.pk))
    begin(few)
    page = client.post(check.request["PATH_INFO"], ANSWERS | hidden_in(check), follow=True)
    check = answer(page, participants="2", course_date=str(other.pk))
    client.post(check.request["PATH_INFO"], ANSWERS | hidden_in(check))
    assert Enrolment.objects.get().course_date == other
