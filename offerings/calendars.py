"""Start dates as iCalendar (RFC 5545): for who enrolled, one date; for who keeps an eye on all, a feed.

Every day of a date is an event of its own, in the time of Amsterdam. An event keeps its UID for as long as
the day exists, so that a day that moves also moves in every calendar. Its SEQUENCE is how often the date
changed.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from urllib.parse import urlsplit

from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

from home import dutch
from home.addresses import absolute
from home.models import BrandSettings
from offerings.models import CourseDate, CourseDay

#: How often a calendar that follows the feed should look again.
REFRESH = timedelta(hours=12)
#: The clock of Amsterdam since 1996: (kind, first change, from, to, month), on the month's last Sunday.
CLOCK = (
    (TimezoneStandard, (date(1996, 10, 27), time(3)), 2, 1, 10, "CET"),
    (TimezoneDaylight, (date(1997, 3, 30), time(2)), 1, 2, 3, "CEST"),
)


def calendar_of(run: CourseDate, brand: BrandSettings) -> bytes:
    """The days of one run, to put into a calendar; they keep that time free of other things."""
    calendar = _calendar(brand)
    _add_days(calendar, [run], brand, transparency="OPAQUE")
    return calendar.to_ical()


def feed_of(dates: Iterable[CourseDate], brand: BrandSettings) -> bytes:
    """All these dates, for a calendar that follows them; nobody's time is taken by them."""
    calendar = _calendar(brand)
    name = _("Course dates of %(name)s") % {"name": brand.name}
    for key in ("name", "x-wr-calname"):
        calendar.add(key, name)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT12H")
    _add_days(calendar, dates, brand, transparency="TRANSPARENT")
    return calendar.to_ical()


def _calendar(brand: BrandSettings) -> Calendar:
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", f"-//{brand.name}//Leerkring//NL")
    calendar.add("method", "PUBLISH")
    calendar.add_component(amsterdam())
    return calendar


def amsterdam() -> Timezone:
    """The clock of Amsterdam as two rules; the library would list every change from 1970 on."""
    zone = Timezone()
    zone.add("tzid", timezone.get_default_timezone_name())
    for kind, since, before, after, month, name in CLOCK:
        change = kind()
        change.add("dtstart", datetime.combine(*since))
        change.add("tzoffsetfrom", timedelta(hours=before))
        change.add("tzoffsetto", timedelta(hours=after))
        change.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        change.add("tzname", name)
        zone.add_component(change)
    return zone


def _add_days(
    calendar: Calendar, dates: Iterable[CourseDate], brand: BrandSettings, *, transparency: str
) -> None:
    for run in dates:
        days = list(run.days.all())
        for number, day in enumerate(days, start=1):
            event = _event(run, day, brand)
            event.add("summary", _summary(run, number, len(days)))
            event.add("transp", transparency)
            calendar.add_component(event)


def _event(run: CourseDate, day: CourseDay, brand: BrandSettings) -> Event:
    event, address = Event(), absolute(run.url)
    changed_at = max(filter(None, (run.changed_at, run.course.last_published_at)))
    event.add("uid", f"startmoment-{run.pk}-dag-{day.pk}@{urlsplit(address).hostname}")
    event.add("dtstamp", changed_at)
    event.add("last-modified", changed_at)
    event.add("sequence", run.sequence)
    for name, moment in zip(("dtstart", "dtend"), _times(day), strict=True):
        event.add(name, moment)
    event.add("location", _location(run))
    event.add("url", address)
    event.add("description", _description(run, brand, address))
    event.add("status", _status(run))
    return event


def _times(day: CourseDay) -> tuple:
    """When a day starts and ends; a day without both hours fills the whole day."""
    if not (day.starts_at and day.ends_at):
        return day.day, day.day + timedelta(days=1)
    zone = timezone.get_default_timezone()
    return tuple(datetime.combine(day.day, hour, tzinfo=zone) for hour in (day.starts_at, day.ends_at))


def _summary(run: CourseDate, number: int, count: int) -> str:
    """ "Leren leiden, dag 2 van 4"; a cancelled one says so first."""
    title = run.course.title
    if count > 1:
        title = _("%(title)s, day %(number)s of %(all)s") % {"title": title, "number": number, "all": count}
    return _("Cancelled: %(title)s") % {"title": title} if run.cancelled else title


def _location(run: CourseDate) -> str:
    if run.online:
        return _("Online")
    return f"{run.venue}, {run.place}" if run.venue else run.place


def _description(run: CourseDate, brand: BrandSettings, address: str) -> str:
    reach = ", ".join(filter(None, (brand.phone and dutch.phone_number(brand.phone), brand.email)))
    lines = [run.course.teaser, _("All about this course: %(address)s") % {"address": address}]
    if reach:
        lines.append(_("Questions? %(name)s, %(reach)s") % {"name": brand.name, "reach": reach})
    return "\n".join(lines)


def _status(run: CourseDate) -> str:
    if run.cancelled:
        return "CANCELLED"
    return "CONFIRMED" if run.confirmed else "TENTATIVE"
