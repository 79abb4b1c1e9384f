"""The one door to how many seats of a date are taken, and how many people wait, by way of the site.

Whoever enrols people keeps who they are; a date keeps the numbers, because every page that promises seats
reads them. Each function here changes them and renews the content version in the caller's transaction.
"""

from datetime import date

from django.db.models import F, QuerySet

from home.freshness import content_changed
from offerings.models import CourseDate


def take(pk: int, count: int, today: date) -> bool:
    """Take `count` seats of a date to come when so many are free and nobody waits. Whether it did.

    One statement that looks and takes at once, so that two at the same moment never get the same seat; the
    row stays locked until the caller's transaction ends.
    """
    free = CourseDate.objects.filter(
        pk=pk,
        first_day__gt=today,
        waiting_enrolled=0,
        seats__gte=F("seats_taken") + F("seats_enrolled") + count,
    ).exclude(status=CourseDate.Status.CANCELLED)
    return _changed(free.update(seats_enrolled=F("seats_enrolled") + count))


def lock(pk: int) -> CourseDate:
    """A date as it stands now; nobody else changes its seats until the caller's transaction ends.

    On SQLite the transaction itself is the lock (`transaction_mode` IMMEDIATE in the settings).
    Raises CourseDate.DoesNotExist.
    """
    return locked(CourseDate.objects.filter(pk=pk)).get()


def locked(dates: QuerySet[CourseDate]) -> QuerySet[CourseDate]:
    """These dates, locked as `lock` does, each with its course."""
    return dates.select_for_update(of=("self",)).select_related("course")


def set_counts(date: CourseDate, *, enrolled: int, waiting: int) -> None:
    """Say how many seats are taken and how many people wait through the site. The caller holds `lock`.

    Raises IntegrityError when that is more than there are: then the caller counted wrong.
    """
    if (date.seats_enrolled, date.waiting_enrolled) == (enrolled, waiting):
        return
    date.seats_enrolled, date.waiting_enrolled = enrolled, waiting
    row = CourseDate.objects.filter(pk=date.pk)
    _changed(row.update(seats_enrolled=enrolled, waiting_enrolled=waiting))


def _changed(rows: int) -> bool:
    if rows:
        content_changed()
    return bool(rows)
