"""The desk in a real browser: axe and 320 px, filled, empty and with errors, in light and dark."""

from collections.abc import Callable, Iterator
from io import BytesIO

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Browser, Page

from home.roles import Role
from intake.leads.trail import Action, record
from intake.models import CallProposal, Lead, Organisation
from tests.browser.conftest import NARROW, WIDE, faults, overflows
from tests.factories.intake import (
    AdviserFactory,
    LeadFactory,
    OrganisationFactory,
    RoutingDecisionFactory,
    UserFactory,
    days_from_now,
)

from .pages import ALL, MINE, TRIAGE, url

BOARD = "intake_lead_board_modeladmin_index"
FIGURES = "intake_lead_figures_modeladmin_index"
LOOKS = pytest.mark.parametrize(
    ("viewport", "scheme"), [(WIDE, "light"), (NARROW, "dark")], ids=["1280-light", "320-dark"]
)


@pytest.fixture
def open_as(browser: Browser, live_server, client) -> Iterator[Callable[..., Page]]:
    """A browser in which somebody is logged in: `open_as(user, viewport=NARROW)`."""
    contexts = []

    def make(user, **options) -> Page:
        client.force_login(user)
        context = browser.new_context(
            base_url=live_server.url, locale="nl-NL", reduced_motion="reduce", **options
        )
        contexts.append(context)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}]
        )
        return context.new_page()

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def both(transactional_db):
    """A coordinator who is an adviser too: sees every screen."""
    return AdviserFactory(user=UserFactory(role=Role.COORDINATOR), absent_until=days_from_now(5), capacity=2)


@pytest.fixture
def leads(both) -> dict[str, Lead]:
    leads = {
        "late": LeadFactory(owner=both, overdue=True),
        "closed": LeadFactory(owner=both, lost=True),
        "triage": LeadFactory(in_triage=True),
        "others": LeadFactory(due_today=True, planned=True),
    }
    RoutingDecisionFactory(lead=leads["late"])
    record(leads["late"], Action.NOTE, user=both.user, text="Een notitie\nvan twee regels")
    return leads


def wrong_with(page: Page, address: str) -> list[str]:
    page.goto(address)
    too_wide = [f"{overflows(page)} px too wide"] if overflows(page) > 0 else []
    return [f"{address}: {fault}" for fault in faults(page, within="#main") + too_wide]


@LOOKS
def test_every_screen_passes_axe_and_fits(open_as, both, leads, viewport, scheme):
    page = open_as(both.user, viewport=viewport, color_scheme=scheme)
    organisation = leads["late"].organisation
    addresses = [
        *(url("inspect", lead) for lead in leads.values()),
        url("decision", leads["late"]),
        *(
            reverse(name)
            for name in ("wagtailadmin_home", MINE, ALL, TRIAGE, "intake_adviser_modeladmin_index")
        ),
        reverse(ALL) + "?state=all&due=late&q=wilg",
        reverse(ALL) + "?q=niets",
        reverse(BOARD),
        reverse(FIGURES),
        reverse(FIGURES) + "?period=own&since=2024-03-02&until=2024-03-01",
        reverse("intake_lead_modeladmin_calendar"),
        reverse("intake_organisation_modeladmin_index"),
        reverse("intake_organisation_modeladmin_inspect", args=[organisation.pk]),
    ]

    assert [fault for address in addresses for fault in wrong_with(page, address)] == []


@LOOKS
def test_an_empty_desk_passes_axe_and_fits(open_as, both, viewport, scheme):
    page = open_as(both.user, viewport=viewport, color_scheme=scheme)
    addresses = [reverse(name) for name in ("wagtailadmin_home", MINE, ALL, TRIAGE, FIGURES)]

    assert not Organisation.objects.exists()
    assert [fault for address in addresses for fault in wrong_with(page, address)] == []


@LOOKS
def test_refused_forms_pass_axe_and_fit(open_as, both, leads, viewport, scheme):
    page = open_as(both.user, viewport=viewport, color_scheme=scheme)
    found = []
    for section in ("next", "note", "lost", "hand-over"):
        page.goto(url("inspect", leads["late"]))
        if section != "note":  # which stands open
            page.locator(f"#{section} summary").click()
        page.locator(f"#{section} button[type=submit]:enabled").first.click()
        page.locator(f"#{section} .errorlist").first.wait_for()
        found += [f"{section}: {fault}" for fault in faults(page, within="#main")]
        found += [f"{section}: too wide"] if overflows(page) > 0 else []

    assert found == []


@LOOKS
def test_many_leads_at_once_pass_axe_and_fit(open_as, both, leads, viewport, scheme):
    page = open_as(both.user, viewport=viewport, color_scheme=scheme)
    page.goto(reverse(ALL))
    for tool in ("views", "columns"):
        page.locator(f".tool:has([action$='{tool}/']) > summary").click()
    found = [*faults(page, within="#main"), *(["too wide"] if overflows(page) > 0 else [])]
    page.goto(reverse(ALL) + "?state=all")
    page.locator("[data-tick-all] input").check()
    page.locator("#bulk button[value=move]").click()
    page.locator("#bulk-to").select_option("proposed")
    page.locator("button[name=check]").click()
    page.locator(".bulk-why").first.wait_for()

    assert [*found, *faults(page, within="#main")] == []
    assert overflows(page) <= 0
    page.locator("button[name=sure]").click()
    page.locator(".messages li").first.wait_for()
    leads["late"].refresh_from_db()
    assert leads["late"].state == "proposed"


