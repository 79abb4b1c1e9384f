"""What happens to enrolments while nobody is looking: the worker does it, again and again.

Offers end, seats that came free are offered (also when an editor added them), and advisers hear that a date
is off. Everything is done under the lock on the date and only once, however often this runs.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from intake.models import Enrolment, EnrolmentState
from intake.models.enrolments import TAKES_SEATS
from offerings import seats
from offerings.models import CourseDate

from . import seat_mail
from .lifecycle import set_next_action
from .trail import Action, record
from .waiting_list import settle

logger = logging.getLogger(__name__)
OFF = CourseDate.Status.CANCELLED


def keep_lists_moving(now: datetime | None = None) -> bool:
    """Do what is due. Always says that there is nothing more to do at once, as the worker asks."""
    now = now or timezone.now()
    for pk in _unsettled(now).values_list("pk", flat=True):
        with _on_its_own(pk), transaction.atomic():
            settle(seats.lock(pk), now)
    for pk in _to_be_told().values_list("course_date", flat=True).distinct():
        with _on_its_own(pk):
            tell_that_it_is_off(pk, now)
    Enrolment.objects.filter(told_off_at__isnull=False).exclude(course_date__status=OFF).update(
        told_off_at=None
    )
    return False


@contextmanager
def _on_its_own(date_id: int) -> Iterator[None]:
    """What goes wrong with one date is logged, and keeps no other date waiting."""
    try:
        yield
    except Exception:
        logger.exception("The seats of start date %d could not be settled.", date_id)


@transaction.atomic
def tell_that_it_is_off(date_id: int, now: datetime) -> None:
    """Make a next action of it for everybody whose school counts on a cancelled date, with a mail.

    The school hears it from its adviser, not from a machine.
    """
    run = seats.lock(date_id)
    if not run.cancelled:
        return
    for enrolment in _to_be_told().filter(course_date=run).with_lead():
        enrolment.told_off_at = now
        enrolment.save(update_fields=["told_off_at"])
        lead = enrolment.lead
        if lead.is_open:
            action = _("Tell %(name)s that the start date is off") % {"name": lead.contact.name}
            set_next_action(lead, user=None, action=action, on=timezone.localdate(now), now=now)
        record(lead, Action.DATE_OFF, at=now, seats=enrolment.seats)
        seat_mail.queue_date_off(enrolment)


def _to_be_told() -> QuerySet[Enrolment]:
    return Enrolment.objects.alive().filter(course_date__status=OFF, told_off_at__isnull=True).order_by()


def _unsettled(now: datetime) -> QuerySet[CourseDate]:
    """Dates with an offer that is past, a free seat that somebody in line could use, or a wrong count."""
    today = timezone.localdate(now)
    its = Enrolment.objects.filter(course_date=OuterRef("pk")).order_by()
    past = its.filter(state=EnrolmentState.OFFERED, offer_until__lt=today)
    fits = its.filter(state=EnrolmentState.WAITING, seats__lte=OuterRef("free"))
    return (
        CourseDate.objects.annotate(
            free=F("seats") - F("seats_taken") - F("seats_enrolled"),
            taken=_sum(its.filter(state__in=TAKES_SEATS)),
            in_line=_sum(its.filter(state=EnrolmentState.WAITING)),
        )
        .filter(
            (Exists(past) & ~Q(status=OFF))
            | (Exists(fits) & Q(first_day__gt=today) & ~Q(status=OFF))
            | ~Q(taken=F("seats_enrolled"))
            | ~Q(in_line=F("waiting_enrolled"))
        )
        .order_by("pk")
    )


def _sum(rows: QuerySet[Enrolment]) -> Coalesce:
    return Coalesce(Subquery(rows.values("course_date").annotate(sum=Sum("seats")).values("sum")), 0)
