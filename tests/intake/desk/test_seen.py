"""Two people on one lead: nobody overwrites what the other did, and who lost the lead hears so kindly."""

import re

import pytest
from django.utils import timezone

from home.roles import Role
from intake.desk.seen import NAME, entry_of, last_entry, seen_token
from intake.leads.lifecycle import add_note, log_contact, move_lead, set_next_action
from intake.models import LeadLogEntry
from intake.routing.assign import hand_over
from intake.routing.gather import candidates
from tests.factories.intake import AdviserFactory, LeadFactory, UserFactory, days_from_now

from .pages import url

pytestmark = pytest.mark.django_db


@pytest.fixture
def seen(desk, lead) -> dict[str, str]:
    """What the forms on the lead's page carry, as the adviser opened it."""
    text = desk.get(url("inspect", lead)).text
    return {NAME: re.search(rf'name="{NAME}" value="([^"]+)"', text)[1]}


def next_action() -> dict[str, str]:
    return {"next_action": "Stuur het voorstel", "next_action_on": days_from_now(3).isoformat()}


def test_what_a_colleague_changed_is_shown_first_with_what_was_typed(desk, lead, seen, coordinator):
    set_next_action(lead, user=coordinator, action="Mail de planning", on=days_from_now(5))

    first = desk.post(url("next", lead), next_action() | seen)
    lead.refresh_from_db()

    assert first.status_code == 200
    assert lead.next_action == "Mail de planning"
    assert coordinator.get_full_name() in first.text
    assert first.text.count("Mail de planning") > 1
    assert 'value="Stuur het voorstel"' in first.text

    again = re.search(rf'name="{NAME}" value="([^"]+)"', first.text)[1]
    assert desk.post(url("next", lead), next_action() | {NAME: again}).status_code == 302
    lead.refresh_from_db()
    assert lead.next_action == "Stuur het voorstel"


def test_ones_own_work_in_another_window_is_no_conflict(desk, lead, seen, adviser):
    move_lead(lead, "contacted", user=adviser.user)

    assert desk.post(url("next", lead), next_action() | seen).status_code == 302


def test_a_note_of_a_colleague_stops_nothing_and_a_note_is_never_stopped(desk, lead, seen, coordinator):
    add_note(lead, user=coordinator, text="Let op de vakantie")
    assert desk.post(url("next", lead), next_action() | seen).status_code == 302

    log_contact(lead, user=coordinator, outcome="mailed")
    assert desk.post(url("note", lead), {"text": "Ook gezien"} | seen).status_code == 302


def test_who_lost_the_lead_meanwhile_hears_so_and_keeps_the_words(desk, lead, seen, coordinator):
    hand_over(lead, to=AdviserFactory(), user=coordinator)
    before = LeadLogEntry.objects.count()

    response = desk.post(url("contact", lead), {"outcome": "spoken", "note": "Zij bellen maandag"} | seen)

    assert response.status_code == 409
    assert "Zij bellen maandag" in response.text
    assert lead.contact.last_name not in response.text
    assert LeadLogEntry.objects.count() == before


def test_a_proof_holds_for_one_lead_and_one_user(desk, lead, seen, adviser):
    others = LeadFactory()

    assert desk.post(url("note", others), {"text": "x"} | seen).status_code == 404
    stranger = UserFactory(role=Role.ADVISER)
    assert entry_of(seen[NAME], lead.pk, adviser.user) == last_entry(lead)
    assert entry_of(seen[NAME], lead.pk, stranger) is None
    assert entry_of(seen_token(lead.pk, stranger, 0), lead.pk, adviser.user) is None


def test_who_lost_the_role_is_answered_as_anybody(desk, lead, seen, adviser):
    adviser.user.groups.set([Role.EDITOR.group])

    assert desk.post(url("note", lead), {"text": "x"} | seen).status_code == 404


def test_who_lost_the_role_receives_no_leads(lead, adviser, office):
    colleague = AdviserFactory()
    colleague.user.groups.clear()

    active = {person.id: person.active for person in candidates(timezone.now())}
    assert active == {adviser.pk: True, colleague.pk: False}
    response = office.post(url("hand_over", lead), {"to": colleague.pk})
    assert response.status_code == 200
    lead.refresh_from_db()
    assert lead.owner == adviser
    assert f'value="{colleague.pk}"' not in office.get(url("inspect", lead)).text
