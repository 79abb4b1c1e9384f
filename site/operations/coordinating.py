"""The pictures of the guide for coordinators: rules, trying them out, a decision, quarantine, figures.

Taken on the demo, by doing what the guide says.
"""

from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page

from .handbook import SignIn, shoot, to_top

RULES = "/admin/intake/routingrule/"


def pictures(launched: Browser, address: str, folder: Path, sign_in: SignIn) -> Iterator[Path]:
    """Go through the screens as a coordinator; write a picture of each."""
    options = {"base_url": address, "viewport": {"width": 1280, "height": 800}, "locale": "nl-NL"}
    with launched.new_context(**options, reduced_motion="reduce") as context:
        page = context.new_page()
        sign_in(page, "coordinator")
        for name in screens(page):
            yield shoot(page, folder / f"coordinator-{name}.png")


def screens(page: Page) -> Iterator[str]:
    """Each screen of the guide, when it stands there."""
    page.goto(RULES)
    yield "regels"
    page.get_by_role("link", name="Nieuwe regel").first.click()
    page.locator("#main h2").first.wait_for()
    yield "regel"
    page.goto(f"{RULES}try/?try=past&count=100")
    to_top(page, "#trial-result")
    yield "proberen"
    page.goto("/admin/intake/lead/all/?state=all")
    page.locator("main a[href*='/intake/lead/inspect/']").last.click()
    page.locator("main a[href*='/intake/lead/decision/']").first.click()
    page.locator(".decision").first.wait_for()
    yield "afweging"
    page.goto("/admin/intake/quarantine/")
    page.locator("main tbody th a").first.click()
    page.locator("#q-why").wait_for()
    yield "quarantaine"
    page.goto("/admin/intake/lead/figures/")
    page.locator(".figures-chart").first.wait_for()
    yield "cijfers"
