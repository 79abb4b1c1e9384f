"""What the desk does with a script, on a phone, and without a script."""

import pytest
from playwright.sync_api import expect

from intake.models import Lead, LeadState, MailTemplate
from tests.browser.conftest import NARROW, WIDE, log_in

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

#: Fields that stand beyond the edge of the screen.
CUT_OFF = """[...document.querySelectorAll("main :is(input, textarea, select)")]
    .filter((field) => field.offsetWidth && field.getBoundingClientRect().right > innerWidth)
    .map((field) => field.id)"""


def test_an_order_is_changed_by_dragging(demo, open_context):
    page = open_context(viewport=WIDE).new_page()
    log_in(page, "coordinator")
    first, second, third, *_rest = MailTemplate.objects.values_list("name", flat=True)
    page.goto("/admin/mailsjablonen/")
    rows = page.locator("[data-reorder] tr")
    below = rows.nth(2).bounding_box()["height"] - 3
    with page.expect_navigation():
        page.locator("[data-grip]").first.drag_to(rows.nth(2), target_position={"x": 30, "y": below})

    expect(page.locator("[data-reorder] th a").nth(2)).to_have_text(first)
    assert list(MailTemplate.objects.values_list("name", flat=True)[:3]) == [second, third, first]


def test_an_adviser_writes_from_a_template_without_a_script(demo, open_context):
    """Chosen on the lead, looked at and sent, on a phone."""
    lead = Lead.objects.filter(state=LeadState.NEW, owner__user__username="adviseur").first()
    page = open_context(viewport=NARROW, java_script_enabled=False).new_page()
    log_in(page, "adviseur")
    page.goto(f"/admin/intake/lead/inspect/{lead.pk}/")
    page.locator("#write summary").click()
    page.locator("#write select").select_option(label="Geen gehoor")
    page.locator("#write button").click()
    page.get_by_role("button", name="Bekijk eerst").click()
    frame = page.frame_locator("iframe").first
    expect(frame.get_by_text(f"Beste {lead.request.first_name},", exact=True)).to_be_visible()
    page.get_by_role("button", name="Verstuur de mail").click()

    expect(page.get_by_text("De mail is onderweg en staat op de tijdlijn.")).to_be_visible()
    assert lead.mails.filter(name="written").count() == 1


def test_the_fields_of_a_start_date_fit_on_a_phone(demo, open_context):
    page = open_context(viewport=NARROW).new_page()
    log_in(page, "redactie")
    page.goto("/admin/snippets/offerings/coursedate/")
    page.locator("main a[href*='/coursedate/edit/']").first.click()
    expect(page.locator("#id_days-0-day")).to_be_visible()

    assert page.evaluate(CUT_OFF) == []
