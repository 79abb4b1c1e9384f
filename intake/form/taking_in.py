"""From a stored request to a lead: matched, given to somebody, logged, and mails queued.

The one way: for a request that was just sent, for one that a coordinator frees from quarantine, and for one
that a colleague entered after a phone call.
"""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from wagtail.models import Site

from intake.leads.enrolments import enrol
from intake.leads.organisations import contact_of, organisation_of, register_entry_of
from intake.models import IntakeRequest, IntakeSettings, Lead, Organisation, RegisterEntry
from intake.routing.assign import ByHand, assign_lead
from intake.routing.gather import Roster, remembered_roster


@dataclass(frozen=True)
class ReadAhead:
    """What can be read before the lock is taken: who might get a request, what the register has of its
    organisation, and within how many working days a school is called."""

    people: Roster
    entry: RegisterEntry | None
    response_days: int


def read_ahead(
    http: HttpRequest | None, *, brin: str, lrk: str, now: datetime, response_days: int | None = None
) -> ReadAhead:
    """Read it, for an organisation with these numbers; `response_days` when they are at hand.

    For a request to the site it recalls who works here and by which rules, as long as that is the same.
    """
    days = _promised_days() if response_days is None else response_days
    return ReadAhead(remembered_roster(http, now), register_entry_of(brin=brin, lrk=lrk), days)


def take_in(
    request: IntakeRequest,
    ahead: ReadAhead,
    *,
    now: datetime,
    chosen: Organisation | None = None,
    by_hand: ByHand | None = None,
) -> Lead:
    """Make the lead of a request. The caller is `assigning()`, and did `read_ahead` before that.

    `chosen` is the organisation that a colleague says it is, `by_hand` what that colleague wants with it.
    """
    organisation = organisation_of(request, ahead.entry, chosen=chosen)
    contact = contact_of(request, organisation)
    enrol(request, now=now)
    return assign_lead(
        request, organisation, contact, response_days=ahead.response_days, now=now, roster=ahead.people,
        by_hand=by_hand,
    )  # fmt: skip


def _promised_days() -> int:
    site = Site.objects.filter(is_default_site=True).first()
    return IntakeSettings.for_site(site).response_days if site else IntakeSettings().response_days
