"""The main job, from the first page to the adviser's timeline."""

import re

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from intake.models import Lead
from tests.browser.conftest import log_in

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

SCHOOL = "directie@debrug.example"


def test_a_school_asks_and_an_adviser_follows_up(site: Page, demo, inbox, open_context):
    lead = ask(site)

    # Both get their mail, from a real mail server.
    call_command("run_worker", once=True)
    [confirmation], [assignment] = inbox.to(SCHOOL), inbox.to(lead.owner.email)
    assert lead.reference in confirmation["Subject"]
    assert lead.owner.first_name in confirmation.get_body(("plain",)).get_content()
    assert assignment.get_body(("html",)) is not None
    link = re.search(r"https?://\S+/inspect/\d+/", assignment.get_body(("plain",)).get_content())[0]

    follow_up(open_context(viewport={"width": 1280, "height": 800}).new_page(), lead, demo, link)


def ask(site: Page) -> Lead:
    """A school leader reads, asks from the page of a service, and looks back on the way."""
    site.get_by_role("link", name="Ontwikkelgesprek").first.click()
    expect(site.get_by_role("heading", level=1)).to_contain_text("gesprek")
    site.get_by_role("link", name=re.compile("Vraag een|aan$")).last.click()
    # Her school is not in the register; its name is not asked twice.
    site.get_by_role("combobox", name="Zoek uw organisatie").fill("Basisschool De Brug")
    site.get_by_role("listbox").get_by_text("Mijn organisatie staat er niet bij").click()
    expect(site.get_by_label("Naam van uw organisatie")).to_have_value("Basisschool De Brug")
    site.get_by_label("Wat voor organisatie is het?").select_option(label="Primair onderwijs")
    site.get_by_label("Postcode").fill("3512lk")
    site.get_by_label("Plaats").fill("Utrecht")
    site.get_by_role("button", name="Verder naar uw gegevens").click()
    site.get_by_label("Voornaam").fill("Hanna")
    site.get_by_label("Achternaam").fill("Visser")
    site.get_by_label("E-mailadres").fill(SCHOOL)
    site.get_by_label("Telefoonnummer").fill("06-12345678")
    site.get_by_text("’s Ochtends").click()
    site.get_by_role("button", name="Verder naar uw vraag").click()
    expect(site.get_by_label("Ontwikkelgesprek")).to_be_checked()

    # One question brings up another; what was typed is still there after a look back with the browser.
    expect(site.get_by_label("Met welke organisaties?")).to_be_hidden()
    site.get_by_text("Samen met andere organisaties").click()
    site.get_by_label("Met welke organisaties?").fill("obs De Wilg")
    site.get_by_label("Wat wilt u bereiken?").fill("Wij willen van elkaars lessen leren.")
    site.get_by_role("button", name="Terug naar uw gegevens").click()
    expect(site.get_by_label("Achternaam")).to_have_value("Visser")
    site.go_back()
    expect(site.get_by_label("Met welke organisaties?")).to_have_value("obs De Wilg")
    site.get_by_role("button", name="Verder naar nakijken").click()

    # She looks it over, changes one thing and comes straight back.
    site.get_by_role("link", name="Wijzig Wie mogen we bellen?").click()
    site.get_by_label("Achternaam").fill("Visser-Smit")
    site.get_by_role("button", name="Verder naar nakijken").click()
    expect(site.get_by_role("main")).to_contain_text("Hanna Visser-Smit")
    site.get_by_label(re.compile("mag deze gegevens gebruiken")).check()
    site.get_by_role("button", name="Verstuur de aanvraag").click()

    # She reads who calls and by when, with a reference to quote.
    expect(site.get_by_role("heading", level=1)).to_contain_text("Hanna")
    lead = Lead.objects.get(request__email=SCHOOL)
    expect(site.get_by_text(lead.reference).first).to_be_visible()
    expect(site.get_by_role("main")).to_contain_text(lead.owner.name)
    assert lead.request.origin_title == "Ontwikkelgesprek"

    # Going back leads to the same page: it was sent, once.
    site.go_back()
    expect(site.get_by_text(lead.reference).first).to_be_visible()
    assert Lead.objects.filter(request__email=SCHOOL).count() == 1
    return lead


