"""One run of a course: when, where, how much, and whether there is a seat."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import pairwise

from django.utils import timezone

from home.linked_data import LANGUAGE, Publisher, Thing, moment, thing

from .people import instructors

TIME_ZONE = "Europe/Amsterdam"
SCHEMA = "https://schema.org/"
#: What a visitor can do with a date, by the value of its state.
AVAILABILITY = {
    "free": f"{SCHEMA}InStock",
    "last": f"{SCHEMA}LimitedAvailability",
    "full": f"{SCHEMA}SoldOut",
    "closed": f"{SCHEMA}OutOfStock",
}


def course_instance(date, page, publisher: Publisher) -> Thing:
    """A date of the course `page`, with its days."""
    days = list(date.days.all()) if hasattr(date.days, "all") else list(date.days)
    address = publisher.address(page)
    return thing(
        "CourseInstance",
        id_=f"{address}#{date.anchor}",
        name=page.title,
        description=page.description,
        url=f"{address}#{date.anchor}",
        inLanguage=LANGUAGE,
        courseMode="Online" if date.online else "Onsite",
        eventAttendanceMode=f"{SCHEMA}{'Online' if date.online else 'Offline'}EventAttendanceMode",
        eventStatus=f"{SCHEMA}EventScheduled",
        startDate=_at(days[0].day, days[0].starts_at),
        endDate=_at(days[-1].day, days[-1].ends_at),
        location=_place(date, address),
        courseWorkload=_workload(page, days),
        courseSchedule=_pace(days),
        eventSchedule=[_day(day) for day in days],
        organizer=publisher.reference,
        instructor=instructors(page.people, publisher),
        maximumAttendeeCapacity=date.seats,
        remainingAttendeeCapacity=date.seats_left,
        offers=_offer(date, page, f"{address}#{date.anchor}"),
    )


def instance_on_location(page, publisher: Publisher) -> Thing:
    """The course at one's own school, on days that are agreed."""
    return thing(
        "CourseInstance",
        id_=f"{publisher.address(page)}#op-locatie",
        name=page.title,
        inLanguage=LANGUAGE,
        courseMode="Onsite",
        courseWorkload=_workload(page, []),
        organizer=publisher.reference,
        instructor=instructors(page.people, publisher),
    )


def money(price: Decimal | None, **properties) -> Thing:
    """What it costs, VAT included; without a price that is agreed."""
    known = {"price": f"{price:.2f}", "priceCurrency": "EUR"} if price is not None else {}
    return thing("Offer", category="Free" if price == 0 else "Paid", **known, **properties)


def _offer(date, page, address: str) -> Thing:
    price = date.price if date.price is not None else page.price
    until = date.enrol_until or date.first_day
    return money(price, url=address, availability=AVAILABILITY[date.state], validThrough=until.isoformat())


def _place(date, address: str) -> Thing:
    if date.online:
        return thing("VirtualLocation", name=date.place, url=address)
    where = thing("PostalAddress", addressLocality=date.place, addressCountry="NL")
    return thing("Place", name=date.venue or date.place, address=where)


# ------------------------------------------------------------------ days and hours
def _at(day: date, hour: time | None) -> str:
    """A moment, or the day when the hour is not known."""
    return moment(timezone.make_aware(datetime.combine(day, hour))) if hour else day.isoformat()


def _day(day) -> Thing:
    return thing(
        "Schedule",
        startDate=day.day.isoformat(),
        endDate=day.day.isoformat(),
        startTime=day.starts_at.isoformat("minutes") if day.starts_at else "",
        endTime=day.ends_at.isoformat("minutes") if day.ends_at else "",
        scheduleTimezone=TIME_ZONE,
    )


def _pace(days: list) -> Thing | None:
    """How often one comes, when that follows a rule that has a word."""
    frequency = _frequency([day.day for day in days])
    if not frequency:
        return None
    return thing(
        "Schedule",
        repeatCount=len(days),
        repeatFrequency=frequency,
        startDate=days[0].day.isoformat(),
        endDate=days[-1].day.isoformat(),
        scheduleTimezone=TIME_ZONE,
    )


def _frequency(days: list[date]) -> str:
    """Daily, Weekly or Monthly, the words that Google reads; empty for another rhythm."""
    gaps = {(after - before).days for before, after in pairwise(days)}
    if gaps == {1}:
        return "Daily"
    if gaps == {7}:
        return "Weekly"
    months = [day.year * 12 + day.month for day in days]
    if len(days) > 1 and all(after - before == 1 for before, after in pairwise(months)):
        return "Monthly"
    return ""


def _workload(page, days: list) -> str:
    """The study load in hours, else the hours of the days, as ISO 8601; else how many meetings, in words."""
    if page.study_hours:
        return f"PT{page.study_hours}H"
    spans = [_span(day) for day in days if day.starts_at and day.ends_at]
    if days and len(spans) == len(days):
        minutes = int(sum(spans, timedelta()).total_seconds() // 60)
        return f"PT{minutes // 60}H" + (f"{minutes % 60}M" if minutes % 60 else "")
    return page.meetings_in_words


def _span(day) -> timedelta:
    return datetime.combine(day.day, day.ends_at) - datetime.combine(day.day, day.starts_at)
