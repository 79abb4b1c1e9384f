"""The life of a lead: the one table of moves.

    new ──> contacted ──> planned ──> proposed ──> agreed ──> running ──> completed
     │          │            │           │           │           │            │
     └──────────┴────────────┴─────┬─────┴───────────┴───────────┘            │
                                   v                                          │
                                 lost  ── reopen ──> contacted   running <────┘ reopen

Steps may be skipped forward, because a school does not wait for our administration; a step back is
one at a time, to correct a mistake. What a state needs (a talk, an agreement) is asked of who comes to it or
passes it on the way forward: `passes`. A step back needs nothing, or a mistake could not be corrected.
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


def passes(before: str, after: str, state: LeadState) -> bool:
    """Whether this move comes to that state, or goes by it, on the way forward."""
    if before not in PATH or after not in PATH:
        return False
    return PATH.index(before) < PATH.index(state) <= PATH.index(after)


def is_reopening(before: str, after: str) -> bool:
    """Whether this move takes up a lead that was closed."""
    return before in CLOSED_STATES and after not in CLOSED_STATES
