"""The demo as search engines, shared links and other programs find it."""

import json
from io import BytesIO

import pytest
from PIL import Image

from home.cards import HEIGHT, WIDTH
from tests import schema_org
from tests.home.test_heads import HOST, Tags, read

from .test_pages import PAGES

pytestmark = pytest.mark.slow
#: What search engines show of a title and of a description, in characters.
TITLE, DESCRIPTION = range(8, 66), range(50, 161)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_has_a_head_that_fits(demo, client, address):
    html = client.get(address).content.decode()
    tags = Tags(html)

    [title] = tags.titles
    assert len(title) in TITLE, title
    assert title.count("Leerkring") <= 1
    assert len(tags.only("description")) in DESCRIPTION, tags.only("description")
    assert tags.links["canonical"] == [f"{HOST}{address}"]
    assert tags.only("og:title")
    assert schema_org.problems(schema_org.read(html)) == []


@pytest.mark.parametrize(
    "address", ["/", "/aanbod/startoverleg/", "/opleidingen/lesson-study-in-een-middag/"]
)
def test_the_picture_of_a_page_is_there(demo, client, address):
    picture = client.get(read(client, address).only("og:image").removeprefix(HOST))

    assert Image.open(BytesIO(picture.content)).size == (WIDTH, HEIGHT)


def test_no_two_pages_are_called_alike(demo, client):
    heads = [read(client, address) for address in PAGES]

    for values in ([head.titles[0] for head in heads], [head.only("description") for head in heads]):
        assert len(values) == len(set(values))


def test_the_catalogue_can_be_read(demo, client):
    document = json.loads(client.get("/opleidingen/feed.json").content)

    assert schema_org.problems(document) == []
    assert any(course.get("hasCourseInstance") for course in document["dataFeedElement"])
