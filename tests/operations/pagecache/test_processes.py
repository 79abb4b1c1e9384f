"""Several processes on one database: each shows within a second what any of them changed."""

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from http.client import HTTPConnection

import pytest
from django.conf import settings

from operations import server
from operations.processes import Processes
from tests.factories.pages import CourseDateFactory, TextPageFactory, set_brand, set_menus

pytestmark = [pytest.mark.slow, pytest.mark.concurrency]
HOST = "127.0.0.1"
WORKERS = 2
CONNECTIONS = 12  # each stays with the process that took it
SOON = 1.0  # seconds


class Site:
    """The real site, served by several processes, and connections to them that stay open."""

    def __init__(self, port: int):
        self.connections = [HTTPConnection(HOST, port, timeout=30) for _ in range(CONNECTIONS)]

    def ask_all(self, url: str) -> list[str]:
        return [self.ask(connection, url) for connection in self.connections]

    def ask(self, connection: HTTPConnection, url: str) -> str:
        connection.request("GET", url)
        with closing(connection.getresponse()) as response:
            return response.read().decode()

    def all_show(self, url: str, is_right: Callable[[str], bool]) -> bool:
        """Whether all of them answer so within a second from now."""
        deadline = time.monotonic() + SOON
        while time.monotonic() < deadline:
            if all(map(is_right, self.ask_all(url))):
                return True
        return False

    def close(self) -> None:
        for connection in self.connections:
            connection.close()


@pytest.fixture
def start(environment) -> Iterator[Callable[[], Site]]:
    """Start the site, once the content it begins with is there."""
    own = {
        **environment,
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "PYTHONPATH": server.environment(settings.ROOT)["PYTHONPATH"],
    }
    sites = []
    with Processes(own) as processes:

        def begin() -> Site:
            port = server.free_port(HOST)
            processes.start("The site", server.site_command(HOST, port, workers=WORKERS))
            server.wait_for_first_page(HOST, port, processes)
            sites.append(Site(port))
            return sites[0]

        yield begin
        for site in sites:
            site.close()


def test_every_process_shows_a_change_within_a_second(start):
    set_brand()
    set_menus()
    page = TextPageFactory(slug="over-ons", lead="Wij kijken mee.")
    site = start()
    assert all("Wij kijken mee." in text for text in site.ask_all(page.url))

    page.lead = "Wij kijken anders."
    page.save_revision().publish()
    assert site.all_show(page.url, lambda text: "Wij kijken anders." in text)

    set_brand(name="Denkkring")
    assert site.all_show(page.url, lambda text: "Denkkring" in text)

    page.unpublish()
    assert site.all_show(page.url, lambda text: "Wij kijken" not in text)


def test_no_process_ever_shows_a_seat_that_is_taken(start):
    set_brand()
    set_menus()
    date = CourseDateFactory(seats=14, seats_taken=0)
    url = date.course.url
    site = start()
    site.ask_all(url)

    for taken in range(1, 6):
        date.seats_taken = taken
        date.save()
        assert all(f"Nog {14 - taken} plaatsen" in text for text in site.ask_all(url))
