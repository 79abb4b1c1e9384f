"""The demo site in a real browser."""

from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.visitor import Visitor
from tests.demo.walk import Shown, one_of_each, walk
from tests.snapshots import Snapshot

WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 320, "height": 640}
#: Only whether text can be told from its ground.
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
#: WCAG 2.2 up to AA, and what axe itself advises.
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="session")
def demo_rows() -> Iterator[Snapshot]:
    with closing(Snapshot()) as snapshot:
        yield snapshot


@pytest.fixture
def demo(live_server, demo_rows) -> str:
    """The address of a running site with the demo content."""
    demo_rows.ensure(lambda: call_command("load_demo", verbosity=0))
    return live_server.url


@pytest.fixture(scope="session")
def met() -> list[Shown]:
    """What the walk met, once it was made in this process."""
    return []


@pytest.fixture
def shown(demo, met) -> list[Shown]:
    """One of each kind of page and state that a visitor can reach in the demo."""
    if not met:
        met.extend(one_of_each(walk(Client())))
    return met


@pytest.fixture
def visit(open_context, shown) -> Callable[..., Visitor]:
    """Look at what the walk met as somebody: `visit(color_scheme="dark", viewport=NARROW)`."""
    return lambda **options: Visitor(open_context(**options).new_page(), shown)


@pytest.fixture
def site(demo, page) -> Page:
    """A page of the running demo, as a visitor."""
    page.set_viewport_size(WIDE)
    page.goto(f"{demo}/")
    return page


@pytest.fixture
def open_context(browser: Browser, demo) -> Iterator[Callable[..., BrowserContext]]:
    """Make a visitor of your own: `open_context(color_scheme="dark", viewport=NARROW)`."""
    contexts = []

    def make(**options) -> BrowserContext:
        contexts.append(
            browser.new_context(base_url=demo, locale="nl-NL", reduced_motion="reduce", **options)
        )
        return contexts[-1]

    yield make
    for context in contexts:
        context.close()


def log_in(page: Page, username: str) -> None:
    """Come in as one of the demo's accounts."""
    page.goto("/admin/login/")
    page.get_by_label("Gebruikersnaam").fill(username)
    page.locator("#id_password").fill("leerkring-demo")
    page.get_by_role("button", name="Inloggen").click()
    page.wait_for_url("**/admin/")


def faults(page: Page, within: str | None = None, options: dict = RULES) -> list[str]:
    """What axe finds wrong on the page, or inside one element: "rule: the element it stands on"."""
    results = Axe().run(page, context=within, options=options)
    return [
        f"{violation['id']}: {node['html'][:160]}"
        for violation in results.response["violations"]
        for node in violation["nodes"]
    ]


def overflows(page: Page) -> int:
    """How many pixels the page is wider than the screen."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
