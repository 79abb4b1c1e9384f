"""The pages of a sent request: who gets in, what a school sees, and what it can do there."""

import json
import re
import time
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from post_office.models import Email

from intake.form.status_views import COOKIE
from intake.leads.access import Purpose, status_url
from intake.leads.dates import spoken_day
from intake.leads.deadlines import add_working_days
from intake.models import CallProposal, Lead, LeadLogEntry, LeadState, LostReason
from tests.factories.intake import LeadFactory

pytestmark = pytest.mark.django_db

#: Every address of a request, and which methods it knows.
PAGES = {
    "status": "get",
    "status_message": "post",
    "status_file": "post",
    "status_moments": "post",
    "status_withdraw": "both",
    "status_data": "get",
    "status_json": "get",
    "status_talk": "get",
    "status_erase": "both",
    "status_leave": "post",
}


def open_page(client, lead, purpose=Purpose.LOOK):
    """Come in by the link of a mail, as its reader does."""
    return client.get(status_url(lead, purpose))


def page(name, lead) -> str:
    return reverse(f"intake:{name}", args=[lead.reference])


@pytest.fixture
def lead(site, adviser):
    return LeadFactory(owner=adviser, contact__first_name="Annelies", contact__email="a.dewit@school.example")


@pytest.fixture
def visit(client, lead):
    """The page of the lead, opened by its link."""
    open_page(client, lead)
    return lambda name="status": client.get(page(name, lead))


def somebody(who: str, lead: Lead) -> Client:
    """A browser that came in with this kind of key, or without one."""
    client = Client()
    if who == "nobody":
        return client
    open_page(client, LeadFactory() if who == "other" else lead)
    if who == "other":  # even when it carries its own cookie to the address of this one
        client.cookies[COOKIE]["path"] = "/"
    if who == "forged":
        client.cookies[COOKIE] = client.cookies[COOKIE].value[:-2] + "AA"
    if who == "expired":
        Lead.objects.filter(pk=lead.pk).update(
            state=LeadState.LOST, lost_reason=LostReason.NO_TIME, next_action="", next_action_on=None,
            closed_at=timezone.now() - timedelta(days=91),
        )  # fmt: skip
    if who == "erased":
        Lead.objects.filter(pk=lead.pk).update(erased_at=timezone.now())
    if who == "moved":  # the address was corrected: what was mailed to the wrong one opens nothing any more
        lead.contact.email = "beter@school.example"
        lead.contact.save()
    return client


@pytest.mark.parametrize("who", ["own", "nobody", "other", "forged", "expired", "erased", "moved"])
def test_only_the_own_key_opens_a_page(lead, who):
    """Every address with every method, for every kind of key."""
    client = somebody(who, lead)
    before = state_of_everything()

    for name, known in PAGES.items():
        for method in ("get", "post", "put", "delete"):
            response = getattr(client, method)(page(name, lead))
            assert "no-store" in response["Cache-Control"], (name, method)
            assert response["X-Robots-Tag"] == "noindex, nofollow"
            assert response["Referrer-Policy"] == "same-origin"
            if (method, known) == ("get", "post"):  # an address from the history, or a reload after a post
                assert response.status_code == 302, name
                assert response["Location"] == page("status", lead)
            elif method not in {"get", "post"} or known not in {method, "both"}:
                assert response.status_code == 405, (name, method)
            elif who == "own":
                assert response.status_code in {200, 302, 422}, (name, method)
            else:
                assert response.status_code == 404, (name, method)
                assert lead.contact.first_name not in response.text
                assert lead.reference not in response.text
    if who != "own":
        assert state_of_everything() == before


