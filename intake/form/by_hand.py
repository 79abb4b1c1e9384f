"""Leads by hand: somebody called, and a colleague enters the request.

The same matching, routing, trail and promise as for a request that a school sends; nothing is looked at as
spam, and the submission key makes it one request however often the button is pressed.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _

from intake.leads.errors import LeadError
from intake.leads.lifecycle import add_note, log_contact
from intake.leads.organisations import alike_to, find_organisation, imagined
from intake.leads.trail import ContactOutcome
from intake.models import IntakeRequest, Lead, Organisation
from intake.routing.assign import ByHand, assigning
from intake.routing.decide import Decision
from intake.routing.trying import foresee

from .submit import RequestData, store
from .taking_in import ReadAhead, read_ahead, take_in


@dataclass(frozen=True)
class Foreseen:
    """What would become of it now: who gets it by the rules, the organisation we know (None: a new one), and
    those that it looks like."""

    decision: Decision
    known: Organisation | None
    alike: list[Organisation]


def enter_by_hand(
    data: RequestData,
    *,
    by_hand: ByHand,
    chosen: Organisation | None = None,
    note: str = "",
    now: datetime | None = None,
) -> Lead:
    """Store a request that somebody called about, with its lead: matched, given to somebody, logged.

    `chosen` is the organisation that the colleague says it is. Who takes it themselves has just spoken with
    the school: that is the first contact. For who else takes it, what was said is a note, and the promise to
    call stands. Raises LeadError when the adviser who was chosen receives no leads.
    """
    now = now or timezone.now()
    ahead = read_ahead(None, brin=data.brin, lrk=data.lrk, now=now)
    try:
        return _enter(data, ahead, by_hand, chosen, note, now)
    except IntegrityError:
        # Somebody made the same organisation or person at this very moment: now it is found.
        return _enter(data, ahead, by_hand, chosen, note, now)


def foresee_by_hand(data: RequestData, *, chosen: Organisation | None, now: datetime) -> Foreseen:
    """Look what would become of it. Reads, and never writes."""
    request = IntakeRequest(**_answers(data), received_at=now)
    ahead = read_ahead(None, brin=data.brin, lrk=data.lrk, now=now)
    known = find_organisation(request, chosen=chosen)
    organisation = known or imagined(request, ahead.entry)
    decision = foresee(request, organisation, response_days=ahead.response_days, now=now)
    return Foreseen(decision, known, [] if known else alike_to(request, ahead.entry))


def _enter(
    data: RequestData,
    ahead: ReadAhead,
    by_hand: ByHand,
    chosen: Organisation | None,
    note: str,
    now: datetime,
) -> Lead:
    with assigning():
        earlier = Lead.objects.filter(request__submission_key=data.submission_key).first()
        if earlier:
            return earlier
        if chosen and not Organisation.objects.filter(pk=chosen.pk).exists():
            raise LeadError(_("This organisation is not there any more. Choose it again."), field="search")
        lead = take_in(store(data, now), ahead, now=now, chosen=chosen, by_hand=by_hand)
        if lead.owner and lead.owner.user_id == by_hand.user.pk:
            log_contact(lead, user=by_hand.user, outcome=ContactOutcome.SPOKEN, note=note, now=now)
        elif note.strip():
            add_note(lead, user=by_hand.user, text=note, now=now)
        return lead


def _answers(data: RequestData) -> dict:
    return {
        name: value for name, value in data.as_fields().items() if name != "file_ids" and value is not None
    }
