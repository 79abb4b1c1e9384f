"""Writes what visitors searched in vain, so that the report has something to show."""

from dataclasses import dataclass

from demo.files import read_records
from demo.known import Known
from home.models import MissedSearch


@dataclass(frozen=True)
class Missed:
    """Words that nobody found, how often they were asked, and on which day for the last time."""

    words: str
    times: int
    day: int


def write(known: Known) -> None:
    """Write all of them, as long as there is none."""
    if MissedSearch.objects.exists():
        return
    for missed, _where in read_records("searches.yaml", Missed):
        last_on = known.clock.day(missed.day)
        MissedSearch.objects.create(words=missed.words, times=missed.times, last_on=last_on)
