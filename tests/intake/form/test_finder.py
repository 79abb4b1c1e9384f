"""Finding one's organisation in the first step: with the script and without, and when it is not there."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from intake.models import Draft, IntakeRequest, Organisation
from tests.factories.registers import register_entry

from .conftest import ANSWERS, FORM, hidden_in

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
EMPTY = dict.fromkeys(("organisation_name", "sector", "postcode", "city", "register_code"), "")
KEY = "primary:99WW00"


@pytest.fixture
def register(db):
    register_entry("Christelijke Basisschool Wrâldwizer", board_name="Stichting Noorderlicht")
    register_entry("De Wilg", code="99DW00", postcode="3991 AB", city="HOUTEN")
    register_entry("De Wilgentuin", code="99WT00", postcode="3721 WT", city="BILTHOVEN")


@pytest.fixture
def post(client, service):
    """Post the first step, and again what came back: `post(search="wilg", zoek="1")`."""
    pages = [client.get(FORM)]

    def post(at: str = "", **typed):
        if at:
            pages.append(client.get(at))
        address = pages[-1].request["PATH_INFO"]
        pages.append(client.post(address, EMPTY | {"search": ""} | hidden_in(pages[-1]) | typed))
        return pages[-1]

    return post


def values(form) -> dict[str, str]:
    return {name: form[name].value() for name in EMPTY}


# ------------------------------------------------------------------ without the script
def test_the_button_gives_choices_and_stores_nothing(register, post):
    page = post(search="obs wilg", zoek="1", sector="special")

    assert page.status_code == 200
    assert re.findall(r'type="radio" name="register_choice" value="([^"]+)"', page.text) == [
        "primary:99DW00", "primary:99WT00", "geen",
    ]  # fmt: skip
    assert "2 organisaties gevonden" in page.text
    assert page.context["form"]["sector"].value() == "special"
    assert not page.context["form"].errors
    assert not Draft.objects.exists()


def test_enter_in_the_search_searches_too(register, post):
    assert "1 organisatie gevonden" in post(search="wraldwizer").text
    assert "minstens drie letters" in post(search="de").text


def test_a_choice_fills_in_everything_and_is_shown_to_check(register, post, client):
    post(search="wraldwizer", zoek="1")
    response = post(search="wraldwizer", register_choice=KEY)

    assert response.url.endswith("/contact/")
    page = client.get(response.url.replace("/contact/", "/organisatie/"))
    form = page.context["form"]
    assert values(form) == {
        "organisation_name": "Christelijke Basisschool Wrâldwizer", "sector": "primary",
        "postcode": "9084 BB", "city": "Goutum", "register_code": "99WW00",
    }  # fmt: skip
    for words in ("Tsjerkepaad 1, 9084 BB Goutum", "Stichting Noorderlicht", "Fryslân", "Noord"):
        assert words in page.text
    assert "Klopt er iets niet?" in page.text


def test_another_choice_takes_nothing_of_the_first_along(register, post):
    post(search="wilg", zoek="1")
    first = post(search="wilg", register_choice="primary:99DW00")
    draft = Draft.objects.get()
    assert first.status_code == 302
    filled = draft.answers["organisatie"]

    typed = {name: value[0] for name, value in filled.items()} | {"search": "wrald"}
    back = first.url.replace("/contact/", "/organisatie/")
    assert "1 organisatie gevonden" in post(at=back, **typed, zoek="1").text
    assert post(**typed | {"register_choice": KEY}).status_code == 302

    draft.refresh_from_db()
    assert draft.answers["organisatie"]["register_code"] == ["99WW00"]
    assert draft.answers["organisatie"]["postcode"] == ["9084 BB"]


def test_what_one_changes_after_choosing_is_believed(register, send, adviser):
    chosen = {"register_choice": KEY, "register_was": KEY, "register_code": "99WW00"}
    send(**chosen, organisation_name="De Nieuwe Naam", postcode="9084 BB", city="Goutum")

    request = IntakeRequest.objects.get()
    assert (request.organisation_name, request.brin) == ("De Nieuwe Naam", "99WW00")
    organisation = Organisation.objects.get()
    assert (organisation.street, organisation.holiday_region) == ("Tsjerkepaad 1", "north")


def test_not_listed_always_works(register, post):
    post(search="wilg", zoek="1")
    own = {name: ANSWERS[name] for name in EMPTY}

    assert post(search="wilg", register_choice="geen", **own).url.endswith("/contact/")
    assert Draft.objects.get().answers["organisatie"]["organisation_name"] == ["IKC De Waterlijn"]


def test_who_finds_nothing_sees_the_fields_to_fill_in(register, post):
    page = post(search="zzzqqq", zoek="1")

    assert "Niets gevonden" in page.text
    assert re.search(r"<details[^>]*data-by-hand[^>]* open>", page.text)


def test_who_leaves_the_list_after_choosing_keeps_nothing_of_it(register, post):
    name = "Christelijke Basisschool Wrâldwizer"
    typed = {"sector": "primary", "postcode": "9084 BB", "city": "Leeuwarden", "register_code": "99WW00"}
    page = post(register_choice="geen", register_was=KEY, organisation_name=name, **typed)

    assert page.status_code == 422
    assert values(page.context["form"]) == EMPTY | {"city": "Leeuwarden"}


def test_nothing_at_all_is_one_thing_to_put_right(register, post):
    page = post()

    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["search"]
    assert 'href="#id_search"' in page.text


def test_without_a_register_one_is_asked_as_before(client, service):
    page = client.get(FORM)
    refused = client.post(FORM, EMPTY | hidden_in(page))

    assert "data-finder" not in page.text
    assert set(refused.context["form"].errors) == {"organisation_name", "sector", "postcode", "city"}


@pytest.mark.parametrize(
    "typed",
    [
        {"search": "\x00' OR 1=1", "zoek": "1"}, {"search": "x" * 9000, "zoek": "1"},
        {"register_choice": "primary:\x00"}, {"register_choice": "x" * 9000, "register_was": "y"},
        {"register_choice": "secondary:99WW00"}, {"register_was": KEY}, {"gezocht": "wilg", "search": "wilg"},
    ],
)  # fmt: skip
def test_odd_things_do_no_harm(register, post, typed):
    assert post(**typed).status_code in {200, 422}
    assert not Draft.objects.exists()


def test_sending_asks_the_register_once(register, open_step, client, adviser, django_assert_max_num_queries):
    """The check page shows what it says; sending looks only once, for the organisation."""
    page = open_step("controle")
    with django_assert_max_num_queries(60) as queries:
        client.post(page.request["PATH_INFO"], ANSWERS | hidden_in(page))
    assert not [query for query in queries if "intake_registerentry" in query["sql"]]


# ------------------------------------------------------------------ with the script
@pytest.fixture
def finder(page, register, service, adviser):
    page.goto(FORM)
    return page.get_by_role("combobox", name="Zoek uw organisatie")


def offered(page):
    return page.locator("[role=listbox] [role=option]")


def test_with_the_keyboard_one_types_chooses_and_goes_on(page, finder):
    finder.press_sequentially("wilg")
    expect(offered(page)).to_have_count(3)
    expect(page.get_by_role("status")).to_have_text("2 organisaties gevonden.")
    expect(finder).to_have_attribute("aria-expanded", "true")

    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(finder).to_have_attribute("aria-activedescendant", "finder-1")
    expect(page.locator("[role=option][aria-selected=true]")).to_contain_text("De Wilgentuin")
    page.keyboard.press("Enter")

    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(page.get_by_role("status")).to_contain_text("Gekozen: De Wilgentuin")
    expect(page.locator("[data-card]")).to_contain_text("3721 WT Bilthoven")
    page.locator(".moves .button").click()
    page.wait_for_url("**/contact/")
    assert Draft.objects.get().answers["organisatie"]["register_code"] == ["99WT00"]


def test_with_the_mouse_one_finds_that_it_is_not_listed(page, finder):
    finder.fill("Wilgenroosje")
    offered(page).get_by_text("staat er niet bij").click()

    expect(page.locator("[name=organisation_name]")).to_be_focused()
    expect(page.locator("[name=organisation_name]")).to_have_value("Wilgenroosje")

    finder.fill("wilg")
    expect(offered(page)).to_have_count(3)
    page.keyboard.press("Escape")
    expect(finder).to_have_attribute("aria-expanded", "false")
    expect(finder).to_have_value("wilg")


@pytest.mark.parametrize("browser_context_args", [{"bypass_csp": True}], indirect=True)
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "dark")])
def test_no_state_of_it_has_a_barrier(page, register, service, adviser, width, scheme):
    # Before the page: a colour that is still changing has the contrast of neither scheme.
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    page.goto(FORM)
    finder = page.get_by_role("combobox", name="Zoek uw organisatie")

    def check():
        assert Axe().run(page, options=RULES).response["violations"] == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    check()
    finder.fill("wilg")
    offered(page).first.wait_for()
    page.keyboard.press("ArrowDown")
    check()
    page.keyboard.press("Enter")
    check()


@pytest.fixture
def browser_context_args(browser_context_args, request) -> dict:
    return {**browser_context_args, **getattr(request, "param", {})}
