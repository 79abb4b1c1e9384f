"""A seat that comes free offers itself, in order and until a day; the school answers by a link."""

import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email

from intake.form.thanks import thanks_url
from intake.leads.deadlines import add_working_days
from intake.leads.enrolments import cancel, confirm, enrol_again, offer_now
from intake.leads.errors import LeadError
from intake.leads.list_keeper import keep_lists_moving
from intake.leads.offer_links import offer_address
from intake.leads.trail import timeline
from intake.models import Enrolment, EnrolmentState
from offerings.models import CourseDate
from tests.factories.pages import CourseDateFactory, days_ahead

pytestmark = pytest.mark.django_db
HELD, CONFIRMED, WAITING, OFFERED, EXPIRED, CANCELLED = EnrolmentState
YES, NO = {"antwoord": "ja"}, {"antwoord": "nee"}


def states(*enrolments) -> list[str]:
    for enrolment in enrolments:
        enrolment.refresh_from_db()
    return [enrolment.state for enrolment in enrolments]


def path_of(enrolment) -> str:
    enrolment.refresh_from_db()
    return re.sub(r"https?://[^/]+", "", offer_address(enrolment))


def mails(name: str) -> int:
    return Email.objects.filter(template__name=name).count()


def run_out(enrolment) -> None:
    """The day to answer is over, and the worker has not come by yet."""
    type(enrolment).objects.filter(pk=enrolment.pk).update(offer_until=days_ahead(-1)[0])


def later(days: int):
    return timezone.now() + timedelta(days=days)


@pytest.fixture
def offered(ask):
    """Somebody on the waiting list to whom two seats were offered just now."""
    full, waiting = ask(5), ask(2, email="wacht@school.example")
    cancel(full, user=None)
    waiting.refresh_from_db()
    return waiting


# ------------------------------------------------------------------ whose turn it is
def test_what_comes_free_goes_to_the_first_whose_group_fits_and_the_others_keep_their_place(ask):
    two, three = ask(2), ask(3)
    group, pair, one = ask(4), ask(2), ask(1)
    cancel(three, user=None)
    assert states(two, three, group, pair, one) == [HELD, CANCELLED, WAITING, OFFERED, OFFERED]
    cancel(two, user=None)
    assert states(group) == [WAITING]
    cancel(pair, user=None)
    assert states(group, one) == [OFFERED, OFFERED]


def test_who_only_has_the_page_after_sending_cannot_answer_an_offer(client, offered):
    page = client.get(thanks_url(offered.lead.request))

    assert "met de link in de mail" in page.text
    assert "/plaats/" not in page.text


def test_an_offer_stands_three_working_days_and_is_mailed_to_the_school_and_its_adviser(offered):
    assert offered.offer_until == add_working_days(timezone.localdate(), 3)
    sent = Email.objects.filter(template__name__startswith="seats_offered")
    assert {email.to[0] for email in sent} == {"wacht@school.example", offered.lead.owner.email}
    assert timeline(offered.lead)[0].title == "Aangeboden: 2 plaatsen"


def test_an_offer_never_stands_longer_than_until_the_day_before_the_course(ask):
    soon = CourseDateFactory(seats=1, seats_taken=0, days=days_ahead(1))
    first, waiting = ask(1, on=soon), ask(1, on=soon)
    cancel(first, user=None)
    waiting.refresh_from_db()
    assert waiting.offer_until == timezone.localdate()


def test_nothing_is_offered_once_the_course_has_begun(ask):
    today = CourseDateFactory(seats=1, seats_taken=0)
    first, waiting = ask(1, on=today), ask(1, on=today)
    type(today).objects.filter(pk=today.pk).update(first_day=timezone.localdate())
    cancel(first, user=None)
    keep_lists_moving()
    assert states(waiting) == [WAITING]


def test_seats_that_an_editor_adds_are_offered_by_the_worker(run, ask):
    ask(5)
    waiting = ask(2)
    run.seats = 8
    run.save()
    keep_lists_moving()
    keep_lists_moving()
    run.refresh_from_db()
    assert (states(waiting), run.seats_left, mails("seats_offered")) == ([OFFERED], 1, 1)


def test_an_offer_that_nobody_answers_goes_to_the_next(run, ask, offered):
    next_one = ask(4)
    keep_lists_moving(later(1))
    assert states(offered, next_one) == [OFFERED, WAITING]
    keep_lists_moving(later(8))
    keep_lists_moving(later(8))
    assert states(offered, next_one) == [EXPIRED, OFFERED]
    assert (mails("seats_offered"), mails("seats_answered")) == (2, 1)
    run.refresh_from_db()
    assert (run.seats_enrolled, run.waiting_enrolled) == (4, 0)


def test_only_a_coordinator_passes_over_who_is_first_in_line(run, ask):
    ask(4)
    ask(2)
    second = ask(2)
    CourseDate.objects.update(seats=7)
    run.refresh_from_db()
    with pytest.raises(LeadError):
        offer_now(second, user=None)
    assert offer_now(second, user=None, skip_others=True).state == OFFERED


def test_no_more_is_offered_than_there_is(ask):
    ask(5)
    waiting = ask(1)
    with pytest.raises(LeadError):
        offer_now(waiting, user=None, skip_others=True)


