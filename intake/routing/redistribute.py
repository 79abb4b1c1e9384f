"""Who could take over the leads of an adviser who is away: a proposal for a coordinator."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.utils import timezone

from intake.leads.absences import left_behind
from intake.models import Absence, Adviser, Lead

from .decide import Decision, Link, decide
from .gather import question_again, roster


@dataclass(frozen=True)
class Proposal:
    """A lead that nobody spoke to, and what routing says: the stand-in, or who else can."""

    lead: Lead
    decision: Decision


def propose(adviser: Adviser, now: datetime) -> list[Proposal]:
    """Whom to give each of the leads left behind, one by one so that the load stays even. Reads only."""
    today = timezone.localdate(now)
    leads = left_behind(today).filter(owner=adviser).with_people().order_by("respond_by", "pk")
    if not leads:
        return []
    known = roster(now)
    people, load = known.as_they_stand()
    absence = Absence.objects.filter(adviser=adviser, last_day__gte=today).order_by("first_day", "pk").first()
    load, proposals = dict(load), []
    for place, person in enumerate(people):
        if person.id == adviser.pk:
            people[place] = replace(person, absent_until=absence.last_day, stand_in=absence.stand_in_id)
    for lead in leads:
        question = question_again(lead, now)
        # Who has it is asked first: the stand-in then answers in that one's place.
        own = Link(adviser.pk, today, "organisation")
        decision = decide(replace(question, links=(own, *question.links)), people, load, known.rules)
        if decision.adviser_id is not None:
            load[decision.adviser_id] = load.get(decision.adviser_id, 0) + 1
        proposals.append(Proposal(lead, decision))
    return proposals