def test_days_are_taken_as_people_type_them(client, lead, visit):
    first, second = (add_working_days(timezone.localdate(), days) for days in (2, 3))
    typed = {"day_1": spoken_day(first), "part_1": "morning", "day_2": f"{second.day}-{second.month}"}

    response = client.post(page("status_moments", lead), typed)

    assert response["Location"].endswith("?gelukt=moment#gelukt")
    assert [one.day for one in lead.call_proposals.order_by("day")] == [first, second]
    third = first + timedelta(days=5 - first.weekday())
    wrong = client.post(page("status_moments", lead), {"day_1": "morgenochtend", "day_2": spoken_day(third)})
    assert f"Dag 2: Op {spoken_day(third)} werken wij niet" in wrong.text
    assert wrong.status_code == 422
    assert "morgenochtend" in wrong.text  # what was typed stays


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("status_message", {"text": "Ook <b>woensdag</b>"}),
        ("status_withdraw", {"why": "Ook <b>woensdag</b>"}),
        ("status_moments", {"day_1": "3 mei", "day_2": "Ook <b>woensdag</b>"}),
    ],
)
def test_what_is_typed_on_a_page_that_closed_meanwhile_comes_back(client, lead, name, typed):
    response = client.post(page(name, lead), typed)

    assert response.status_code == 404
    assert "Ook &lt;b&gt;woensdag&lt;/b&gt;</textarea>" in response.text


def state_of_everything() -> tuple:
    leads = list(Lead.objects.order_by("pk").values())
    return leads, LeadLogEntry.objects.count(), Email.objects.count()


def test_every_address_is_in_the_table():
    from intake.form.urls import STATUS

    assert {name for name, _view in STATUS.values()} == set(PAGES)


@pytest.mark.parametrize("token", ["x", "1-l-aa.1.x", "😀.x", "a.b.c", "9" * 30 + "-l-x.y.z", "-.-.-", "%00"])
def test_a_made_up_link_opens_nothing_and_says_nothing(client, lead, token):
    response = client.get(f"/aanvraag/status/{token}/")

    assert response.status_code == 404
    assert not client.cookies.get(COOKIE)


def test_a_link_of_more_than_a_year_opens_nothing(client, lead, monkeypatch):
    link = status_url(lead)
    later = timezone.now().timestamp() + timedelta(days=366).total_seconds()
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)

    assert client.get(link).status_code == 404


def test_the_link_is_exchanged_for_a_cookie_that_no_script_reads_and_that_soon_ends(client, lead):
    response = open_page(client, lead)
    cookie = response.cookies[COOKIE]

    assert response.url == page("status", lead)
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["path"] == page("status", lead)
    assert 0 < cookie["max-age"] <= 7200
    assert response["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("name", ["status", "status_data", "status_json", "status_withdraw", "status_erase"])
def test_nothing_is_kept_found_or_passed_on(visit, name):
    response = visit(name)

    assert "no-store" in response["Cache-Control"]
    assert "noindex" in response["X-Robots-Tag"]
    assert response["Referrer-Policy"] == "same-origin"
    assert not re.search(r"/status/\d+-l-", response.text)


def test_the_page_says_who_calls_by_when_and_where_it_stands(visit, lead):
    html = visit().text

    assert (
        _("%(name)s calls you by %(day)s.") % {"name": "Mirjam", "day": spoken_day(lead.respond_by)} in html
    )
    assert "Mirjam Oosterhof" in html
    assert lead.reference in html
    assert _("Step %(step)s of %(count)s") % {"step": 1, "count": 7} in html


def test_what_we_write_for_ourselves_is_not_on_it(visit, lead):
    from intake.leads.lifecycle import add_note, set_next_action

    add_note(lead, user=lead.owner.user, text="Lastige directeur")
    set_next_action(lead, user=lead.owner.user, action="Geheim plan", on=timezone.localdate())

    for name in ("status", "status_data", "status_json"):
        text = visit(name).text
        assert "Lastige" not in text
        assert "Geheim plan" not in text


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"in_triage": True}, gettext_lazy("We are looking for the adviser who fits your question best.")),
        (
            {"respond_by": timezone.localdate() - timedelta(days=3)},
            gettext_lazy("You should have heard from us by now."),
        ),
    ],
)
def test_in_triage_and_too_late_the_words_are_honest(client, site, fields, words):
    lead = LeadFactory(**fields)
    open_page(client, lead)

    assert str(words) in client.get(page("status", lead)).text


