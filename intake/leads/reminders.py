"""No lead is forgotten: who did not call in time is reminded, then the coordinators; triage goes on ringing.

A promise that passed without contact reminds the adviser on the first working day after it, the coordinators
a working day later, or at once when the adviser is not there to read it. What stands in triage is told to the
coordinators again on every working day. Each is sent once, and stands in the trail.
"""

from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from intake.models import Adviser, Lead, Reminder, ReminderKind

from . import mail
from .deadlines import add_working_days, is_working_day
from .trail import Action, record

#: Nobody is woken up by us.
FIRST_HOUR = 7


def remind(now: datetime | None = None) -> bool:
    """Send what is due. Safe to repeat, also at the same time; says False: there is never more at once."""
    now = timezone.localtime(now)
    today = now.date()
    if is_working_day(today) and now.hour >= FIRST_HOUR:
        for lead, kind, day in list(_due(today)):
            _remind(lead, kind, day, now)
    return False


def deadline_of(lead: Lead) -> date:
    """By when its adviser makes contact: as promised, or a working day after getting it if that is later."""
    if lead.assigned_at is None:
        return lead.respond_by
    return max(lead.respond_by, add_working_days(timezone.localdate(lead.assigned_at), 1))


def is_ignored(lead: Lead, today: date) -> bool:
    """Whether its adviser let the deadline pass without any contact."""
    return (
        lead.is_open
        and lead.owner_id is not None
        and lead.first_contact_at is None
        and deadline_of(lead) < today
    )


def _due(today: date) -> Iterator[tuple[Lead, ReminderKind, date]]:
    """Which leads ask for which reminder, about which day; without those that were sent."""
    waiting = Lead.objects.filter(closed_at=None).with_people().prefetch_related("reminders")
    away = set(
        Adviser.objects.filter(absences__first_day__lte=today, absences__last_day__gte=today).values_list(
            "pk", flat=True
        )
    )
    for lead in waiting.filter(first_contact_at=None, owner__isnull=False, respond_by__lt=today):
        deadline = deadline_of(lead)
        if deadline >= today:
            continue
        yield from _new(lead, ReminderKind.ADVISER, deadline)
        is_there = lead.owner.active and lead.owner.user.is_active and lead.owner_id not in away
        if not is_there or add_working_days(deadline, 1) < today:
            yield from _new(lead, ReminderKind.COORDINATOR, deadline)
    for lead in waiting.in_triage():
        if timezone.localdate(lead.triage_since) < today:
            yield from _new(lead, ReminderKind.TRIAGE, today)


def _new(lead: Lead, kind: ReminderKind, day: date) -> Iterator[tuple[Lead, ReminderKind, date]]:
    sent = {(one.kind, one.adviser_id, one.day) for one in lead.reminders.all()}
    if (kind, lead.owner_id, day) not in sent:
        yield lead, kind, day


@transaction.atomic
def _remind(lead: Lead, kind: ReminderKind, day: date, now: datetime) -> None:
    """Send one reminder, unless something was done with the lead or another worker was first."""
    unchanged = Q(owner=lead.owner_id) & Q(first_contact_at=None) & Q(closed_at=None)
    if not Lead.objects.select_for_update(of=("self",)).filter(unchanged, pk=lead.pk).exists():
        return
    _reminder, is_first = Reminder.objects.get_or_create(
        lead=lead, kind=kind, adviser_id=lead.owner_id, day=day, defaults={"sent_at": now}
    )
    if not is_first:
        return
    record(lead, ACTIONS[kind], at=now, adviser=lead.owner.name if lead.owner else "")
    mail.queue_reminder(lead, kind)


ACTIONS = {
    ReminderKind.ADVISER: Action.ADVISER_REMINDED,
    ReminderKind.COORDINATOR: Action.COORDINATORS_TOLD,
    ReminderKind.TRIAGE: Action.TRIAGE_ALARM,
}
