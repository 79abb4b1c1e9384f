"""The page of a lead: what stands on it, and for whom."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from post_office.models import STATUS, Email

from home.roles import Role
from intake.leads.mail import queue_confirmation
from intake.leads.mentions import name_of
from intake.leads.trail import Action, record
from intake.models import CallMoment, LeadLook, Wish, WishedStart
from intake.routing.explain import explain
from tests.factories.intake import (
    AdviserFactory,
    ContactFactory,
    IntakeRequestFactory,
    LeadFactory,
    MailTemplateFactory,
    OrganisationFactory,
    RoutingDecisionFactory,
    UserFactory,
    days_from_now,
)

from .pages import problems, url

pytestmark = pytest.mark.django_db


def test_everything_the_school_sent_in_is_on_the_page(desk, adviser):
    request = IntakeRequestFactory(
        organisation_name="Zoals ingevuld",
        brin="03WU00",
        lrk="123456789",
        postcode="8011 CD",
        city="Zwolle",
        first_name="Bram",
        last_name="Visser",
        role="intern begeleider",
        email="b.visser@ingevuld.example",
        call_moment=CallMoment.AFTER_SCHOOL,
        subjects=[{"id": 7, "title": "Leergang begeleider", "kind": "course"}],
        plg_count=3,
        participants=41,
        goal="Van elkaar leren <script>alert(1)</script>",
        wished_start=WishedStart.NEXT_YEAR,
        wish=Wish.ENROL,
        origin_title="Ontwikkelgesprek",
        course_date_label="Utrecht, 14 januari 2027",
        consent_text="Ik vind het goed.",
        consent_version="2026-09-01 (r3)",
    )
    lead = LeadFactory(owner=adviser, request=request)

    text = desk.get(url("inspect", lead)).text

    for value in (
        "Zoals ingevuld", "03WU00", "123456789", "8011 CD", "Zwolle", "Bram", "Visser", "intern begeleider",
        "b.visser@ingevuld.example", "Leergang begeleider", "41", "Van elkaar leren &lt;script&gt;",
        "Ontwikkelgesprek", "Utrecht, 14 januari 2027", "Ik vind het goed.", "2026-09-01 (r3)",
        str(request.get_call_moment_display()), str(request.get_wished_start_display()),
        str(request.get_wish_display()), str(request.get_sector_display()), request.reference,
    ):  # fmt: skip
        assert value in text, value
    assert "<script>alert" not in text


def test_the_next_step_and_the_promise_to_the_school_stand_first(desk, adviser):
    lead = LeadFactory(owner=adviser, next_action="Bel opnieuw", next_action_on=days_from_now(-7))

    response = desk.get(url("inspect", lead))

    assert response.context["due"].kind == "late"
    assert response.context["due"].words in response.text
    assert "Bel opnieuw" in response.text
    assert f'href="{lead.contact.phone.as_rfc3966}"' in response.text


def test_why_it_came_here_is_in_plain_words(desk, lead):
    decision = RoutingDecisionFactory(lead=lead)

    text = desk.get(url("inspect", lead)).text

    for _for_it, reason in explain(decision).why:
        assert reason in text
    assert url("decision", lead) in text


def test_reasons_for_one_adviser_are_not_shown_for_another(office, lead):
    decision = RoutingDecisionFactory(lead=lead)
    lead.owner = AdviserFactory()
    lead.save()

    text = office.get(url("inspect", lead)).text

    assert explain(decision).why[0][1] not in text
    assert explain(decision).summary in text


def test_the_whole_decision_names_every_adviser_with_the_reason(desk, lead):
    explanation = explain(RoutingDecisionFactory(lead=lead))

    text = desk.get(url("decision", lead)).text

    assert explanation.summary in text
    for line in explanation.candidates:
        assert line.name in text
        assert line.verdict in text
        assert all(reason in text for reason in line.reasons)


def test_a_lead_without_a_decision_has_a_page_all_the_same(desk, lead):
    assert desk.get(url("inspect", lead)).status_code == 200
    assert desk.get(url("decision", lead)).status_code == 200


# ------------------------------------------------------------------ what we know
def known(response) -> tuple[list, int, list, int]:
    found = response.context["known"]
    return found.earlier.leads, found.earlier.elsewhere, found.doubles.leads, found.doubles.elsewhere


def test_earlier_leads_and_doubles_are_found_by_organisation_board_and_address(desk, adviser):
    board = OrganisationFactory()
    organisation = OrganisationFactory(board=board)
    contact = ContactFactory(organisation=organisation, email="zelfde@school.example")
    lead = LeadFactory(owner=adviser, organisation=organisation, contact=contact)
    earlier = LeadFactory(owner=adviser, organisation=organisation, completed=True)
    same_board = LeadFactory(owner=adviser, organisation=OrganisationFactory(board=board))
    of_board = LeadFactory(owner=adviser, organisation=board)
    double = LeadFactory(owner=adviser, organisation=organisation)
    same_person = LeadFactory(owner=adviser, contact=ContactFactory(email="Zelfde@School.example"))
    LeadFactory(owner=adviser)

    earlier_leads, _, doubles, _ = known(desk.get(url("inspect", lead)))

    assert set(earlier_leads) == {earlier, same_board, of_board}
    assert set(doubles) == {double, same_person}


def test_of_leads_of_colleagues_only_the_number_is_told(desk, office, lead):
    elsewhere = LeadFactory(organisation=lead.organisation, owner=AdviserFactory())
    response = desk.get(url("inspect", lead))

    assert known(response) == ([], 0, [], 1)
    assert url("inspect", elsewhere) not in response.text
    assert elsewhere.reference not in response.text
    assert elsewhere.contact.email not in response.text
    assert known(office.get(url("inspect", lead))) == ([], 0, [elsewhere], 0)


def test_the_organisation_stands_beside_its_lead_with_people_members_and_earlier_leads(desk, office, adviser):
    board = OrganisationFactory()
    member = OrganisationFactory(board=board)
    lead = LeadFactory(owner=adviser, organisation=board)
    colleague = ContactFactory(organisation=board, last_name="Zonnebloem", role="bestuurder")
    LeadFactory.create_batch(6, owner=adviser, organisation=board, contact=colleague, completed=True)
    unseen = ContactFactory(organisation=board, last_name="Onbekendmans")
    LeadFactory(owner=AdviserFactory(), organisation=board, contact=unseen, completed=True)
    LeadFactory(owner=adviser, organisation=member)

    response = desk.get(url("inspect", lead))

    known = response.context["known"]
    assert (known.people, known.members) == ([colleague], [member])
    assert (len(known.earlier.leads), known.earlier.more, known.earlier.elsewhere) == (5, 2, 1)
    for value in (colleague.name, "bestuurder", colleague.email, member.name, adviser.name):
        assert value in response.text
    assert unseen.name not in response.text
    assert unseen.name in office.get(url("inspect", lead)).text


# ------------------------------------------------------------------ timeline and cost
def test_the_timeline_tells_what_happened_the_last_first(desk, lead, adviser):
    record(lead, Action.RECEIVED)
    record(lead, Action.NOTE, user=adviser.user, text="Regel een\nRegel <b>twee</b>")

    response = desk.get(url("inspect", lead))

    assert [item.action for item in response.context["timeline"]] == [Action.NOTE, Action.RECEIVED]
    assert "Regel &lt;b&gt;twee&lt;/b&gt;" in response.text
    assert adviser.name in response.text


@pytest.mark.parametrize("who", ["desk", "office"])
def test_the_page_asks_as_many_queries_after_a_long_life(request, who, lead, adviser):
    browser = request.getfixturevalue(who)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            browser.get(url("inspect", lead))
        return len(captured)

    RoutingDecisionFactory.create_batch(2, lead=lead)
    MailTemplateFactory()
    queue_confirmation(lead)
    record(lead, Action.SCHOOL_WROTE, by="school", text="Bericht")
    LeadFactory.create_batch(2, organisation=lead.organisation, owner=adviser)
    LeadFactory.create_batch(2, organisation=lead.organisation, owner=adviser, completed=True)
    record(lead, Action.NOTE, user=adviser.user, text="Een")
    for _ in range(2):
        queries()  # what is remembered between requests
    short = queries()
    for _ in range(20):
        record(lead, Action.NOTE, user=adviser.user, text="Nog een")
        LeadFactory(organisation=lead.organisation, owner=AdviserFactory())
    queries()  # the new accounts made what it remembers out of date

    assert queries() == short <= 15


def test_a_closed_lead_offers_only_a_note_and_reopening(desk, adviser):
    lead = LeadFactory(owner=adviser, lost=True)

    response = desk.get(url("inspect", lead))

    sent_to = {
        name
        for name in ("contact", "next", "note", "move", "lost", "hand_over")
        if f'action="{url(name, lead)}"' in response.text
    }
    assert sent_to == {"note", "move"}
    assert lead.get_lost_reason_display() in response.text


def test_who_is_coordinator_and_adviser_can_take_a_lead_out_of_triage(login):
    both = AdviserFactory(user=UserFactory(role=Role.COORDINATOR))
    lead = LeadFactory(in_triage=True)

    text = login(both.user).get(url("inspect", lead)).text

    assert f'<input type="hidden" name="to" value="{both.pk}">' in text


def test_somebody_else_is_named_with_room_and_absence(office, lead):
    away = AdviserFactory(absent_until=days_from_now(5))
    busy = AdviserFactory(capacity=4)
    LeadFactory.create_batch(3, owner=busy)
    AdviserFactory(inactive=True, user=UserFactory(first_name="Gestopt"))

    choices = dict(office.get(url("inspect", lead)).context["forms"]["hand_over"].fields["to"].choices)

    assert set(choices) == {"", str(away.pk), str(busy.pk)}
    assert "3" in choices[str(busy.pk)]
    assert "4" in choices[str(busy.pk)]
    assert len(choices[str(away.pk)]) > len(choices[str(busy.pk)]) - len(busy.name) + len(away.name)


def test_the_breadcrumbs_lead_back_to_the_right_list(desk, office, lead):
    waiting = LeadFactory(in_triage=True)

    def above(client, lead) -> str:
        return client.get(url("inspect", lead)).context["breadcrumbs_items"][-2]["url"]

    assert above(desk, lead) == reverse("intake_lead_modeladmin_index")
    assert above(office, lead) == reverse("intake_lead_all_modeladmin_index")
    assert above(office, waiting) == reverse("intake_lead_triage_modeladmin_index")


# ------------------------------------------------------------------ who looked, mails, mentions
def test_who_opened_it_is_kept_and_shown_but_only_once_a_day(desk, office, lead, coordinator):
    for browser in (desk, office, desk):
        response = browser.get(url("inspect", lead))

    assert {one.name for one in response.context["looked"]} == {
        name_of(lead.owner.user), name_of(coordinator)
    }  # fmt: skip
    assert name_of(coordinator) in response.text
    assert LeadLook.objects.count() == 2
    with CaptureQueriesContext(connection) as asked:
        desk.get(url("inspect", lead))
    assert [one["sql"] for one in asked if one["sql"].startswith(("INSERT", "UPDATE", "BEGIN"))] == []


@pytest.mark.parametrize(
    ("method", "action"),
    [("post", "note"), ("get", "write"), ("get", "decision"), ("get", "erase"), ("get", "join")],
)
def test_every_page_that_tells_of_a_lead_keeps_who_looked(office, lead, coordinator, method, action):
    assert getattr(office, method)(url(action, lead)).status_code == 200

    assert [look.user for look in LeadLook.objects.all()] == [coordinator]


def test_the_mails_that_went_out_stand_on_the_timeline_with_how_they_fared(desk, lead):
    queue_confirmation(lead)
    Email.objects.update(status=STATUS.failed)
    queue_confirmation(lead)

    first, second = desk.get(url("inspect", lead)).context["timeline"].items

    assert {first.action, second.action} == {"mail"}
    assert first.detail != second.detail
    assert lead.contact.email in first.detail


def test_the_timeline_shows_a_part_when_asked_and_never_all_at_once(desk, lead, adviser):
    for number in range(35):
        record(lead, Action.NOTE, user=adviser.user, text=f"Notitie {number}")
    record(lead, Action.MOVED, user=adviser.user, before="new", after="contacted")
    queue_confirmation(lead)

    def shown(query: str) -> list[str]:
        return [item.action for item in desk.get(url("inspect", lead) + query).context["timeline"]]

    assert len(shown("")) == 30
    assert len(shown("?alles")) == 37
    assert len(shown("?toon=onzin")) == 30
    assert set(shown("?toon=notities")) == {Action.NOTE}
    assert shown("?toon=stand") == [Action.MOVED]
    assert shown("?toon=mails") == ["mail"]


def test_a_long_text_on_the_timeline_is_folded_and_a_short_one_is_not(desk, lead, adviser):
    for text in ("Kort.", "Beste Anne, " + "nog een woord " * 50):
        record(lead, Action.NOTE, user=adviser.user, text=text)

    text = desk.get(url("inspect", lead)).text

    assert text.count('<details class="said">') == 1
    assert "<summary>Beste Anne, " in text
    assert "<p>Kort.</p>" in text


def test_who_is_mentioned_finds_it_in_the_morning_until_the_lead_is_opened(desk, office, lead, coordinator):
    desk.post(url("note", lead), {"text": f"@{name_of(coordinator)} wat vind jij?"})
    home = reverse("wagtailadmin_home")
    assert url("inspect", lead) + "#g-time" in office.get(home).text

    office.get(url("inspect", lead))

    assert url("inspect", lead) + "#g-time" not in office.get(home).text


def test_a_colleague_who_cannot_see_it_is_named_beside_the_field(desk, lead):
    other = AdviserFactory()

    response = desk.post(url("note", lead), {"text": f"@{other.name} kijk eens"})

    assert other.name in problems(response)["text"][0]
    assert f"@{other.name} kijk eens" in response.text


# ------------------------------------------------------------------ the request with changes marked
def test_what_differs_from_what_we_know_is_marked_with_both_values(desk, adviser):
    organisation = OrganisationFactory(name="Basisschool De Wilg", city="Utrecht", postcode="3511 AB")
    contact = ContactFactory(organisation=organisation, role="directeur", email="anders@school.example")
    request = IntakeRequestFactory(
        organisation_name="De Wilg aan de Singel", city="utrecht", postcode="3512AB", role="",
        first_name=contact.first_name, last_name=contact.last_name, phone=contact.phone,
        email="getypt@school.example", sector=organisation.sector,
    )  # fmt: skip
    lead = LeadFactory(owner=adviser, request=request, organisation=organisation, contact=contact)

    response = desk.get(url("inspect", lead))

    found = {(one.typed, one.known) for one in response.context["marks"].differences}
    assert found == {
        ("De Wilg aan de Singel", "Basisschool De Wilg"), ("3512AB", "3511 AB"),
        ("getypt@school.example", "anders@school.example"),
    }  # fmt: skip
    assert all(value in response.text for both in found for value in both)


def test_what_the_school_added_since_stands_at_its_request(desk, lead, adviser):
    record(lead, Action.NOTE, user=adviser.user, text="Van een collega")
    for number in range(4):
        record(lead, Action.SCHOOL_WROTE, by="school", text=f"Bericht {number}")

    marks = desk.get(url("inspect", lead)).context["marks"]

    assert [item.detail for item in marks.since] == ["Bericht 3", "Bericht 2", "Bericht 1"]
    assert marks.is_more
