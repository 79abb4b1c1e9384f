"""What can be done with a lead: each thing changes it, stands on the timeline, and is refused in place."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email

from home.roles import Role
from intake.leads.agreements import Agreed
from intake.leads.deadlines import add_working_days, is_working_day
from intake.leads.lifecycle import move_lead
from intake.leads.trail import Action, timeline
from intake.models import LeadState, LostReason
from tests.factories.intake import AdviserFactory, LeadFactory, UserFactory, days_from_now

from .pages import MINE, problems, url

pytestmark = pytest.mark.django_db


def said(response) -> list[str]:
    """What the user was told."""
    return [str(message) for message in get_messages(response.wsgi_request)]


def actions(lead) -> list[str]:
    """What is on the timeline, the last first."""
    return [item.action for item in timeline(lead)]


# ------------------------------------------------------------------ it happens
def test_a_call_is_logged_in_one_click(desk, lead):
    response = desk.post(url("contact", lead), {"outcome": "no_answer"})

    assert response.status_code == 302
    assert response.url == url("inspect", lead)
    assert said(response)
    assert actions(lead) == [Action.CONTACT]
    lead.refresh_from_db()
    assert lead.state == LeadState.NEW


@pytest.mark.parametrize("action", ["contact", "next"])
def test_a_day_for_the_next_step_takes_a_click(desk, lead, action):
    today = timezone.localdate()
    data = {"outcome": "spoken", "next_action": "Stuur voorstel"}

    desk.post(url(action, lead), data | {"quick": "3"})
    lead.refresh_from_db()
    assert lead.next_action_on == add_working_days(today, 3)

    desk.post(url(action, lead), data | {"quick": "week"})
    lead.refresh_from_db()
    assert lead.next_action_on.isocalendar().week != today.isocalendar().week
    assert is_working_day(lead.next_action_on)

    # Of a typed day and a radio button the typed one counts, of a typed day and a pressed button the button.
    typed = days_from_now(20)
    desk.post(url(action, lead), data | {"quick": "1", "next_action_on": typed})
    lead.refresh_from_db()
    assert lead.next_action_on == (typed if action == "contact" else add_working_days(today, 1))


def test_a_conversation_with_a_note_and_a_next_step(desk, lead):
    day = days_from_now(10)
    desk.post(
        url("contact", lead),
        {
            "outcome": "spoken",
            "note": "Ze willen snel",
            "next_action": "Stuur voorstel",
            "next_action_on": day,
        },
    )

    lead.refresh_from_db()
    assert (lead.state, lead.next_action, lead.next_action_on) == (LeadState.CONTACTED, "Stuur voorstel", day)
    assert actions(lead) == [Action.MOVED, Action.CONTACT]
    page = desk.get(url("inspect", lead)).text
    assert "Ze willen snel" in page
    assert "Stuur voorstel" in page


def test_a_note(desk, lead, adviser):
    response = desk.post(url("note", lead), {"text": "Directeur is met vakantie"})

    assert response.url == url("inspect", lead)
    (item,) = timeline(lead)
    assert (item.detail, item.by) == ("Directeur is met vakantie", adviser.name)


def test_a_next_step(desk, lead):
    desk.post(url("next", lead), {"next_action": "Mail de folder", "next_action_on": days_from_now(1)})

    lead.refresh_from_db()
    assert (lead.next_action, lead.next_action_on) == ("Mail de folder", days_from_now(1))
    assert actions(lead) == [Action.NEXT_ACTION]


def test_a_move(desk, lead):
    desk.post(url("move", lead), {"to": "proposed", "note": "Donderdag gemaild"})

    lead.refresh_from_db()
    assert lead.state == LeadState.PROPOSED
    assert "Donderdag gemaild" in timeline(lead)[0].detail


def test_not_going_ahead(desk, lead):
    desk.post(url("lost", lead), {"lost_reason": LostReason.NO_MONEY, "note": "Volgend jaar"})

    lead.refresh_from_db()
    assert (lead.state, lead.lost_reason, lead.next_action) == (LeadState.LOST, LostReason.NO_MONEY, "")
    assert actions(lead) == [Action.MOVED]


def test_reopening(desk, adviser):
    lead = LeadFactory(owner=adviser, lost=True)
    desk.post(url("move", lead), {"to": "contacted"})

    lead.refresh_from_db()
    assert lead.state == LeadState.CONTACTED
    assert lead.next_action


def test_handing_over_leads_back_to_the_list_with_a_mail_to_the_colleague(desk, lead):
    colleague = AdviserFactory()
    response = desk.post(url("hand_over", lead), {"to": colleague.pk, "message": "Jij kent ze"})

    assert response.status_code == 302
    assert response.url == reverse(MINE)
    assert colleague.name in said(response)[0]
    lead.refresh_from_db()
    assert lead.owner == colleague
    assert [mail.to for mail in Email.objects.all()] == [[colleague.email]]
    assert actions(lead) == [Action.HANDED_OVER]
    assert desk.get(url("inspect", lead)).status_code == 404


def test_a_coordinator_stays_on_the_page_after_assigning_from_triage(office):
    lead = LeadFactory(in_triage=True)
    adviser = AdviserFactory()

    response = office.post(url("hand_over", lead), {"to": adviser.pk})

    assert response.url == url("inspect", lead)
    lead.refresh_from_db()
    assert (lead.owner, lead.triage_since) == (adviser, None)


def test_taking_a_lead_out_of_triage_oneself(login):
    both = AdviserFactory(user=UserFactory(role=Role.COORDINATOR))
    lead = LeadFactory(in_triage=True)

    login(both.user).post(url("hand_over", lead), {"to": both.pk})

    lead.refresh_from_db()
    assert lead.owner == both


# ------------------------------------------------------------------ it is refused, in place
@pytest.mark.parametrize(
    ("action", "data", "field"),
    [
        ("contact", {"note": "Getypt"}, "outcome"),
        ("contact", {"note": "Getypt", "outcome": "shouted"}, "outcome"),
        ("contact", {"note": "Getypt", "outcome": "spoken", "next_action_on": "morgen"}, "next_action_on"),
        ("contact", {"note": "Getypt", "outcome": "spoken", "next_action": "Getypt"}, "next_action_on"),
        (
            "contact",
            {"outcome": "spoken", "next_action": "Getypt", "next_action_on": "2020-01-01"},
            "next_action_on",
        ),
        ("contact", {"outcome": "spoken", "next_action": "Getypt" + "x" * 200}, "next_action"),
        ("contact", {"note": "Getypt" + "x" * 4000, "outcome": "spoken"}, "note"),
        ("note", {"text": "   "}, "text"),
        ("next", {"next_action": "Getypt"}, "next_action_on"),
        ("next", {"next_action_on": "2030-01-01"}, "next_action"),
        ("next", {"next_action": "Getypt", "next_action_on": "2020-01-01"}, "next_action_on"),
        ("next", {"next_action": "Getypt" + "x" * 200, "next_action_on": "2030-01-01"}, "next_action"),
        ("move", {"note": "Getypt"}, "to"),
        ("move", {"note": "Getypt", "to": "nonsense"}, "to"),
        ("move", {"note": "Getypt", "to": "lost"}, "__all__"),
        ("lost", {"note": "Getypt"}, "lost_reason"),
        ("lost", {"note": "Getypt", "lost_reason": "nonsense"}, "lost_reason"),
        ("hand_over", {"message": "Getypt"}, "to"),
        ("hand_over", {"message": "Getypt", "to": "999999"}, "to"),
        ("hand_over", {"message": "Getypt", "to": "abc"}, "to"),
    ],
)
def test_what_is_missing_is_said_beside_it_and_nothing_typed_is_lost(desk, lead, action, data, field):
    before = (lead.state, lead.next_action, lead.next_action_on, lead.owner)

    response = desk.post(url(action, lead), data)

    assert response.status_code == 200
    assert list(problems(response)) == [field]
    assert str(problems(response)[field][0]) in response.text
    if "Getypt" in str(data):
        assert "Getypt" in response.text
    assert actions(lead) == []
    lead.refresh_from_db()
    assert (lead.state, lead.next_action, lead.next_action_on, lead.owner) == before


def test_the_section_of_the_refused_form_stands_open(desk, lead):
    response = desk.post(url("lost", lead), {"note": "Geen zin"})

    assert '<details id="lost" open>' in response.text
    assert '<details id="note" open>' not in response.text


def test_a_move_that_somebody_else_made_first_is_explained(desk, lead, coordinator):
    """The page still offered it; meanwhile the lead went further."""
    move_lead(lead, LeadState.COMPLETED, user=coordinator, agreed=Agreed("Eén middag"))

    response = desk.post(url("move", lead), {"to": "planned", "note": "Donderdag"})

    assert response.status_code == 200
    assert str(LeadState.COMPLETED.label) in problems(response)["to"][0]
    assert problems(response)["to"][0] in response.text.replace("&#x27;", "'")
    assert "Donderdag" in response.text
    lead.refresh_from_db()
    assert lead.state == LeadState.COMPLETED


def test_a_call_on_a_lead_that_was_closed_meanwhile_keeps_the_note(desk, lead, coordinator):
    move_lead(lead, LeadState.LOST, user=coordinator, lost_reason=LostReason.DOUBLE)

    response = desk.post(url("contact", lead), {"outcome": "spoken", "note": "Lang gesprek gehad"})

    assert response.status_code == 200
    assert list(problems(response)) == ["__all__"]
    assert str(problems(response)["__all__"][0]) in response.text
    assert "Lang gesprek gehad" in response.text


def test_a_lead_that_was_handed_on_meanwhile_is_gone_for_who_had_it(desk, lead):
    lead.owner = AdviserFactory()
    lead.save()

    assert desk.post(url("note", lead), {"text": "Te laat"}).status_code == 404
    assert actions(lead) == []


def test_nobody_is_given_a_lead_who_receives_none(office, lead):
    stopped = AdviserFactory(inactive=True)

    response = office.post(url("hand_over", lead), {"to": stopped.pk})

    assert list(problems(response)) == ["to"]
