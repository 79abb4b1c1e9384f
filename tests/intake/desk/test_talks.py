"""Planning a talk and agreeing on something, from the page of a lead: nothing that was typed is lost."""

from datetime import datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar
from post_office.models import Email

from intake.desk.feed import address_of, renew
from intake.leads.access import status_url
from intake.leads.appointments import Talk, plan_talk
from intake.models import Agreement, Appointment, CallProposal, Contact, LeadState, LostReason
from tests.factories.intake import LeadFactory, days_from_now

from .pages import problems, url

pytestmark = pytest.mark.django_db


def working_day() -> datetime:
    """Ten o'clock on a day on which nobody is away, some weeks from now."""
    day = days_from_now(14)
    while day.weekday() > 3 or day.month in {7, 8, 12} or (day.month, day.day) < (1, 7):
        day += timedelta(days=1)
    return timezone.make_aware(datetime.combine(day, time(10)))


def filled_in(starts_at: datetime, **more) -> dict:
    start = timezone.localtime(starts_at)
    asked = {"on": f"{start:%Y-%m-%d}", "at": f"{start:%H:%M}", "minutes": "60", "place": "Op school"}
    return asked | more


def planned(lead, starts_at=None) -> Appointment:
    talk = Talk(starts_at or working_day(), 60, place="Op school")
    return plan_talk(lead, talk, user=lead.owner.user)


