"""The board of an organisation, set on its page: routing follows it, and no report tells who may not know."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from home.roles import Role
from intake.models import DecisionKind, Lead, Organisation
from intake.routing.assign import assign_lead
from tests.factories.intake import (
    AdviserFactory,
    ContactFactory,
    IntakeRequestFactory,
    LeadFactory,
    OrganisationFactory,
    UserFactory,
)

from .pages import problems

pytestmark = pytest.mark.django_db


@pytest.fixture
def board():
    return OrganisationFactory(name="Stichting Noorderlicht", city="Assen", sector="board")


@pytest.fixture
def school():
    return OrganisationFactory(name="De Wilg")


def page_of(organisation: Organisation) -> str:
    return reverse("intake_organisation_modeladmin_inspect", args=[organisation.pk])


def board_of(organisation: Organisation) -> str:
    return reverse("intake_organisation_modeladmin_board", args=[organisation.pk])


def new_lead(organisation: Organisation) -> Lead:
    """What routing makes of a request of an organisation, as it stands in the database."""
    organisation.refresh_from_db()
    request = IntakeRequestFactory(organisation_name=organisation.name)
    contact = ContactFactory(organisation=organisation)
    return assign_lead(request, organisation, contact, response_days=2, now=timezone.now())


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.ADMINISTRATOR])
def test_who_may_chooses_a_board_and_sees_it_on_the_page(login, school, board, role):
    client = login(UserFactory(role=role))

    response = client.post(board_of(school), {"board": board.pk})

    assert (response.status_code, response.url) == (302, page_of(school))
    assert "Stichting Noorderlicht" in str(next(iter(get_messages(response.wsgi_request))))
    school.refresh_from_db()
    assert school.board == board
    assert (
        f'<option value="{board.pk}" selected>Stichting Noorderlicht, Assen</option>'
        in client.get(page_of(school)).text
    )


def test_no_board_is_a_choice_too(office, board):
    school = OrganisationFactory(board=board)

    office.post(board_of(school), {"board": ""})

    school.refresh_from_db()
    assert school.board is None


@pytest.mark.parametrize("value", ["abc", "999999999", "itself", "a school"])
def test_what_is_no_board_is_refused_beside_the_field(office, school, value):
    known = {"itself": school.pk, "a school": OrganisationFactory().pk}

    response = office.post(board_of(school), {"board": known.get(value, value)})

    assert response.status_code == 200
    assert list(problems(response)) == ["board"]
    assert response.text.count(problems(response)["board"][0]) == 2  # on top, and beside the field
    assert '<details class="board" id="board" open>' in response.text
    school.refresh_from_db()
    assert school.board is None


def test_an_organisation_that_got_members_meanwhile_is_told_so(office, school, board):
    OrganisationFactory(board=school)

    response = office.post(board_of(school), {"board": board.pk})

    assert list(problems(response)) == ["board"]
    assert f'<option value="{board.pk}" selected>' in response.text


def test_a_board_with_members_is_offered_no_board(office, board):
    OrganisationFactory(board=board)

    assert board_of(board) not in office.get(page_of(board)).text


def test_an_adviser_reads_the_board_and_has_no_form(desk, lead, board):
    lead.organisation.board = board
    lead.organisation.save()

    text = desk.get(page_of(lead.organisation)).text

    assert "Stichting Noorderlicht" in text
    assert board_of(lead.organisation) not in text


def test_routing_follows_the_board_from_then_on(office, school, board):
    """Who helped a sister school gets the school too, though a colleague has more room."""
    earlier = LeadFactory(organisation=OrganisationFactory(name="De Es", board=board), completed=True)
    LeadFactory(owner=earlier.owner)
    colleague = AdviserFactory(capacity=50)
    other_school = OrganisationFactory()

    office.post(board_of(school), {"board": board.pk})
    leads = {organisation: new_lead(organisation) for organisation in (school, other_school)}

    assert leads[other_school].owner == colleague
    assert leads[school].owner == earlier.owner
    decision = leads[school].decisions.get()
    assert (decision.kind, decision.explanation["link"]["same"]) == (DecisionKind.CONTINUITY, "board")


@pytest.mark.parametrize("name", ["wagtailadmin_reports:site_history", "wagtailadmin_home"])
def test_who_has_no_right_on_organisations_reads_nothing_of_it(login, office, adviser, school, board, name):
    office.post(board_of(school), {"board": board.pk})
    for user in (adviser.user, UserFactory(role=Role.EDITOR)):
        text = login(user).get(reverse(name), follow=True).text
        assert "Noorderlicht" not in text
        assert "De Wilg" not in text


def test_the_site_history_tells_a_coordinator(office, school, board):
    office.post(board_of(school), {"board": board.pk})

    text = office.get(reverse("wagtailadmin_reports:site_history")).text

    assert "De Wilg" in text
    assert "Stichting Noorderlicht" in text
    assert f'href="{page_of(school)}"' in text
