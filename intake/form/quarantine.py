"""Requests that look like spam: kept until a coordinator frees them or throws them away, never refused.

Nobody gets a mail of such a request but the coordinators, and they at most once a day: our mail is no way to
send strangers something, and a flood of spam is none to fill our own mailboxes.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import log

from intake.files.attach import remove
from intake.leads import mail
from intake.leads.deadlines import is_working_day
from intake.leads.errors import LeadError
from intake.leads.trail import Action, record
from intake.models import IntakeRequest, Lead, Quarantine, RequestFile, Suspicion, Verdict
from intake.routing.assign import assigning

from .taking_in import ReadAhead, read_ahead, take_in

FREED, DROPPED, DELETED = "intake.quarantine_freed", "intake.quarantine_dropped", "intake.quarantine_deleted"
LABELS = {
    FREED: gettext_lazy("Freed from quarantine"),
    DROPPED: gettext_lazy("Thrown away from quarantine"),
    DELETED: gettext_lazy("Deleted after quarantine"),
}
#: The coordinators hear of what waits at most this often.
ALARM_EVERY = timedelta(days=1)
#: Deleted in one transaction at the most: a writer must not keep others waiting.
BATCH = 200


def keep_apart(request: IntakeRequest, suspicions: Sequence[Suspicion], now: datetime) -> Quarantine:
    """Put a request that was just stored in quarantine."""
    return Quarantine.objects.create(
        request=request, suspicions=[suspicion.value for suspicion in suspicions], since=now
    )


def free(quarantined: Quarantine, *, user, now: datetime | None = None) -> Lead:
    """Make it a lead after all, as if it was sent now: somebody gets it, and the school its mail.

    Also what was thrown away can be freed as long as it is there. Raises LeadError when it was freed before,
    or when its person has been erased.
    """
    now = now or timezone.now()
    request = quarantined.request
    ahead = read_ahead(None, brin=request.brin, lrk=request.lrk, now=now)
    try:
        return _free(quarantined, ahead, user, now)
    except IntegrityError:
        # Somebody made the same organisation or person at this very moment: now it is found.
        return _free(quarantined, ahead, user, now)


def _free(quarantined: Quarantine, ahead: ReadAhead, user, now: datetime) -> Lead:
    with assigning():
        quarantined = _locked(quarantined)
        if not quarantined.request.email:
            raise LeadError(_("This person has been erased, so nobody can be reached about it."))
        return _take_in_after_all(quarantined, ahead, user, now)


def free_sent_again(quarantined: Quarantine, ahead: ReadAhead, now: datetime) -> Lead:
    """Make a lead of what waits, because somebody who is not suspect sent the same again.

    The caller is `assigning()`, and did `read_ahead` before that.
    """
    return _take_in_after_all(_locked(quarantined), ahead, None, now)


@transaction.atomic
def drop(quarantined: Quarantine, *, user, now: datetime | None = None) -> Quarantine:
    """Throw it away: it is deleted after some weeks, and until then can still be freed.

    Raises LeadError when somebody decided before.
    """
    quarantined = _locked(quarantined)
    if not quarantined.is_waiting:
        raise LeadError(_already())
    _decide(quarantined, Verdict.DROPPED, user, now or timezone.now())
    log(quarantined, DROPPED, user=user)
    return quarantined


@transaction.atomic
def sound_alarm(now: datetime) -> bool:
    """Mail the coordinators how many wait, if the last time was a day ago; whether it did.

    What came since is told on any day. As long as something waits it is told again every working day: behind
    it may be a school that thinks that we have its request.
    """
    waiting = Quarantine.objects.waiting()
    due = waiting if is_working_day(timezone.localdate(now)) else waiting.filter(told_at=None)
    if not due.exists() or Quarantine.objects.filter(told_at__gt=now - ALARM_EVERY).exists():
        return False
    mail.queue_quarantine_waiting(waiting.count())
    waiting.update(told_at=now)
    return True


def forget_dropped(now: datetime) -> bool:
    """Delete for good what was thrown away so long ago; gives whether there may be more."""
    old = Quarantine.objects.dropped().filter(
        decided_at__lt=now - timedelta(days=settings.DROPPED_REQUEST_DAYS)
    )
    with transaction.atomic():
        # Locked: a coordinator may free one of them at this very moment.
        locked = old.select_for_update(of=("self",)).select_related("request")
        batch = list(locked.order_by("pk")[:BATCH])
        for quarantined in batch:
            log(quarantined, DELETED, deleted=True)
        requests = [quarantined.request_id for quarantined in batch]
        remove(RequestFile.objects.filter(request__in=requests))
        IntakeRequest.objects.filter(pk__in=requests).delete()
    return len(batch) == BATCH


def register_log_actions(registry) -> None:
    """Tell Wagtail how these read in its reports; they name the reference, and nobody."""
    for action, label in LABELS.items():
        registry.register_action(action, label, label)


def _locked(quarantined: Quarantine) -> Quarantine:
    rows = Quarantine.objects.select_for_update(of=("self",)).select_related("request")
    return rows.get(pk=quarantined.pk)


def _take_in_after_all(quarantined: Quarantine, ahead: ReadAhead, user, now: datetime) -> Lead:
    _decide(quarantined, Verdict.FREED, user, now)
    lead = take_in(quarantined.request, ahead, now=now)
    record(lead, Action.FREED, user=user, at=now)
    log(quarantined, FREED, user=user)
    return lead


def _decide(quarantined: Quarantine, verdict: Verdict, user, now: datetime) -> None:
    if quarantined.verdict == Verdict.FREED:
        raise LeadError(_already())
    quarantined.verdict, quarantined.decided_at, quarantined.decided_by = verdict, now, user
    quarantined.save(update_fields=["verdict", "decided_at", "decided_by"])


def _already() -> str:
    return _("Somebody else was first: this request was freed or thrown away before.")
