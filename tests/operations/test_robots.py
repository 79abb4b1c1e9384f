"""What search engines are told."""

from xml.etree import ElementTree

import pytest

from tests.factories.pages import ServicePageFactory


@pytest.fixture
def lines(client, db) -> list[str]:
    return client.get("/robots.txt").content.decode().splitlines()


def test_the_admin_and_what_is_nobodys_business_are_left_alone(lines):
    assert lines[0] == "User-agent: *"
    assert {"Disallow: /admin/", "Disallow: /aanvraag/bedankt/", "Disallow: /zoeken/"} <= set(lines)


def test_the_sitemap_it_names_lists_the_published_pages(lines, client):
    published, draft = ServicePageFactory(), ServicePageFactory(draft=True)
    [address] = [line.removeprefix("Sitemap: ") for line in lines if line.startswith("Sitemap: ")]

    sitemap = ElementTree.fromstring(client.get(address).content)

    listed = {element.text for element in sitemap.iter() if element.tag.endswith("loc")}
    assert published.full_url in listed
    assert draft.full_url not in listed
