"""When schools are closed: the dates the ministry sets for each region, which coordinators can extend.

The days come with the product for some years (`school_holidays.yaml`), and are rows from then on.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from intake.models import HolidayRegion, Organisation, SchoolHoliday, Sector
from intake.registers.regions import holiday_region_of

DATES = Path(__file__).with_name("school_holidays.yaml")
#: Whose doors are closed then. Childcare and youth care go on.
SECTORS = frozenset({Sector.PRIMARY, Sector.SECONDARY, Sector.SPECIAL, Sector.VOCATIONAL, Sector.BOARD})


@dataclass(frozen=True)
class SchoolCalendar:
    """School holidays as (region, first day, last day); region "" is the whole country."""

    periods: tuple[tuple[str, date, date], ...] = ()

    def is_closed(self, region: str, day: date) -> bool:
        """Whether schools in a region have holidays; of an unknown region only the country's count."""
        return any(first <= day <= last and of in {"", region} for of, first, last in self.periods)

    def closed_for(self, organisation: Organisation) -> Callable[[date], bool]:
        """On which days nobody is there, at this organisation."""
        if organisation.sector not in SECTORS:
            return lambda day: False
        region = organisation.holiday_region or holiday_region_of(organisation.postcode)
        return lambda day: self.is_closed(region, day)


def add_official_dates() -> None:
    """Store the dates of every school year of which there are none yet. Safe to repeat; `migrate` calls it.

    A year that somebody at the desk has entered or changed stays as it is.
    """
    known = {school_year(day) for day in SchoolHoliday.objects.values_list("first_day", flat=True)}
    SchoolHoliday.objects.bulk_create(
        holiday for holiday in _official() if school_year(holiday.first_day) not in known
    )


def school_year(day: date) -> int:
    """The year in which the school year of a day began; it ends with the last summer holiday."""
    return day.year if (day.month, day.day) >= (9, 15) else day.year - 1


def _official() -> list[SchoolHoliday]:
    regions = {str(region): [region] for region in HolidayRegion} | {"all": [""]}
    return [
        SchoolHoliday(name=entry["name"], region=region, first_day=entry["first"], last_day=entry["last"])
        for entry in yaml.safe_load(DATES.read_text(encoding="utf-8"))
        for name in entry["regions"]
        for region in regions[name]
    ]
