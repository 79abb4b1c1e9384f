"""Choosing one of the moments at which a school can be called."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from intake.models import CallProposal, Lead

from . import mail
from .dates import spoken_moment
from .errors import LeadError
from .trail import Action, record


@transaction.atomic
def choose_moment(lead: Lead, proposal_id: int, *, user, now: datetime | None = None) -> CallProposal:
    """Agree to a moment: the call becomes the next step on that day, and the school gets a mail.

    Raises LeadError when the lead is closed, the moment is past, or the school proposes others by now.
    """
    now = now or timezone.now()
    lead = Lead.objects.select_for_update(of=("self",)).with_people().get(pk=lead.pk)
    if not lead.is_open:
        raise LeadError(_("This lead is closed. Reopen it first."))
    proposal = lead.call_proposals.filter(pk=proposal_id).first()
    if proposal is None:
        raise LeadError(_("The school proposes other moments by now. Choose again."), field="proposal")
    if proposal.day < timezone.localdate(now):
        raise LeadError(_("This day is past. Choose today or later."), field="proposal")
    if proposal.chosen_at:
        return proposal
    lead.call_proposals.filter(chosen_at__isnull=False).update(chosen_at=None)
    proposal.chosen_at = now
    proposal.save(update_fields=["chosen_at"])
    lead.next_action = _("Call %(name)s") % {"name": lead.contact.name}
    lead.next_action_on = proposal.day
    lead.save(update_fields=["next_action", "next_action_on"])
    record(lead, Action.MOMENT_CHOSEN, user=user, at=now, day=proposal.day.isoformat(), part=proposal.part)
    mail.queue_call_planned(lead, moment=spoken_moment(proposal.day, proposal.part))
    return proposal
