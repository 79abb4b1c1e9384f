"""Writing a page in a real browser: from an outline and a text in Word to handing it in, on a phone too."""

import json
import re

import pytest
from playwright.sync_api import Page as BrowserPage
from playwright.sync_api import expect
from wagtail.models import Page

from home.models import TextPage
from offerings.models import CoursePage
from operations.handbook import PASTE, WORD
from tests.browser.conftest import NARROW, WIDE, faults, log_in, overflows

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def editor(demo, open_context) -> BrowserPage:
    page = open_context(viewport=WIDE).new_page()
    page.complaints = []
    page.on("console", lambda message: message.type == "error" and page.complaints.append(message.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    log_in(page, "redactie")
    return page


def test_a_text_from_word_becomes_clean_and_a_new_course_is_an_outline(editor):
    above = CoursePage.objects.first().get_parent()
    editor.goto(f"/admin/pages/add/offerings/coursepage/{above.pk}/")

    headings = editor.locator("[name^='parts-'][name$='-value-heading']")
    assert "Voor wie" in headings.evaluate_all("fields => fields.map(field => field.value)")
    field = editor.locator(".Draftail-Editor [contenteditable=true]").first
    field.evaluate(PASTE, WORD)
    editor.get_by_text("U hebt een jaar ervaring.").wait_for()

    stored = editor.locator("[name='parts-0-value-text']")
    expect(stored).to_have_value(re.compile("U hebt een jaar ervaring"))

    state = json.loads(stored.input_value())
    blocks = [block for block in state["blocks"] if block["text"].strip()]
    assert [block["type"] for block in blocks] == ["unstyled", "unordered-list-item", "unordered-list-item"]
    assert {style["style"] for block in blocks for style in block["inlineStyleRanges"]} == {"BOLD"}
    assert editor.complaints == []


def test_the_bar_on_the_site_and_the_preview_work(editor):
    page = TextPage.objects.live().first()
    editor.goto(page.url)
    editor.locator("wagtail-userbar button").first.click()
    editor.get_by_role("menuitem", name="Wijzig deze pagina").click()

    editor.get_by_role("button", name="Toon/verberg voorvertoning").click()
    editor.frame_locator("#w-preview-iframe").get_by_role("heading", level=1).wait_for()

    assert editor.locator("[name=preview-size][value=mobile]").is_checked()
    assert editor.complaints == []


def test_under_a_field_stands_how_much_is_used(editor):
    editor.goto(f"/admin/pages/{Page.objects.get(slug='privacy').pk}/edit/")
    editor.fill("[name=title]", "Privacy en u")

    assert editor.get_by_text("12 van 70 tekens").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["1280", "320"])
def test_the_style_guide_passes_axe_and_fits_the_screen(demo, open_context, viewport, scheme):
    page = open_context(viewport=viewport, color_scheme=scheme).new_page()
    log_in(page, "redactie")
    page.goto("/admin/stijlgids/")

    assert faults(page, within="main .guide") == []
    assert overflows(page) <= 0
