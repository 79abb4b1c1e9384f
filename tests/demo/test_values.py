"""What stands in a content file becomes what a page stores, or an error that says where it is wrong."""

import pytest
from django.utils import timezone
from wagtail.models import Page

from demo.files import ContentError, Where
from demo.known import Known
from demo.moments import Clock
from demo.values import field_value, rich_text
from home.models import HomePage, TextPage

BODY = HomePage._meta.get_field("body")
WHERE = Where("pages/x.yaml", ("body",))


@pytest.fixture
def known() -> Known:
    return Known(Clock(timezone.now()), pages={"/aanbod/": Page(pk=7)})


def lessons(**changes) -> list:
    items = [{"heading": "Rust", "text": "Eén ding."}, {"heading": "Tijd", "text": "Elke week een uur."}]
    return [{"lessons": {"heading": "Wat wij leerden", "items": items} | changes}]


def test_a_list_of_blocks_becomes_a_stream(known):
    (block,) = field_value(BODY, lessons(), known, WHERE)
    assert block.block_type == "lessons"
    assert [item["heading"] for item in block.value["items"]] == ["Rust", "Tijd"]


@pytest.mark.parametrize(
    ("value", "place"),
    [
        (lessons(heading="w" * 81), "pages/x.yaml: body / 1 / heading: "),
        (lessons(items=[{"heading": "Rust", "text": ""}] * 2), "pages/x.yaml: body / 1 / items / 1 / text: "),
        (lessons(colour="rood"), "pages/x.yaml: body / 1 / lessons / colour: unknown key"),
        ([{"lessen": {}}], "pages/x.yaml: body / 1 / lessen: unknown key"),
        ([{"lessons": {}, "faq": {}}], "pages/x.yaml: body / 1: expected one block"),
        ({"lessons": {}}, "pages/x.yaml: body: expected a list"),
        ([{"journey": {"index": "/weg/"}}], "body / 1 / journey / index: there is no page '/weg/'"),
        ([{"voices": {"testimonials": ["Niemand"]}}], "testimonials / 1: there is no testimonial"),
    ],
)
def test_a_wrong_block_says_where_it_is(known, value, place):
    with pytest.raises(ContentError) as error:
        field_value(BODY, value, known, WHERE)
    assert place in str(error.value)


def test_a_link_to_a_page_follows_the_page_when_it_moves(known):
    html = '<p>Lees <a href="/aanbod/">ons aanbod</a> of <a href="mailto:a@b.example">mail</a>.</p>'
    assert rich_text(html, known, WHERE) == (
        '<p>Lees <a linktype="page" id="7">ons aanbod</a> of <a href="mailto:a@b.example">mail</a>.</p>'
    )
    with pytest.raises(ContentError, match="there is no page '/oud/'"):
        rich_text('<a href="/oud/">oud</a>', known, WHERE)


def test_running_text_is_read_with_its_links(known):
    body = TextPage._meta.get_field("body")
    (block,) = field_value(body, [{"prose": '<p><a href="/aanbod/">Aanbod</a></p>'}], known, WHERE)
    assert 'linktype="page" id="7"' in block.value.source
