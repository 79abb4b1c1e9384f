"""`load_demo`: complete, and safe to repeat."""

from datetime import timedelta
from io import StringIO

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.serializers import serialize
from django.db.models import Count, Q
from django.utils import timezone
from post_office.models import Email
from wagtail.models import Page

from demo.load import load_demo
from demo.writers.people import PASSWORD
from home.models import HomePage, MenuSettings
from home.roles import Role
from intake.models import (
    Adviser,
    Enrolment,
    IntakeRequest,
    Lead,
    LeadLogEntry,
    LeadState,
    Quarantine,
    RoutingDecision,
)
from offerings import models as offerings
from offerings.models import CourseDate, CoursePage, ServicePage

pytestmark = pytest.mark.slow

ACCOUNTS = {
    "beheer": Role.ADMINISTRATOR,
    "redactie": Role.EDITOR,
    "eindredactie": Role.CHIEF_EDITOR,
    "coordinator": Role.COORDINATOR,
    "adviseur": Role.ADVISER,
    "joost": Role.ADVISER,
    "karim": Role.ADVISER,
    "anouk": Role.ADVISER,
    "soraya": Role.ADVISER,
    "samuel": Role.ADVISER,
}


def everything() -> dict[str, str]:
    """Every row of every table, by model."""
    return {model._meta.label: serialize("json", model.objects.order_by("pk")) for model in apps.get_models()}


# ------------------------------------------------------------------ loading
def test_loading_again_changes_nothing(demo):
    before = everything()
    load_demo()
    assert everything() == before


def test_loading_again_on_another_day_changes_nothing(demo):
    before = everything()
    load_demo(now=timezone.now() + timedelta(days=40))
    assert everything() == before


def test_loading_again_leaves_an_editors_work_alone(demo):
    home = HomePage.objects.get()
    home.opening_first = "Zelf geschreven."
    home.save_revision().publish()
    menus = MenuSettings.objects.get()
    menus.button = "Bel ons"
    menus.save()
    load_demo()
    assert HomePage.objects.get().opening_first == "Zelf geschreven."
    assert MenuSettings.objects.get().button == "Bel ons"


def test_loading_again_brings_back_what_was_thrown_away(demo):
    ServicePage.objects.get(slug="training").delete()
    load_demo()
    assert ServicePage.objects.get(slug="training").live


def test_the_command_loads_and_says_so(demo):
    out = StringIO()
    call_command("load_demo", stdout=out)
    assert out.getvalue().strip()


# ------------------------------------------------------------------ people
@pytest.mark.parametrize("username", ACCOUNTS)
def test_each_account_can_work_in_the_admin(demo, client, username):
    assert client.login(username=username, password=PASSWORD)
    assert client.get("/admin/").status_code == 200
    groups = get_user_model().objects.get(username=username).groups.values_list("name", flat=True)
    assert list(groups) == [ACCOUNTS[username].value]


def test_there_are_six_advisers_with_a_page_who_differ(demo):
    advisers = Adviser.objects.all()
    assert len(advisers) == 6
    assert all(adviser.page and adviser.page.live and adviser.phone for adviser in advisers)
    assert len({adviser.capacity for adviser in advisers}) > 3
    assert len({tuple(adviser.sectors) for adviser in advisers}) == 6
    assert Adviser.objects.available().count() == 5


# ------------------------------------------------------------------ offering
def test_every_service_has_somebody_who_tells_about_it(demo):
    services = ServicePage.objects.live()
    assert len(services) == 4
    assert all(service.testimonial for service in services)


def test_consent_is_asked_of_everybody_and_heeded(demo, client):
    hidden = [quote for quote in offerings.Testimonial.objects.all() if not quote.is_shown]
    assert {quote.consent_on is None for quote in hidden} == {True, False}
    text = client.get("/ervaringen/").content.decode()
    for quote in offerings.Testimonial.objects.all():
        assert (quote.person in text) is quote.is_shown


