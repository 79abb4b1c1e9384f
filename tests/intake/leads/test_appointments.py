"""A talk with a school: what its calendar and the adviser's get to read, from a real mail server."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.utils import timezone
from icalendar import Calendar

from intake.leads.agreements import Agreed
from intake.leads.appointments import Talk, TalkDoubtful, cancel_talk, move_talk, plan_talk
from intake.leads.errors import LeadError
from intake.leads.lifecycle import move_lead
from intake.leads.privacy import erase_person
from intake.leads.school import withdraw
from intake.leads.trail import Action, timeline
from intake.leads.undelivered import correct_address
from intake.models import (
    Absence,
    Agreement,
    Appointment,
    LeadState,
    LostReason,
    SchoolHoliday,
)
from intake.routing.assign import hand_over
from tests.factories.intake import AdviserFactory, LeadFactory, UserFactory

pytestmark = pytest.mark.django_db
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
#: A Wednesday without holidays, and the Monday before it, on which everything here is planned.
NOW = datetime(2026, 11, 23, 9, tzinfo=AMSTERDAM)
WEDNESDAY = datetime(2026, 11, 25, 10, tzinfo=AMSTERDAM)
SCHOOL = "directie@debrug.example"


@pytest.fixture
def user(db):
    return UserFactory()


@pytest.fixture
def lead(db):
    return LeadFactory(contact__email=SCHOOL, contact__first_name='Ann "Ans"\u2028')


@pytest.fixture
def mailed(inbox):
    """Send what is queued; gives the calendar objects that went to an address, as (method, event) each."""

    def mailed(address):
        call_command("run_worker", once=True)
        found = []
        for message in inbox.to(address):
            parts = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
            for part in parts:
                calendar = Calendar.from_ical(part.get_payload(decode=True).decode())
                assert part.get_param("method") == calendar["METHOD"]
                found.append((str(calendar["METHOD"]), calendar.walk("VEVENT")[0]))
        return found

    return mailed


def plan(lead, user, starts_at=WEDNESDAY, minutes=60, sure=(), now=NOW, **more) -> Appointment:
    fields = {"place": "Dorpsstraat 1, Houten"} | more
    return plan_talk(lead, Talk(starts_at, minutes, **fields), user=user, sure=sure, now=now)


def addresses(event) -> dict[str, dict]:
    found = event["ATTENDEE"] if isinstance(event["ATTENDEE"], list) else [event["ATTENDEE"]]
    return {str(one).removeprefix("mailto:"): one.params for one in found}


# ------------------------------------------------------------------ what goes out
def test_a_school_gets_an_invitation_that_its_calendar_can_answer(lead, user, inbox, mailed):
    talk = plan(lead, user, link="https://meet.example/abc", note="Neemt u Stijn mee?\nGraag.")

    [(method, event)] = mailed(SCHOOL)

    assert (method, event["UID"], event["SEQUENCE"], event["STATUS"]) == ("REQUEST", talk.uid, 0, "CONFIRMED")
    assert event["DTSTART"].params["TZID"] == "Europe/Amsterdam"
    assert (event.start, event.end) == (WEDNESDAY, WEDNESDAY + timedelta(hours=1))
    assert event["LOCATION"] == "Dorpsstraat 1, Houten"
    assert event["URL"] == "https://meet.example/abc"
    assert "Neemt u Stijn mee?\nGraag." in event["DESCRIPTION"]
    assert lead.organisation.name in event["SUMMARY"]
    assert event["ORGANIZER"] == f"mailto:{lead.owner.email}"
    assert not event.walk("VALARM")
    school = addresses(event)[SCHOOL]
    assert (school["RSVP"], school["PARTSTAT"], school["CN"]) == ("TRUE", "NEEDS-ACTION", "Ann Ans de Wit")
    # It is another form of the text itself (RFC 6047), and a file for who has no calendar in the mailbox.
    [message] = inbox.to(SCHOOL)
    [alternatives] = [part for part in message.walk() if part.get_content_type() == "multipart/alternative"]
    assert [part.get_content_type() for part in alternatives.iter_parts()] == [
        "text/plain", "text/html", "text/calendar",
    ]  # fmt: skip
    assert "afspraak.ics" in [part.get_filename() for part in message.walk()]
    assert message["Reply-To"] == lead.owner.email
    assert "woensdag 25 november, 10.00 tot 11.00 uur" in message.get_body(("plain",)).get_content()


def test_the_adviser_gets_the_same_one_as_who_invites(lead, user, mailed):
    talk = plan(lead, user)

    [(method, event)] = mailed(lead.owner.email)

    assert (method, event["UID"]) == ("REQUEST", talk.uid)
    assert addresses(event)[lead.owner.email]["PARTSTAT"] == "ACCEPTED"


def test_the_first_talk_brings_the_lead_there_and_is_what_is_next(lead, user):
    plan(lead, user)

    lead.refresh_from_db()
    assert (lead.state, lead.first_contact_at) == (LeadState.PLANNED, NOW)
    assert (lead.next_action, lead.next_action_on) == ("Startoverleg", WEDNESDAY.date())
    said = [item.title for item in timeline(lead)]
    assert said[1] == "Startoverleg gepland: woensdag 25 november, 10.00 tot 11.00 uur"


def test_a_later_talk_leaves_the_state_as_it_is(user):
    lead = LeadFactory(proposed=True, waiting_since=NOW)
    plan(lead, user, now=NOW)

    lead.refresh_from_db()
    assert (lead.state, lead.waiting_since) == (LeadState.PROPOSED, None)


def test_a_talk_that_moves_is_the_same_one_with_a_higher_number(lead, user, mailed):
    talk = plan(lead, user)
    later = WEDNESDAY + timedelta(days=1)
    move_talk(lead, Talk(later, 30, link="https://meet.example/x"), user=user, now=NOW)

    first, second = mailed(SCHOOL)

    assert [event["UID"] for _method, event in (first, second)] == [talk.uid, talk.uid]
    assert [(method, event["SEQUENCE"]) for method, event in (first, second)] == [
        ("REQUEST", 0),
        ("REQUEST", 1),
    ]
    assert (second[1].start, second[1]["LOCATION"]) == (later, "https://meet.example/x")
    lead.refresh_from_db()
    assert lead.next_action_on == later.date()


def stop_by_cancelling(lead, user):
    cancel_talk(lead, user=user, why="Ziek", now=NOW)


def stop_by_losing(lead, user):
    move_lead(lead, LeadState.LOST, user=user, lost_reason=LostReason.NO_TIME, now=NOW)


def stop_by_withdrawing(lead, user):
    withdraw(lead, now=NOW)


def stop_by_erasing(lead, user):
    erase_person(lead, user=user, now=NOW)


@pytest.mark.parametrize("stop", [stop_by_cancelling, stop_by_losing, stop_by_withdrawing, stop_by_erasing])
def test_a_talk_that_is_off_leaves_both_calendars(lead, user, mailed, stop):
    talk = plan(lead, user)
    mailed(SCHOOL)
    stop(lead, user)

    for address in (SCHOOL, lead.owner.email):
        method, event = mailed(address)[-1]
        assert (method, event["UID"], event["SEQUENCE"]) == ("CANCEL", talk.uid, 1)
        assert event["STATUS"] == "CANCELLED"


def test_without_its_first_talk_a_lead_is_not_planned_any_more(lead, user):
    plan(lead, user)
    cancel_talk(lead, user=user, why="Ziek", now=NOW)

    lead.refresh_from_db()
    assert (lead.state, lead.next_action_on) == (LeadState.CONTACTED, NOW.date())
    assert [item.detail for item in timeline(lead) if item.action == Action.TALK_CANCELLED] == [
        "Dorpsstraat 1, Houten\nZiek"
    ]


def test_a_colleague_who_gets_the_lead_invites_and_the_other_is_free(lead, user, mailed):
    plan(lead, user)
    before, after = lead.owner, AdviserFactory()
    hand_over(lead, to=after, user=user, now=NOW)

    assert mailed(SCHOOL)[-1][1]["ORGANIZER"] == f"mailto:{after.email}"
    assert [method for method, _event in mailed(after.email)] == ["REQUEST"]
    assert [method for method, _event in mailed(before.email)] == ["REQUEST", "CANCEL"]


def test_a_corrected_address_is_invited_too(lead, user, mailed):
    talk = plan(
        lead, user, starts_at=timezone.now().replace(hour=9) + timedelta(days=7), sure=Anything(), now=None
    )
    correct_address(lead, "juist@debrug.example", user=user)

    [(_method, event)] = mailed("juist@debrug.example")

    assert event["UID"] == talk.uid


def test_what_was_erased_is_in_no_mail_and_no_row(lead, user, mailed, inbox):
    plan(lead, user, note="Annelies is herstellende", link="https://meet.example/annelies")
    call_command("run_worker", once=True)
    inbox.messages.clear()
    erase_person(lead, user=user, now=NOW)
    mailed(SCHOOL)

    [inside] = inbox.to(lead.owner.email)
    assert SCHOOL not in inside.as_string()
    assert "herstellende" not in inside.as_string()
    assert not Appointment.objects.exists()
    assert "annelies" not in str([item.detail for item in timeline(lead)])


# ------------------------------------------------------------------ what cannot be, and what is odd
class Anything:
    """Sure of everything."""

    def __contains__(self, key) -> bool:
        return True


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"starts_at": NOW - timedelta(days=1)}, "on"),
        ({"starts_at": NOW - timedelta(hours=1)}, "at"),
        ({"starts_at": NOW + timedelta(days=400)}, "on"),
        ({"starts_at": WEDNESDAY.replace(hour=4)}, "at"),
        ({"starts_at": WEDNESDAY.replace(hour=21), "minutes": 120}, "at"),
        ({"minutes": 0}, "minutes"),
        ({"minutes": 600}, "minutes"),
        ({"place": " "}, "place"),
        ({"place": "x" * 161}, "place"),
        ({"link": "http://meet.example/abc"}, "link"),
        ({"link": "javascript:alert(1)"}, "link"),
        ({"link": "meet.example"}, "link"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(lead, user, fields, field):
    with pytest.raises(LeadError) as refused:
        plan(lead, user, **fields)

    assert refused.value.field == field
    lead.refresh_from_db()
    assert lead.state == LeadState.NEW


def test_nobody_plans_for_a_lead_that_nobody_has_or_that_is_closed(user):
    for lead in (LeadFactory(in_triage=True), LeadFactory(lost=True)):
        with pytest.raises(LeadError):
            plan(lead, user)


def test_there_is_one_talk_to_come(lead, user):
    plan(lead, user)
    with pytest.raises(LeadError):
        plan(lead, user, starts_at=WEDNESDAY + timedelta(days=1))


def overlap(lead, user):
    plan(LeadFactory(owner=lead.owner), user, starts_at=WEDNESDAY + timedelta(minutes=30))


def school_holiday(lead, user):
    day = WEDNESDAY.date()
    SchoolHoliday.objects.create(name="Studieweek", region="", first_day=day, last_day=day)


def absence(lead, user):
    day = WEDNESDAY.date()
    Absence.objects.create(adviser=lead.owner, first_day=day, last_day=day)


def day_off(lead, user):
    lead.owner.workdays = [0, 1, 3, 4]
    lead.owner.save()


@pytest.mark.parametrize("make_odd", [overlap, school_holiday, absence, day_off])
def test_what_is_odd_is_shown_first_and_goes_ahead_for_who_is_sure(lead, user, make_odd):
    make_odd(lead, user)
    with pytest.raises(TalkDoubtful) as asked:
        plan(lead, user)
    [doubt] = asked.value.doubts

    plan(lead, user, sure=[doubt.key])

    lead.refresh_from_db()
    assert lead.state == LeadState.PLANNED


def test_who_is_sure_of_one_thing_is_asked_about_another(lead, user):
    overlap(lead, user)
    with pytest.raises(TalkDoubtful) as asked:
        plan(lead, user)
    absence(lead, user)

    with pytest.raises(TalkDoubtful) as again:
        plan(lead, user, sure=[doubt.key for doubt in asked.value.doubts])

    assert len(again.value.doubts) == 2


def test_a_talk_does_not_overlap_with_itself(lead, user):
    plan(lead, user)
    move_talk(lead, Talk(WEDNESDAY, 90, place="Op school"), user=user, now=NOW)

    assert Appointment.objects.get().minutes == 90


# ------------------------------------------------------------------ moves and what they need
def test_no_door_around_the_talk(lead, user):
    with pytest.raises(LeadError):
        move_lead(lead, LeadState.PLANNED, user=user)

    plan(lead, user)
    with pytest.raises(LeadError):
        move_lead(lead, LeadState.CONTACTED, user=user, now=NOW)


def test_who_stepped_too_far_goes_back_to_the_talk_that_was(lead, user):
    plan(lead, user)
    move_lead(lead, LeadState.PROPOSED, user=user, now=NOW)

    assert move_lead(lead, LeadState.PLANNED, user=user, now=NOW).state == LeadState.PLANNED


def test_a_mistaken_step_past_the_talk_is_taken_back_without_one(lead, user):
    move_lead(lead, LeadState.CONTACTED, user=user)
    move_lead(lead, LeadState.PROPOSED, user=user)

    move_lead(lead, LeadState.PLANNED, user=user)

    assert move_lead(lead, LeadState.CONTACTED, user=user).state == LeadState.CONTACTED


@pytest.mark.parametrize("to", [LeadState.RUNNING, LeadState.COMPLETED])
def test_who_skips_the_agreement_says_all_the_same_what_it_is(user, to):
    lead = LeadFactory(proposed=True)
    with pytest.raises(LeadError):
        move_lead(lead, to, user=user)

    assert move_lead(lead, to, user=user, agreed=Agreed("Acht bijeenkomsten")).state == to
    assert Agreement.objects.get(lead=lead).text == "Acht bijeenkomsten"


def test_what_was_agreed_stays_with_the_lead(user):
    lead = LeadFactory(proposed=True)
    with pytest.raises(LeadError):
        move_lead(lead, LeadState.AGREED, user=user)
    with pytest.raises(LeadError) as refused:
        move_lead(lead, LeadState.AGREED, user=user, agreed=Agreed(" "))
    assert refused.value.field == "agreed"

    move_lead(lead, LeadState.AGREED, user=user, agreed=Agreed("Drie trainingen", 2350, NOW.date()))

    agreement = Agreement.objects.get(lead=lead)
    assert (agreement.text, agreement.amount, agreement.starts_on) == ("Drie trainingen", 2350, NOW.date())
    assert timeline(lead)[0].detail.split("\n") == [
        "Drie trainingen", "€\u00a02.350,-", "Begint op 23 november 2026",
    ]  # fmt: skip
