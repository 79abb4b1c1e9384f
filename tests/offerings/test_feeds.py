"""The Atom feed of articles: what RFC 4287 asks, and what a reader counts on."""

from datetime import datetime, timedelta
from xml.etree import ElementTree

import pytest

from tests.factories.pages import (
    AdviserPageFactory,
    ArticleIndexPageFactory,
    ArticlePageFactory,
    TopicFactory,
    set_brand,
    today,
)
from tests.offerings.test_articles import behind_a_password

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom"}
FEED = "/kennis/feed.atom"


def read(client) -> ElementTree.Element:
    response = client.get(FEED)
    assert response["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(response.content)


def entries(feed) -> list[ElementTree.Element]:
    return feed.findall("a:entry", ATOM)


def text(element, name: str) -> str:
    return element.findtext(f"a:{name}", namespaces=ATOM)


def test_feed_and_entries_have_what_the_standard_asks(client):
    set_brand(name="Leerkring")
    ArticlePageFactory()
    ArticlePageFactory()

    feed = read(client)

    for element in (feed, *entries(feed)):
        assert text(element, "title")
        assert text(element, "id").startswith("urn:uuid:")
        assert datetime.fromisoformat(text(element, "updated")).tzinfo
    assert feed.findtext("a:author/a:name", namespaces=ATOM) == "Leerkring"
    links = {link.get("rel"): link.get("href") for link in feed.findall("a:link", ATOM)}
    assert links["self"].endswith(FEED)
    assert links["alternate"].endswith("/kennis/")
    ids = [text(element, "id") for element in (feed, *entries(feed))]
    assert len(set(ids)) == 3


def test_an_entry_tells_of_its_article(client):
    author = AdviserPageFactory(title="Mirjam Oosterhof")
    page = ArticlePageFactory(
        title="Kijken & praten",
        lead="Eerst kijken & praten.",
        author=author,
        topics=[TopicFactory(name="Gesprek")],
        published_on=today() - timedelta(days=3),
    )

    (entry,) = entries(read(client))

    assert text(entry, "title") == "Kijken & praten"
    assert text(entry, "summary") == "Eerst kijken &amp; praten."
    assert entry.find("a:link", ATOM).get("href") == f"http://testserver{page.url}"
    assert entry.findtext("a:author/a:name", namespaces=ATOM) == "Mirjam Oosterhof"
    assert entry.find("a:category", ATOM).get("term") == "Gesprek"
    assert text(entry, "published").startswith(f"{page.published_on:%Y-%m-%d}")


def test_an_entry_keeps_its_id_when_its_article_gets_another_name_and_address(client):
    page = ArticlePageFactory(title="Eerst", slug="eerst")
    before = text(entries(read(client))[0], "id")
    page.title, page.slug = "Later", "later"
    page.save_revision().publish()

    (entry,) = entries(read(client))

    assert text(entry, "id") == before
    assert entry.find("a:link", ATOM).get("href").endswith("/kennis/later/")


def test_publishing_again_moves_the_date(client):
    page = ArticlePageFactory(published_on=today() - timedelta(days=3))
    page.save_revision().publish()
    first = text(entries(read(client))[0], "updated")
    page.title = "Anders"
    page.save_revision().publish()
    page.refresh_from_db()

    updated = datetime.fromisoformat(text(entries(read(client))[0], "updated"))

    assert updated > datetime.fromisoformat(first)
    assert updated == page.last_published_at


def test_only_what_is_for_everybody_is_in_it(client):
    ArticlePageFactory(title="Klad", draft=True)
    behind_a_password(ArticlePageFactory(title="Besloten"))
    ArticlePageFactory(title="Open")

    assert [text(entry, "title") for entry in entries(read(client))] == ["Open"]


def test_without_a_page_above_there_is_no_feed(client):
    assert client.get(FEED).status_code == 404
    ArticleIndexPageFactory(draft=True)
    assert client.get(FEED).status_code == 404


def test_the_list_and_every_article_lead_to_it(client):
    page = ArticlePageFactory()

    for address in ("/kennis/", page.url):
        assert f'type="application/atom+xml" href="{FEED}"' in client.get(address).content.decode()
