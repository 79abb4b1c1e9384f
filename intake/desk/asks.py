"""What a lead goes to only by a form of its own on its page, because it needs more than a click."""

from intake.leads.appointments import BEFORE
from intake.leads.states import moves_from
from intake.models import LeadState

#: By state the form that leads there: the page opens it for who follows `?ask=<form>#<form>`.
ASKS = {LeadState.PLANNED: "plan", LeadState.AGREED: "agreed", LeadState.LOST: "lost"}


def asks_of(state: str) -> dict[LeadState, str]:
    """Where a lead in this state goes by a form of its own, and by which."""
    asked = {to: ASKS[to] for to in moves_from(state) if to in ASKS}
    # Who steps back to correct a mistake has given before what it needs.
    if state not in BEFORE:
        asked.pop(LeadState.PLANNED, None)
    if state == LeadState.RUNNING:
        asked.pop(LeadState.AGREED, None)
    return asked


def plain_ways(state: str) -> list[LeadState]:
    """Where a lead in this state goes with one click."""
    return [to for to in moves_from(state) if to not in asks_of(state)]