def test_a_talk_is_planned_from_the_page_and_stands_on_top(desk, lead):
    response = desk.post(url("plan", lead), filled_in(working_day(), note="Tot dan"))

    assert response.url == url("inspect", lead)
    lead.refresh_from_db()
    assert lead.state == LeadState.PLANNED
    assert {tuple(mail.to) for mail in Email.objects.all()} == {(lead.contact.email,), (lead.owner.email,)}
    page = desk.get(url("inspect", lead)).text
    assert page.index("10.00 tot 11.00 uur") < page.index('id="g-next"')
    assert 'id="plan"' not in page


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"on": ""}, "on"),
        ({"on": "gisteren"}, "on"),
        ({"at": ""}, "at"),
        ({"at": "half tien"}, "at"),
        ({"at": "03:00"}, "at"),
        ({"minutes": "7"}, "minutes"),
        ({"place": ""}, "place"),
        ({"link": "http://onveilig.example"}, "link"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_what_was_typed_stays(desk, lead, more, field):
    response = desk.post(url("plan", lead), filled_in(working_day(), note="Neem Stijn mee") | more)

    assert list(problems(response)) == [field]
    assert '<details id="plan" open>' in response.text
    assert "Neem Stijn mee" in response.text
    assert not Appointment.objects.exists()


def test_an_overlap_is_shown_first_and_planned_anyway_with_the_same_button(desk, lead, adviser):
    other = planned(LeadFactory(owner=adviser))
    asked = filled_in(working_day(), note="Neem Stijn mee")

    response = desk.post(url("plan", lead), asked)

    assert other.lead.organisation.name in problems(response)["on"][0]
    assert "Neem Stijn mee" in response.text
    assert not lead.appointments.exists()
    [doubt] = response.context["forms"]["plan"].doubts
    assert f'name="sure" value="{doubt.key}"' in response.text

    desk.post(url("plan", lead), asked | {"sure": doubt.key})

    assert lead.appointments.count() == 1


def test_a_moment_that_the_school_proposed_is_picked_with_a_link(desk, lead):
    day = working_day().date()
    CallProposal.objects.create(lead=lead, day=day, part="afternoon", proposed_at=timezone.now())
    page = desk.get(url("inspect", lead)).text
    assert f"?ask=plan&amp;on={day}&amp;at=13:30#plan" in page

    picked = desk.get(url("inspect", lead), {"ask": "plan", "on": str(day), "at": "13:30"}).text

    assert f'value="{day}"' in picked
    assert 'value="13:30"' in picked
    assert desk.get(url("inspect", lead), {"ask": "plan", "on": "2026-99-99", "at": "x"}).status_code == 200


@pytest.mark.parametrize("action", ["talk", "talk_cancel", "lost"])
def test_who_is_told_by_nobody_is_told_by_the_adviser(desk, lead, action):
    """The school asked by phone and has no address, so no mail goes there."""
    planned(lead)
    Contact.objects.filter(pk=lead.contact_id).update(email="")
    assert "en laat het de school weten" not in desk.get(url("inspect", lead)).text

    later = filled_in(working_day() + timedelta(hours=2), lost_reason=LostReason.NO_MONEY)
    response = desk.post(url(action, lead), later, follow=True)

    assert "De school heeft geen e-mailadres: laat het haar zelf weten." in response.text


def test_a_talk_is_changed_and_called_off(desk, lead):
    planned(lead)
    later = working_day() + timedelta(hours=2)

    desk.post(url("talk", lead), filled_in(later, place="", link="https://meet.example/x"))
    talk = lead.appointments.get()
    assert (talk.starts_at, talk.place, talk.link) == (later, "", "https://meet.example/x")

    desk.post(url("talk_cancel", lead), {"note": "Griep"})
    lead.refresh_from_db()
    assert lead.state == LeadState.CONTACTED
    assert "10.00 tot" not in desk.get(url("inspect", lead)).text.partition('id="g-next"')[0]


def test_what_was_typed_for_a_talk_that_is_gone_becomes_a_note(desk, lead):
    response = desk.post(url("talk", lead), filled_in(working_day(), note="Neem Stijn mee"))

    assert response.context["forms"]["note"].initial == {"text": "Neem Stijn mee"}
    assert "Neem Stijn mee" in response.text


def test_a_colleague_who_moved_the_talk_first_is_shown(desk, lead, coordinator):
    page = desk.get(url("inspect", lead))
    plan_talk(lead, Talk(working_day(), 60, place="Op school"), user=coordinator)
    seen = page.context["seen_field"].split('value="')[1].split('"')[0]

    response = desk.post(url("plan", lead), filled_in(working_day(), note="Ook ik", seen=seen))

    assert "10.00 tot 11.00 uur" in response.text
    assert lead.appointments.count() == 1


# ------------------------------------------------------------------ agreed
@pytest.mark.parametrize(
    ("typed", "amount"),
    [("", None), ("2350", 2350), ("€ 2.350,-", 2350), ("2.350,50", 2350.5), ("89.5", 89.5), ("0", 0)],
)
def test_agreeing_asks_what_and_shows_it_on_top(desk, adviser, typed, amount):
    lead = LeadFactory(owner=adviser, proposed=True)
    day = days_from_now(30)

    response = desk.post(url("agreed", lead), {"agreed": "Drie keer", "amount": typed, "starts_on": day})

    assert response.url == url("inspect", lead)
    lead.refresh_from_db()
    assert lead.state == LeadState.AGREED
    kept = Agreement.objects.get(lead=lead)
    assert (kept.text, kept.amount, kept.starts_on) == ("Drie keer", amount, day)
    page = desk.get(url("inspect", lead)).text
    assert "Drie keer" in page.partition('id="g-next"')[0]


@pytest.mark.parametrize(
    ("data", "field"),
    [({"agreed": " "}, "agreed"), ({"agreed": "Zo", "amount": "veel"}, "amount"),
     ({"agreed": "Zo", "amount": "-5"}, "amount"), ({"agreed": "Zo", "amount": "99999999999"}, "amount")],
)  # fmt: skip
def test_an_agreement_without_words_or_with_another_amount_is_refused(desk, adviser, data, field):
    lead = LeadFactory(owner=adviser, proposed=True)

    response = desk.post(url("agreed", lead), data)

    assert list(problems(response)) == [field]
    assert '<details id="agreed" open>' in response.text
    lead.refresh_from_db()
    assert lead.state == LeadState.PROPOSED


def test_what_was_agreed_can_be_set_right(desk, adviser):
    lead = LeadFactory(owner=adviser, agreed=True)
    desk.post(url("agreed", lead), {"agreed": "Twee keer"})
    desk.post(url("agreed", lead), {"agreed": "Drie keer", "amount": "10"})

    assert (lead.agreement.text, lead.agreement.amount) == ("Drie keer", 10)


def test_no_click_goes_around_what_a_move_needs(desk, lead):
    for to in ("planned", "agreed"):
        response = desk.post(url("move", lead), {"to": to})

        assert list(problems(response)) == ["to"]
    lead.refresh_from_db()
    assert lead.state == LeadState.NEW


def test_many_at_once_are_not_planned_and_it_is_said_why(desk, lead):
    bulk = url("inspect", lead).replace(f"inspect/{lead.pk}/", "bulk/")
    response = desk.post(bulk, {"lead": lead.pk, "do": "move", "to": "planned", "check": "1"})

    [trial] = response.context["cannot"]
    assert "uitnodiging" in trial.why_not


# ------------------------------------------------------------------ where it shows
def test_the_own_calendar_has_the_talk_once_without_whom_and_without_the_link(client, lead, adviser):
    talk = plan_talk(
        lead, Talk(working_day(), 60, "Op school", "https://meet.example/x", "Tot dan"), user=adviser.user
    )
    plan_talk(LeadFactory(), Talk(working_day(), 60, "Elders"), user=adviser.user)

    calendar = client.get(address_of(renew(adviser.user))).text

    [event] = Calendar.from_ical(calendar).walk("VEVENT")
    assert (event["uid"], event.start, event["location"]) == (talk.uid, working_day(), "Op school")
    for secret in (lead.contact.last_name, "meet.example", "Tot dan"):
        assert secret not in calendar


def test_the_morning_tells_the_talks_of_today_with_their_hours(desk, lead, adviser):
    now = timezone.now()
    Appointment.objects.create(
        lead=lead, adviser=adviser, kind="first", starts_at=now, ends_at=now + timedelta(hours=1),
        place="Op school", made_at=now, changed_at=now,
    )  # fmt: skip
    planned(LeadFactory(owner=adviser))

    page = desk.get(reverse("wagtailadmin_home")).text
    part = page.partition('class="talks"')[2].partition("</ol>")[0]

    assert part.count("<li>") == 1
    assert f"{timezone.localtime(now):%H.%M}" in part
    assert url("inspect", lead) in part


def test_the_school_sees_the_talk_and_takes_it_into_its_calendar(client, lead):
    talk = planned(lead)
    page = client.get(status_url(lead), follow=True)
    assert "10.00 tot 11.00 uur" in page.text

    file = client.get(reverse("intake:status_talk", args=[lead.reference]))

    calendar = Calendar.from_ical(file.content)
    [event] = calendar.walk("VEVENT")
    assert (calendar["METHOD"], event["UID"], event.start) == ("PUBLISH", talk.uid, working_day())
    assert "ATTENDEE" not in event
    for name in ("status_data", "status_json"):
        assert "10.00 tot 11.00 uur" in client.get(reverse(f"intake:{name}", args=[lead.reference])).text


def test_who_has_no_address_gets_no_invitation_and_the_adviser_hears_it(desk, lead):
    lead.contact.email = ""
    lead.contact.save()

    response = desk.post(url("plan", lead), filled_in(working_day()), follow=True)

    assert [mail.to for mail in Email.objects.all()] == [[lead.owner.email]]
    assert "geen e-mailadres" in response.text


def test_who_goes_past_the_agreement_is_asked_what_it_is_and_gets_there(desk, adviser):
    lead = LeadFactory(owner=adviser, proposed=True)
    asked = f"{url('inspect', lead)}?ask=agreed&amp;then=running#agreed"
    assert asked in desk.get(url("inspect", lead)).text
    assert asked in desk.get(reverse("intake_lead_board_modeladmin_index")).text
    page = desk.get(url("inspect", lead), {"ask": "agreed", "then": "running"}).text
    assert '<input type="hidden" name="then" value="running"' in page

    desk.post(url("agreed", lead), {"agreed": "Acht bijeenkomsten", "then": "running"})

    lead.refresh_from_db()
    assert (lead.state, lead.agreement.text) == (LeadState.RUNNING, "Acht bijeenkomsten")
