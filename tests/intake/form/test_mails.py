"""What the mails say: rendered, sent to a real mail server and read there."""

import re

import pytest
from django.core.management import call_command
from django.utils.translation import gettext as _

from home.roles import Role
from intake.leads.dates import spoken_day
from intake.leads.trail import timeline
from intake.models import Lead
from intake.routing.assign import hand_over
from tests.factories.intake import AdviserFactory, UserFactory

from .conftest import ANSWERS, admin_url

pytestmark = pytest.mark.django_db


@pytest.fixture
def delivered(inbox):
    """Send what is queued; gives the one mail to an address as (message, text, html)."""

    def delivered(address):
        call_command("run_worker", once=True)
        [message] = inbox.to(address)
        text, html = (
            message.get_body((kind,)).get_content().replace("\r\n", "\n") for kind in ("plain", "html")
        )
        return message, text, html

    return delivered


def test_the_school_reads_its_number_who_calls_and_by_when(send, adviser, service, delivered):
    send(services=str(service.pk))
    lead = Lead.objects.get()
    message, *bodies = delivered(ANSWERS["email"])

    assert message["Subject"] == _("Your request %(reference)s has arrived") % {"reference": lead.reference}
    assert message["Reply-To"] == adviser.email
    for body in bodies:
        assert lead.reference in body
        assert "Annelies" in body
        assert "Mirjam Oosterhof" in body
        assert spoken_day(lead.respond_by) in body
        assert "Startoverleg" in body
        assert "06 12 34 56 78" in body


def test_in_triage_the_school_reads_of_a_colleague_and_calls_the_office(send, site, delivered):
    send()
    lead = Lead.objects.get()
    message, text, html = delivered(ANSWERS["email"])

    assert _("A colleague calls you by %(respond_by)s.") % {"respond_by": spoken_day(lead.respond_by)} in text
    assert 'href="tel:+31-30-123-4567"' in html
    assert "triage" not in (text + html).lower()
    assert message["Reply-To"] is None


def test_the_adviser_reads_whom_to_call_about_what_and_finds_the_lead(
    send, adviser, course, start_date, open_form, delivered
):
    date = start_date()
    send(
        opened=open_form(van=course.pk, wens="enrol", datum=date.pk),
        goal="Wij zijn <nieuw>.\nTot dan & dank",
    )
    lead = Lead.objects.get()
    message, text, html = delivered(adviser.email)

    assert lead.reference in message["Subject"]
    assert "IKC De Waterlijn" in message["Subject"]
    for expected in (
        "Annelies de Wit, directeur",
        "06 12 34 56 78",
        ANSWERS["email"],
        admin_url(lead),
        "Utrecht, ",
    ):
        assert expected in text
        assert expected in html
    assert "Leergang <PLG>" in text
    assert "Leergang &lt;PLG&gt;" in html
    assert "> Wij zijn <nieuw>.\n> Tot dan & dank" in text
    assert "Wij zijn &lt;nieuw&gt;.<br>Tot dan &amp; dank" in html
    assert 'href="tel:+31-6-12345678"' in html


def test_every_coordinator_hears_of_a_request_without_an_adviser(send, site, delivered):
    coordinator = UserFactory(role=Role.COORDINATOR)
    send()
    lead = Lead.objects.get()
    message, text, html = delivered(coordinator.email)

    assert lead.reference in message["Subject"]
    assert "IKC De Waterlijn" in text
    assert admin_url(lead) in html


def test_a_hand_over_carries_the_message_of_the_colleague(send, site, adviser, delivered):
    send()
    joost = AdviserFactory()
    by = UserFactory(first_name="Karim", last_name="Bos")
    lead = hand_over(Lead.objects.get(), to=joost, user=by, message="Wil jij <b>bellen</b>?\nDank")
    message, text, html = delivered(joost.email)

    assert "IKC De Waterlijn" in message["Subject"]
    assert message["Reply-To"] == by.email
    assert (
        "Karim Bos: Wil jij &lt;b&gt;bellen&lt;/b&gt;? Dank" in html
    )  # what a mailbox shows beside the subject
    assert timeline(lead)[0].detail == "Wil jij <b>bellen</b>?\nDank"
    assert "Karim Bos" in text
    assert "> Wil jij <b>bellen</b>?\n> Dank" in text
    assert "Wil jij &lt;b&gt;bellen&lt;/b&gt;?<br>Dank" in html


def test_a_number_from_abroad_can_be_dialled(send, adviser, delivered):
    send(phone="+32 470 12 34 56")
    _message, text, html = delivered(adviser.email)

    assert "+32 470 12 34 56" in text
    assert 'href="tel:+32-470-12-34-56"' in html


def test_a_subject_is_one_short_line(send, adviser, delivered):
    send(organisation_name="Stichting " + "Onderwijs " * 11)
    message = delivered(adviser.email)[0]

    assert "\n" not in message["Subject"]
    assert len(message["Subject"]) < 200


def test_no_mail_fetches_anything_from_anywhere(send, adviser, delivered):
    send()
    _message, _text, html = delivered(ANSWERS["email"])

    assert not re.search(r"<link|<script|url\(|src=\"(?!cid:)", html)
    assert set(re.findall(r'href="(\w+:(?://[^/]+)?)', html)) <= {"tel:", "mailto:", "http://testserver"}
    assert html.count('class="button"') == 2  # the cell, and the one link in it
    assert "hallo@leerkring.example" in html
    # Gmail cuts off what is longer, and with it the way to reach us.
    assert len(html.encode()) < 102_000


def test_the_face_of_the_adviser_goes_along_in_the_mail_itself(send, adviser, delivered):
    send()
    message, _text, html = delivered(ANSWERS["email"])
    [name] = re.findall(r'src="cid:([^"]+)"', html)
    [picture] = [part for part in message.walk() if part.get_content_type() == "image/png"]

    assert message.get_content_type() == "multipart/related"
    assert picture["Content-ID"] == f"<{name}>"
    assert len(picture.get_content()) < 20_000


def test_the_link_in_the_mail_opens_the_page_of_the_request(client, send, adviser, delivered):
    send()
    _message, text, html = delivered(ANSWERS["email"])
    [link] = set(re.findall(r"http://testserver/aanvraag/status/[^\s\"]+", text + html))

    page = client.get(link, follow=True)
    assert page.status_code == 200
    assert Lead.objects.get().reference in page.text
