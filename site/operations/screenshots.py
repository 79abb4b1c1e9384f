"""Pictures of every kind of page: public and admin, wide and narrow, light and dark; and those of the guides.

They are taken from a site of its own, on a database and media folder that live as long as the run does.
"""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit
from xml.etree import ElementTree

from playwright.sync_api import Browser, Page, sync_playwright

from demo.writers.people import PASSWORD

from . import browser, coordinating, handbook, server
from .processes import Processes

HOST = "127.0.0.1"
WIDTHS = {1280: 800, 320: 640}  # and the height of the screen; a picture is as long as its page
SCHEMES = ("light", "dark")
# The admin scrolls a part of its page, which a picture of the full page would cut off.
HEIGHT = "Math.max(...Array.from(document.querySelectorAll('html, main'), part => part.scrollHeight))"
NAMESPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}

Say = Callable[[str], None]


class Screen(NamedTuple):
    """One picture: its name, the address, and a selector to click on the way there."""

    name: str
    path: str
    click: str = ""


VISITOR = (
    Screen("request-errors", "/aanvraag/", "main .moves [type=submit]"),
    Screen("search", "/zoeken/?q=lezen"),
    Screen("not-found", "/deze-pagina-bestaat-niet/"),
)
FIRST_LEAD = "main a[href*='/intake/lead/inspect/']"
ROLES = {
    "adviseur": (
        Screen("start", "/admin/"),
        Screen("my-leads", "/admin/intake/lead/"),
        Screen("lead", "/admin/intake/lead/", FIRST_LEAD),
    ),
    "coordinator": (
        Screen("start", "/admin/"),
        Screen("all-leads", "/admin/intake/lead/all/"),
        Screen("triage", "/admin/intake/lead/triage/"),
        Screen("figures", "/admin/intake/lead/figures/?period=year&per=adviser"),
        Screen("organisations", "/admin/intake/organisation/"),
        Screen("advisers", "/admin/intake/adviser/"),
    ),
    "redactie": (
        Screen("start", "/admin/"),
        Screen("pages", "/admin/pages/"),
        Screen("edit-home", "/admin/pages/", "main a[href$='/edit/']"),
    ),
}


def take(folder: Path, root: Path, work: Path, chrome: Path, say: Say) -> int:
    """Write all pictures into `folder`, using `work` for the site's data; give their number.

    Raises CalledProcessError or StoppedError when the site could not be started.
    """
    port = server.free_port(HOST)
    environment = {
        **server.environment(root),
        "DATABASE_URL": f"sqlite:///{work}/demo.sqlite3",
        "MEDIA_ROOT": str(work / "media"),
        "BASE_URL": f"http://{HOST}:{port}",
    }
    for command in ("migrate", "load_demo"):
        say(f"{command} ...")
        manage = [sys.executable, str(root / "manage.py"), command, "--verbosity=0"]
        subprocess.run(manage, env=environment, check=True)  # noqa: S603  (commands of our own)
    with Processes(environment) as processes, sync_playwright() as playwright:
        processes.start("The site", server.site_command(HOST, port))
        server.wait_for_first_page(HOST, port, processes)
        launched = playwright.chromium.launch(**browser.launch_options(chrome))
        address = f"http://{HOST}:{port}"
        taken = sum(1 for _ in pictures(launched, address, folder, say))
        say("the guides ...")
        images = root / "docs" / "images"
        for guide in (handbook, coordinating):
            taken += sum(1 for _ in guide.pictures(launched, address, images, sign_in))
        return taken


def pictures(launched: Browser, address: str, folder: Path, say: Say) -> Iterator[Path]:
    for width, height in WIDTHS.items():
        for scheme in SCHEMES:
            options = {
                "base_url": address,
                "viewport": {"width": width, "height": height},
                "color_scheme": scheme,
                "locale": "nl-NL",
                "reduced_motion": "reduce",
            }
            say(f"{width} px, {scheme} ...")
            for user in (None, *ROLES):
                with launched.new_context(**options) as context:
                    page = context.new_page()
                    screens = sign_in(page, user) if user else [*public_screens(page), *VISITOR]
                    place = folder / (user or "public")
                    yield from (picture(page, screen, place, f"{width}-{scheme}") for screen in screens)


def public_screens(page: Page) -> Iterator[Screen]:
    """Everything in the sitemap: the published pages and the request form."""
    sitemap = ElementTree.fromstring(page.request.get("/sitemap.xml").body())  # noqa: S314  (our own)
    for location in sitemap.iterfind("s:url/s:loc", NAMESPACE):
        path = urlsplit(location.text or "").path
        yield Screen(path.strip("/").replace("/", "_") or "home", path)


def sign_in(page: Page, user: str) -> tuple[Screen, ...]:
    page.goto("/admin/login/")
    page.fill("[name=username]", user)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/admin/")
    return ROLES.get(user, ())


def picture(page: Page, screen: Screen, folder: Path, suffix: str) -> Path:
    path = folder / f"{screen.name}-{suffix}.png"
    page.goto(screen.path)
    if screen.click:
        page.locator(screen.click).first.click()
    page.wait_for_load_state("networkidle")
    screen_size = page.viewport_size
    page.set_viewport_size({**screen_size, "height": max(screen_size["height"], page.evaluate(HEIGHT))})
    page.screenshot(path=path, full_page=True)
    page.set_viewport_size(screen_size)
    return path