def test_what_a_school_adds_is_on_the_timeline_and_in_the_advisers_mail_once(client, visit, lead):
    from intake.leads.trail import timeline

    for _time in range(2):
        response = client.post(page("status_message", lead), {"text": "We zijn <dinsdag> dicht."})

    assert response.status_code == 302
    item, *rest = timeline(lead)
    assert (item.by, item.detail) == (_("The school"), "We zijn <dinsdag> dicht.")
    assert not rest
    [mail] = Email.objects.filter(template__name="school_added")
    assert mail.to == [lead.owner.email]
    assert "We zijn &lt;dinsdag&gt; dicht." in visit().text


def test_what_is_wrong_is_said_and_what_was_typed_stays(client, visit, lead):
    too_long = "a" * 2001
    response = client.post(page("status_message", lead), {"text": too_long})

    assert response.status_code == 422
    assert too_long in response.text
    assert client.post(page("status_message", lead), {"text": ""}).status_code == 422
    assert not LeadLogEntry.objects.exists()


def test_what_was_typed_when_the_page_was_closed_meanwhile_is_shown_to_copy(client, lead):
    response = client.post(page("status_message", lead), {"text": "Lang verhaal & meer"})

    assert response.status_code == 404
    assert "Lang verhaal &amp; meer" in response.text


def test_moments_are_proposed_once_and_replaced_by_later_ones(client, visit, lead):
    first, second = (add_working_days(timezone.localdate(), count) for count in (2, 3))
    for _time in range(2):
        client.post(
            page("status_moments", lead),
            {"day_1": first.isoformat(), "part_1": "morning", "day_2": second.isoformat()},
        )

    assert list(CallProposal.objects.values_list("day", "part")) == [(first, "morning"), (second, "any")]
    assert Email.objects.filter(template__name="school_added").count() == 1
    client.post(page("status_moments", lead), {"day_1": second.strftime("%d-%m-%Y"), "part_1": "afternoon"})
    assert list(CallProposal.objects.values_list("day", "part")) == [(second, "afternoon")]
    assert spoken_day(second) in visit().text


def test_a_day_on_which_nobody_works_is_refused_with_the_day(client, visit, lead):
    sunday = timezone.localdate() + timedelta(days=6 - timezone.localdate().weekday() + 7)
    response = client.post(page("status_moments", lead), {"day_1": sunday.isoformat(), "part_1": "any"})

    assert response.status_code == 422
    assert spoken_day(sunday) in response.text
    assert not CallProposal.objects.exists()


def test_a_school_withdraws_after_a_question_and_both_sides_get_a_mail(client, visit, lead):
    assert _("Yes, withdraw it") in visit("status_withdraw").text
    for _time in range(2):
        client.post(page("status_withdraw", lead), {"why": "Het komt nu niet uit."})

    lead.refresh_from_db()
    assert (lead.state, lead.lost_reason) == (LeadState.LOST, LostReason.WITHDRAWN)
    assert LeadLogEntry.objects.for_instance(lead).get().data["by"] == "school"
    mails = {mail.template.name: mail.to for mail in Email.objects.select_related("template")}
    assert mails == {"request_withdrawn": [lead.contact.email], "school_withdrew": [lead.owner.email]}
    assert _("You withdrew this request.") in visit().text


def test_once_there_is_an_agreement_a_school_has_to_call(client, site):
    lead = LeadFactory(agreed=True)
    open_page(client, lead)
    client.post(page("status_withdraw", lead), {"why": ""})

    lead.refresh_from_db()
    assert lead.state == LeadState.AGREED


def test_own_data_are_readable_and_a_file(visit, lead):
    html, response = visit("status_data").text, visit("status_json")

    assert lead.request.goal in html
    assert lead.contact.email in html
    assert "attachment" in response["Content-Disposition"]
    assert lead.request.goal in json.dumps(json.loads(response.content), ensure_ascii=False)


