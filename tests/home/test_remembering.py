"""A part of a page is remembered where everybody sees the same, and nowhere else."""

import pytest
from django.template import Context, Template

from home.freshness import content_changed
from home.remembering import remember
from tests.factories.pages import TextPageFactory
from tests.home.test_memory import Maker

pytestmark = pytest.mark.django_db


@pytest.fixture
def make() -> Maker:
    content_changed()  # nothing of another test counts
    return Maker()


@pytest.fixture
def page():
    return TextPageFactory()


def ask_twice(rf, page, make, address: str = "/", **attributes) -> int:
    """How often it was made for two requests like this."""
    for _ in range(2):
        request = rf.get(address)
        vars(request).update(attributes)
        assert remember(request, page, "part", make) == "something"
    return make.times


def test_the_next_visitor_gets_the_same_part(rf, page, make):
    assert ask_twice(rf, page, make) == 1


@pytest.mark.parametrize("how", [{"is_preview": True}, {"address": "/?p=2"}], ids=["a preview", "a query"])
def test_what_is_not_the_same_for_everybody_is_made_each_time(rf, page, make, how):
    assert ask_twice(rf, page, make, **how) == 2


def test_a_page_that_was_never_saved_is_made_each_time(rf, make):
    assert ask_twice(rf, TextPageFactory.build(), make) == 2


def test_what_is_no_page_is_made_each_time(rf, make):
    assert ask_twice(rf, None, make) == 2


def test_parts_of_pages_are_told_apart(rf, page, make):
    others = [(page, "one"), (page, "other"), (TextPageFactory(), "one")]

    for which, name in others:
        remember(rf.get("/"), which, name, make)

    assert make.times == len(others)


def test_a_template_says_what_is_remembered(rf, page, make):
    text = "{% load remembering %}{% remembered one %}{{ said }}{% endremembered %} {{ said }}"
    template = Template(text)

    shown = [template.render(Context({"request": rf.get("/"), "page": page, "said": n})) for n in "12"]

    assert shown == ["1 1", "1 2"]
