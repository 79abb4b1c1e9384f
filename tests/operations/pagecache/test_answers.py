"""A page, once made: in the encoding the browser reads, and not at all when it has it already."""

import pytest

from operations.pagecache.answers import POPULAR
from tests.factories.pages import TextPageFactory, the_home_page


@pytest.fixture
def url(visitor) -> str:
    return TextPageFactory(title="Over ons", slug="over-ons", lead="Wij kijken mee. " * 20).url


@pytest.mark.parametrize("accepted", ["br, gzip", "gzip", "identity"])
def test_every_encoding_holds_the_same_page(visitor, url, accepted):
    first, second = (visitor.ask(url, accept_encoding=accepted) for _ in range(2))

    assert (first.kept, second.kept) == (False, True)
    assert first == second._replace(kept=False)
    assert "<h1>Over ons</h1>" in second.text
    assert second.headers["Content-Length"] == str(len(second.body))
    assert second.headers["Vary"] == "Accept-Encoding"
    assert second.headers.get("Content-Encoding", "identity") == accepted.split(",")[0]


def test_one_answer_serves_every_encoding(visitor, url):
    replies = [visitor.ask(url, accept_encoding=accepted) for accepted in ("br", "gzip", "")]

    assert [reply.kept for reply in replies] == [False, True, True]
    assert len({reply.headers["ETag"] for reply in replies}) == 3
    assert len({reply.text for reply in replies}) == 1


def test_a_page_that_is_asked_for_often_gets_the_smallest_brotli(visitor, url):
    replies = [visitor.ask(url, accept_encoding="br") for _ in range(POPULAR + 1)]

    assert len(replies[-1].body) < len(replies[0].body)
    assert replies[-1].text == replies[0].text
    assert replies[-1].headers["ETag"] != replies[0].headers["ETag"]


@pytest.mark.parametrize("known", ["{}", "W/{}", '"other", {}', '"a","b", W/{}', "*"])
def test_who_has_it_already_gets_no_body(visitor, url, known):
    etag = visitor.ask(url).headers["ETag"]

    reply = visitor.ask(url, if_none_match=known.format(etag))

    assert (reply.status, reply.body, reply.kept) == (304, b"", True)
    assert reply.headers["ETag"] == etag
    assert reply.headers["Vary"] == "Accept-Encoding"
    assert "Cache-Control" in reply.headers
    assert not {"Content-Type", "Content-Length", "Content-Encoding"} & reply.headers.keys()


def test_who_has_another_one_gets_the_page(visitor, url):
    etag = visitor.ask(url, accept_encoding="gzip").headers["ETag"]

    assert visitor.ask(url, if_none_match='"other"').status == 200
    assert visitor.ask(url, if_none_match=etag).status == 200  # that was another encoding


def test_a_change_elsewhere_leaves_the_etag(visitor, url):
    etag = visitor.ask(url).headers["ETag"]
    the_home_page().save()

    reply = visitor.ask(url, if_none_match=etag)

    assert (reply.status, reply.kept) == (304, False)


def test_head_is_answered_from_what_get_left(visitor, url):
    page = visitor.ask(url)

    reply = visitor.ask(url, "HEAD")

    assert (reply.status, reply.headers, reply.body, reply.kept) == (200, page.headers, b"", True)


def test_head_alone_keeps_nothing(visitor, url):
    visitor.ask(url, "HEAD")

    assert visitor.ask(url).kept is False


@pytest.fixture
def strict(settings) -> None:
    """Before the application starts: tell browsers to use https only."""
    settings.SECURE_HSTS_SECONDS = 60


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_every_header_of_django_is_on_the_kept_page(strict, visitor, scheme):
    url = the_home_page().url
    django = visitor.ask(url, scheme=scheme, cookie="messages=goes-past-the-cache")

    kept = [visitor.ask(url, scheme=scheme) for _ in range(2)][1]

    assert kept.kept
    own = {"ETag", "Vary", "Cache-Control", "Content-Length"}
    # The policy names its parts in any order.
    same = {key: sorted(value.split("; ")) for key, value in django.headers.items() if key not in own}
    assert {key: sorted(value.split("; ")) for key, value in kept.headers.items() if key not in own} == same
    assert kept.headers["Content-Length"] == str(len(kept.body))
    assert "Content-Security-Policy" in kept.headers
    assert ("Strict-Transport-Security" in kept.headers) is (scheme == "https")


def test_nobody_may_show_a_page_without_asking_whether_it_still_holds(visitor, url):
    assert visitor.ask(url).headers["Cache-Control"] == "public, max-age=0, must-revalidate"
