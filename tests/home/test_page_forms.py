"""The form of a page: limits, an outline for a new one, headings that skip no rank."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import get_page_models
from wagtail.rich_text import RichText

from home.blocks.prose import ProseBlock
from home.models import BasePage, CallToAction
from home.outlines import outline
from home.roles import Role
from offerings.models import ArticlePage, CoursePage, ServicePage
from tests.factories.intake import UserFactory
from tests.factories.pages import CourseIndexPageFactory, TextPageFactory

pytestmark = pytest.mark.django_db

PAGE_TYPES = [model for model in get_page_models() if issubclass(model, BasePage)]


@pytest.mark.parametrize("model", PAGE_TYPES, ids=lambda model: model.__name__)
def test_every_page_type_says_what_it_is_for_and_where_it_belongs(model):
    assert len(model.get_page_description()) > 20
    assert model.parent_page_types
    assert model.subpage_types is not None


@pytest.mark.parametrize("model", [CoursePage, ServicePage, ArticlePage], ids=lambda model: model.__name__)
def test_a_new_page_is_an_outline(model):
    assert outline(model)


def test_a_new_course_has_its_parts_with_headings_and_ends_in_an_invitation(client):
    CallToAction.objects.create(name="Kennismaken", heading="Kom praten", text="Een uur.", button="Ja")
    index = CourseIndexPageFactory()
    client.force_login(UserFactory(role=Role.EDITOR))

    form = client.get(f"/admin/pages/add/offerings/coursepage/{index.pk}/").context["form"]

    parts = form["parts"].value()
    assert len(parts) >= 6
    assert parts[0].value["heading"] == "Voor wie"
    assert form["closing"].value()[0].value["call"].name == "Kennismaken"


def test_a_title_that_menus_cannot_show_whole_is_refused(client):
    page = TextPageFactory(title="Kort", slug="kort")
    client.force_login(UserFactory(role=Role.EDITOR))
    data = {"title": "x" * 71, "slug": "kort", "search_description": "y" * 161}
    data |= {"body-count": "0", "closing-count": "0"}
    data |= {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}

    html = client.post(f"/admin/pages/{page.pk}/edit/", data).content.decode()

    assert "niet meer dan 70 tekens" in html
    assert "niet meer dan 160 tekens" in html


@pytest.mark.parametrize(
    ("html", "is_right"), [("<p>x</p><h2>a</h2><h3>b</h3>", True), ("<h3>b</h3><h2>a</h2>", False)]
)
def test_headings_in_a_text_skip_no_rank(html, is_right):
    if is_right:
        ProseBlock().clean(RichText(html))
    else:
        with pytest.raises(ValidationError, match="niveau 2"):
            ProseBlock().clean(RichText(html))


def test_the_promote_tab_leaves_out_what_menus_do_not_use(client):
    page = TextPageFactory()
    client.force_login(UserFactory(role=Role.EDITOR))

    html = client.get(f"/admin/pages/{page.pk}/edit/").content.decode()

    assert 'name="show_in_menus"' not in html
    assert "Adres en zoekmachines" in html
