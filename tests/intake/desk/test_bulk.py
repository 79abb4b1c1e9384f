"""One thing with many leads: checked first, done lead by lead, and nothing that one may not do."""

import re

import pytest
from django.urls import reverse
from post_office.models import Email

from intake.leads.lifecycle import set_next_action
from intake.models import LeadLogEntry, LeadState
from tests.factories.intake import AdviserFactory, LeadFactory, days_from_now

from .pages import MINE

pytestmark = pytest.mark.django_db
BULK = "intake_lead_modeladmin_bulk"


def checked(client, leads, **data):
    return client.post(
        reverse(BULK), {"lead": [lead.pk for lead in leads], "check": "1", "query": "due=late"} | data
    )


def do(client, response, leads, **data):
    """Press the button on the page that said what would happen."""
    tokens = dict(re.findall(r'name="(seen-\d+)" value="([^"]+)"', response.text))
    return client.post(
        reverse(BULK), {"lead": [lead.pk for lead in leads], "sure": "1", "query": "due=late"} | data | tokens
    )


def said(response) -> list[str]:
    return [str(message) for message in response.wsgi_request._messages]


def test_the_check_says_what_happens_to_which_and_changes_nothing(desk, adviser):
    new, closed = LeadFactory(owner=adviser), LeadFactory(owner=adviser, completed=True)
    to = AdviserFactory()

    page = checked(desk, [new, closed], do="hand_over", to=to.pk, message="Dank!")

    assert [trial.lead for trial in page.context["can"]] == [new]
    assert [trial.lead for trial in page.context["cannot"]] == [closed]
    assert page.context["cannot"][0].why_not in page.text
    new.refresh_from_db()
    assert new.owner == adviser
    assert not LeadLogEntry.objects.exists()
    assert not Email.objects.exists()


def test_what_was_checked_is_done_and_the_list_is_as_it_was(desk, adviser):
    leads = LeadFactory.create_batch(3, owner=adviser)
    to = AdviserFactory()
    data = {"do": "hand_over", "to": to.pk, "message": "Dank!"}

    response = do(desk, checked(desk, leads, **data), leads, **data)

    assert response.url == f"{reverse(MINE)}?due=late"
    assert to.leads.count() == 3
    assert Email.objects.filter(to=to.email).count() == 3


def test_one_that_a_colleague_changed_meanwhile_is_left_alone_and_named(desk, adviser, coordinator):
    changed, other = LeadFactory.create_batch(2, owner=adviser)
    data = {"do": "move", "to": "contacted", "lost_reason": "", "note": ""}
    page = checked(desk, [changed, other], **data)
    set_next_action(changed, user=coordinator, action="Eerst mailen", on=days_from_now(1))

    response = do(desk, page, [changed, other], **data)

    changed.refresh_from_db()
    other.refresh_from_db()
    assert (changed.state, other.state) == (LeadState.NEW, LeadState.CONTACTED)
    assert any(changed.organisation.name in words for words in said(response))


def test_lost_asks_for_a_reason(desk, lead):
    page = checked(desk, [lead], do="move", to="lost")

    assert "lost_reason" in page.context["form"].errors
    assert not page.context["can"]


def test_leads_of_others_are_not_chosen_whatever_is_sent(desk, lead):
    others = LeadFactory()
    data = {"do": "next", "next_action": "Bel", "next_action_on": days_from_now(2).isoformat()}

    page = checked(desk, [lead, others], **data)
    do(desk, page, [lead, others], **data)

    assert page.context["chosen"] == [lead]
    assert others.organisation.name not in page.text
    others.refresh_from_db()
    assert others.next_action != "Bel"


def test_nothing_is_done_without_the_check(desk, lead):
    data = {"do": "next", "next_action": "Bel", "next_action_on": days_from_now(2).isoformat()}
    desk.post(reverse(BULK), {"lead": lead.pk, "sure": "1"} | data)

    lead.refresh_from_db()
    assert lead.next_action != "Bel"


def test_nothing_chosen_leads_back_with_a_word(desk, lead):
    for data in ({"do": "move"}, {"lead": lead.pk, "do": "delete"}, {}):
        response = desk.post(reverse(BULK), data)
        assert response.url == reverse(MINE)
        assert said(response)
