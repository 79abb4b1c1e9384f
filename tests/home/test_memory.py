"""What is remembered is true as long as nothing changes, and belongs to nobody."""

import pytest
from django.db import transaction

from home.freshness import content_changed
from home.memory import recall
from tests.factories.pages import TextPageFactory, the_home_page

pytestmark = pytest.mark.django_db


class Maker:
    """Makes something, and counts how often."""

    def __init__(self, made: object = "something"):
        self.made, self.times = made, 0

    def __call__(self) -> object:
        self.times += 1
        return self.made


@pytest.fixture
def make() -> Maker:
    content_changed()  # nothing of another test counts
    return Maker()


def test_the_next_request_recalls_what_was_made(rf, make):
    assert [recall(rf.get("/"), "thing", make) for _ in range(3)] == ["something"] * 3
    assert make.times == 1


def test_after_a_change_it_is_made_anew(rf, make):
    recall(rf.get("/"), "thing", make)

    content_changed()
    recall(rf.get("/"), "thing", make)

    assert make.times == 2


def test_a_change_that_is_taken_back_changes_nothing(rf, make):
    recall(rf.get("/"), "thing", make)
    with transaction.atomic():
        content_changed()
        transaction.set_rollback(True)

    recall(rf.get("/"), "thing", make)

    assert make.times == 1


def test_the_next_day_it_is_made_anew(rf, make, monkeypatch):
    recall(rf.get("/"), "thing", make)

    monkeypatch.setattr("django.utils.timezone.localdate", lambda: "tomorrow")
    recall(rf.get("/"), "thing", make)

    assert make.times == 2


def test_one_request_goes_by_one_version(rf, make):
    """What it made before a change and what it recalls after it belong together."""
    request = rf.get("/")
    recall(request, "thing", make)
    content_changed()

    recall(request, "thing", make)

    assert make.times == 1


def test_nothing_is_not_remembered(rf):
    content_changed()
    make = Maker(None)

    assert [recall(rf.get("/"), "thing", make) for _ in range(2)] == [None, None]
    assert make.times == 2


def test_without_a_request_nothing_is_remembered(make):
    recall(None, "thing", make)
    recall(None, "thing", make)

    assert make.times == 2


@pytest.mark.parametrize("below", [True, False], ids=["a page", "the home page"])
def test_every_request_has_a_page_of_its_own(rf, below):
    page = TextPageFactory(body=[("prose", "<p>Hallo</p>")]) if below else the_home_page()

    def ask():
        from wagtail.models import Page

        return Page.find_for_request(rf.get(page.url), page.url)

    one, other = ask(), ask()

    assert one == other == page
    assert one is not other
    assert one.body is not other.body
    assert list(one.body.raw_data) == list(other.body.raw_data) == list(page.body.raw_data)


def test_a_full_memory_forgets_the_oldest_only(rf, make, monkeypatch):
    monkeypatch.setattr("home.memory.MOST", 3)
    for number in range(4):
        recall(rf.get("/"), number, make)

    for number in (1, 2, 3):
        recall(rf.get("/"), number, make)
    assert make.times == 4
    recall(rf.get("/"), 0, make)
    assert make.times == 5
