"""Every change of a lead by somebody at the desk, each through one function.

Each checks, changes and logs in one transaction, on the row as it stands in the database then:
what the caller has in hand may be old. Each raises LeadError for what is not allowed.
"""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from intake.models import CLOSED_STATES, Agreement, Lead, LeadState, LostReason

from . import agreements, talks
from .agreements import Agreed
from .enrolments import give_up
from .errors import LeadError
from .mentions import call, called_in
from .states import is_reopening, moves_from, passes
from .trail import SCHOOL, Action, ContactOutcome, record

#: A next step further away is a typing mistake.
FURTHEST = timedelta(days=731)


@transaction.atomic
def move_lead(
    lead: Lead,
    to: str,
    *,
    user,
    lost_reason: str = "",
    agreed: Agreed | None = None,
    note: str = "",
    by_school: bool = False,
    now: datetime | None = None,
) -> Lead:
    """Move a lead to another state. A closed lead has no next action any more.

    `lost` needs a reason; `agreed`, and what comes after it, what was agreed on unless that is known;
    `planned` a talk (`intake.leads.appointments.plan_talk` does both), but not as a step back. What is lost
    gives back its seats on a start date, and the school hears that a talk to come is off. `by_school` when no
    user of the desk did it but the school.
    """
    now = now or timezone.now()
    if to == LeadState.LOST:
        give_up(lead, user=user, now=now)
    lead = _locked(lead)
    before, after = lead.state, _wanted_state(to)
    if lead.erased_at:
        raise LeadError(_("This person has been erased, so nobody can be reached about it."))
    if lead.double_of_id:
        raise LeadError(_("This lead became part of another one. Go on there."))
    if after not in moves_from(before):
        raise LeadError(
            _("This lead now stands at “%(state)s”, so it cannot go to “%(wanted)s”.")
            % {"state": lead.get_state_display(), "wanted": after.label},
            field="to",
        )
    _must_fit_talk(lead, after, now)
    agreed = _wanted_agreement(lead, after, agreed)
    lead.state = after
    lead.lost_reason = _wanted_reason(after, lost_reason)
    lead.lost_from = before if after == LeadState.LOST else ""
    lead.closed_at = now if after in CLOSED_STATES else None
    lead.next_action, lead.next_action_on = _next_after(lead, before, now)
    if before == LeadState.NEW and after != LeadState.LOST and lead.first_contact_at is None:
        lead.first_contact_at = now
    # Who got a proposal has to answer; every other step is one we took together.
    lead.waiting_since = now if after == LeadState.PROPOSED else None
    lead.save(
        update_fields=[
            "state", "lost_reason", "lost_from", "closed_at", "next_action", "next_action_on",
            "first_contact_at", "waiting_since",
        ]
    )  # fmt: skip
    if agreed:
        agreements.store(lead, agreed, now)
    if after == LeadState.LOST:
        talks.call_off(lead, user=user, now=now, by_school=by_school)
    record(
        lead, Action.MOVED, user=user, at=now,
        before=before, after=after.value, lost_reason=lead.lost_reason, text=note.strip(),
        **({"agreed": agreed.as_data()} if agreed else {}), **({"by": SCHOOL} if by_school else {}),
    )  # fmt: skip
    return lead


@transaction.atomic
def log_contact(
    lead: Lead,
    *,
    user,
    outcome: str,
    note: str = "",
    subject: str = "",
    next_action: str = "",
    next_action_on: date | None = None,
    now: datetime | None = None,
) -> Lead:
    """Log a call or a mail, with a note and the next step. Speaking to a new lead makes it "contacted".

    Of a mail that was sent from here, `subject` is its subject and the note its text.
    """
    now = now or timezone.now()
    lead = _locked(lead)
    _must_be_open(lead)
    if outcome not in ContactOutcome.values:
        raise LeadError(_("Choose how it went."), field="outcome")
    # In a mail to the school an "@" is a word of the mail: it calls nobody.
    called = [] if subject else called_in(note, lead, by=user, field="note")
    if outcome != ContactOutcome.NO_ANSWER and lead.first_contact_at is None:
        lead.first_contact_at = now
    lead.waiting_since = _waiting_since(lead.waiting_since, outcome, now)
    before = lead.state
    if outcome == ContactOutcome.SPOKEN and before == LeadState.NEW:
        lead.state = LeadState.CONTACTED
    if next_action or next_action_on:
        lead.next_action, lead.next_action_on = _checked_action(
            next_action or lead.next_action, next_action_on, now
        )
    lead.save(update_fields=["first_contact_at", "state", "next_action", "next_action_on", "waiting_since"])
    record(
        lead, Action.CONTACT, user=user, at=now, outcome=outcome, text=note.strip(),
        action=next_action.strip(), on=next_action_on.isoformat() if next_action_on else "",
        **({"subject": subject} if subject else {}),
    )  # fmt: skip
    if lead.state != before:
        record(lead, Action.MOVED, user=user, at=now, before=before, after=lead.state)
    call(lead, called, by=user, now=now)
    return lead


