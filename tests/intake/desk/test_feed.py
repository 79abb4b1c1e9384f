"""The own calendar: secret, renewable, of one's own leads only, and gone with the account or the role."""

import pytest
from django.urls import reverse
from icalendar import Calendar

from intake.desk.feed import address_of, renew
from intake.models import CalendarFeed
from intake.routing.assign import hand_over
from tests.factories.intake import AdviserFactory, LeadFactory, days_from_now

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(adviser) -> str:
    return address_of(renew(adviser.user))


def events(client, address) -> list:
    response = client.get(address)
    assert response.status_code == 200
    return list(Calendar.from_ical(response.content).walk("VEVENT"))


def test_it_holds_the_own_next_actions_and_no_person(client, address, adviser):
    lead = LeadFactory(owner=adviser, next_action="Bel Annelies")
    LeadFactory()
    LeadFactory(owner=adviser, completed=True)

    (event,) = events(client, address)

    assert event["dtstart"].dt == lead.next_action_on
    assert lead.organisation.name in event["summary"]
    text = event.to_ical().decode()
    for secret in (lead.contact.last_name, lead.contact.email, "Annelies", "612345678"):
        assert secret not in text


def test_nobody_keeps_it_and_nobody_finds_it(client, address):
    response = client.get(address)

    assert response["Cache-Control"] == "private, no-store"
    assert "noindex" in response["X-Robots-Tag"]
    assert response["Content-Type"].startswith("text/calendar")


def test_another_address_makes_the_old_one_nothing(client, address, desk, adviser):
    desk.post(reverse("intake_lead_modeladmin_calendar"))

    assert client.get(address).status_code == 404
    new = address_of(CalendarFeed.objects.get(user=adviser.user))
    assert new in desk.get(reverse("intake_lead_modeladmin_calendar")).text.replace("&amp;", "&")
    assert events(client, new) == []
    desk.post(reverse("intake_lead_modeladmin_calendar"), {"stop": "1"})
    assert client.get(new).status_code == 404


@pytest.mark.parametrize("loss", ["account", "role"])
def test_it_ends_with_the_account_and_with_the_role(client, address, adviser, loss):
    if loss == "account":
        adviser.user.is_active = False
        adviser.user.save()
    else:
        adviser.user.groups.clear()

    assert client.get(address).status_code == 404


def test_what_was_handed_over_is_no_longer_in_it(client, address, adviser, coordinator):
    lead = LeadFactory(owner=adviser, next_action_on=days_from_now(1))
    hand_over(lead, to=AdviserFactory(), user=coordinator)

    assert events(client, address) == []


@pytest.mark.parametrize(
    "change", [lambda a: a.replace(".ics", "x.ics"), lambda a: a.replace("/agenda/", "/agenda/9")]
)
def test_an_address_that_was_changed_is_nothing(client, address, change):
    assert client.get(change(address)).status_code == 404
