"""The figures of a period, from the database in one query."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property

from django.db.models import CharField
from django.db.models.functions import Cast, Substr
from django.utils import timezone

from intake.models.leads import LeadQuerySet

from .counting import Tally, count, together
from .dimensions import Dimension
from .periods import ONE_DAY, Period

#: So many leads are read at a time.
BATCH = 5000


@dataclass(frozen=True)
class Figures:
    """A tally for each row of a dimension, and of each key a value as it is stored."""

    groups: Mapping[Hashable, Tally]
    stored: Mapping[Hashable, object]

    @cached_property
    def whole(self) -> Tally:
        return together(self.groups.values())


def read(leads: LeadQuerySet, period: Period, dimension: Dimension, today: date) -> Figures:
    """What became of these leads, as far as they were received in the period. One query."""
    tallies = count(_rows(leads, period, dimension), since=period.first, today=today)
    groups: dict[Hashable, list[Tally]] = {}
    stored = {}
    for value, tally in tallies.items():
        key = dimension.key(value)
        groups.setdefault(key, []).append(tally)
        stored[key] = value
    return Figures({key: together(each) for key, each in groups.items()}, stored)


def _rows(leads: LeadQuerySet, period: Period, dimension: Dimension):
    """The leads as `counting.Stored`. As text: making a moment of it takes longer than reading it."""
    rows = leads.order_by().filter(
        created_at__gte=_midnight(period.first), created_at__lt=_midnight(period.last + ONE_DAY)
    )
    return rows.values_list(
        dimension.stored,
        _hour("created_at"),
        _hour("first_contact_at"),
        _hour("closed_at"),
        Cast("respond_by", CharField()),
        "state",
        "lost_from",
        "lost_reason",
    ).iterator(chunk_size=BATCH)


def _hour(field: str) -> Substr:
    """A moment as "2026-11-23 09": both databases write it so, in UTC."""
    return Substr(Cast(field, CharField()), 1, 13)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