def test_dates_are_free_nearly_full_and_full_and_one_course_has_none(demo):
    dates = list(CourseDate.objects.to_come())
    assert len(dates) == CourseDate.objects.exclude(status=CourseDate.Status.CANCELLED).count()
    assert any(date.seats_left > 5 for date in dates)
    assert any(0 < date.seats_left < 3 for date in dates)
    assert any(date.is_full and date.people_waiting for date in dates)
    without = [course.slug for course in CoursePage.objects.live() if not course.dates_to_come]
    assert "lesson-study-in-een-middag" in without


def test_the_draft_of_a_page_says_what_is_published(demo):
    """What is not in the latest revision is lost when an editor saves the page."""
    for page in Page.objects.filter(depth__gt=1).specific():
        draft = page.get_latest_revision_as_object()
        assert page.live
        assert page.has_unpublished_changes == (page.slug == "toegankelijkheid")  # Redactie handed that in
        if isinstance(page, CoursePage):
            trainers = page.trainers.values_list("adviser", flat=True)
            assert trainers
            assert {trainer.adviser_id for trainer in draft.trainers.all()} == set(trainers)


# ------------------------------------------------------------------ leads
def test_leads_stand_in_every_state(demo):
    assert {lead.state for lead in Lead.objects.all()} == set(LeadState)
    assert 25 <= Lead.objects.count() <= 45
    assert Lead.objects.in_triage().count() == 1


def test_something_waits_in_quarantine(demo):
    assert [kept.request.organisation_name for kept in Quarantine.objects.waiting()] == ["Klikkracht Online"]


def test_seats_are_confirmed_held_offered_and_waited_for(demo):
    states = set(Enrolment.objects.values_list("state", flat=True))
    assert states >= {"confirmed", "held", "offered", "waiting"}
    offered = Enrolment.objects.get(state="offered")
    first = Enrolment.objects.on(offered.course_date_id).waiting().first()
    assert first.since < offered.since  # a group that does not fit in what came free keeps its place


def test_some_leads_are_late_and_some_are_for_today(demo):
    today = timezone.localdate()
    assert Lead.objects.open().filter(next_action_on__lt=today).count() >= 5
    assert Lead.objects.open().filter(next_action_on=today).count() >= 3
    assert Lead.objects.filter(state=LeadState.NEW, first_contact_at=None, respond_by__lt=today).exists()


def test_requests_are_what_the_form_would_have_let_through(demo):
    for request in IntakeRequest.objects.all():
        not_asked = [
            field.name for field in request._meta.fields if getattr(request, field.attname) in (None, [])
        ]
        request.full_clean(exclude=not_asked)
        assert request.consent_text
        assert request.consent_version
        assert request.email.endswith(".example")


def test_history_lies_in_the_past_and_in_order(demo):
    now = timezone.now()
    for lead in Lead.objects.all():
        entries = LeadLogEntry.objects.for_instance(lead).order_by("pk")
        moments = [entry.timestamp for entry in entries]
        assert moments == sorted(moments)
        assert moments[0] == lead.created_at
        assert moments[-1] <= now


def test_nobody_has_more_than_they_can_do(demo):
    is_open = Q(leads__closed_at=None, leads__isnull=False)
    for adviser in Adviser.objects.annotate(load=Count("leads", filter=is_open)):
        assert 0 < adviser.load <= adviser.capacity


def test_organisations_that_come_back_keep_their_adviser(demo):
    assert RoutingDecision.objects.filter(kind="continuity").count() >= 3
    assert Lead.objects.values("organisation").annotate(n=Count("pk")).filter(n__gt=1).count() >= 3


def test_no_mail_about_the_past_goes_out(demo):
    """Only schools that asked just now get their confirmation; from it one can open their own page."""
    just_now = timezone.now() - timedelta(hours=12)
    for email in Email.objects.select_related("about_lead__lead"):
        assert email.about_lead.to_school
        assert email.about_lead.lead.created_at > just_now
    assert Email.objects.exists()
