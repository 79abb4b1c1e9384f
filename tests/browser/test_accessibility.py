"""Everybody can use it: axe, small screens, no cookies, nobody else's servers."""

import pytest
from playwright.sync_api import BrowserContext
from wagtail.models import Page as WagtailPage

from intake.models import Lead, LeadState
from tests.browser.conftest import NARROW, WIDE, faults, log_in, overflows

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def public_paths() -> list[str]:
    """One page of every type, and what is no page."""
    first_of_type = {}
    for page in WagtailPage.objects.live().filter(depth__gte=2).order_by("path").specific():
        first_of_type.setdefault(type(page), page)
    paths = [page.get_url() for page in first_of_type.values()]
    return [
        *paths,
        "/privacy/",
        "/aanvraag/",
        "/zoeken/",
        "/zoeken/?q=training",
        "/zoeken/?q=xyzzy",
        "/nergens/",
    ]


def look_at(context: BrowserContext, paths: list[str]) -> list[str]:
    """Everything wrong on these pages, each with its address."""
    page = context.new_page()
    wrong = []
    for path in paths:
        page.goto(path)
        wrong += [f"{path} {fault}" for fault in faults(page)]
        if (pixels := overflows(page)) > 0:
            wrong.append(f"{path} is {pixels} px too wide")
    return wrong


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["1280", "320"])
def test_every_public_page_passes_axe_and_fits_the_screen(demo, open_context, viewport, scheme):
    assert look_at(open_context(viewport=viewport, color_scheme=scheme), public_paths()) == []


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["1280", "320"])
def test_the_form_with_errors_passes_axe(demo, open_context, viewport):
    page = open_context(viewport=viewport, java_script_enabled=True).new_page()
    page.goto("/aanvraag/")
    page.get_by_role("button", name="Verstuur de aanvraag").click()
    page.get_by_role("alert").wait_for()
    assert faults(page) == []
    assert overflows(page) <= 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["1280", "320"])
def test_the_desk_passes_axe_and_fits_the_screen(demo, open_context, viewport, scheme):
    page = open_context(viewport=viewport, color_scheme=scheme).new_page()
    log_in(page, "coordinator")
    leads = [
        Lead.objects.filter(state=LeadState.NEW, owner__isnull=False).first(),
        Lead.objects.filter(state=LeadState.LOST).first(),
        Lead.objects.in_triage().first(),
    ]
    paths = [f"/admin/intake/lead/inspect/{lead.pk}/" for lead in leads]
    paths += [
        "/admin/",
        "/admin/intake/lead/all/",
        "/admin/intake/lead/triage/",
        "/admin/intake/organisation/",
    ]
    wrong = []
    for path in paths:
        page.goto(path)
        wrong += [f"{path} {fault}" for fault in faults(page, within="#main")]
        if (pixels := overflows(page)) > 0:
            wrong.append(f"{path} is {pixels} px too wide")
    assert wrong == []


def test_who_only_reads_gets_no_cookie_and_meets_nobody_else(demo, open_context):
    context = open_context()
    page = context.new_page()
    strangers = []
    page.on(
        "request", lambda request: request.url.startswith((demo, "data:")) or strangers.append(request.url)
    )
    errors = []
    page.on("console", lambda message: message.type == "error" and errors.append(message.text))
    for path in public_paths()[:8]:
        page.goto(path)
    assert context.cookies() == []
    assert strangers == []
    assert errors == []


def test_twice_as_large_text_still_fits(demo, open_context):
    page = open_context(viewport={"width": 640, "height": 800}).new_page()
    for path in ["/", "/aanbod/startoverleg/", "/aanvraag/"]:
        page.goto(path)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert overflows(page) <= 0, path


def test_control_axe_and_the_ruler_see_what_is_wrong(page):
    """The tests above prove something only if these find a fault where there is one."""
    page.set_viewport_size(NARROW)
    page.set_content("<main><img src='x'><p style='inline-size: 900px; color: #999'>Te licht</p></main>")
    found = " ".join(faults(page))
    assert "image-alt" in found
    assert "color-contrast" in found
    assert overflows(page) > 0
