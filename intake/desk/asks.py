"""What a lead goes to only by a form of its own on its page, because it needs more than a click."""

from intake.leads.states import moves_from, passes
from intake.models import LeadState


def asks_of(state: str) -> dict[LeadState, str]:
    """Where a lead in this state goes by a form of its own, and by which.

    The page opens it for who follows `?ask=<form>#<form>`. A step back asks nothing.
    """
    return {to: form for to in moves_from(state) if (form := _form_for(state, to))}


def plain_ways(state: str) -> list[LeadState]:
    """Where a lead in this state goes with one click."""
    return [to for to in moves_from(state) if to not in asks_of(state)]


def _form_for(state: str, to: LeadState) -> str:
    if to == LeadState.LOST:
        return "lost"
    if passes(state, to, LeadState.AGREED):
        return "agreed"
    return "plan" if to == LeadState.PLANNED and passes(state, to, to) else ""