def test_the_worker_mends_a_count_that_went_wrong(run, ask):
    ask(2)
    CourseDate.objects.update(seats_enrolled=0, waiting_enrolled=9)
    keep_lists_moving()
    run.refresh_from_db()
    assert (run.seats_enrolled, run.waiting_enrolled) == (2, 0)


# ------------------------------------------------------------------ the link
def test_the_school_accepts_by_the_link_in_its_mail(offered, inbox):
    call_command("run_worker", once=True)
    (mail,) = [mail for mail in inbox.to("wacht@school.example") if "plaats vrij" in mail["Subject"]]
    path = re.search(r"https?://[^/]+(/\S+)", mail.get_body(("plain",)).get_content())[1]
    browser = Client(enforce_csrf_checks=True)
    page = browser.get(path)
    assert (page.status_code, states(offered)) == (200, [OFFERED])
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in page.headers["X-Robots-Tag"]
    assert "no-store" in page.headers["Cache-Control"]
    response = browser.post(path, YES, follow=True)
    assert states(offered) == [CONFIRMED]
    assert "Tot dan" in response.text
    assert (mails("seats_confirmed"), mails("seats_answered")) == (1, 1)
    assert timeline(offered.lead)[0].title == "De school neemt 2 plaatsen aan"


def test_answering_twice_or_the_other_way_round_changes_nothing(client, offered):
    path = path_of(offered)
    client.post(path, YES)
    response = client.post(path, NO, follow=True)
    assert (response.status_code, states(offered), mails("seats_confirmed")) == (200, [CONFIRMED], 1)


def test_declining_lets_the_next_in_line_come(client, run, ask, offered):
    next_one = ask(4)
    response = client.post(path_of(offered), NO, follow=True)
    assert states(offered, next_one) == [CANCELLED, OFFERED]
    assert "van de lijst" in response.text


@pytest.mark.parametrize(
    ("happen", "words"),
    [
        (lambda offered: keep_lists_moving(later(8)), "Dit aanbod is voorbij"),
        (run_out, "Dit aanbod is voorbij"),
        (lambda offered: cancel(offered, user=None), "van de lijst"),
        (lambda offered: confirm(offered, user=None), "Tot dan"),
        (lambda offered: CourseDate.objects.update(status="cancelled"), "gaat niet door"),
    ],
    ids=["expired", "not yet expired by the worker", "withdrawn", "confirmed by phone", "off"],
)
def test_an_answer_that_comes_too_late_is_answered_kindly(client, offered, happen, words):
    path = path_of(offered)
    happen(offered)
    before = states(offered)
    response = client.post(path, YES, follow=True)
    assert response.status_code == 200
    assert words in response.text
    assert states(offered) == before or states(offered) == [EXPIRED]


def test_the_link_of_an_earlier_offer_does_not_open_a_later_one(client, offered):
    old = path_of(offered)
    keep_lists_moving(later(8))
    offered.refresh_from_db()
    offer_now(offered, user=None)
    response = client.post(old, YES, follow=True)
    assert (states(offered), "nieuwere mail" in response.text) == ([OFFERED], True)
    assert path_of(offered) != old


@pytest.mark.parametrize("token", ["1-1", "1-1.x", "%00", "1-1:abc", "x" * 300])
def test_a_link_that_was_made_up_opens_nothing(client, offered, token):
    for response in (
        client.get(f"/aanvraag/plaats/{token}/"),
        client.post(f"/aanvraag/plaats/{token}/", YES),
    ):
        assert response.status_code in {302, 404}
    assert states(offered) == [OFFERED]


def test_the_page_names_nobody(client, offered):
    text = client.get(path_of(offered)).text
    assert not any(
        word in text for word in ("Annelies", "Waterlijn", "wacht@school", offered.request.reference)
    )


def test_who_let_an_offer_pass_can_be_enrolled_again(offered):
    keep_lists_moving(later(8))
    assert enrol_again(offered, user=None).state == HELD


# ------------------------------------------------------------------ a date that is off
def test_when_a_date_is_off_each_adviser_gets_it_as_next_action_once(run, ask):
    coming, waiting, gone = ask(4), ask(3), ask(1)
    cancel(gone, user=None)
    run.refresh_from_db()
    run.status = CourseDate.Status.CANCELLED
    run.save()
    keep_lists_moving()
    keep_lists_moving()
    assert mails("date_off") == 2
    for enrolment in (coming, waiting):
        lead = enrolment.lead
        lead.refresh_from_db()
        assert (lead.next_action_on, "niet door" in lead.next_action) == (timezone.localdate(), True)
    assert states(coming, waiting, gone) == [HELD, WAITING, CANCELLED]
    cancel(coming, user=None)
    assert states(waiting) == [WAITING]


def test_the_address_of_the_page_is_signed(offered):
    address = offer_address(offered)
    assert len(address.rsplit(".", 1)[1].rstrip("/")) >= 40
    assert reverse("intake:offer", args=["x"]).startswith("/aanvraag/plaats/")


def test_one_date_that_goes_wrong_keeps_no_other_waiting(run, ask):
    wrong = ask(1)
    Enrolment.objects.filter(pk=wrong.pk).update(seats=99)  # more than the date has: this cannot be counted
    other = CourseDateFactory(seats=1, seats_taken=0)
    ask(1, on=other)
    waiting = ask(1, on=other)
    type(other).objects.filter(pk=other.pk).update(seats=2)
    keep_lists_moving()
    assert states(waiting) == [OFFERED]
