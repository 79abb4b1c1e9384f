"""The home of the admin in the morning."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from home.roles import Role
from tests.factories.intake import AdviserFactory, LeadFactory, UserFactory, days_from_now

from .pages import ALL, MINE, TRIAGE, url

pytestmark = pytest.mark.django_db
HOME = "wagtailadmin_home"


def panels(response) -> dict:
    """The panels on the home, by name."""
    return {panel.name: panel for panel in response.context["panels"]}


def seen(response, name) -> dict:
    """What a panel tells this user."""
    return panels(response)[name].get_context_data({"request": response.wsgi_request})


def test_an_adviser_sees_first_what_is_late_then_today_then_the_rest(desk, adviser):
    ahead, today, late = (LeadFactory(owner=adviser, next_action_on=days_from_now(n)) for n in (2, 0, -7))
    LeadFactory(owner=adviser, completed=True)
    LeadFactory(overdue=True)

    response = desk.get(reverse(HOME))
    morning = seen(response, "morning")

    assert [row.lead for row in morning["rows"]] == [late, today, ahead]
    counted = {name: found.number for name, found in morning["counts"].items()}
    assert {
        "open": 3,
        "late": 1,
        "today": 1,
        "new": 3,
        "waiting": 0,
        "not_heard": 0,
    }.items() <= counted.items()
    assert list(panels(response)) == ["morning"]
    for lead in (late, today, ahead):
        assert f'href="{url("inspect", lead)}"' in response.text


def test_the_counts_lead_to_the_same_leads(desk, adviser):
    LeadFactory(owner=adviser, overdue=True, contacted=True)
    LeadFactory.create_batch(2, owner=adviser, due_today=True)
    text = desk.get(reverse(HOME)).text

    for filters, count in (("?due=late", 1), ("?due=today", 2), ("?state=new", 2)):
        assert f'href="{reverse(MINE)}{filters}"' in text
        assert desk.get(reverse(MINE) + filters).context["page_obj"].paginator.count == count


def test_the_morning_shows_five_and_leads_to_the_rest(desk, adviser):
    LeadFactory.create_batch(7, owner=adviser)

    response = desk.get(reverse(HOME))

    assert len(seen(response, "morning")["rows"]) == 5
    assert f'href="{reverse(MINE)}"' in response.text


def test_a_morning_without_leads_says_so(desk):
    assert "desk-empty" in desk.get(reverse(HOME)).text


def test_a_coordinator_sees_triage_and_how_full_everybody_is(office):
    full = AdviserFactory(capacity=1)
    away = AdviserFactory(absent_until=days_from_now(3))
    AdviserFactory(inactive=True)
    LeadFactory(owner=full)
    waiting = LeadFactory(in_triage=True)

    response = office.get(reverse(HOME))
    team = seen(response, "team")

    assert list(panels(response)) == ["team"]
    assert [row.lead for row in team["triage"]] == [waiting]
    assert team["counts"]["triage"].number == 1
    assert {person.id: person.open_leads for person in team["team"]} == {full.pk: 1, away.pk: 0}
    assert 'max="1"' in response.text
    assert next(person for person in team["team"] if person.id == away.pk).absence in response.text
    assert f'href="{reverse(TRIAGE)}"' in response.text
    assert f'href="{reverse(ALL)}?owner={full.pk}"' in response.text


@pytest.mark.parametrize(
    ("open_leads", "words"),
    [(1, "1 of 2"), (2, "2 of 2, <strong>full</strong>"), (3, "3 of 2, <strong>too full</strong>")],
)
@pytest.mark.parametrize("name", [HOME, "intake_adviser_modeladmin_index"])
def test_who_has_no_room_left_is_said_in_words(office, name, open_leads, words):
    LeadFactory.create_batch(open_leads, owner=AdviserFactory(capacity=2))

    with translation.override("en"):
        text = " ".join(office.get(reverse(name)).text.split())

    assert f"> {words} <" in text


def test_who_is_both_sees_both(login):
    both = AdviserFactory(user=UserFactory(role=Role.COORDINATOR))

    assert list(panels(login(both.user).get(reverse(HOME)))) == ["morning", "team"]


def test_an_editor_keeps_wagtails_home(login):
    response = login(UserFactory(role=Role.EDITOR)).get(reverse(HOME))

    assert {"recent_edits", "locked_pages"} <= set(panels(response))
    assert not {"morning", "team"} & set(panels(response))
    assert 'role="search"' in response.text


def test_an_administrator_has_pages_and_leads(login):
    names = set(panels(login(UserFactory(role=Role.ADMINISTRATOR)).get(reverse(HOME))))

    assert {"recent_edits", "team"} <= names


def test_the_home_stays_cheap(desk, office, adviser):
    def queries(client) -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse(HOME))
        return len(captured)

    LeadFactory(owner=adviser)
    LeadFactory(in_triage=True)
    for client in (desk, office, desk, office):
        queries(client)  # what is remembered between requests
    few = queries(desk), queries(office)
    LeadFactory.create_batch(20, owner=adviser)
    for _ in range(10):
        LeadFactory()
        LeadFactory(in_triage=True)
    queries(office)  # the new accounts made what it remembers out of date

    assert (queries(desk), queries(office)) == few
    assert max(few) <= 15
