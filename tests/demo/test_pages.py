"""Every page of the demo can be read, and every link on it leads somewhere."""

import re
from html import unescape

import pytest

from demo.files import CONTENT

pytestmark = pytest.mark.slow

PAGES = sorted(
    "/" + re.sub(r"(^|/)index$", r"\1", str(file.relative_to(CONTENT / "pages").with_suffix("")))
    for file in (CONTENT / "pages").rglob("*.yaml")
)
PAGES = [address if address.endswith("/") else f"{address}/" for address in PAGES]
OTHERS = ["/aanvraag/", "/zoeken/", "/zoeken/?q=opleiding", "/sitemap.xml", "/robots.txt", "/admin/login/"]
HREF = re.compile(r'<a [^>]*href="(/[^"#]*)')
TO_PLACE = re.compile(r'<a [^>]*href="(/[^"#]*|)#([^"]+)"')


def test_the_addresses_of_the_site_are_there():
    top = {"aanbod", "opleidingen", "ervaringen", "over-ons", "privacy", "toegankelijkheid"}
    services = {"startoverleg", "ontwikkelgesprek", "training", "procesbegeleiding"}
    addresses = {"/", *(f"/{slug}/" for slug in top), *(f"/aanbod/{slug}/" for slug in services)}
    assert addresses <= set(PAGES)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_shown_with_one_heading(demo, client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert len(re.findall(r"<h1\b", response.content.decode())) == 1


@pytest.mark.parametrize("address", OTHERS)
def test_the_other_addresses_answer(demo, client, address):
    assert client.get(address).status_code == 200


def test_every_link_to_a_place_in_a_page_finds_that_place(demo, client):
    shown = {address: client.get(address).content.decode() for address in PAGES}
    lost = []
    for address, html in shown.items():
        for path, place in TO_PLACE.findall(html):
            there = shown.get(path or address) or client.get(unescape(path)).content.decode()
            if not re.search(rf'\bid="{re.escape(place)}"', there):
                lost.append(f"{address}: {path}#{place}")
    assert lost == []


def test_every_link_leads_somewhere(demo, client):
    links = {}
    for address in PAGES:
        for link in HREF.findall(client.get(address).content.decode()):
            links.setdefault(link.replace("&amp;", "&"), address)
    dead = {link: page for link, page in links.items() if client.get(link).status_code >= 400}
    assert not dead
