"""Menus: what an editor put there, as far as it can be followed now."""

import pytest
from django.core.exceptions import ValidationError
from django.test import RequestFactory
from wagtail.blocks.struct_block import StructBlockValidationError

from home.blocks import LinkBlock
from home.models import MenuSettings
from home.navigation import Navigation
from tests.factories.pages import CoursePageFactory, TextPageFactory, set_menus, the_home_page

pytestmark = pytest.mark.django_db


def link(page=None, label="", address=""):
    return ("link", {"label": label, "page": page, "address": address})


def navigation(menus: MenuSettings, here=None, path="/") -> Navigation:
    return Navigation(MenuSettings.objects.get(pk=menus.pk), RequestFactory().get(path), here)


def test_a_menu_follows_the_titles_of_its_pages_unless_it_says_otherwise():
    about = TextPageFactory(title="Over ons", slug="over-ons")
    menus = set_menus(
        main=[link(about), link(about, label="Wie wij zijn"), link(address="/zoeken/", label="Zoeken")]
    )

    links = navigation(menus).main

    assert [(item.text, item.href) for item in links] == [
        ("Over ons", "/over-ons/"),
        ("Wie wij zijn", "/over-ons/"),
        ("Zoeken", "/zoeken/"),
    ]


def test_a_page_that_is_not_published_or_gone_is_left_out():
    about, draft, gone = TextPageFactory(), TextPageFactory(), TextPageFactory()
    menus = set_menus(
        main=[link(about), link(draft), link(gone)],
        legal=[link(draft)],
        footer=[
            ("column", {"heading": "Eén", "links": [link(gone)[1], link(about)[1]]}),
            ("column", {"heading": "Leeg", "links": [link(draft)[1]]}),
        ],
    )
    draft.unpublish()
    gone.delete()

    ways = navigation(menus)

    assert [item.text for item in ways.main] == [about.title]
    assert ways.legal == []
    assert [(column.heading, len(column.links)) for column in ways.footer] == [("Eén", 1)]


def test_the_menu_says_where_the_visitor_is():
    course = CoursePageFactory()
    index = course.get_parent()
    menus = set_menus(
        main=[link(the_home_page()), link(index), link(course), link(address="/zoeken/", label="Zoek")]
    )

    assert [item.current for item in navigation(menus, here=course).main] == ["", "true", "page", ""]
    assert [item.current for item in navigation(menus, path="/zoeken/").main] == ["", "", "", "page"]


def test_until_there_is_a_menu_pages_meant_for_menus_stand_in_it():
    TextPageFactory(title="Over ons", show_in_menus=True)
    TextPageFactory(title="Privacy")
    TextPageFactory(title="Klad", show_in_menus=True, draft=True)

    assert [item.text for item in navigation(set_menus()).main] == ["Over ons"]


def test_the_menus_and_breadcrumbs_of_a_page_take_few_queries_and_no_more_when_they_are_known(
    django_assert_num_queries,
):
    about, course = TextPageFactory(), CoursePageFactory()
    menus = set_menus(
        main=[link(about), link(course)],
        legal=[link(about)],
        footer=[("column", {"heading": "Verder", "links": [link(course)[1]]})],
    )

    for most in (3, 1):
        ways = navigation(menus, here=course)
        course.get_url(ways.request)  # the addresses of the sites are remembered by Wagtail
        with django_assert_num_queries(most):
            assert ways.main
            assert ways.footer
            assert ways.legal
            assert [page.depth for page in ways.above] == [2, 3]


@pytest.mark.parametrize(
    "value",
    [
        {"label": "Niets", "page": None, "address": ""},
        {"label": "", "page": None, "address": "/zoeken/"},
        {"label": "Fout", "page": None, "address": "javascript:alert(1)"},
        {"label": "Fout", "page": None, "address": "zoeken"},
    ],
    ids=["nowhere", "nameless", "script", "no address"],
)
def test_a_link_that_leads_nowhere_is_refused(value):
    block = LinkBlock()

    with pytest.raises((StructBlockValidationError, ValidationError)):
        block.clean(block.to_python(value))


def test_a_link_is_to_a_page_or_to_an_address_not_both():
    block = LinkBlock()

    with pytest.raises(StructBlockValidationError):
        block.clean(block.to_python({"label": "", "page": TextPageFactory().pk, "address": "/zoeken/"}))
