"""A real browser proves in the background that it is no spammer's, under our own content policy."""

import pytest
from django.utils.translation import gettext as _
from playwright.sync_api import expect

from intake.models import Lead, Quarantine, SpentProof

from .test_browser import CONTACT, ORGANISATION, fill_in, go_on


@pytest.fixture
def hasty(settings):
    settings.REQUEST_LEAST_SECONDS = 3600


def walk(page) -> None:
    page.goto("/aanvraag/")
    for step, names in (("contact", ORGANISATION), ("vraag", CONTACT), ("controle", ())):
        fill_in(page, *names)
        go_on(page)
        page.wait_for_url(f"**/{step}/")
    page.locator("[name=consent]").check()


def test_a_browser_proves_itself_without_a_word_to_anybody_else(page, base_url, service, adviser, hasty):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    walk(page)
    go_on(page)

    expect(page.locator("h1")).to_have_text(_("Thank you, %(name)s.") % {"name": "Annelies"}, timeout=30_000)
    assert Lead.objects.count() == SpentProof.objects.count() == 1
    assert [url for url in asked if not url.startswith(base_url)] == []
    assert any("proof-worker" in url for url in asked)


def test_who_does_not_wait_sends_without_and_is_looked_at(page, service, adviser, hasty):
    page.route("**/controle-getal/", lambda route: route.abort())
    walk(page)
    go_on(page)

    expect(page.locator("[data-status]")).to_have_text(_("That did not work. Use the button below."))
    page.get_by_role("button", name=_("Send without the sum")).click()
    expect(page.locator("h1")).to_have_text(_("Thank you, %(name)s.") % {"name": "Annelies"})
    assert Quarantine.objects.count() == 1
