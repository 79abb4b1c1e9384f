"""The board: own columns, moving by the menu, more on demand, and a flat cost."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from home.roles import Role
from intake.desk.seen import NAME
from intake.leads.lifecycle import set_next_action
from intake.models import BoardSettings, LeadState
from tests.factories.intake import AdviserFactory, LeadFactory, UserFactory, days_from_now
from tests.factories.pages import the_site

from .pages import url

pytestmark = pytest.mark.django_db
BOARD = "intake_lead_board_modeladmin_index"


def columns(response) -> dict[str, list]:
    """The leads of each column that has any."""
    found = {column.state: [card.row.lead for card in column.cards] for column in response.context["columns"]}
    return {state: leads for state, leads in found.items() if leads}


def test_an_adviser_sees_the_own_leads_by_state_what_is_due_first_on_top(desk, adviser):
    later, sooner = (LeadFactory(owner=adviser, next_action_on=days_from_now(n)) for n in (5, 1))
    lost = LeadFactory(owner=adviser, lost=True)
    LeadFactory()

    assert columns(desk.get(reverse(BOARD))) == {LeadState.NEW: [sooner, later], LeadState.LOST: [lost]}


def test_an_adviser_cannot_ask_for_a_colleagues_board(desk, lead):
    others = LeadFactory()

    assert columns(desk.get(reverse(BOARD), {"owner": others.owner.pk})) == {LeadState.NEW: [lead]}


def test_a_coordinator_looks_at_one_advisers_board(office, lead):
    LeadFactory()

    assert columns(office.get(reverse(BOARD), {"owner": lead.owner.pk})) == {LeadState.NEW: [lead]}


def test_a_card_is_moved_by_its_menu_and_one_comes_back_to_it(desk, lead):
    page = desk.get(reverse(BOARD))
    token = re.search(rf'name="{NAME}" value="([^"]+)"', page.text)[1]
    assert f'action="{url("move", lead)}"' in page.text

    response = desk.post(url("move", lead), {"to": "contacted", "back": reverse(BOARD), NAME: token})

    assert response.url == f"{reverse(BOARD)}#lead-{lead.pk}"
    lead.refresh_from_db()
    assert lead.state == LeadState.CONTACTED


def test_a_move_from_an_old_board_shows_what_a_colleague_did(desk, lead, coordinator):
    token = re.search(rf'name="{NAME}" value="([^"]+)"', desk.get(reverse(BOARD)).text)[1]
    set_next_action(lead, user=coordinator, action="Wacht op het bestuur", on=days_from_now(4))

    response = desk.post(url("move", lead), {"to": "contacted", "back": reverse(BOARD), NAME: token})

    assert "Wacht op het bestuur" in response.text
    lead.refresh_from_db()
    assert lead.state == LeadState.NEW


@pytest.mark.parametrize(
    "back", ["//elders.example", "https://elders.example/", "/admin/", "{board}x", "\\\\x"]
)
def test_nobody_is_sent_elsewhere(desk, lead, back):
    back = back.format(board=reverse(BOARD))

    assert desk.post(url("move", lead), {"to": "contacted", "back": back}).url == url("inspect", lead)


@pytest.mark.parametrize("ask", ["plan", "agreed", "lost"])
def test_what_needs_more_than_a_click_is_asked_for_on_the_leads_page(desk, lead, ask):
    assert f'href="{url("inspect", lead)}?ask={ask}#{ask}"' in desk.get(reverse(BOARD)).text

    assert f'<details id="{ask}" open>' in desk.get(url("inspect", lead), {"ask": ask}).text


def test_a_column_shows_the_first_and_more_when_asked(desk, adviser):
    LeadFactory.create_batch(11, owner=adviser)

    first = desk.get(reverse(BOARD))
    more = re.search(r'href="(\?new=28[^"]*)"', first.text)[1]

    assert len(columns(first)[LeadState.NEW]) == 8
    assert len(columns(desk.get(reverse(BOARD) + more))[LeadState.NEW]) == 11
    assert desk.get(reverse(BOARD), {"new": "onzin"}).status_code == 200


def limit(**most):
    """Set limits of the board for each adviser."""
    BoardSettings.objects.update_or_create(site=the_site(), defaults=most)


def heads(response) -> list[str]:
    """The head of each column with what stands below it, as it is read aloud."""
    texts = re.findall(
        r"<h2 id=\"column-.*?</h2>(?:\s*<p class=\"column-over\">.*?</p>)?", response.text, re.DOTALL
    )
    hidden = re.compile(r'<span aria-hidden="true">.*?</span>')
    return [" ".join(re.sub(r"<[^>]+>", " ", hidden.sub("", text)).split()) for text in texts]


def test_a_column_says_its_limit_and_by_how_many_it_is_above_it(desk, office, adviser):
    limit(most_new=2, most_contacted=3)
    LeadFactory.create_batch(3, owner=adviser)
    LeadFactory(owner=AdviserFactory(active=False), contacted=True)

    mine = heads(desk.get(reverse(BOARD)))
    assert mine[:3] == [
        "Nieuw : 3 van hoogstens 2 1 boven de grens van 2",
        "Contact gelegd : 0 van hoogstens 3",
        "Startoverleg gepland : 0",
    ]
    LeadFactory(owner=AdviserFactory())
    # For everybody: the limits of the two who receive leads.
    assert heads(office.get(reverse(BOARD)))[:2] == [
        "Nieuw : 4 van hoogstens 4",
        "Contact gelegd : 1 van hoogstens 6",
    ]
    assert heads(office.get(reverse(BOARD), {"owner": adviser.pk}))[0] == mine[0]
    assert heads(office.get(reverse(BOARD), {"owner": "none"}))[0] == "Nieuw : 0"


def test_a_limit_forbids_nothing(desk, adviser, lead):
    limit(most_proposed=1)
    LeadFactory(owner=adviser, proposed=True)
    desk.post(url("move", lead), {"to": "proposed", "back": reverse(BOARD)})

    lead.refresh_from_db()
    assert lead.state == LeadState.PROPOSED


def test_what_the_board_does_not_show_is_in_the_list(desk, adviser, monkeypatch):
    monkeypatch.setattr("intake.desk.board.MOST", 8)
    LeadFactory.create_batch(9, owner=adviser)
    page = desk.get(reverse(BOARD))
    to_list = re.search(r'De eerste 8 van 9\..*?href="([^"]+)"', page.text, re.DOTALL)[1]

    assert len(desk.get(to_list).context["rows"]) == 9


@pytest.mark.parametrize(("role", "may"), [(Role.COORDINATOR, True), (Role.ADVISER, False)])
def test_coordinators_set_the_limits(login, role, may):
    address = reverse("wagtailsettings:edit", args=["intake", "boardsettings"])
    response = login(UserFactory(role=role)).get(address, follow=True)

    assert ("Hoogstens per adviseur" in response.text) == may


def test_the_board_asks_as_many_queries_for_many_as_for_few(office, desk, adviser):
    def queries(client) -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse(BOARD))
        return len(captured)

    LeadFactory(owner=adviser)
    for client in (office, desk, office):
        queries(client)
    few = queries(office), queries(desk)
    for kind in ("contacted", "planned", "lost", "completed"):
        LeadFactory.create_batch(5, owner=adviser, **{kind: True})
        LeadFactory(owner=AdviserFactory(), **{kind: True})
    queries(office)

    assert (queries(office), queries(desk)) == few
    assert max(few) <= 15
