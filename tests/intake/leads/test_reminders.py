"""Who lets a lead lie is reminded, then the coordinators hear of it, and it can be given away at once."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email

from home.roles import Role
from intake.leads import reminders
from intake.leads.errors import LeadError
from intake.leads.lifecycle import log_contact
from intake.leads.reminders import remind
from intake.leads.trail import timeline
from intake.models import Absence, Lead, Reminder, RoutingDecision
from intake.routing.assign import reroute
from tests.factories.intake import AdviserFactory, LeadFactory, UserFactory

pytestmark = pytest.mark.django_db
HERE = ZoneInfo("Europe/Amsterdam")
FRIDAY, MONDAY, TUESDAY = date(2026, 11, 20), date(2026, 11, 23), date(2026, 11, 24)


def at(day: date, hour: int = 9) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=HERE)


def ignored(**more) -> Lead:
    """A lead of a week ago, promised for Friday."""
    received = at(date(2026, 11, 16))
    return LeadFactory(received_at=received, respond_by=FRIDAY, next_action_on=FRIDAY, **more)


def sent_to() -> list[tuple[str, str]]:
    rows = Email.objects.order_by("pk").select_related("template")
    return [(mail.template.name, ",".join(mail.to)) for mail in rows]


@pytest.fixture
def boss():
    return UserFactory(role=Role.COORDINATOR)


def test_the_adviser_then_the_coordinators_each_once(boss):
    lead = ignored()
    own, chief = ("lead_overdue", lead.owner.email), ("lead_ignored", boss.email)
    for day, hour, expected in (
        (FRIDAY, 23, []),
        (date(2026, 11, 21), 12, []),  # Saturday
        (MONDAY, 6, []),
        (MONDAY, 9, [own]),
        (MONDAY, 17, [own]),
        (TUESDAY, 9, [own, chief]),
        (date(2026, 12, 1), 9, [own, chief]),
    ):
        remind(at(day, hour))
        assert sent_to() == expected, (day, hour)
    titles = [item.title for item in timeline(lead)]
    assert titles[0].startswith("Niet op tijd contact")
    assert lead.owner.name in titles[1]


def test_contact_in_time_or_late_stops_it(boss):
    lead = ignored()
    log_contact(lead, user=lead.owner.user, outcome="spoken", now=at(MONDAY, 7))
    remind(at(TUESDAY))
    assert sent_to() == []


@pytest.mark.parametrize("change", ["away", "stopped"])
def test_who_is_not_there_to_read_it_goes_to_the_coordinators_at_once(boss, change):
    lead = ignored()
    if change == "away":
        Absence.objects.create(adviser=lead.owner, first_day=MONDAY, last_day=TUESDAY)
    else:
        type(lead.owner).objects.update(active=False)
    remind(at(MONDAY))
    assert [name for name, _to in sent_to()] == ["lead_overdue", "lead_ignored"]


def test_who_got_a_late_lead_today_has_a_working_day(boss):
    lead = ignored()
    Lead.objects.filter(pk=lead.pk).update(assigned_at=at(MONDAY, 11))
    remind(at(TUESDAY))
    assert sent_to() == []
    remind(at(date(2026, 11, 25)))
    assert sent_to() == [("lead_overdue", lead.owner.email)]


def test_triage_rings_again_on_every_working_day(boss):
    ignored(in_triage=True)
    for day in (date(2026, 11, 16), FRIDAY, FRIDAY, date(2026, 11, 22), MONDAY):
        remind(at(day))
    assert sent_to() == [("lead_still_in_triage", boss.email)] * 2


def test_the_worker_sends_them(boss, inbox):
    lead = LeadFactory(
        received_at=timezone.now() - timedelta(days=30), respond_by=timezone.localdate() - timedelta(days=20)
    )
    remind(at(date(2027, 1, 5)))
    call_command("run_worker", once=True)
    call_command("run_worker", once=True)
    (message,) = inbox.to(lead.owner.email)
    assert lead.organisation.name in message["Subject"]
    assert (
        reverse("intake_lead_modeladmin_inspect", args=[lead.pk])
        in message.get_body(("plain",)).get_content()
    )
    assert Reminder.objects.filter(lead=lead).count() == 2


def test_two_workers_at_once_send_it_once(boss, monkeypatch):
    lead = ignored()
    due = list(reminders._due(MONDAY))
    remind(at(MONDAY))
    for one in due:  # what another worker had already read
        reminders._remind(*one, at(MONDAY))
    assert sent_to() == [("lead_overdue", lead.owner.email)]


class TestReroute:
    def test_gives_it_to_somebody_else_by_the_rules_and_keeps_why(self, boss):
        lead, other = ignored(), AdviserFactory()
        before = lead.owner
        lead = reroute(lead, user=boss, now=at(TUESDAY))
        assert (lead.owner, lead.next_action_on, lead.respond_by) == (other, TUESDAY, FRIDAY)
        decision = RoutingDecision.objects.get(lead=lead)
        assert decision.adviser == other
        assert timeline(lead)[0].title == f"De site koos opnieuw: van {before.name} naar {other.name}"
        assert sent_to() == [("lead_handed_over", other.email)]
        remind(at(TUESDAY))
        assert len(sent_to()) == 1

    def test_goes_to_triage_with_an_alarm_when_nobody_else_can(self, boss):
        lead = reroute(ignored(), user=boss, now=at(TUESDAY))
        assert (lead.owner, lead.triage_since) == (None, at(TUESDAY))
        assert sent_to() == [("lead_in_triage", boss.email)]

    def test_not_when_something_was_done_after_all(self, boss):
        lead = ignored()
        log_contact(lead, user=lead.owner.user, outcome="mailed", now=at(TUESDAY, 8))
        with pytest.raises(LeadError):
            reroute(lead, user=boss, now=at(TUESDAY))
        assert Lead.objects.get(pk=lead.pk).owner == lead.owner

    def test_is_one_click_for_a_coordinator_and_nothing_for_an_adviser(self, boss, client):
        lead, other = ignored(), AdviserFactory()
        address = reverse("intake_lead_modeladmin_reroute", args=[lead.pk])
        client.force_login(lead.owner.user)
        assert address not in client.get(reverse("intake_lead_modeladmin_inspect", args=[lead.pk])).text
        client.post(address)
        assert Lead.objects.get(pk=lead.pk).owner == lead.owner
        client.force_login(boss)
        assert address in client.get(reverse("intake_lead_modeladmin_inspect", args=[lead.pk])).text
        client.post(address)
        assert Lead.objects.get(pk=lead.pk).owner == other