def follow_up(desk: Page, lead: Lead, demo: str, link: str) -> None:
    """The adviser opens the lead from the mail, logs the call and moves it on."""
    log_in(desk, lead.owner.user.username)
    desk.goto(link.replace("http://testserver", demo))
    expect(desk.get_by_role("heading", level=1)).to_contain_text("Basisschool De Brug")
    expect(desk.get_by_text("Wij willen van elkaars lessen leren.").first).to_be_visible()
    desk.get_by_label("Notitie").first.fill("Klonk enthousiast, mailt nog data.")
    desk.get_by_role("button", name="Gebeld: gesproken").click()
    timeline = desk.get_by_role("region", name="Tijdlijn")
    expect(timeline).to_contain_text("Klonk enthousiast, mailt nog data.")
    desk.get_by_text("Wijzig de stand").click()
    desk.get_by_role("button", name="Voorstel gedaan").click()
    expect(desk.get_by_role("region", name="Tijdlijn")).to_contain_text("Voorstel gedaan")
    lead.refresh_from_db()
    assert lead.state == "proposed"


def type_into(page: Page, label: str, text: str) -> None:
    """Tab on to the field with this label and type: no mouse, as somebody who cannot use one."""
    tab_to(
        page,
        lambda: page.get_by_label(label, exact=False).first.evaluate("e => e === document.activeElement"),
    )
    page.keyboard.type(text)


def tab_to(page: Page, is_there, most: int = 120) -> None:
    for _ in range(most):
        if is_there():
            return
        page.keyboard.press("Tab")
    raise AssertionError("the Tab key never got there")


def has_focus(page: Page, selector: str):
    return lambda: page.locator(selector).first.evaluate("e => e === document.activeElement")


def work_by_keyboard(desk: Page) -> None:
    """The adviser works on it the same way: plain forms."""
    lead = Lead.objects.get(request__email=SCHOOL)
    desk.goto("/admin/login/")
    tab_to(desk, has_focus(desk, "#id_username"))
    desk.keyboard.type(lead.owner.user.username)
    tab_to(desk, has_focus(desk, "#id_password"))
    desk.keyboard.type("leerkring-demo")
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/admin/")
    desk.goto(f"/admin/intake/lead/inspect/{lead.pk}/")
    tab_to(desk, has_focus(desk, "#contact-note"))
    desk.keyboard.type("Sprak haar even.")
    tab_to(desk, has_focus(desk, "button[name=outcome][value=spoken]"))
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("region", name="Tijdlijn")).to_contain_text("Sprak haar even.")
    lead.refresh_from_db()
    assert lead.state == "contacted"


def test_the_same_with_the_keyboard_alone_and_without_javascript(demo, open_context):
    page = open_context(java_script_enabled=False).new_page()
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Naar de inhoud"

    menu_button = "header .menu a.button"
    tab_to(page, has_focus(page, menu_button))
    page.keyboard.press("Enter")
    page.wait_for_url("**/aanvraag/**")

    tab_to(page, has_focus(page, ".by-hand summary"))
    page.keyboard.press("Enter")
    type_into(page, "Naam van uw organisatie", "Kinderopvang De Brug")
    page.keyboard.press("Tab")
    page.keyboard.type("Kinder")  # chooses in a list
    type_into(page, "Postcode", "3512 LK")
    type_into(page, "Plaats", "Utrecht")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Stap 2 van 4").first).to_be_visible()
    type_into(page, "Voornaam", "Hanna")
    type_into(page, "Achternaam", "Visser")
    type_into(page, "Telefoonnummer", "0612345678")

    # The e-mail address was forgotten: the page says so, and the answers are still there.
    tab_to(page, has_focus(page, "main form button[type=submit]"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("e-mailadres")
    assert page.title().startswith("Fout")
    expect(page.get_by_label("Achternaam")).to_have_value("Visser")

    # The summary leads to the field.
    tab_to(page, has_focus(page, ".summary a"))
    page.keyboard.press("Enter")
    type_into(page, "E-mailadres", SCHOOL)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Stap 3 van 4").first).to_be_visible()
    tab_to(page, has_focus(page, "main form button[type=submit]"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_contain_text("Kinderopvang De Brug")
    tab_to(page, has_focus(page, "#id_consent"))
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Hanna")

    work_by_keyboard(open_context(java_script_enabled=False).new_page())