def test_a_card_is_moved_by_the_keyboard_and_by_the_mouse(open_as, both, leads):
    page = open_as(both.user, viewport={"width": 2200, "height": 900})
    lead = leads["late"]
    page.goto(reverse(BOARD))
    page.locator(f"#lead-{lead.pk} .card-name").focus()
    page.keyboard.press("Alt+ArrowRight")
    page.locator(f"#column-contacted #lead-{lead.pk}").wait_for()
    page.wait_for_function("id => document.activeElement.closest('.card')?.id === id", arg=f"lead-{lead.pk}")

    page.locator(f"#lead-{lead.pk}").drag_to(page.locator("#column-proposed h2"))
    page.locator(f"#column-proposed #lead-{lead.pk}").wait_for()
    lead.refresh_from_db()
    assert lead.state == "proposed"

    page.locator(f"#lead-{lead.pk}").drag_to(page.locator("#column-agreed h2"))
    page.locator("#agreed[open] textarea").wait_for()
    page.goto(reverse(BOARD))

    page.locator(f"#lead-{lead.pk}").drag_to(page.locator("#column-lost h2"))
    page.locator("#lost[open] select").wait_for()


def test_who_what_why_and_what_next_stand_above_the_fold(open_as, both, leads):
    """On a lead with everything: proposals to call, a wish, an explanation, and what we know."""
    lead = leads["late"]
    LeadFactory.create_batch(7, organisation=lead.organisation, owner=both, completed=True)
    CallProposal.objects.bulk_create(
        CallProposal(lead=lead, day=days_from_now(day), part="morning", proposed_at=timezone.now())
        for day in (1, 2)
    )
    parts = (".next .do", "#g-next", "#g-who", "#g-what", "#g-why", ".last", ".log button[name=outcome]")

    def bottoms(viewport) -> dict[str, float]:
        page = open_as(both.user, viewport=viewport)
        page.goto(url("inspect", lead))
        measure = "all => all.map(one => document.querySelector(one).getBoundingClientRect().bottom)"
        return dict(zip(parts, page.evaluate(measure, list(parts)), strict=True))

    assert {part: bottom for part, bottom in bottoms(WIDE).items() if bottom > WIDE["height"]} == {}
    narrow = bottoms(NARROW)
    assert narrow["#g-next"] < narrow[".next .do"] < NARROW["height"]
    assert narrow["#g-next"] < narrow["#g-who"] < narrow["#g-what"] < narrow["#g-why"]


def test_enter_in_a_field_logs_no_call(open_as, both, leads):
    """The first button would say "spoken": pressing Enter in the next step must not claim that."""
    page = open_as(both.user, viewport=WIDE)
    page.goto(url("inspect", leads["late"]))
    before = page.url
    page.locator("#contact-next_action").fill("Bel opnieuw")
    page.keyboard.press("Enter")

    assert page.url == before
    assert page.locator("#contact-next_action").input_value() == "Bel opnieuw"
    leads["late"].refresh_from_db()
    assert leads["late"].state == "new"


def test_without_script_a_message_is_seen_too(open_as, both, leads):
    page = open_as(both.user, viewport=WIDE, java_script_enabled=False)
    page.goto(url("inspect", leads["late"]))
    page.locator("button[value=no_answer]").click()

    message = page.locator(".messages li")
    assert message.is_visible()
    assert message.bounding_box()["y"] >= 0
    assert page.locator(".messages ul").evaluate("list => getComputedStyle(list).opacity") == "1"


@LOOKS
def test_a_refused_board_passes_axe_and_fits(open_as, both, leads, viewport, scheme):
    school = leads["late"].organisation
    board = OrganisationFactory(sector="board")
    page = open_as(both.user, viewport=viewport, color_scheme=scheme)
    page.goto(reverse("intake_organisation_modeladmin_inspect", args=[school.pk]))
    page.locator("#board summary").click()
    page.locator("#board select").select_option(str(board.pk))
    OrganisationFactory(board=school)
    page.locator("#board button[type=submit]").click()
    page.locator("#board[open] .errorlist").wait_for()

    assert faults(page, within="#main") == []
    assert overflows(page) <= 0


@LOOKS
def test_a_load_bar_is_filled_over_its_whole_height(open_as, both, leads, viewport, scheme):
    LeadFactory.create_batch(3, owner=both)  # more than fits: the bar is full
    page = open_as(both.user, viewport=viewport, color_scheme=scheme)
    page.goto(reverse("wagtailadmin_home"))
    bar = page.locator(".loads meter.is-full")
    box = bar.bounding_box()
    picture = Image.open(BytesIO(bar.screenshot())).convert("RGB")
    column = [picture.getpixel((int(box["width"] / 2), y)) for y in range(2, picture.height - 2)]

    assert len(column) >= 5
    assert len(set(column)) == 1


def test_the_five_things_to_do_are_seen_without_scrolling(open_as, both):
    LeadFactory.create_batch(7, owner=both, overdue=True)
    page = open_as(both.user, viewport=WIDE)
    page.goto(reverse("wagtailadmin_home"))

    todo = page.locator(".morning").first.locator(":scope > .todo > li")
    assert todo.count() == 5
    last = todo.last.bounding_box()
    assert last["y"] + last["height"] <= WIDE["height"]


def test_what_happened_last_stands_above_the_fold_with_the_way_to_the_rest(open_as, both, leads):
    page = open_as(both.user, viewport=WIDE)
    page.goto(url("inspect", leads["late"]))
    last = page.locator(".last")

    box = last.bounding_box()
    assert box["y"] + box["height"] < WIDE["height"]
    assert "Notitie" in last.inner_text()
    last.get_by_role("link").click()
    page.wait_for_function("document.querySelector('#g-time').getBoundingClientRect().top < innerHeight")
