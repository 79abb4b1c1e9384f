"""The style guide: every block there is, with advice, for who makes pages."""

import re

import pytest

from home import style_guide
from home.blocks import CLOSING, PROSE, SECTIONS
from home.roles import Role
from offerings.blocks import COURSE_PARTS
from tests.factories.intake import UserFactory

pytestmark = pytest.mark.django_db

STREAMS = {"sections": SECTIONS, "prose": PROSE, "course parts": COURSE_PARTS, "closing": CLOSING}


@pytest.fixture
def guide(client):
    client.force_login(UserFactory(role=Role.EDITOR))
    return client.get("/admin/stijlgids/").content.decode()


@pytest.mark.parametrize("stream", STREAMS)
def test_every_block_is_shown_with_advice(guide, stream):
    for _name, block in STREAMS[stream]:
        place = f"blok-{type(block).__name__.lower()}"
        entry = re.search(rf'<article id="{place}".*?</article>', guide, re.DOTALL)[0]
        assert str(block.label) in entry
        assert "Doen" in entry
        assert "Liever niet" in entry
        assert '<iframe src="/admin/block-preview/?id=' in entry


def test_every_block_of_every_page_type_can_be_seen_before_it_is_chosen(client):
    client.force_login(UserFactory(role=Role.EDITOR))
    entries = style_guide.entries()

    assert len(entries) > 30
    for entry in entries:
        assert entry.block.is_previewable, entry.label
        assert entry.icon != "placeholder", entry.label
        assert entry.group, entry.label
        assert entry.description, entry.label
        assert client.get("/admin/block-preview/", {"id": entry.preview}).status_code == 200


def test_the_groups_are_those_of_the_block_picker(guide):
    names = re.findall(r'<h2 id="groep-\d+-kop" class="w-h2">(.*?)</h2>', guide)

    assert names[0] == "Aanbod"
    assert len(names) == len(set(names))


def test_the_look_names_colours_and_shows_drawings(client):
    client.force_login(UserFactory(role=Role.EDITOR))

    html = client.get("/admin/stijlgids/vormgeving/").content.decode()

    assert "Linnen" in html
    assert html.count("<svg") > 20


@pytest.mark.parametrize(
    ("role", "status"), [(Role.CHIEF_EDITOR, 200), (Role.ADMINISTRATOR, 200), (Role.ADVISER, 302)]
)
def test_it_is_for_who_makes_pages(client, role, status):
    client.force_login(UserFactory(role=role))

    assert client.get("/admin/stijlgids/").status_code == status
    assert ("Stijlgids" in client.get("/admin/").content.decode()) is (status == 200)
