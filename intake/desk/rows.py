"""A lead as one row of a list or of the morning panel."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from intake.leads.persons import Person, person_of
from intake.models import Lead

from .due import Due, due_of


@dataclass(frozen=True)
class LeadRow:
    """A lead with what a row says of it: what it is about, how its next step stands, what is not right."""

    lead: Lead
    about: str
    due: Due
    signs: list[str]

    @property
    def person(self) -> Person:
        return person_of(self.lead)


def rows_of(leads: Iterable[Lead], today: date) -> list[LeadRow]:
    """One row each. The leads must come `with_people()`, so that no row asks a query."""
    return [
        LeadRow(lead, about_of(lead), due_of(lead.next_action_on, today), signs_of(lead)) for lead in leads
    ]


def signs_of(lead: Lead) -> list[str]:
    """What somebody has to do something about, in a word each."""
    signs = [_("Mail does not arrive")] if lead.mail_problem else []
    if lead.deletion_asked_at and not lead.erased_at:
        signs.append(_("Asks to be erased"))
    return signs


def about_of(lead: Lead) -> str:
    """What a lead is about: the services and courses by name, else what is asked for in general."""
    titles = [subject["title"] for subject in lead.request.subjects]
    return ", ".join(titles) or str(lead.request.get_wish_display())
