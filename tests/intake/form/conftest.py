"""A small site with an offer, and the way a school sends its answers in."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Site

from home.models import BrandSettings, HomePage, TextPage
from intake.models import IntakeSettings
from offerings.models import (
    AdviserPage,
    CourseDate,
    CourseDay,
    CourseIndexPage,
    CoursePage,
    ServiceIndexPage,
    ServicePage,
)
from tests.factories.intake import AdviserFactory

FORM = "/aanvraag/"
ANSWERS = {
    "organisation_name": "IKC De Waterlijn",
    "sector": "primary",
    "postcode": "3991ab",
    "city": "Houten",
    "register_code": "",
    "first_name": "Annelies",
    "last_name": "de Wit",
    "role": "directeur",
    "email": "a.dewit@dewaterlijn.example",
    "phone": "06-12345678",
    "call_moment": "morning",
    "scope": "unknown",
    "partners": "",
    "plg_count": "",
    "participants": "",
    "goal": "",
    "wished_start": "unknown",
    "wished_day": "",
    "consent": "on",
}


@pytest.fixture
def site(db):
    """A home page, and what goes with the brand and the form."""
    home = Page.get_first_root_node().add_child(
        instance=HomePage(title="Leerkring", slug="leerkring", opening_first="Leren.", button="Vraag aan")
    )
    site = Site.objects.get(is_default_site=True)
    site.root_page = home
    site.save()
    privacy = home.add_child(instance=TextPage(title="Privacy", slug="privacy"))
    privacy.save_revision().publish()
    BrandSettings.objects.create(site=site, phone="+31301234567", email="hallo@leerkring.example")
    IntakeSettings.objects.create(site=site, privacy_page=privacy, consent="Bel mij maar.", response_days=2)
    yield site
    Site.clear_site_root_paths_cache()


@pytest.fixture
def home(site) -> Page:
    return site.root_page


@pytest.fixture
def service(home) -> ServicePage:
    index = home.add_child(instance=ServiceIndexPage(title="Aanbod", slug="aanbod"))
    texts = dict.fromkeys(("teaser", "what_heading", "what_lead", "gets_heading", "process_heading"), "Tekst")
    return index.add_child(
        instance=ServicePage(title="Startoverleg", slug="startoverleg", duration_note="Een uur", **texts)
    )


@pytest.fixture
def course(home) -> CoursePage:
    index = home.add_child(instance=CourseIndexPage(title="Opleidingen", slug="opleidingen"))
    return index.add_child(
        instance=CoursePage(title="Leergang <PLG>", slug="leergang", teaser="Leer begeleiden.")
    )


@pytest.fixture
def start_date(course):
    """Makes a start date of the course: `start_date(seats_taken=14)`, `start_date(in_days=-3)`."""

    def make(in_days: int = 60, **fields) -> CourseDate:
        date = CourseDate(course=course, place="Utrecht", seats=14, **fields)
        days = [timezone.localdate() + timedelta(days=in_days + later) for later in (28, 0)]
        date.days = [CourseDay(day=day) for day in days]
        date.save()
        return date

    return make


@pytest.fixture
def adviser(home):
    """Mirjam, with a published page."""
    page = home.add_child(instance=TextPage(title="Over ons", slug="over-ons")).add_child(
        instance=AdviserPage(
            title="Mirjam Oosterhof",
            slug="mirjam",
            role="adviseur",
            drawing="mirjam",
            lead="Was elf jaar schoolleider.",
            phone="+31301234568",
            email="mirjam@leerkring.example",
        )
    )
    return AdviserFactory(
        user__first_name="Mirjam",
        user__last_name="Oosterhof",
        user__email="m.oosterhof@leerkring.example",
        page=page,
    )


def hidden_in(response) -> dict[str, str]:
    """The hidden fields of the form on a page, which go back with the answers."""
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', response.text))


def walk_steps(client, response, answers):
    """Answer step after step, from the page in `response` on, to the thank-you page or the first refusal.

    Every step gets all answers and takes its own.
    """
    for _step in range(6):
        address = response.request["PATH_INFO"]
        response = client.post(address, answers | hidden_in(response))
        if response.status_code != 302 or "/bedankt/" in response["Location"]:
            return response
        response = client.get(response["Location"])
    raise AssertionError(f"the steps do not end: {address}")


@pytest.fixture
def open_form(client):
    """Open the form as a link does; gives the first step."""
    return lambda **query: client.get(FORM, query)


@pytest.fixture
def open_step(client, open_form):
    """Walk to a step as a link began it: `open_step("vraag", van=3)`; what is not named stands in ANSWERS."""

    def open_step(step: str, **query):
        response = open_form(**query)
        for _step in range(4):
            if response.request["PATH_INFO"].endswith(f"/{step}/"):
                return response
            address = response.request["PATH_INFO"]
            response = client.post(address, ANSWERS | hidden_in(response), follow=True)
        raise AssertionError(f"no step {step}")

    return open_step


@pytest.fixture
def send(client, open_form):
    """Walk through all steps; what is named is answered differently, None leaves it out.

    `opened` is the step to begin with, such as `open_form(van=...)` gives.
    """

    def send(opened=None, **answers):
        given = {name: value for name, value in (ANSWERS | answers).items() if value is not None}
        return walk_steps(client, opened or open_form(), given)

    return send


def admin_url(lead) -> str:
    return reverse("intake_lead_modeladmin_inspect", args=[lead.pk])
