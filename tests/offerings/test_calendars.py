"""Start dates in somebody's own calendar: RFC 5545, and RFC 7986 for the feed."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from offerings.models import CourseDay
from tests.factories.pages import CourseDateFactory, CoursePageFactory, days_ahead, set_brand

pytestmark = pytest.mark.django_db
FEED = "/opleidingen/agenda.ics"
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def address(run) -> str:
    return f"/opleidingen/agenda/startmoment-{run.pk}.ics"


def read(client, url: str) -> Calendar:
    """The calendar at an address, parsed; a line the library cannot make sense of is an error."""
    response = client.get(url)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = Calendar.from_ical(response.content)
    assert not [error for component in calendar.walk() for error in component.errors]
    return calendar


def day(on: date, start: str = "09:30", end: str = "16:30") -> CourseDay:
    return CourseDay(day=on, starts_at=time.fromisoformat(start), ends_at=time.fromisoformat(end))


@pytest.fixture
def run():
    first, second = days_ahead(30, 60)
    return CourseDateFactory(
        course=CoursePageFactory(title="Leren leiden; samen, dus", teaser="Vier dagen, één kring."),
        place="Utrecht",
        venue="Leerkring, Werfkade 22",
        status="confirmed",
        days=[day(second, "10:00", "12:00"), day(first)],
    )


def test_every_day_is_an_event_at_its_place_and_hours(client, run):
    set_brand(name="Leerkring", email="hallo@leerkring.example", phone="+31301234567")

    calendar = read(client, address(run))

    first, second = calendar.walk("VEVENT")
    assert first["SUMMARY"] == "Leren leiden; samen, dus, dag 1 van 2"
    assert second["SUMMARY"].endswith("dag 2 van 2")
    assert first["DTSTART"].dt == datetime.combine(run.first_day, time(9, 30), tzinfo=AMSTERDAM)
    assert first["DTEND"].dt.time() == time(16, 30)
    assert first["DTSTART"].params["TZID"] == "Europe/Amsterdam"
    assert first["LOCATION"] == "Leerkring, Werfkade 22, Utrecht"
    assert first["URL"].endswith(f"{run.course.url}#start-{run.pk}")
    for words in (
        "Vier dagen, één kring.",
        run.course.url,
        "Leerkring, 030 123 45 67, hallo@leerkring.example",
    ):
        assert words in first["DESCRIPTION"]
    assert (first["STATUS"], first["TRANSP"]) == ("CONFIRMED", "OPAQUE")


def test_the_file_keeps_to_the_letter_of_the_rules(client, run):
    run.course.teaser = "Een lange zin, mét accenten en een puntkomma; " * 4
    run.course.save()

    content = client.get(address(run)).content

    lines = content.split(b"\r\n")
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in lines)
    assert b"\n " in content  # something was long enough to fold
    assert content.replace(b"\r\n ", b"").decode().count("mét accenten en een puntkomma\\;") == 8
    for name in (b"UID:", b"DTSTAMP:", b"LAST-MODIFIED:", b"SEQUENCE:"):
        assert sum(line.startswith(name) for line in lines) == 2
    assert lines[1:3] == [b"VERSION:2.0", b"PRODID:-//Leerkring//Leerkring//NL"]


@pytest.mark.parametrize("year", [2026, 2027, 2035])
def test_its_own_clock_runs_like_that_ofamsterdam(client, run, year):
    """The rules in the file, applied by hand, give the changes that the time zone database knows."""
    zone = read(client, address(run)).walk("VTIMEZONE")[0]

    assert zone["TZID"] == "Europe/Amsterdam"
    for rules in zone.subcomponents:
        month = rules["RRULE"]["BYMONTH"][0]
        last = date(year, month + 1, 1) - timedelta(days=1)
        sunday = last - timedelta(days=(last.weekday() + 1) % 7)
        before, after = rules["TZOFFSETFROM"].td, rules["TZOFFSETTO"].td
        moment = datetime.combine(sunday, rules["DTSTART"].dt.time(), tzinfo=UTC) - before
        assert (moment - timedelta(seconds=1)).astimezone(AMSTERDAM).utcoffset() == before
        assert moment.astimezone(AMSTERDAM).utcoffset() == after
        assert rules["RRULE"]["BYDAY"] == ["-1SU"]


def test_a_day_without_hours_fills_the_day(client):
    run = CourseDateFactory(days=days_ahead(30))

    event = read(client, address(run)).walk("VEVENT")[0]

    assert event["DTSTART"].dt == run.first_day
    assert event["DTEND"].dt == run.first_day + timedelta(days=1)
    assert event["SUMMARY"] == run.course.title


def test_a_day_that_moves_moves_in_the_calendar_too(client, run):
    before = read(client, address(run)).walk("VEVENT")[0]

    moved = run.days.first()
    moved.day += timedelta(days=1)
    run.days.add(moved)
    run.save()

    after = read(client, address(run)).walk("VEVENT")[0]
    assert after["UID"] == before["UID"]
    assert after["DTSTART"].dt == before["DTSTART"].dt + timedelta(days=1)
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["LAST-MODIFIED"].dt >= before["LAST-MODIFIED"].dt


def test_an_online_date_is_online(client):
    run = CourseDateFactory(online=True, place="online", venue="")

    assert read(client, address(run)).walk("VEVENT")[0]["LOCATION"] == "Online"


def test_a_cancelled_date_says_so_in_its_file_and_in_the_feed(client, run):
    run.status = "cancelled"
    run.save()

    for url in (address(run), FEED):
        event = read(client, url).walk("VEVENT")[0]
        assert event["STATUS"] == "CANCELLED"
        assert event["SUMMARY"].startswith("Afgelast: ")


def test_a_date_that_has_begun_keeps_its_days_to_come(client):
    run = CourseDateFactory(days=days_ahead(-7, 7))

    assert len(read(client, address(run)).walk("VEVENT")) == 2
    assert len(read(client, FEED).walk("VEVENT")) == 2


def test_what_is_not_there_or_not_published_is_not_found(client, run):
    assert client.get("/opleidingen/agenda/startmoment-999999.ics").status_code == 404
    assert client.get("/opleidingen/agenda/startmoment-99999999999999999999.ics").status_code == 404
    run.course.unpublish()

    assert client.get(address(run)).status_code == 404
    assert not read(client, FEED).walk("VEVENT")


def test_the_feed_holds_all_dates_to_come_and_takes_nobodys_time(client, run):
    set_brand(name="De Kring")
    CourseDateFactory(past=True)
    later = CourseDateFactory(days=days_ahead(90))

    feed = read(client, FEED)

    events = feed.walk("VEVENT")
    assert [event["DTSTART"].dt for event in events][-1] == later.first_day
    assert len(events) == 3
    assert {event["TRANSP"] for event in events} == {"TRANSPARENT"}
    assert len({event["UID"] for event in events}) == 3
    assert feed["NAME"] == feed["X-WR-CALNAME"] == "Opleidingen van De Kring"
    assert feed["REFRESH-INTERVAL"].dt == timedelta(hours=12)
    assert feed["REFRESH-INTERVAL"].params["VALUE"] == "DURATION"
    assert feed["X-PUBLISHED-TTL"] == "PT12H"


def test_an_empty_feed_is_a_calendar_too(client):
    assert read(client, FEED)["X-WR-CALNAME"]


def test_the_page_of_a_course_leads_to_the_file_and_the_list_to_the_feed(client, run):
    assert f'href="{address(run)}"' in client.get(run.course.url).content.decode()
    html = client.get(run.course.get_parent().url).content.decode()
    assert 'href="webcal://' in html
    assert FEED in html
