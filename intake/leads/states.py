"""The life of a lead: the one table of moves.

    new ──> contacted ──> planned ──> proposed ──> agreed ──> running ──> completed
     │          │            │           │           │           │            │
     └──────────┴────────────┴─────┬─────┴───────────┴───────────┘            │
                                   v                                          │
                                 lost  ── reopen ──> contacted   running <────┘ reopen

Steps may be skipped forward, because a school does not wait for our administration; a step back is
one at a time, to correct a mistake.
"""

from intake.models import CLOSED_STATES, LeadState

#: The way forward, in order.
PATH = (
    LeadState.NEW,
    LeadState.CONTACTED,
    LeadState.PLANNED,
    LeadState.PROPOSED,
    LeadState.AGREED,
    LeadState.RUNNING,
    LeadState.COMPLETED,
)


def _moves(state: LeadState) -> tuple[LeadState, ...]:
    place = PATH.index(state)
    forward = PATH[place + 1 :]
    # "new" means that nobody has been in touch yet: there is no way back to it.
    back = PATH[place - 1 : place] if place > 1 else ()
    return (*forward, *back, LeadState.LOST)


#: From each state, where a lead may go; the first is the most usual.
TRANSITIONS: dict[LeadState, tuple[LeadState, ...]] = {
    **{state: _moves(state) for state in PATH if state not in CLOSED_STATES},
    LeadState.COMPLETED: (LeadState.RUNNING,),
    LeadState.LOST: (LeadState.CONTACTED,),
}


def moves_from(state: str) -> tuple[LeadState, ...]:
    """Where a lead in this state may go, the most usual first."""
    return TRANSITIONS[LeadState(state)]


def is_reopening(before: str, after: str) -> bool:
    """Whether this move takes up a lead that was closed."""
    return before in CLOSED_STATES and after not in CLOSED_STATES
