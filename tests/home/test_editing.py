"""Working on pages in the admin: forms, the block picker, marked words."""

import re

import pytest
from django.utils.html import escape
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.blocks import StreamBlock

from home import rich_text
from home.blocks import PROSE, SECTIONS
from home.hyphens import SOFT_HYPHEN
from home.models import HomePage, TextPage
from home.roles import Role
from offerings import models as offerings
from offerings.blocks import COURSE_PARTS
from offerings.models.guides import QUESTIONS as GUIDE_QUESTIONS
from tests.factories.intake import UserFactory
from tests.factories.pages import (
    AdviserPageFactory,
    ArticleIndexPageFactory,
    ArticlePageFactory,
    CourseDateFactory,
    CourseIndexPageFactory,
    CoursePageFactory,
    GuidePageFactory,
    ServiceIndexPageFactory,
    ServicePageFactory,
    TestimonialFactory,
    TestimonialIndexPageFactory,
    TextPageFactory,
    the_home_page,
)

pytestmark = pytest.mark.django_db


FACTORIES = [
    TextPageFactory,
    ServiceIndexPageFactory,
    ServicePageFactory,
    CourseIndexPageFactory,
    CoursePageFactory,
    GuidePageFactory,
    TestimonialIndexPageFactory,
    AdviserPageFactory,
    ArticleIndexPageFactory,
    ArticlePageFactory,
]


@pytest.fixture
def editor(client):
    client.force_login(UserFactory(role=Role.EDITOR))
    return client


def previewable(*streams) -> dict:
    """Every block an editor can pick, by name."""
    return {f"{name} ({type(block).__name__})": block for stream in streams for name, block in stream}


BLOCKS = previewable(
    SECTIONS,
    PROSE,
    COURSE_PARTS,
    GUIDE_QUESTIONS,
    HomePage._meta.get_field("closing").stream_block.child_blocks.items(),
)


@pytest.mark.parametrize("name", BLOCKS)
def test_each_block_shows_itself_in_the_picker(editor, name):
    ArticlePageFactory()
    CourseDateFactory()
    ServicePageFactory()
    TestimonialFactory()
    AdviserPageFactory()
    block = BLOCKS[name]
    assert block.is_previewable

    response = editor.get("/admin/block-preview/", {"id": block.definition_prefix})

    html = response.content.decode().replace(SOFT_HYPHEN, "")
    assert response.status_code == 200
    assert "css/leerkring.css" in html
    example = block.get_preview_value()
    heading = example["heading"] if "heading" in getattr(example, "keys", list)() else ""
    assert escape(heading) in html
    assert len(re.sub(r"<[^>]+>|\s+", " ", html)) > 60


def test_each_block_shows_itself_on_a_site_without_anything(editor):
    for block in BLOCKS.values():
        assert editor.get("/admin/block-preview/", {"id": block.definition_prefix}).status_code == 200


@pytest.mark.parametrize("factory", FACTORIES, ids=lambda factory: factory._meta.model.__name__)
def test_an_editor_opens_every_type_of_page(editor, factory):
    page = factory()

    response = editor.get(f"/admin/pages/{page.pk}/edit/")

    assert response.status_code == 200
    assert 'name="title"' in response.content.decode()


@pytest.mark.parametrize("factory", FACTORIES, ids=lambda factory: factory._meta.model.__name__)
def test_a_page_shows_itself_before_it_is_saved(factory):
    saved = factory(title="Al bewaard")
    new = factory.build(title="Nog niet bewaard", slug="nieuw")
    new.depth, new.path, new.url_path = saved.depth, f"{saved.path[:-4]}ZZZZ", "/home/nieuw/"

    for page in (saved, new):
        response = page.make_preview_request()
        assert response.status_code == 200
        assert page.title in response.content.decode()


def test_an_editor_opens_the_home_page_and_a_chief_editor_the_settings(editor):
    assert editor.get(f"/admin/pages/{the_home_page().pk}/edit/").status_code == 200
    editor.force_login(UserFactory(role=Role.CHIEF_EDITOR))
    assert editor.get("/admin/settings/home/menusettings/", follow=True).status_code == 200


def test_pages_stand_where_they_belong():
    assert set(HomePage.allowed_subpage_models()) == {
        TextPage,
        offerings.ServiceIndexPage,
        offerings.CourseIndexPage,
        offerings.TestimonialIndexPage,
        offerings.ArticleIndexPage,
        offerings.GuidePage,
    }
    assert offerings.ArticleIndexPage.allowed_subpage_models() == [offerings.ArticlePage]
    assert offerings.ServiceIndexPage.allowed_subpage_models() == [offerings.ServicePage]
    assert offerings.CourseIndexPage.allowed_subpage_models() == [offerings.CoursePage]
    assert set(TextPage.allowed_subpage_models()) == {TextPage, offerings.AdviserPage}
    for last in (
        offerings.ServicePage,
        offerings.CoursePage,
        offerings.TestimonialIndexPage,
        offerings.AdviserPage,
        offerings.ArticlePage,
        offerings.GuidePage,
    ):
        assert last.allowed_subpage_models() == []


def test_there_is_one_of_each_page_above_others():
    CourseIndexPageFactory()

    assert not offerings.CourseIndexPage.can_create_at(the_home_page())
    assert not HomePage.can_create_at(the_home_page().get_parent())


def test_words_can_be_marked():
    converter = ContentstateConverter(features=rich_text.MARKED)
    html = '<p data-block-key="a">Een <mark>vaste groep</mark> mensen</p>'

    stored = converter.to_database_format(converter.from_database_format(html))

    assert stored == html


def test_marks_are_for_definitions_only():
    converter = ContentstateConverter(features=rich_text.TEXT)

    stored = converter.to_database_format(
        converter.from_database_format("<p>Een <mark>vaste groep</mark></p>")
    )

    assert "<mark>" not in stored


@pytest.mark.parametrize(
    "model",
    [HomePage, TextPage, offerings.CoursePage, offerings.ServicePage, offerings.ArticlePage],
    ids=lambda model: model.__name__,
)
def test_every_choice_of_block_is_in_a_group(model):
    streams = [
        field
        for field in model._meta.get_fields()
        if isinstance(getattr(field, "stream_block", None), StreamBlock)
    ]

    for field in streams:
        for name, block in field.stream_block.child_blocks.items():
            assert block.meta.group or field.name in {"gets", "steps", "sources"}, name


def test_what_is_shown_where_is_ticked_not_held_with_a_key(editor):
    service = ServicePageFactory(title="Startoverleg")
    testimonial = TestimonialFactory(about=[service])

    html = editor.get(f"/admin/snippets/offerings/testimonial/edit/{testimonial.pk}/").content.decode()

    assert re.search(rf'<input type="checkbox" name="services" value="{service.pk}"[^>]*checked', html)
