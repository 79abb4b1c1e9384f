"""To which board an organisation belongs, who said so, and what cannot be."""

import pytest
from django.utils import translation
from wagtail.log_actions import registry
from wagtail.models import ModelLogEntry

from intake.leads.boards import BOARD_SET, possible_boards, set_board
from intake.leads.errors import LeadError
from tests.factories.intake import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return UserFactory()


@pytest.fixture
def board():
    return OrganisationFactory(name="Noorderlicht", sector="board")


@pytest.fixture
def school():
    return OrganisationFactory(name="De Wilg")


def trail(organisation) -> list[tuple]:
    """Who did what, the first first, as Wagtail's reports say it."""
    entries = ModelLogEntry.objects.for_instance(organisation).order_by("pk")
    with translation.override("en"):
        return [(entry.user, registry.get_formatter(entry).format_message(entry)) for entry in entries]


def test_a_board_is_set_changed_and_taken_away_and_each_is_on_record(school, board, user):
    other = OrganisationFactory(name="Zuiderlicht", sector="board")

    for wanted in (board, other, None):
        set_board(school, wanted, user=user)
        school.refresh_from_db()
        assert school.board == wanted

    assert trail(school) == [
        (user, "Now belongs to the board Noorderlicht"),
        (user, "Now belongs to the board Zuiderlicht"),
        (user, "No longer belongs to the board Zuiderlicht"),
    ]


def test_the_same_board_again_is_no_news(school, board, user):
    set_board(school, board, user=user)
    set_board(school, board, user=user)

    assert ModelLogEntry.objects.filter(action=BOARD_SET).count() == 1


def test_what_cannot_be_is_refused_and_nothing_changes(school, board, user):
    """Itself, a board that has a board, and a board for who has members: that also rules out a circle."""
    member = OrganisationFactory(name="De Es", board=board)
    for organisation, wanted in ((school, school), (school, member), (board, school), (board, member)):
        with pytest.raises(LeadError) as refusal:
            set_board(organisation, wanted, user=user)
        organisation.refresh_from_db()
        assert (refusal.value.field, organisation.board) == ("board", None)

    assert not ModelLogEntry.objects.exists()


def test_it_is_checked_against_what_stands_in_the_database_now(school, board, user):
    """The page may be old: meanwhile the board was put under another one."""
    upper = OrganisationFactory(sector="board")
    set_board(type(board).objects.get(pk=board.pk), upper, user=user)

    with pytest.raises(LeadError):
        set_board(school, board, user=user)


def test_one_chooses_from_boards_by_name(school, board):
    by_members = OrganisationFactory(name="Ankerplaats")
    member = OrganisationFactory(board=by_members)
    OrganisationFactory(name="Samen", sector="board", board=board)

    assert list(possible_boards(school)) == [by_members, board]
    assert list(possible_boards(board)) == [by_members]
    assert list(possible_boards(member)) == [by_members, board]
