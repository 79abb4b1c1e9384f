"""The page of a request warns before it closes, and stays open for who says so."""

from urllib.parse import urlsplit

import pytest
from django.utils.translation import gettext as _
from playwright.sync_api import expect

from intake.form.status_views import COOKIE
from intake.leads.access import status_url
from tests.factories.intake import LeadFactory


@pytest.fixture
def lead(site, adviser):
    return LeadFactory(owner=adviser)


def test_one_is_warned_and_can_keep_the_page_open(page, context, lead):
    page.clock.install()
    page.goto(urlsplit(status_url(lead)).path)
    page.locator("[name=text]").fill("Ook woensdag")
    notice = page.locator("[data-closes]")

    page.clock.fast_forward("01:49:00")
    expect(notice).to_be_hidden()
    page.clock.fast_forward("02:00")
    expect(notice).to_contain_text("Deze pagina sluit over een paar minuten")
    before = cookie(context)
    page.get_by_role("button", name=_("Keep it open")).click()
    expect(notice).to_be_hidden()
    assert cookie(context) > before
    expect(page.locator("[name=text]")).to_have_value("Ook woensdag")

    page.clock.fast_forward("02:00:10")
    expect(notice).to_contain_text("Deze pagina is gesloten.")


def cookie(context) -> float:
    return next(one["expires"] for one in context.cookies() if one["name"] == COOKIE)
