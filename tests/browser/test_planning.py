"""From a coordinator's rule to an invitation in the school's calendar, the adviser's part on a phone."""

import re

import pytest
from django.core.management import call_command
from icalendar import Calendar
from playwright.sync_api import Page, expect

from intake.form.submit import submit_request
from intake.models import Lead
from tests.browser.conftest import faults, log_in, overflows
from tests.browser.test_whole_way import has_focus, tab_to
from tests.intake.desk.test_talks import working_day
from tests.intake.form.test_submit import data

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

SCHOOL = "directie@hetanker.example"
PHONE = {"width": 390, "height": 780}
RULE = "Jeugdhulp kent Karim"


def test_a_rule_a_request_a_phone_and_a_talk_in_both_calendars(demo, inbox, open_context):
    set_a_rule(open_context(viewport={"width": 1280, "height": 800}).new_page())

    lead = submit_request(data(organisation_name="Het Anker", sector="youth_care", email=SCHOOL)).lead
    assert lead.owner.user.username == "karim"
    call_command("run_worker", once=True)
    [assignment] = inbox.to(lead.owner.email)
    link = re.search(r"https?://\S+/inspect/\d+/", assignment.get_body(("plain",)).get_content())[0]

    phone = open_context(viewport=PHONE, has_touch=True).new_page()
    plan_on_a_phone(phone, link.replace("http://testserver", demo))

    call_command("run_worker", once=True)
    starts_at = working_day()
    for address, answer in ((SCHOOL, "NEEDS-ACTION"), (lead.owner.email, "ACCEPTED")):
        calendar = invitation_in(inbox.to(address)[-1])
        [event] = calendar.walk("VEVENT")
        assert calendar["METHOD"] == "REQUEST"
        assert (event["UID"], event["SEQUENCE"]) == (lead.appointments.get().uid, 0)
        assert (event.start, event["DTSTART"].params["TZID"]) == (starts_at, "Europe/Amsterdam")
        assert event["LOCATION"] == "Havenkade 3, Utrecht"
        invited = {str(one).removeprefix("mailto:"): one.params["PARTSTAT"] for one in event["ATTENDEE"]}
        assert invited[address] == answer


def set_a_rule(desk: Page) -> None:
    """The coordinator makes a rule, looks who would get a request by it, and puts it into use."""
    log_in(desk, "coordinator")
    desk.goto("/admin/intake/routingrule/create/")
    desk.get_by_label("Naam", exact=True).fill(RULE)
    desk.get_by_label("Naar deze adviseur").check()
    desk.get_by_label("Karim Benali").check()
    desk.get_by_label("Jeugdhulp").check()
    desk.get_by_role("button", name="Bewaar de regel").click()
    desk.get_by_role("link", name="Probeer uit").click()
    desk.get_by_text("Vul een aanvraag in").click()
    desk.get_by_label("Sector").select_option(label="Jeugdhulp")
    desk.get_by_label("Postcode").fill("3512")
    desk.get_by_role("button", name="Wie zou haar krijgen?").click()
    expect(desk.locator("#result")).to_contain_text("Karim Benali")
    desk.go_back()
    desk.go_back()
    desk.get_by_role("button", name="Neem in gebruik").click()
    expect(desk.get_by_role("button", name="Neem in gebruik")).to_have_count(0)


def plan_on_a_phone(phone: Page, link: str) -> None:
    """The adviser follows the link in the mail, logs in, and plans the talk with the keyboard alone."""
    phone.goto(link)
    phone.locator("#id_username").fill("karim")
    phone.locator("#id_password").fill("leerkring-demo")
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Het Anker")

    tab_to(phone, has_focus(phone, "#plan summary"))
    phone.keyboard.press("Enter")
    starts_at = working_day()
    # How a day is typed differs from browser to browser; all else goes by keyboard.
    phone.locator("#plan-on").fill(f"{starts_at:%Y-%m-%d}")
    phone.locator("#plan-at").fill("10:00")
    tab_to(phone, has_focus(phone, "#plan-place"))
    phone.keyboard.type("Havenkade 3, Utrecht")
    assert faults(phone, within="#plan") == []
    assert overflows(phone) <= 0
    tab_to(phone, has_focus(phone, "#plan button[type=submit]"))
    phone.keyboard.press("Enter")

    expect(phone.get_by_role("region", name="Startoverleg", exact=True)).to_contain_text(
        "10.00 tot 11.00 uur"
    )
    assert Lead.objects.get(contact__email=SCHOOL).state == "planned"


def invitation_in(message) -> Calendar:
    """What a calendar program finds in a mail."""
    [part] = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
    assert part.get_param("method") == "REQUEST"
    return Calendar.from_ical(part.get_payload(decode=True).decode())
