"""What was agreed with a school: asked for when a lead gets there, and set right later."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from intake.models import Agreement, Lead, LeadState

from .errors import LeadError
from .trail import Action, record

#: More than any job of ours costs.
MOST = Decimal("9999999.99")
LONGEST = 2000
#: While these last there is an agreement that can be set right.
AGREED = frozenset({LeadState.AGREED, LeadState.RUNNING})


@dataclass(frozen=True)
class Agreed:
    """What somebody at the desk fills in: in words, and if it is known for how much and from when."""

    text: str
    amount: Decimal | None = None
    starts_on: date | None = None

    def as_data(self) -> dict:
        """As the trail keeps it."""
        return {
            "text": self.text,
            "amount": str(self.amount) if self.amount is not None else "",
            "starts_on": self.starts_on.isoformat() if self.starts_on else "",
        }


def agreement_of(lead: Lead) -> Agreement | None:
    """What was agreed on, if anything. No query for a lead that was read with its agreement."""
    return getattr(lead, "agreement", None)


@transaction.atomic
def change_agreement(lead: Lead, agreed: Agreed, *, user, now: datetime | None = None) -> Agreement:
    """Set right what was agreed. Raises LeadError when nothing is agreed on now, or nothing is said."""
    now = now or timezone.now()
    lead = Lead.objects.select_for_update(of=("self",)).with_people().get(pk=lead.pk)
    if lead.state not in AGREED:
        raise LeadError(_("Nothing is agreed on with this school now."))
    agreed = checked(agreed)
    agreement = store(lead, agreed, now)
    record(lead, Action.AGREEMENT_CHANGED, user=user, at=now, agreed=agreed.as_data())
    return agreement


def checked(agreed: Agreed) -> Agreed:
    """The same without spaces around. Raises LeadError at the field of what is missing or cannot be."""
    text = agreed.text.strip()
    if not text:
        raise LeadError(_("Write in a few words what you agreed."), field="agreed")
    if len(text) > LONGEST:
        raise LeadError(_("Keep it under 2,000 characters."), field="agreed")
    if agreed.amount is not None and not 0 <= agreed.amount <= MOST:
        raise LeadError(_("Fill in an amount from 0 to 9,999,999 euros."), field="amount")
    return Agreed(text, agreed.amount, agreed.starts_on)


def store(lead: Lead, agreed: Agreed, now: datetime) -> Agreement:
    """Keep it with the lead, in the caller's transaction."""
    values = {"text": agreed.text, "amount": agreed.amount, "starts_on": agreed.starts_on, "made_at": now}
    return Agreement.objects.update_or_create(lead=lead, defaults=values)[0]
