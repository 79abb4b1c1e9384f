"""What somebody at the desk can do with a lead, and what not."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from post_office.models import Email

from intake.leads.errors import LeadError
from intake.leads.lifecycle import add_note, log_contact, move_lead, set_next_action
from intake.leads.trail import timeline
from intake.models import Lead, LeadState
from intake.routing.assign import hand_over
from tests.factories.intake import AdviserFactory, LeadFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return UserFactory(first_name="Mirjam", last_name="Oosterhof")


@pytest.fixture
def tomorrow():
    return timezone.localdate() + timedelta(days=1)


def titles(lead):
    with translation.override("en"):
        return [item.title for item in timeline(lead)]


class TestMove:
    def test_a_move_changes_the_state_and_says_who_did_it(self, user):
        lead = move_lead(LeadFactory(), LeadState.PROPOSED, user=user, note="Dinsdag om tien uur")
        [item] = timeline(lead)
        assert (lead.state, item.by, item.detail) == ("proposed", "Mirjam Oosterhof", "Dinsdag om tien uur")
        assert titles(lead) == ["From “New” to “Proposal made”"]

    def test_the_first_move_counts_as_first_contact(self, user):
        assert move_lead(LeadFactory(), LeadState.CONTACTED, user=user).first_contact_at is not None

    def test_losing_needs_a_reason(self, user):
        lead = LeadFactory()
        with pytest.raises(LeadError) as error:
            move_lead(lead, LeadState.LOST, user=user)
        assert error.value.field == "lost_reason"
        lead.refresh_from_db()
        assert lead.state == LeadState.NEW

    def test_a_lost_lead_is_closed_with_its_reason_and_no_next_action(self, user):
        lead = move_lead(LeadFactory(), LeadState.LOST, user=user, lost_reason="no_time")
        assert (lead.lost_reason, lead.next_action, lead.next_action_on) == ("no_time", "", None)
        assert lead.closed_at is not None

    def test_reopening_takes_the_reason_away_and_asks_for_action_today(self, user):
        lead = move_lead(LeadFactory(lost=True), LeadState.CONTACTED, user=user)
        assert (lead.lost_reason, lead.closed_at) == ("", None)
        assert lead.next_action_on == timezone.localdate()

    def test_a_move_that_is_not_in_the_table_is_refused(self, user):
        with pytest.raises(LeadError):
            move_lead(LeadFactory(contacted=True), LeadState.NEW, user=user)

    @pytest.mark.parametrize("nonsense", ["", "nowhere", "NEW"])
    def test_a_state_that_does_not_exist_is_refused(self, user, nonsense):
        with pytest.raises(LeadError):
            move_lead(LeadFactory(), nonsense, user=user)

    def test_the_row_counts_not_what_the_caller_has_in_hand(self, user):
        old = LeadFactory()
        move_lead(Lead.objects.get(pk=old.pk), LeadState.LOST, user=user, lost_reason="no_time")
        with pytest.raises(LeadError):
            move_lead(old, LeadState.PROPOSED, user=user)


class TestContact:
    def test_speaking_to_a_new_lead_makes_it_contacted(self, user, tomorrow):
        lead = log_contact(
            LeadFactory(), user=user, outcome="spoken", note="Klonk blij",
            next_action="Mail sturen", next_action_on=tomorrow,
        )  # fmt: skip
        assert lead.state == LeadState.CONTACTED
        assert (lead.next_action, lead.next_action_on) == ("Mail sturen", tomorrow)
        assert titles(lead) == ["From “New” to “Contact made”", "Spoken with the school"]

    def test_no_answer_is_logged_but_is_no_contact(self, user):
        lead = log_contact(LeadFactory(), user=user, outcome="no_answer")
        assert (lead.state, lead.first_contact_at) == (LeadState.NEW, None)
        assert titles(lead) == ["Called, no answer"]

    def test_how_it_went_must_be_said(self, user):
        with pytest.raises(LeadError) as error:
            log_contact(LeadFactory(), user=user, outcome="")
        assert error.value.field == "outcome"

    def test_a_closed_lead_is_reopened_first(self, user):
        with pytest.raises(LeadError):
            log_contact(LeadFactory(lost=True), user=user, outcome="spoken")


class TestNextAction:
    def test_a_next_action_has_a_day_from_today_on(self, user, tomorrow):
        lead = set_next_action(LeadFactory(), user=user, action="Voorstel sturen", on=tomorrow)
        assert (lead.next_action, lead.next_action_on) == ("Voorstel sturen", tomorrow)

    @pytest.mark.parametrize(
        ("action", "days", "field"),
        [
            ("", 1, "next_action"),
            ("x" * 201, 1, "next_action"),
            ("Bel", None, "next_action_on"),
            ("Bel", -1, "next_action_on"),
            ("Bel", 2_900_000, "next_action_on"),
        ],
    )
    def test_what_is_missing_or_past_is_named(self, user, action, days, field):
        on = None if days is None else timezone.localdate() + timedelta(days=days)
        with pytest.raises(LeadError) as error:
            set_next_action(LeadFactory(), user=user, action=action, on=on)
        assert error.value.field == field


def test_a_note_stands_on_the_timeline_as_it_was_written(user):
    lead = add_note(LeadFactory(), user=user, text="  <b>Let op</b>\nbelt zelf terug  ")
    assert timeline(lead)[0].detail == "<b>Let op</b>\nbelt zelf terug"


def test_an_empty_note_is_refused(user):
    with pytest.raises(LeadError):
        add_note(LeadFactory(), user=user, text="   ")


class TestHandOver:
    def test_the_new_owner_gets_the_lead_and_a_mail_with_the_message(self, user):
        to = AdviserFactory()
        lead = hand_over(LeadFactory(), to=to, user=user, message="Jij kent ze beter")
        assert lead.owner == to
        [mail] = Email.objects.all()
        assert (mail.to, mail.context["message"], mail.context["by"]) == (
            [to.email], "Jij kent ze beter", "Mirjam Oosterhof"
        )  # fmt: skip

    def test_a_lead_leaves_triage_by_getting_an_owner(self, user):
        lead = hand_over(LeadFactory(in_triage=True), to=AdviserFactory(), user=user)
        assert lead.triage_since is None
        assert titles(lead)[0].startswith("Taken out of triage")

    def test_not_to_somebody_who_receives_no_leads(self, user):
        with pytest.raises(LeadError) as error:
            hand_over(LeadFactory(), to=AdviserFactory(active=False), user=user)
        assert error.value.field == "to"

    def test_not_to_who_has_it_already(self, user):
        lead = LeadFactory()
        with pytest.raises(LeadError):
            hand_over(lead, to=lead.owner, user=user)


@pytest.mark.parametrize(
    "impossible",
    [
        {"owner": None},
        {"state": LeadState.LOST},
        {"lost_reason": "no_time"},
        {"state": LeadState.COMPLETED},
    ],
    ids=[
        "no owner and no triage",
        "lost without a reason",
        "a reason but not lost",
        "closed without a moment",
    ],
)
def test_the_database_itself_refuses_an_impossible_lead(impossible):
    lead = LeadFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Lead.objects.filter(pk=lead.pk).update(**impossible)
