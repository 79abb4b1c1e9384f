"""The form in a real browser, without JavaScript: where the focus goes, and what a checker finds."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils.translation import gettext as _
from playwright.sync_api import expect

from intake.models import Question, QuestionAudience
from tests.intake.files.conftest import pdf

from .conftest import ANSWERS

ORGANISATION = ("organisation_name", "sector", "postcode", "city")
CONTACT = ("first_name", "last_name", "email", "phone")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


@pytest.fixture
def browser_context_args(browser_context_args, request) -> dict:
    """Without scripts, unless the checker has to run in the page."""
    return {**browser_context_args, "java_script_enabled": False, **getattr(request, "param", {})}


def fill_in(page, *names, **answers):
    for name in names:
        field, value = page.locator(f"[name={name}]"), (ANSWERS | answers)[name]
        field.select_option(value) if name == "sector" else field.fill(value)


def go_on(page):
    page.locator(".moves .button").click()


@pytest.mark.parametrize("browser_context_args", [{"java_script_enabled": True}], indirect=True)
def test_a_refresh_loses_nothing_that_was_typed(page, adviser):
    page.goto("/aanvraag/")
    fill_in(page, *ORGANISATION)
    page.reload()
    expect(page.locator("[name=sector]")).to_have_value("primary")
    go_on(page)

    page.wait_for_url("**/contact/")
    fill_in(page, "first_name")
    page.locator("[name=call_moment][value=morning]").check()
    page.reload()
    expect(page.locator("[name=first_name]")).to_have_value("Annelies")
    expect(page.locator("[name=call_moment][value=morning]")).to_be_checked()


def focused(page):
    return page.locator(":focus")


def test_with_the_keyboard_alone_an_error_is_found_and_put_right(page, service, adviser):
    page.goto("/aanvraag/")
    fill_in(page, *ORGANISATION)
    page.keyboard.press("Enter")
    page.wait_for_url("**/contact/")
    fill_in(page, *CONTACT, email="a.dewit.school")
    page.keyboard.press("Enter")

    expect(page).to_have_title(re.compile("^" + _("Error:")))
    expect(focused(page)).to_have_attribute("role", "alert")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(focused(page)).to_have_attribute("name", "email")

    focused(page).fill("a.dewit@school.example")
    page.keyboard.press("Enter")
    page.wait_for_url("**/vraag/")
    page.locator("[name=participants]").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/controle/")
    page.locator("[name=consent]").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(_("Thank you, %(name)s.") % {"name": "Annelies"})


@pytest.mark.parametrize(
    "browser_context_args", [{"java_script_enabled": True, "bypass_csp": True}], indirect=True
)
@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_state_of_the_form_has_a_barrier(page, service, course, start_date, adviser, width, scheme):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)

    def check():
        assert Axe().run(page, options=RULES).response["violations"] == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    page.goto(f"/aanvraag/?van={course.pk}&wens=enrol&datum={start_date().pk}")
    check()
    go_on(page)
    page.locator(".summary").wait_for()
    check()
    fill_in(page, *ORGANISATION)
    go_on(page)
    page.wait_for_url("**/contact/")
    check()
    fill_in(page, *CONTACT)
    go_on(page)
    page.wait_for_url("**/vraag/")
    check()
    go_on(page)
    page.wait_for_url("**/controle/")
    check()
    page.locator("[name=later]").click()
    page.wait_for_url("**/later/")
    check()
    page.locator(".moves .button").click()
    page.wait_for_url("**/later/?verstuurd=1")
    page.locator("a.on").click()
    page.locator("[name=consent]").check()
    go_on(page)
    page.locator(".code").wait_for()
    check()
    page.goto("/aanvraag/bedankt/onzin/")
    check()


def test_an_own_question_comes_up_with_its_tick_without_scripts(page, service, adviser, settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path / "private"
    plan = Question(text="Uw plan?", kind="file", required=True, audience=QuestionAudience.CHOSEN)
    plan.services = [service]
    plan.save()
    page.goto("/aanvraag/")
    fill_in(page, *ORGANISATION)
    go_on(page)
    fill_in(page, *CONTACT)
    go_on(page)
    page.wait_for_url("**/vraag/")

    expect(page.get_by_label("Uw plan?")).to_be_hidden()
    page.get_by_label(service.title).check()
    page.get_by_label("Uw plan?").set_input_files({"name": "Plan.pdf", "mimeType": "", "buffer": pdf()})
    go_on(page)

    page.wait_for_url("**/controle/")
    expect(page.get_by_text("Plan.pdf")).to_be_visible()