@transaction.atomic
def add_note(lead: Lead, *, user, text: str, now: datetime | None = None) -> Lead:
    """Put a note on the timeline. Whom it calls ("@Karim") gets a mail, and finds the lead in the morning."""
    now = now or timezone.now()
    lead = _locked(lead)
    if not text.strip():
        raise LeadError(_("Write something first."), field="text")
    called = called_in(text, lead, by=user)
    record(lead, Action.NOTE, user=user, at=now, text=text.strip())
    call(lead, called, by=user, now=now)
    return lead


@transaction.atomic
def set_next_action(lead: Lead, *, user, action: str, on: date | None, now: datetime | None = None) -> Lead:
    """Say what is next, and when."""
    now = now or timezone.now()
    lead = _locked(lead)
    _must_be_open(lead)
    lead.next_action, lead.next_action_on = _checked_action(action, on, now)
    lead.save(update_fields=["next_action", "next_action_on"])
    record(
        lead, Action.NEXT_ACTION, user=user, at=now,
        action=lead.next_action, on=lead.next_action_on.isoformat(),
    )  # fmt: skip
    return lead


def _locked(lead: Lead) -> Lead:
    return (
        Lead.objects.select_for_update(of=("self",)).select_related("request", "organisation").get(pk=lead.pk)
    )


def _must_be_open(lead: Lead) -> None:
    if not lead.is_open:
        raise LeadError(_("This lead is closed. Reopen it first."))


def _waiting_since(before: datetime | None, outcome: str, now: datetime) -> datetime | None:
    """Since when the school has to answer: from our mail until we speak. A call in vain changes nothing."""
    match outcome:
        case ContactOutcome.MAILED:
            return now
        case ContactOutcome.SPOKEN:
            return None
    return before


def _wanted_state(value: str) -> LeadState:
    if value not in LeadState.values:
        raise LeadError(_("Choose where it goes."), field="to")
    return LeadState(value)


def _wanted_reason(state: LeadState, reason: str) -> str:
    if state != LeadState.LOST:
        return ""
    if reason not in LostReason.values:
        raise LeadError(_("Say why it is not going ahead."), field="lost_reason")
    return reason


def _next_after(lead: Lead, before: str, now: datetime) -> tuple[str, date | None]:
    """What is next once a lead came from that state."""
    if lead.state in CLOSED_STATES:
        return "", None
    if is_reopening(before, lead.state):
        return _("Pick this up again"), timezone.localdate(now)
    return lead.next_action, lead.next_action_on


def _must_fit_talk(lead: Lead, after: LeadState, now: datetime) -> None:
    """Who goes on to planned has a talk, and what has a talk to come is no step before that."""
    wants_talk = after == LeadState.PLANNED and passes(lead.state, after, LeadState.PLANNED)
    if wants_talk and not talks.has_talk(lead):
        raise LeadError(_("Plan the talk on the lead's page: the school gets an invitation."), field="to")
    if after == LeadState.CONTACTED and talks.coming_talk(lead, now):
        raise LeadError(
            _("A talk is planned. Call that off first; then the lead goes back by itself."), field="to"
        )


def _wanted_agreement(lead: Lead, after: LeadState, agreed: Agreed | None) -> Agreed | None:
    """What to keep of what was agreed, for who comes to that state or passes it."""
    if not passes(lead.state, after, LeadState.AGREED):
        return None
    if agreed is None:
        if not Agreement.objects.filter(lead=lead).exclude(text="").exists():
            raise LeadError(_("Write on the lead's page what you agreed."), field="to")
        return None
    return agreements.checked(agreed)


def _checked_action(action: str, on: date | None, now: datetime) -> tuple[str, date]:
    action = action.strip()
    if not action:
        raise LeadError(_("Say what the next step is."), field="next_action")
    if len(action) > 200:
        raise LeadError(_("Keep it under 200 characters."), field="next_action")
    if on is None:
        raise LeadError(_("Choose a day for the next step."), field="next_action_on")
    today = timezone.localdate(now)
    if on < today:
        raise LeadError(_("This day is past. Choose today or later."), field="next_action_on")
    if on > today + FURTHEST:
        raise LeadError(_("This day is too far ahead. Choose one within two years."), field="next_action_on")
    return action, on
