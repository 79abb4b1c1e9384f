"""Who opened a lead, as its page tells it."""

from dataclasses import dataclass
from datetime import datetime

from intake.leads.mentions import name_of
from intake.models import Lead

#: So many of the last looks are read.
LOOKED_AT = 50


@dataclass(frozen=True)
class Look:
    """Somebody, and when they opened it last."""

    name: str
    at: datetime


def looked_at(lead: Lead) -> list[Look]:
    """Who opened a lead, each with the last time, the last first. One query."""
    last = {}
    for one in lead.looks.select_related("user")[:LOOKED_AT]:
        last.setdefault(one.user_id, Look(name_of(one.user) if one.user else "?", one.at))
    return list(last.values())
