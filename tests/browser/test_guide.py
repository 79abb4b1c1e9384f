"""From not knowing where to begin to a request, without a script."""

import pytest
from playwright.sync_api import Page, expect

from intake.models import Lead
from offerings.models import GuidePage
from tests.browser.conftest import NARROW, faults, log_in, overflows

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

SCHOOL = "directie@deschakel.example"
ANSWERS = [
    "We willen beginnen, maar er is nog geen plan",
    "Een schoolteam of een deel ervan",
    "Goede plannen zakken na een paar weken weg",
    "Een of twee dagdelen met elkaar",
    "Nee, we weten al wat we zoeken",
]


def answer(page: Page, text: str) -> None:
    page.get_by_label(text).check()
    page.locator("main form button[type=submit]").click()


def test_somebody_who_is_lost_gets_advice_and_asks_for_it(demo, open_context):
    page = open_context(java_script_enabled=False).new_page()
    page.goto("/")
    page.get_by_role("link", name="Doe de wegwijzer").first.click()

    # Pressing on without an answer is no dead end.
    page.get_by_role("button", name="Volgende vraag").click()
    expect(page.get_by_role("alert")).to_contain_text("Kies het antwoord")
    for number, text in enumerate(ANSWERS, start=1):
        expect(page.get_by_text(f"Vraag {number} van 5").first).to_be_visible()
        answer(page, text)
    expect(page.get_by_role("heading", level=1)).to_have_text("Ontwikkelgesprek")
    expect(page.get_by_role("main")).to_contain_text("Omdat u een plan zoekt")

    # One answer changes, and the advice is there again; the way back has the old one.
    page.get_by_role("link", name="Wijzig Waar staat u nu?").click()
    expect(page.get_by_label(ANSWERS[0])).to_be_checked()
    answer(page, "Er loopt al een groep")
    expect(page.get_by_role("heading", level=1)).to_have_text("Procesbegeleiding")
    address = page.url

    # Who gets the address from a colleague sees the same.
    colleague = open_context(java_script_enabled=False)
    other = colleague.new_page()
    other.goto(address)
    expect(other.get_by_role("heading", level=1)).to_have_text("Procesbegeleiding")
    assert not colleague.cookies()

    page.get_by_role("link", name="Vraag dit aan", exact=True).first.click()
    fill_in(page)
    expect(page.get_by_label("Procesbegeleiding")).to_be_checked()
    words = page.get_by_label("Uw antwoorden in de wegwijzer")
    expect(words).to_have_value("\n".join(["Waar staat u nu? Er loopt al een groep", *_rest()]))
    words.fill("Er loopt al een groep, al twee jaar.")
    page.get_by_label("Hoe vaak per jaar").fill("6")  # a question of the service's own
    page.get_by_role("button", name="Verder naar nakijken").click()
    page.locator("#id_consent").check()
    page.get_by_role("button", name="Verstuur de aanvraag").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Hanna")

    lead = Lead.objects.get(request__email=SCHOOL)
    desk = open_context().new_page()
    log_in(desk, "coordinator")
    desk.goto(f"/admin/intake/lead/inspect/{lead.pk}/")
    expect(desk.get_by_text("Procesbegeleiding").first).to_be_visible()
    desk.get_by_text("Antwoorden in de wegwijzer").first.click()
    expect(desk.get_by_text("Er loopt al een groep, al twee jaar.").first).to_be_visible()


def _rest() -> list[str]:
    asks = GuidePage.objects.get().asks
    return [f"{ask.text} {text}" for ask, text in zip(asks[1:], ANSWERS[1:], strict=True)]


def fill_in(page: Page) -> None:
    page.get_by_text("Staat uw organisatie er niet bij?").click()
    page.get_by_label("Naam van uw organisatie").fill("Basisschool De Schakel")
    page.get_by_label("Wat voor organisatie is het?").select_option(label="Primair onderwijs")
    page.get_by_label("Postcode").fill("3512lk")
    page.get_by_label("Plaats").fill("Utrecht")
    page.get_by_role("button", name="Verder naar uw gegevens").click()
    page.get_by_label("Voornaam").fill("Hanna")
    page.get_by_label("Achternaam").fill("Visser")
    page.get_by_label("E-mailadres").fill(SCHOOL)
    page.get_by_label("Telefoonnummer").fill("06-12345678")
    page.get_by_role("button", name="Verder naar uw vraag").click()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_state_can_be_used_by_everybody(demo, open_context, scheme):
    keys = [ask.answers[0].key for ask in GuidePage.objects.get().asks]
    asked = GuidePage.objects.get().asks[1].key
    states = ["", f"?antwoorden={keys[0]}&gevraagd={asked}", f"?antwoorden={'.'.join(keys)}"]
    page = open_context(color_scheme=scheme, viewport=NARROW).new_page()
    for state in states:
        page.goto(f"/wegwijzer/{state}")
        assert faults(page) == []
        assert overflows(page) == 0


def test_it_can_be_walked_with_the_keyboard(demo, open_context):
    page = open_context().new_page()
    page.goto("/wegwijzer/")
    for _ in ANSWERS:
        page.locator("main input[type=radio]").first.focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_load_state()
    expect(page.get_by_text("Ons advies voor u:")).to_be_visible()
