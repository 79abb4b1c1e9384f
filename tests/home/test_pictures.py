"""Pictures come in sizes and formats for every screen, and many of them cost no more queries than one."""

import json
import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext

from tests.factories.pages import (
    AdviserPageFactory,
    SiteImageFactory,
    TextPageFactory,
    set_brand,
    set_menus,
)

pytestmark = pytest.mark.django_db


def page_with(count: int):
    images = [SiteImageFactory() for _ in range(count)]
    values = [{"image": {"image": image.pk, "decorative": True, "alt_text": ""}} for image in images]
    return TextPageFactory(body=json.dumps([{"type": "picture", "value": value} for value in values]))


def queries(client, url: str) -> int:
    client.get(url)  # makes the sizes
    cache.clear()  # another process does not remember them
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_a_browser_may_choose_format_and_size(client):
    html = client.get(page_with(1).url).text
    assert re.findall(r'type="(image/\w+)"', html) == ["image/avif"]
    assert html.index("image/avif") < html.index(".webp")
    assert len(re.findall(r" \d+w", html)) >= 4
    [img] = re.findall(r"<img[^>]*>", html)
    assert all(f" {name}=" in img for name in ("width", "height", "sizes", "loading"))


def test_ten_pictures_cost_no_more_queries_than_one(client):
    set_brand()
    set_menus()
    assert queries(client, page_with(10).url) == queries(client, page_with(1).url)


def test_a_photograph_has_the_place_of_a_drawn_portrait():
    person = AdviserPageFactory(photo=SiteImageFactory())
    shown = render_to_string("components/face.html", {"person": person})
    assert 'class="portrait"' in shown
    assert 'type="image/avif"' in shown
    assert 'alt=""' in shown
