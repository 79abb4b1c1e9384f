"""The table of moves."""

import itertools

from intake.leads.states import PATH, TRANSITIONS, is_reopening, moves_from
from intake.models import CLOSED_STATES, OPEN_STATES, LeadState


def test_every_state_has_its_moves_and_none_stays_where_it_is():
    assert set(TRANSITIONS) == set(LeadState)
    assert all(state not in moves for state, moves in TRANSITIONS.items())


def test_every_open_state_can_be_lost_and_both_ends_can_be_reopened():
    assert all(LeadState.LOST in moves_from(state) for state in OPEN_STATES)
    assert all(not set(moves_from(state)) & CLOSED_STATES for state in CLOSED_STATES)
    assert all(is_reopening(state, moves_from(state)[0]) for state in CLOSED_STATES)


def test_the_most_usual_move_is_the_next_step():
    for before, after in itertools.pairwise(PATH):
        assert moves_from(before)[0] == after


def test_nobody_becomes_new_again():
    assert all(LeadState.NEW not in moves for moves in TRANSITIONS.values())
