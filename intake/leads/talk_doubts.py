"""What somebody who plans a talk may have overlooked: no reason to refuse, but to look once more."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from intake.models import Absence, Appointment, Lead, SchoolHoliday

from .dates import spoken_day
from .deadlines import is_working_day
from .school_holidays import SchoolCalendar


@dataclass(frozen=True)
class Doubt:
    """Something to look at; `key` says what it is about, so that one is sure of this and nothing else."""

    key: str
    words: str


def doubts_about(
    lead: Lead, starts_at: datetime, ends_at: datetime, besides: Appointment | None = None
) -> list[Doubt]:
    """What is odd about a talk with this lead then; `besides` is the talk itself, when it moves.

    Three queries.
    """
    day = timezone.localdate(starts_at)
    return [
        *_about_the_day(lead, day),
        *_about_the_adviser(lead, day),
        *_overlaps(lead, starts_at, ends_at, besides),
    ]


def _about_the_day(lead: Lead, day: date) -> Iterator[Doubt]:
    said = {"day": spoken_day(day)}
    if not is_working_day(day):
        yield Doubt(f"free-{day}", _("%(day)s is in a weekend or a public holiday.") % said)
        return
    holidays = SchoolHoliday.objects.filter(first_day__lte=day, last_day__gte=day)
    calendar = SchoolCalendar(tuple(holidays.values_list("region", "first_day", "last_day")))
    if calendar.closed_for(lead.organisation)(day):
        yield Doubt(f"holiday-{day}", _("The school has holidays on %(day)s.") % said)


def _about_the_adviser(lead: Lead, day: date) -> Iterator[Doubt]:
    said = {"name": lead.owner.name, "day": spoken_day(day)}
    if Absence.objects.filter(adviser=lead.owner, first_day__lte=day, last_day__gte=day).exists():
        yield Doubt(f"away-{day}", _("%(name)s is away on %(day)s.") % said)
    elif is_working_day(day) and day.weekday() not in lead.owner.workdays:
        yield Doubt(f"off-{day}", _("%(name)s does not work on %(day)s.") % said)


def _overlaps(
    lead: Lead, starts_at: datetime, ends_at: datetime, besides: Appointment | None
) -> Iterator[Doubt]:
    others = Appointment.objects.standing().filter(
        adviser=lead.owner, starts_at__lt=ends_at, ends_at__gt=starts_at
    )
    for one in others.exclude(pk=besides and besides.pk).select_related("lead__organisation")[:5]:
        start, end = timezone.localtime(one.starts_at), timezone.localtime(one.ends_at)
        said = {
            "kind": one.get_kind_display(),
            "organisation": one.lead.organisation.name,
            "start": f"{start:%H.%M}",
            "end": f"{end:%H.%M}",
        }
        words = _("It overlaps with: %(kind)s, %(organisation)s, from %(start)s to %(end)s.") % said
        yield Doubt(f"talk-{one.pk}-{one.sequence}", words)
