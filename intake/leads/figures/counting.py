"""What became of the leads that came in: how far, how soon, and whether the promise was kept.

Which leads count: those received in the period, whatever happened to them later; people who were erased too.

How far (the funnel): a lead reached the state in which it stands now, and every state before that, also those
that were skipped. What is not going ahead reached the state from which it was given up. A lead that was put
back a step, or taken up again, counts where it stands.

First contact: the first call in which we spoke somebody, the first mail that was logged, or the first step on
from "new"; a call in vain is none. It is counted in working days after the day of receipt: the same day is 0,
and so is all that comes before the first working day after it. The median and the 90% are nearest ranks: the
least number of days within which half, or nine in ten, of the leads that had contact had it.

A promise is kept when the day of first contact is not after the day that was promised. It is broken when
contact came later, or has not come while that day is past. While it may still be kept it is not known yet.
Of a lead that was closed without contact before that day was over there was nothing left to keep.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import NamedTuple

from django.utils import timezone

from intake.leads.deadlines import is_working_day
from intake.leads.states import PATH
from intake.models import LeadState

KEPT, BROKEN, NOT_YET, NEEDLESS = "kept", "broken", "not_yet", "needless"
PLACES = {state.value: place for place, state in enumerate(PATH)}
LOST = LeadState.LOST.value


class Stored(NamedTuple):
    """What the database has of a lead: hours as "2026-11-23 09" in UTC, days as in ISO 8601.

    `group` is what it is counted under.
    """

    group: object
    received: str
    contact: str | None
    closed: str | None
    respond_by: str
    state: str
    lost_from: str
    lost_reason: str


class Fate(NamedTuple):
    """What became of one lead: its place on the path, the reason when it is lost, the working days to first
    contact or None, and how the promise stands."""

    place: int
    lost: str
    days: int | None
    promise: str


@dataclass(frozen=True)
class Tally:
    """How many leads had which fate."""

    fates: Counter[Fate]

    @cached_property
    def received(self) -> int:
        return self.fates.total()

    @cached_property
    def _places(self) -> Counter[int]:
        return self._by(lambda fate: fate.place)

    def reached(self, state: str) -> int:
        """How many came at least so far."""
        return sum(count for place, count in self._places.items() if place >= PLACES[state])

    def lost_at(self, state: str) -> int:
        """How many were given up while they stood there."""
        return self._by(lambda fate: fate.place if fate.lost else None)[PLACES[state]]

    @cached_property
    def reasons(self) -> Counter[str]:
        """Why leads are not going ahead, and how many."""
        return self._without_none(lambda fate: fate.lost or None)

    @property
    def lost(self) -> int:
        return self.reasons.total()

    @cached_property
    def days(self) -> Counter[int]:
        """How many had first contact after so many working days."""
        return self._without_none(lambda fate: fate.days)

    @cached_property
    def promises(self) -> Counter[str]:
        return self._by(lambda fate: fate.promise)

    @property
    def due(self) -> int:
        """Of how many it is known whether the promise was kept."""
        return self.promises[KEPT] + self.promises[BROKEN]

    def within(self, percent: int) -> int | None:
        """Within how many working days so many in a hundred had contact (nearest rank); None without any."""
        rank, passed = -(-self.days.total() * percent // 100), 0
        for days, count in sorted(self.days.items()):
            passed += count
            if passed >= rank:
                return days
        return None

    def _by(self, what) -> Counter:
        counted = Counter()
        for fate, count in self.fates.items():
            counted[what(fate)] += count
        return counted

    def _without_none(self, what) -> Counter:
        counted = self._by(what)
        counted.pop(None, None)
        return counted


def together(tallies: Iterable[Tally]) -> Tally:
    """All of them as one."""
    fates = Counter()
    for tally in tallies:
        fates.update(tally.fates)
    return Tally(fates)


def count(rows: Iterable[tuple], *, since: date, today: date) -> dict[object, Tally]:
    """A tally for each group of rows (each like `Stored`), none of which was received before `since`."""
    judge = _Judge(since, today)
    groups: dict[object, Counter[Fate]] = {}
    for group, *facts in rows:
        fate = judge.fate(*facts)
        if group in groups:
            groups[group][fate] += 1
        else:
            groups[group] = Counter([fate])
    return {group: Tally(fates) for group, fates in groups.items()}


class _Judge:
    """Says what became of a lead. Remembers every hour it has seen: of many leads there are few."""

    def __init__(self, since: date, today: date):
        self.today = today.isoformat()
        self.last = today
        #: How many working days there were from `since` up to and including each day.
        self.numbers = {since - timedelta(days=1): 0}
        number, day = 0, since
        while day <= today:
            number += is_working_day(day)
            self.numbers[day] = number
            day += timedelta(days=1)
        self.most = number
        self.hours: dict[str | None, tuple[str, int]] = {}

    def fate(self, received, contact, closed, respond_by, state, lost_from, lost_reason) -> Fate:
        is_lost = state == LOST
        place = PLACES.get(lost_from, 0) if is_lost else PLACES[state]
        reason = lost_reason if is_lost else ""
        if contact is None:
            return Fate(place, reason, None, self._without_contact(closed, respond_by))
        day, number = self.hours.get(contact) or self._read(contact)
        _day, begun = self.hours.get(received) or self._read(received)
        promise = KEPT if day <= respond_by else BROKEN
        return Fate(place, reason, number - begun if number > begun else 0, promise)

    def _without_contact(self, closed: str | None, respond_by: str) -> str:
        if closed is not None:
            day, _number = self.hours.get(closed) or self._read(closed)
            return NEEDLESS if day <= respond_by else BROKEN
        return NOT_YET if self.today <= respond_by else BROKEN

    def _read(self, hour: str) -> tuple[str, int]:
        """The local day of an hour, and its number. Our time differs from UTC by whole hours."""
        moment = datetime.fromisoformat(f"{hour}:00").replace(tzinfo=UTC)
        day = timezone.localtime(moment).date()
        number = self.numbers.get(day, self.most if day > self.last else 0)
        self.hours[hour] = read = (day.isoformat(), number)
        return read
