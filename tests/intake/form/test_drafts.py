"""Whose draft it is, how long it lasts, and that nothing typed gets lost."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from post_office.models import Email

from intake.form.drafts import (
    MOST_FOR_CONNECTION,
    MOST_MAILS,
    MOST_TO_ADDRESS,
    delete_expired,
    keep_answers,
    link_to,
    mail_link,
)
from intake.form.steps.access import COOKIE
from intake.form.steps.base import MOST_IN_A_STEP
from intake.models import Draft, IntakeRequest, RequestFile, Wish
from tests.factories.intake import RequestFileFactory

from .conftest import ANSWERS, FORM, hidden_in, walk_steps

pytestmark = pytest.mark.django_db


def address(step: str) -> str:
    return f"/aanvraag/{Draft.objects.get().key}/{step}/"


def post(client, page, **answers):
    """Send a page in as a browser does: its hidden fields, and what is typed in it."""
    return client.post(page.request["PATH_INFO"], hidden_in(page) | answers)


# ------------------------------------------------------------------ made, and bounded
def test_looking_stores_nothing_and_neither_does_what_may_be_no_request(client, open_form):
    post(client, open_form(), organisation_name="Koop nu")

    assert not Draft.objects.exists()
    assert COOKIE not in client.cookies


def test_the_first_step_twice_is_one_draft(client, open_form):
    page = open_form()
    first, second = (client.post(FORM, ANSWERS | hidden_in(page)) for _time in range(2))

    assert first["Location"] == second["Location"] == address("contact")


def test_a_draft_keeps_no_more_than_it_should(client, open_step):
    page = open_step("vraag")
    post(client, page, later="1", goal="a\x00" * 400_000, onzin="x", services=["1"] * 900)
    kept = Draft.objects.get().answers["vraag"]

    assert "onzin" not in kept
    assert sum(len(text) for values in kept.values() for text in values) <= MOST_IN_A_STEP
    assert "\x00" not in kept["goal"][0]


def test_two_tabs_on_two_steps_keep_both(client, open_step):
    contact, question = open_step("contact"), None
    post(client, contact, **ANSWERS)
    question = client.get(address("vraag"))
    post(client, contact, **ANSWERS | {"last_name": "Bos"})
    post(client, question, **ANSWERS | {"goal": "Samen leren"})
    page = client.get(address("controle")).text

    assert "Annelies Bos" in page
    assert "Samen leren" in page


# ------------------------------------------------------------------ back and forth
def test_back_keeps_what_is_typed_also_when_it_is_not_right_and_scolds_nobody(client, open_step):
    page = open_step("contact")
    response = post(client, page, terug="1", first_name="Annelies", email="nog niet af")
    assert response["Location"] == address("organisatie")

    again = client.get(address("contact"))
    assert 'value="nog niet af"' in again.text
    assert 'role="alert"' not in again.text


def test_what_is_not_right_is_kept_over_a_refresh(client, open_step):
    response = post(client, open_step("contact"), **ANSWERS | {"email": "fout"})
    assert response.status_code == 422

    assert 'value="Annelies"' in client.get(address("contact")).text


def test_a_change_on_the_check_page_leads_straight_back_to_it(client, open_step):
    check = open_step("controle")
    link = re.search(r'<a href="([^"]+/organisatie/)"', check.text)[1]
    response = post(client, client.get(link), **ANSWERS | {"city": "Bunnik"})

    assert response["Location"] == address("controle")
    assert "3991 AB Bunnik" in client.get(response["Location"]).text


@pytest.mark.parametrize("step", ["vraag", "controle"])
def test_no_step_is_skipped(client, open_step, step):
    open_step("contact")

    assert client.get(address(step))["Location"] == address("contact")


def test_answers_to_a_later_step_are_kept_until_its_turn(client, open_step):
    contact = open_step("contact")
    response = client.post(address("vraag"), ANSWERS | {"goal": "Samen leren"})
    assert response["Location"] == address("contact")

    post(client, contact, **ANSWERS)
    assert "Samen leren" in client.get(address("controle")).text


def test_what_is_offered_no_more_is_asked_again_before_it_is_sent(client, open_step, service):
    service.copy(update_attrs={"slug": "training", "title": "Training"})
    question = open_step("vraag")
    post(client, question, **ANSWERS | {"services": str(service.pk)})
    check = client.get(address("controle"))
    service.unpublish()
    response = post(client, check, consent="on")

    assert response["Location"].startswith(address("vraag"))
    assert "services" in client.get(response["Location"]).context["form"].errors
    assert not IntakeRequest.objects.exists()


# ------------------------------------------------------------------ questions that depend on others
def test_with_whom_is_kept_only_from_who_learns_with_others(send, site):
    send(scope="within", partners="obs De Wilg")
    send(scope="between", partners="obs De Wilg", goal="Anders")

    assert list(IntakeRequest.objects.order_by("pk").values_list("partners", flat=True)) == [
        "",
        "obs De Wilg",
    ]


def test_who_ticks_a_course_is_asked_for_a_date_on_the_same_step(client, open_step, course, start_date):
    date, full = start_date(), start_date(in_days=90, seats_taken=14)
    question = open_step("vraag")
    assert "course_date" not in question.text

    response = post(client, question, **ANSWERS | {"courses": str(course.pk), "goal": "Samen leren"})
    more = client.get(response["Location"])
    assert more.request["PATH_INFO"] == question.request["PATH_INFO"]
    assert [value for value, _words in more.context["form"].fields["course_date"].choices] == [
        "",
        str(date.pk),
        str(full.pk),
    ]
    assert "Samen leren" in more.text
    assert 'href="#id_course_date_0"' in more.text

    response = post(client, more, **ANSWERS | {"courses": str(course.pk), "course_date": str(full.pk)})
    walk_steps(client, client.get(response["Location"]), ANSWERS)
    request = IntakeRequest.objects.get()
    assert (request.course_date, request.wish) == (full, Wish.WAIT)


def test_who_wants_to_talk_first_chooses_no_date(client, open_step, course, start_date):
    start_date()
    question = open_step("vraag", van=course.pk)
    response = post(client, question, **ANSWERS | {"courses": str(course.pk), "course_date": ""})
    walk_steps(client, client.get(response["Location"]), ANSWERS)

    assert (IntakeRequest.objects.get().course_date, IntakeRequest.objects.get().wish) == (None, Wish.TALK)


def test_who_enrols_may_take_another_date(client, open_step, course, start_date):
    date, other = start_date(), start_date(in_days=90)
    question = open_step("vraag", van=course.pk, wens="enrol", datum=date.pk)
    assert question.context["form"]["course_date"].value() == str(date.pk)

    response = post(client, question, course_date=str(other.pk), participants="2")
    walk_steps(client, client.get(response["Location"]), ANSWERS | {"course_date": str(other.pk)})
    assert IntakeRequest.objects.get().course_date == other


def test_a_training_is_asked_for_its_day_and_another_service_is_not(send, service):
    service.asks_day = True
    service.save_revision().publish()
    send(wished_day="onzin")
    assert IntakeRequest.objects.get().wished_day is None

    day = timezone.localdate() + timedelta(days=40)
    refused = send(services=str(service.pk), wished_day="onzin", goal="Anders")
    assert "wished_day" in refused.context["form"].errors
    send(services=str(service.pk), wished_day=f"{day:%d/%m/%y}", goal="Anders")
    assert IntakeRequest.objects.latest("pk").wished_day == day


# ------------------------------------------------------------------ who may open it
@pytest.mark.parametrize("step", ["organisatie", "contact", "vraag", "controle", "later"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_else_opens_it_and_sees_no_difference_with_one_that_never_was(open_step, step, method):
    open_step("controle")
    stranger = Client()
    ask = getattr(stranger, method)
    before = Draft.objects.values().get()
    mine, none = ask(address(step), ANSWERS), ask(f"/aanvraag/{uuid4()}/{step}/", ANSWERS)

    assert mine.status_code == none.status_code == 404
    assert same(mine.text) == same(none.text)
    assert "Waterlijn" not in mine.text
    assert Draft.objects.values().get() == before
    assert COOKIE not in stranger.cookies


def same(html: str) -> str:
    """A page without what differs by chance."""
    return re.sub(r'[0-9a-f]{8}-[0-9a-f-]{27}|value="\w{64}"', "", html)


def test_a_forged_cookie_or_that_of_another_draft_opens_nothing(client, open_step):
    open_step("contact")
    key = Draft.objects.get().key
    other = Client()
    walk = other.get(FORM)
    other.post(FORM, ANSWERS | hidden_in(walk))
    theirs = other.cookies[COOKIE].value

    assert other.get(f"/aanvraag/{key}/contact/").status_code == 404
    other.cookies[COOKIE] = f"{key.hex}-0:{theirs.split(':', 1)[1]}"
    assert other.get(f"/aanvraag/{key}/contact/").status_code == 404


def test_who_has_the_page_open_goes_on_when_the_cookie_is_gone(client, open_step):
    page = open_step("contact")
    del client.cookies[COOKIE]
    response = post(client, page, **ANSWERS)

    assert response["Location"] == address("vraag")
    assert client.get(address("vraag")).status_code == 200


def test_the_cookie_is_for_the_form_alone(client, open_step):
    open_step("contact")
    cookie = client.cookies[COOKIE]

    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/aanvraag/", True, "Lax")


def test_a_step_is_found_by_nobody_and_kept_by_nobody_else(client, open_step):
    response = open_step("contact")

    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert {part.strip() for part in response["Cache-Control"].split(",")} == {"private", "no-cache"}


# ------------------------------------------------------------------ sent
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("step", ["organisatie", "contact", "controle"])
def test_once_sent_its_address_leads_to_the_thank_you_page(client, open_step, adviser, method, step):
    check = open_step("controle")
    where = address(step)
    thanks = post(client, check, consent="on")["Location"]
    assert not Draft.objects.exists()

    again = client.get(where) if method == "get" else client.post(where, ANSWERS | hidden_in(check))
    assert again["Location"] == thanks
    assert (IntakeRequest.objects.count(), Draft.objects.count()) == (1, 0)
    assert Client().get(where).status_code == 404


def test_the_same_answers_in_two_drafts_are_one_request_and_both_lead_to_it(client, open_step, adviser):
    thanks = {post(client, open_step("controle"), consent="on")["Location"] for _time in range(2)}
    assert len(thanks) == 1
    assert IntakeRequest.objects.count() == 1


def test_a_draft_that_was_sent_does_not_come_back_to_life(client, open_step, adviser):
    check = open_step("controle")
    key = Draft.objects.get().key
    post(client, check, consent="on")

    with pytest.raises(Exception, match="sent in"):
        keep_answers(key, "contact", {}, is_right=True)
    assert not Draft.objects.exists()


# ------------------------------------------------------------------ go on later
@pytest.fixture
def mailed(client, open_step, inbox):
    """Ask for the link half-way; gives the mail and the path of the link."""

    def mailed(email="thuis@example.org"):
        page = open_step("contact")
        later = post(client, page, later="1", first_name="Annelies", email="half")
        client.post(later["Location"], {"email": email})
        call_command("run_worker", once=True)
        [mail] = inbox.to(email)
        return mail, re.search(r"http://\S+(/aanvraag/verder/\S+)", mail.get_body(("plain",)).get_content())[
            1
        ]

    return mailed


def test_the_mailed_link_goes_on_on_another_device_and_leaves_the_token_behind(mailed):
    mail, link = mailed()
    phone = Client()
    response = phone.get(link)

    assert response["Location"] == address("contact")
    assert response["Referrer-Policy"] == "no-referrer"
    assert "noindex" in response["X-Robots-Tag"]
    assert "no-store" in response["Cache-Control"]
    page = phone.get(response["Location"])
    assert 'value="Annelies"' in page.text
    assert 'value="half"' in page.text
    assert "/verder/" not in page.text
    assert "Annelies" not in mail.as_string()
    assert "Waterlijn" not in mail.as_string()


def test_asking_for_the_link_is_possible_before_anything_is_right(client, open_form):
    response = post(client, open_form(), later="1", organisation_name="IKC De W")
    later = client.get(response["Location"])

    assert later.status_code == 200
    assert client.post(response["Location"], {"email": "geen adres"}).status_code == 422
    assert not Email.objects.exists()
    assert 'value="IKC De W"' in client.get(address("organisatie")).text


@pytest.mark.parametrize("change", [lambda link: link.replace(".", "x."), lambda link: link[:-2] + "/"])
def test_a_made_up_link_opens_nothing(mailed, change):
    response = Client().get(change(mailed()[1]))

    assert response.status_code == 404
    assert not response.cookies


def test_the_link_holds_for_fourteen_days_after_the_last_change(client, mailed):
    link = mailed()[1]
    draft = Draft.objects.get()
    Draft.objects.update(changed_at=timezone.now() - timedelta(days=13, hours=23))
    assert Client().get(link).status_code == 302

    Draft.objects.update(changed_at=timezone.now() - timedelta(days=14))
    response = Client().get(link)
    assert response.status_code == 404
    assert "14 dagen" in response.text
    assert client.get(f"/aanvraag/{draft.key}/contact/").status_code == 404


def test_after_sending_the_link_leads_to_the_thank_you_page(client, mailed, adviser):
    link = mailed()[1]
    sent = walk_steps(client, client.get(address("contact")), ANSWERS)

    assert Client().get(link)["Location"] == sent["Location"]


def test_who_is_not_known_here_gets_the_link_at_the_address_in_the_draft(client, open_step, inbox):
    open_step("vraag")
    stranger = Client()
    mine, none = stranger.post(address("link")), stranger.post(f"/aanvraag/{uuid4()}/link/")
    call_command("run_worker", once=True)

    assert same(mine.text) == same(none.text)
    assert [str(mail["To"]) for mail in inbox.messages] == [ANSWERS["email"]]


def test_who_only_looks_at_the_address_that_mails_the_link_is_asked_where_it_goes(client, open_step):
    address = open_step("contact").request["PATH_INFO"].replace("/contact/", "/link/")

    response = client.get(address)

    assert response["Location"].endswith("/later/")
    assert "no-store" in response["Cache-Control"]
    assert client.get(response["Location"]).status_code == 200
    assert Client().get(address, follow=True).status_code == 404


def test_nobodys_mailbox_is_filled_with_links(client, open_step):
    open_step("vraag")
    for _time in range(3):
        Client().post(address("link"))
    assert Email.objects.count() == 1

    for _time in range(MOST_MAILS + 3):
        Draft.objects.update(mailed_at=timezone.now() - timedelta(minutes=3))
        client.post(address("later"), {"email": ANSWERS["email"]})
    assert Email.objects.count() == MOST_MAILS


def test_a_draft_sends_its_link_to_two_addresses_and_not_to_a_list_of_strangers(client, open_step):
    open_step("contact")
    answers = []
    for number in range(3):
        answers.append(client.post(address("later"), {"email": f"{number}@example.org"}).status_code)
        answers.append(client.post(address("later"), {"email": "meteen@example.org"}).status_code)
        Draft.objects.update(mailed_at=timezone.now() - timedelta(minutes=3))

    assert answers == [302, 422, 302, 422, 422, 422]
    assert [email.to for email in Email.objects.order_by("pk")] == [["0@example.org"], ["1@example.org"]]


def test_one_connection_mails_no_more_links_however_many_drafts_it_makes(client, open_step):
    keys = [
        Draft.objects.create(email=f"{number}@example.org").key for number in range(MOST_FOR_CONNECTION + 3)
    ]
    for key in keys:
        assert client.post(f"/aanvraag/{key}/link/").status_code == 200

    assert Email.objects.count() == MOST_FOR_CONNECTION
    Client(REMOTE_ADDR="192.0.2.9").post(f"/aanvraag/{keys[-1]}/link/")
    assert Email.objects.count() == MOST_FOR_CONNECTION + 1


def test_one_mailbox_gets_no_more_links_from_however_many_connections(open_step):
    for number in range(MOST_TO_ADDRESS + 3):
        mail_link(Draft.objects.create(email="ik@example.org").key, connection=f"192.0.2.{number}")

    assert Email.objects.count() == MOST_TO_ADDRESS


def test_who_begins_very_many_requests_keeps_the_page_and_is_asked_to_call(settings, client, site):
    settings.DRAFTS_PER_ADDRESS = 1
    kept, refused = (client.post(FORM, ANSWERS | hidden_in(client.get(FORM))) for _time in range(2))

    assert (kept.status_code, refused.status_code) == (302, 429)
    assert 'value="IKC De Waterlijn"' in refused.text
    assert Draft.objects.count() == 1


def test_once_somebody_goes_on_by_the_link_who_had_it_before_is_out(client, mailed):
    link = mailed()[1]
    page = client.get(address("contact"))
    other = Client()
    going_on = other.get(link, follow=True)
    assert client.get(address("contact")).status_code == 200  # a mail program that looked changes nothing

    post(other, going_on, **ANSWERS | {"last_name": "Geheim"})
    for answer in (
        client.get(address("contact")),
        post(client, page, **ANSWERS),
        client.get(address("later")),
    ):
        assert answer.status_code == 404
        assert "Geheim" not in answer.text
    assert client.post(FORM, ANSWERS | hidden_in(page)).status_code == 404
    assert 'value="Geheim"' in other.get(address("contact")).text
    client.get(link)
    assert 'value="Geheim"' in client.get(address("contact")).text


def test_a_draft_that_nobody_touched_is_deleted_and_a_younger_one_is_not(client, open_step):
    open_step("contact")
    old = Draft.objects.create(changed_at=timezone.now() - timedelta(days=14, minutes=1))
    call_command("run_worker", once=True)

    assert not Draft.objects.filter(pk=old.pk).exists()
    assert Draft.objects.count() == 1
    assert delete_expired() is False


def test_a_page_that_outlived_its_draft_loses_nothing(client, open_step):
    page = open_step("contact")
    Draft.objects.all().delete()
    response = post(client, page, **ANSWERS)

    assert response["Location"] == address("organisatie")
    assert Draft.objects.get().answers["contact"]["last_name"] == ["de Wit"]


def test_a_page_that_outlived_its_draft_still_knows_where_the_school_came_from(
    client, open_step, course, start_date
):
    date = start_date()
    page = open_step("contact", van=course.pk, wens="enrol", datum=date.pk)
    Draft.objects.all().delete()
    post(client, page, **ANSWERS)

    origin = Draft.objects.get().origin
    assert (origin["wish"], origin["date_id"], origin["page_id"]) == (Wish.ENROL, date.pk, course.pk)


def test_who_does_not_want_to_ask_after_all_deletes_it_at_once(client, open_step):
    contact = open_step("contact")
    RequestFileFactory(draft_key=Draft.objects.get().key, request=None)
    later = post(client, contact, later="1")["Location"]
    assert client.post(later, {"wis": "1"}).status_code == 200

    assert (Draft.objects.count(), RequestFile.objects.count()) == (0, 0)
    assert client.get(later).status_code == 404


def test_who_comes_back_is_shown_the_way_to_what_was_not_sent(client, open_form, open_step):
    assert "controle" not in open_form().text
    open_step("contact")

    assert f'href="{address("controle")}"' in open_form().text
    assert link_to(Draft.objects.get().key) not in open_form().text
