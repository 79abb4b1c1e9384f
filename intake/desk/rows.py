"""A lead as one row of a list or of the morning panel."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from intake.models import Lead

from .due import Due, due_of


@dataclass(frozen=True)
class LeadRow:
    """A lead with what a row says of it: what it is about, and how its next step stands today."""

    lead: Lead
    about: str
    due: Due


def rows_of(leads: Iterable[Lead], today: date) -> list[LeadRow]:
    """One row each. The leads must come `with_people()`, so that no row asks a query."""
    return [LeadRow(lead, about_of(lead), due_of(lead.next_action_on, today)) for lead in leads]


def about_of(lead: Lead) -> str:
    """What a lead is about: the services and courses by name, else what is asked for in general."""
    titles = [subject["title"] for subject in lead.request.subjects]
    return ", ".join(titles) or str(lead.request.get_wish_display())
