"""Gives a request to somebody: the only place that makes a lead or changes its owner."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from django.contrib.auth.models import AbstractBaseUser
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from home.inserts import insert
from intake.leads import mail, talks
from intake.leads.deadlines import add_working_days, is_working_day, promised_day
from intake.leads.errors import LeadError
from intake.leads.finding import add_lead
from intake.leads.merging.leads import give_doubles
from intake.leads.reminders import is_ignored
from intake.leads.trail import Action, record, record_all
from intake.models import (
    Adviser,
    Contact,
    DecisionKind,
    IntakeRequest,
    Lead,
    Organisation,
    RoutingDecision,
    RoutingLock,
)
from intake.models.enrolments import enrolment_of

from . import gather
from .decide import Decision, chosen_by_hand, decide

#: As SQL, because making it of a query takes Django ten times as long as asking it.
LOCK = "SELECT id FROM intake_routinglock WHERE id = 1 FOR UPDATE"
#: Who waits in one process: see `assigning`.
_queue = Lock()


@dataclass(frozen=True)
class ByHand:
    """What a colleague wants who entered a request: who takes it (None: routing says), and whether the
    school gets the confirmation."""

    user: AbstractBaseUser
    to: Adviser | None = None
    confirm: bool = True


@contextmanager
def assigning() -> Iterator[None]:
    """A transaction in which nobody else assigns. Read before it what can be read before it.

    Threads of one process wait in a queue of their own. SQLite itself lets who waits sleep and try again,
    ever longer, and whoever comes by at the right moment goes first; on PostgreSQL who waits holds a
    connection in an open transaction.
    """
    with nullcontext() if connection.in_atomic_block else _queue, transaction.atomic():
        lock_routing()
        yield


def lock_routing() -> None:
    """Wait until nobody else is assigning; holds until the transaction ends.

    Without it, requests that arrive together all count the same load and all go to the same adviser.
    (SQLite has one writer at a time by itself: `transaction_mode` IMMEDIATE in the settings.)
    """
    if connection.features.has_select_for_update:
        with connection.cursor() as cursor:
            cursor.execute(LOCK)
            if cursor.fetchone() is None:
                RoutingLock.objects.select_for_update().get_or_create(pk=1)


@transaction.atomic(savepoint=False)
def assign_lead(
    request: IntakeRequest,
    organisation: Organisation,
    contact: Contact,
    *,
    response_days: int,
    now: datetime,
    roster: gather.Roster | None = None,
    by_hand: ByHand | None = None,
) -> Lead:
    """Decide who gets a request, and make its lead: with an owner, or in triage with an alarm.

    Of what came `by_hand` a colleague may decide. Raises LeadError when that adviser receives no leads.

    The caller is `assigning()`, so that the load that is counted here is still true when it is stored; who
    read the `roster` before that keeps others waiting the shorter. Mails are queued in the same transaction.
    `response_days` is the promise to the school in working days, never on a day of its school holidays.
    """
    roster = roster or gather.roster(now)
    respond_by = promised_day(timezone.localdate(now), response_days, roster.schools.closed_for(organisation))
    question = gather.question_of(request, organisation, now, respond_by=respond_by)
    decision = decide(question, *roster.as_they_stand(), roster.rules)
    if by_hand and by_hand.to:
        _must_receive(by_hand.to)
        decision = chosen_by_hand(decision, by_hand.to.pk, by=_name_of(by_hand.user))
    lead = Lead(
        request=request,
        organisation=organisation,
        contact=contact,
        owner_id=decision.adviser_id,
        triage_since=None if decision.adviser_id else now,
        assigned_at=now if decision.adviser_id else None,
        next_action=_("Call %(name)s") % {"name": request.contact_name},
        next_action_on=respond_by,
        respond_by=respond_by,
        created_at=now,
    )
    add_lead(lead)
    _keep(lead, decision, now, by_hand)
    lead.owner = copy(roster.advisers.get(decision.adviser_id))  # a roster may be remembered for others
    by, to_school = (by_hand.user, by_hand.confirm) if by_hand else (None, True)
    alarm = None if lead.owner else roster.alarm
    mail.queue_received(lead, roster.templates or None, alarm, to_school=to_school, by=by)
    return lead


@transaction.atomic
def hand_over(lead: Lead, *, to: Adviser, user, message: str = "", now: datetime | None = None) -> Lead:
    """Give a lead to another adviser, or take it out of triage; the new owner gets a mail with the message.

    Raises LeadError when the lead is closed, the adviser is not active, or already has it.
    """
    now = now or timezone.now()
    lock_routing()
    lead = Lead.objects.select_for_update(of=("self",)).with_people().get(pk=lead.pk)
    if not lead.is_open:
        raise LeadError(_("This lead is closed. Reopen it first."))
    if lead.owner_id == to.pk:
        raise LeadError(_("%(name)s already has this lead.") % {"name": to.name}, field="to")
    _must_receive(to)
    before = lead.owner
    lead.owner, lead.triage_since, lead.assigned_at = to, None, now
    lead.save(update_fields=["owner", "triage_since", "assigned_at"])
    give_doubles(lead)
    Adviser.objects.filter(pk=to.pk).update(last_assigned_at=now)
    record(
        lead, Action.HANDED_OVER, user=user, at=now,
        before=before.name if before else "", adviser=to.name, text=message.strip(),
    )  # fmt: skip
    mail.queue_handed_over(lead, message=message.strip(), by=user)
    talks.pass_on(lead, to, now=now)
    return lead


@transaction.atomic
def reroute(lead: Lead, *, user, now: datetime | None = None) -> Lead:
    """Let routing choose somebody else for a lead whose adviser let the deadline pass without contact.

    By the rules in use and the load as it is now; when nobody can, it goes to triage with an alarm. The
    next step is due on the first working day. Raises LeadError when something was done with the lead
    after all.
    """
    now = now or timezone.now()
    today = timezone.localdate(now)
    lock_routing()
    lead = Lead.objects.select_for_update(of=("self",)).with_people().get(pk=lead.pk)
    if not is_ignored(lead, today):
        raise LeadError(_("This lead is not waiting for a first contact that is late."))
    roster, before = gather.roster(now), lead.owner
    decision = decide(gather.question_again(lead, now), *roster.as_they_stand(), roster.rules)
    lead.owner = roster.advisers.get(decision.adviser_id)
    lead.triage_since = None if lead.owner else now
    lead.assigned_at = now if lead.owner else None
    lead.next_action_on = today if is_working_day(today) else add_working_days(today, 1)
    lead.save(update_fields=["owner", "triage_since", "assigned_at", "next_action_on"])
    give_doubles(lead)
    _store(lead, decision, now)
    name = lead.owner.name if lead.owner else ""
    record(lead, Action.REROUTED, user=user, at=now, before=before.name, adviser=name)
    if lead.owner:
        text = _("The promised day has passed. Please call today.")
        mail.queue_handed_over(lead, message=text, by=user)
    else:
        mail.queue_triage(lead)
    return lead


def _store(lead: Lead, decision: Decision, now: datetime) -> None:
    """Keep a decision, and whose turn it was."""
    choice = RoutingDecision(
        lead=lead,
        adviser_id=decision.adviser_id,
        kind=decision.kind,
        explanation=decision.as_data(),
        decided_at=now,
    )
    insert([choice])
    if decision.adviser_id:
        Adviser.objects.filter(pk=decision.adviser_id).update(last_assigned_at=now)


def _must_receive(adviser: Adviser) -> None:
    if not (adviser.active and adviser.user.is_active and adviser.user.has_perm("intake.view_lead")):
        raise LeadError(
            _("%(name)s receives no leads now. Choose somebody else.") % {"name": adviser.name}, field="to"
        )


def _name_of(user) -> str:
    return user.get_full_name() or user.get_username()


def _keep(lead: Lead, decision: Decision, now: datetime, by_hand: ByHand | None = None) -> None:
    _store(lead, decision, now)
    received = {"consent_version": lead.request.consent_version} | _seats_of(lead.request)
    if by_hand:
        received["entered_by"] = _name_of(by_hand.user)
    happened = [(Action.RECEIVED, received)]
    user = by_hand.user if by_hand else None
    if decision.kind == DecisionKind.TRIAGE:
        record_all(lead, [*happened, (Action.TRIAGED, {})], at=now, user=user)
        return
    name = next(verdict.name for verdict in decision.verdicts if verdict.adviser_id == decision.adviser_id)
    assigned = Action.ASSIGNED, {"adviser": name, "kind": decision.kind.value}
    record_all(lead, [*happened, assigned], at=now, user=user)


def _seats_of(request: IntakeRequest) -> dict:
    enrolment = enrolment_of(request)
    return {"enrolment": enrolment.state.value, "seats": enrolment.seats} if enrolment else {}
