"""No page of the demo asks more than fifteen questions, also when nothing is remembered yet."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from home.freshness import content_changed

MOST = 15


@pytest.mark.slow
def test_every_page_type_asks_few_questions(demo, client):
    pages = {page.specific_class: page.url for page in Page.objects.live().filter(depth__gt=1)}
    asked = {}
    for kind, url in pages.items():
        client.get(url)  # makes pictures, and what Django itself remembers
        for moment in ("first", "next"):
            if moment == "first":
                content_changed()
            with CaptureQueriesContext(connection) as captured:
                assert client.get(url).status_code == 200
            asked[kind.__name__, moment] = len(captured)

    assert {name: count for name, count in asked.items() if count > MOST} == {}
    assert len(pages) >= 10