def test_the_link_of_the_page_alone_cannot_ask_to_erase(client, visit, lead):
    client.post(page("status_erase", lead))

    lead.refresh_from_db()
    assert lead.deletion_asked_at is None
    [mail] = Email.objects.all()
    assert (mail.template.name, mail.to) == ("erasure_asked", [lead.contact.email])
    response = client.get(mail.context["erase_url"], follow=True)
    assert _("Yes, erase my data") in response.text
    lead.refresh_from_db()
    assert lead.deletion_asked_at is None, "a mail scanner that follows links confirms nothing"

    for _time in range(2):
        client.post(page("status_erase", lead))
    lead.refresh_from_db()
    assert lead.deletion_asked_at
    assert Email.objects.filter(template__name="erasure_confirmed").count() == 1


def test_a_link_to_erase_works_for_a_week(client, lead, monkeypatch):
    link = status_url(lead, Purpose.ERASE)
    later = timezone.now().timestamp() + timedelta(days=8).total_seconds()
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)

    assert client.get(link).status_code == 404


def test_the_page_can_be_closed_behind_oneself(client, visit, lead):
    client.post(page("status_leave", lead))

    assert client.get(page("status", lead)).status_code == 404


@pytest.mark.parametrize(
    ("reference", "email", "mails"),
    [
        ("{own}", "A.deWit@school.example ", 1),
        ("{own}", "b.dewit@school.example", 0),
        ("LK-2026-99999", "a.dewit@school.example", 0),
        ("onzin", "a.dewit@school.example", 0),
        ("9" * 30, "a.dewit@school.example", 0),
    ],
)
def test_a_new_link_is_mailed_and_the_answer_is_always_the_same(client, lead, reference, email, mails):
    address = reverse("intake:status_link")
    response = client.post(
        address, {"reference": reference.format(own=lead.reference), "email": email}, follow=True
    )

    assert (
        _("Do this reference and this address belong together? Then a new link is on its way.")
        in response.text
    )
    assert lead.reference not in response.text
    assert Email.objects.count() == mails
    if mails:
        mail = Email.objects.get()
        assert mail.to == ["a.dewit@school.example"]
        assert client.get(mail.context["status_url"]).url == page("status", lead)


def test_nobody_can_flood_a_school_with_links(client, lead):
    for _time in range(5):
        client.post(reverse("intake:status_link"), {"reference": lead.reference, "email": lead.contact.email})

    assert Email.objects.count() == 3


def test_from_one_connection_only_so_many_links_are_asked_for(client, lead):
    answers = set()
    for number in range(21):
        typed = {"reference": f"LK-2026-{number + 5000}", "email": "a@school.example"}
        answers.add(client.post(reverse("intake:status_link"), typed).url)
    typed = {"reference": lead.reference, "email": lead.contact.email}
    answers.add(client.post(reverse("intake:status_link"), typed).url)

    assert len(answers) == 1
    assert not Email.objects.exists()


def test_the_page_asks_few_queries(client, visit, lead, django_assert_max_num_queries):
    visit()

    with django_assert_max_num_queries(14):
        visit()


def test_the_page_closes_after_two_hours_and_each_look_keeps_it_open(visit, monkeypatch):
    begin = time.time()

    def look_after(hours: float) -> int:
        with monkeypatch.context() as later:
            later.setattr("django.core.signing.time.time", lambda: begin + 3600 * hours)
            return visit().status_code

    assert [look_after(1.9), look_after(3.8), look_after(5.9)] == [200, 200, 404]


def test_who_writes_all_day_is_asked_to_call(client, lead, visit, monkeypatch):
    monkeypatch.setattr("intake.leads.school.MOST_MESSAGES_A_DAY", 2)

    for text in ("een", "twee", "twee", "drie"):
        response = client.post(page("status_message", lead), {"text": text})

    assert response.status_code == 422
    assert "U stuurde ons vandaag al veel." in response.text
    assert "drie</textarea>" in response.text
    assert LeadLogEntry.objects.filter(action="intake.school_wrote").count() == 2
