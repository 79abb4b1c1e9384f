"""The files of a lead: saved and never shown, by who may see the lead, and the timeline says who did."""

import pytest
from django.urls import reverse

from intake.leads.files import add_file
from intake.leads.trail import timeline
from tests.factories.intake import AdviserFactory, LeadFactory, RequestFileFactory
from tests.intake.files.conftest import pdf, upload

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def private(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path / "private"


def file_url(file) -> str:
    return reverse("intake_requestfile_modeladmin_inspect", args=[file.pk])


def content(response) -> bytes:
    return b"".join(response.streaming_content)


def lead_html(client, lead) -> str:
    return client.get(reverse("intake_lead_modeladmin_inspect", args=[lead.pk])).text


def test_a_file_is_saved_and_never_shown(desk, lead):
    file = RequestFileFactory(request=lead.request, name='Plan "é" 2026.pdf')
    assert file_url(file) in lead_html(desk, lead)

    response = desk.get(file_url(file))

    assert content(response) == b"%PDF-1.7\n%%EOF\n"
    assert response["Content-Disposition"].startswith("attachment; filename")
    assert response["Content-Type"] == "application/octet-stream"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))


def test_the_timeline_says_who_opened_it(desk, lead, adviser):
    file = RequestFileFactory(request=lead.request)
    content(desk.get(file_url(file)))

    (item,) = timeline(lead)
    assert file.name in item.title
    assert item.by == adviser.name
    assert [(look.lead, look.user) for look in lead.looks.all()] == [(lead, adviser.user)]


def test_who_may_not_see_the_lead_gets_nothing_and_leaves_no_trace(desk, lead):
    others = LeadFactory(owner=AdviserFactory())
    file = RequestFileFactory(request=others.request)

    assert desk.get(file_url(file)).status_code == 404
    assert desk.post(file_url(file)).status_code == 404
    assert timeline(others) == []


def test_a_file_of_a_draft_is_nobodys_at_the_desk(office, settings, draft_file):
    assert office.get(file_url(draft_file)).status_code == 404


@pytest.fixture
def draft_file(db):
    from uuid import uuid4

    return RequestFileFactory(request=None, draft_key=uuid4())


def test_a_file_that_waits_for_the_scanner_is_opened_after_a_warning(desk, lead, settings):
    settings.CLAMD_URL = "tcp://127.0.0.1:9"
    file = RequestFileFactory(request=lead.request, waiting=True)

    warned = desk.get(file_url(file))
    assert warned.status_code == 200
    assert "Content-Disposition" not in warned
    assert timeline(lead) == []

    opened = desk.post(file_url(file))
    assert opened["Content-Disposition"].startswith("attachment")
    assert content(opened)
    assert len(timeline(lead)) == 1


def test_without_a_scanner_there_is_no_warning_each_time(desk, lead):
    file = RequestFileFactory(request=lead.request, waiting=True)

    opened = desk.get(file_url(file))

    assert opened["Content-Disposition"].startswith("attachment")
    assert content(opened)


def test_an_infected_file_is_named_and_cannot_be_opened(desk, lead):
    file = RequestFileFactory(request=lead.request, infected=True, name="besmet.pdf")
    html = lead_html(desk, lead)

    assert "besmet.pdf" in html
    assert file_url(file) not in html
    assert desk.get(file_url(file)).status_code == 410
    assert desk.post(file_url(file)).status_code == 410


def test_a_file_that_is_not_on_the_disk_any_more_says_so(desk, lead):
    file = RequestFileFactory(request=lead.request)
    file.content.storage.delete(file.content.name)

    assert desk.get(file_url(file)).status_code == 410
    assert timeline(lead) == []


def test_what_the_school_adds_later_is_on_the_timeline(lead):
    file = add_file(lead.request, upload("Nog een plan.pdf", pdf()))

    assert file.request == lead.request
    assert "Nog een plan.pdf" in timeline(lead)[0].title


def test_the_page_shows_own_questions_as_they_were_asked(desk, adviser):
    own = {"key": "abcdefgh", "kind": "line", "question": "Hoe groot is <uw> team?", "answer": "<b>12</b>"}
    lead = LeadFactory(owner=adviser, request__own_answers=[own])
    html = lead_html(desk, lead)

    assert html.count("Hoe groot is &lt;uw&gt; team?") == 2  # what is asked, and everything that was sent in
    assert "&lt;b&gt;12&lt;/b&gt;" in html
