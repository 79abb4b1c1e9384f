"""The page after sending: the number, who calls, and by when."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.translation import gettext as _

from home.dutch import phone_number
from intake.form.quarantine import drop
from intake.form.thanks import outline, thanks_url
from intake.leads.dates import spoken_day
from intake.leads.school import withdraw
from intake.models import IntakeRequest, Lead, Wish
from tests.factories.intake import AdviserFactory, IntakeRequestFactory, LeadFactory, QuarantineFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def show(client, site):
    """The thank-you page of a lead, as (response, html)."""

    def show(lead):
        response = client.get(thanks_url(lead.request))
        return response, response.content.decode()

    return show


def test_the_page_says_the_number_who_calls_and_by_when(show, adviser):
    lead = LeadFactory(
        owner=adviser, contact__first_name="Annelies", contact__email="a.dewit@dewaterlijn.example"
    )
    response, html = show(lead)

    assert response.status_code == 200
    assert lead.reference in html
    assert _("Thank you, %(name)s.") % {"name": "Annelies"} in html
    assert "Mirjam Oosterhof" in html
    assert "Was elf jaar schoolleider." in html
    assert 'href="tel:+31-30-123-4568"' in html
    assert 'href="mailto:mirjam@leerkring.example"' in html
    assert 'class="portrait"' in html
    assert spoken_day(lead.respond_by) in html


def test_the_part_of_the_day_is_that_of_the_school(show, adviser):
    morning = LeadFactory(owner=adviser, request__call_moment="morning")
    any_time = LeadFactory(owner=adviser, request__call_moment="any")

    assert _("in the morning") in show(morning)[1]
    assert _("in the morning") not in show(any_time)[1]


def test_an_adviser_without_a_page_is_named_and_the_office_is_called(show):
    lead = LeadFactory(owner=AdviserFactory(user__first_name="Joost", user__last_name="Bos"))
    html = show(lead)[1]

    assert "Joost Bos" in html
    assert lead.owner.email not in html
    assert 'href="tel:+31-30-123-4567"' in html


def test_a_page_that_is_not_published_is_not_shown(show, adviser):
    adviser.page.unpublish()

    assert "Was elf jaar schoolleider." not in show(LeadFactory(owner=adviser))[1]


def test_in_triage_a_colleague_is_promised_and_nobody_is_named(show, adviser):
    lead = LeadFactory(in_triage=True)
    html = show(lead)[1]

    assert _("A colleague reads your request and calls you.") in html
    assert spoken_day(lead.respond_by) in html
    assert "Mirjam" not in html
    assert "triage" not in html.lower()


@pytest.mark.parametrize(
    "state", [{"contacted": True}, {"lost": True}, {"respond_by": timezone.localdate() - timedelta(days=1)}]
)
def test_a_promise_that_is_kept_or_past_is_not_repeated(show, adviser, state):
    html = show(LeadFactory(owner=adviser, **state))[1]

    assert _("Do you have a question about it? Then call or mail us.") in html
    assert _("What happens now") not in html


def test_after_a_hand_over_it_is_the_new_adviser_who_calls(show, adviser):
    lead = LeadFactory()
    Lead.objects.filter(pk=lead.pk).update(owner=adviser)

    assert "Mirjam Oosterhof" in show(lead)[1]


@pytest.mark.parametrize("wish", Wish)
def test_what_happens_then_fits_what_was_asked(show, adviser, wish):
    html = show(LeadFactory(owner=adviser, request__wish=wish))[1]
    talk = _("The talk itself, at your place or online. Do bring a colleague.")

    assert (talk in html) is (wish == Wish.TALK)


def test_the_page_shows_no_more_than_it_must(show, adviser):
    lead = LeadFactory(
        owner=adviser, contact__email="a.dewit@dewaterlijn.example", contact__last_name="Geheimpje"
    )
    _response, html = show(lead)

    assert "a***t@dewaterlijn.example" in html
    for secret in (
        "a.dewit@",
        "Geheimpje",
        lead.request.goal,
        lead.request.organisation_name,
        phone_number(lead.request.phone),
        lead.request.postcode,
    ):
        assert secret not in html


def test_the_address_does_not_travel_and_the_page_is_not_kept(show, adviser):
    response, html = show(LeadFactory(owner=adviser))

    assert response["Referrer-Policy"] == "no-referrer"
    assert "noindex" in response["X-Robots-Tag"]
    assert '<meta name="robots" content="noindex' in html
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies


@pytest.mark.parametrize(
    "token", ["x", "1", "1.", "1.x", "999999999999999999999.x", "%00", "a.b.c", "1:x", "😀.x", "%2e%2e"]
)
def test_a_made_up_address_gives_a_friendly_page_with_a_phone_number(client, site, token):
    LeadFactory()
    response = client.get(f"/aanvraag/bedankt/{token}/")

    assert response.status_code == 404
    assert 'href="tel:+31-30-123-4567"' in response.content.decode()
    assert response["Referrer-Policy"] == "no-referrer"


def test_an_address_cannot_be_turned_into_that_of_another_request(client, site):
    mine, other = LeadFactory(), LeadFactory()
    signature = thanks_url(mine.request).split(".", 1)[1]

    assert client.get(f"/aanvraag/bedankt/{other.request.pk}.{signature}").status_code == 404


def test_after_thirty_days_the_page_is_gone(client, site):
    old = LeadFactory(received_at=timezone.now() - timedelta(days=30, minutes=1))
    recent = LeadFactory(received_at=timezone.now() - timedelta(days=29))

    assert client.get(thanks_url(old.request)).status_code == 404
    assert client.get(thanks_url(recent.request)).status_code == 200


def test_after_withdrawing_the_page_says_so_and_promises_nothing(show, adviser):
    lead = LeadFactory(owner=adviser)
    withdraw(lead)
    html = show(lead)[1]

    assert _("You withdrew this request.") in html
    assert _("What happens now") not in html


def test_after_erasing_or_throwing_away_the_page_is_gone(client, site):
    erased = LeadFactory()
    Lead.objects.update(erased_at=timezone.now())
    dropped = drop(QuarantineFactory(), user=None)

    for request in (erased.request, dropped.request):
        assert client.get(thanks_url(request)).status_code == 404


def test_a_request_without_a_lead_has_no_page(client, site):
    assert client.get(thanks_url(IntakeRequestFactory())).status_code == 404
    assert IntakeRequest.objects.exists()


def test_the_page_asks_few_queries(client, site, adviser, django_assert_max_num_queries):
    address = thanks_url(LeadFactory(owner=adviser).request)
    client.get(address)  # makes the settings of a new site, once

    with django_assert_max_num_queries(8):
        client.get(address)


@pytest.mark.parametrize(
    ("email", "shown"),
    [
        ("info@school.nl", "i***o@school.nl"),
        ("ab@school.nl", "***@school.nl"),
        ("a@b@school.nl", "a***b@school.nl"),
    ],
)
def test_an_address_in_outline_shows_a_typing_error_in_the_domain(email, shown):
    assert outline(email) == shown
