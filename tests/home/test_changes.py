"""What renews the content version, and what does not."""

from functools import partial

import pytest
from django.db import transaction
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.models import PageViewRestriction, Site

from home.freshness import content_changed, content_version
from home.models import SiteImage, TextPage
from intake.models import IntakeSettings
from tests.factories.intake import LeadFactory, UserFactory
from tests.factories.pages import (
    CourseDateFactory,
    CoursePageFactory,
    CourseTrainerFactory,
    ServicePageFactory,
    SiteImageFactory,
    TestimonialFactory,
    TextPageFactory,
    set_brand,
    set_menus,
    the_home_page,
    the_site,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def something_there():
    """One of everything, and the rows that a first look makes."""
    set_brand()
    set_menus()
    TextPageFactory(slug="over-ons")
    TextPageFactory(slug="klad", draft=True)
    CourseTrainerFactory(course=CoursePageFactory(slug="kijken"))
    CourseTrainerFactory(course=CoursePageFactory(slug="kladcursus", draft=True))
    CourseDateFactory()
    TestimonialFactory()
    SiteImageFactory()


def page(slug: str = "over-ons") -> TextPage:
    return TextPage.objects.get(slug=slug)


def course(slug: str = "kijken"):
    return CourseDateFactory._meta.model.course.field.related_model.objects.get(slug=slug)


def date():
    return CourseDateFactory._meta.model.objects.first()


def a_testimonial():
    return TestimonialFactory._meta.model.objects.first()


SEEN = {
    "a new page": TextPageFactory,
    "publishing": lambda: page().save_revision().publish(),
    "publishing a draft": lambda: page("klad").save_revision().publish(),
    "a page saved by code": lambda: page().save(),
    "one field of a page": lambda: page().save(update_fields=["title"]),
    "unpublishing": lambda: page().unpublish(),
    "deleting a page": lambda: page().delete(),
    "moving a page": lambda: page("klad").move(page(), pos="last-child"),
    "a copied page": lambda: page().copy(update_attrs={"slug": "copie"}),
    "a password on a page": lambda: PageViewRestriction.objects.create(page=page(), password="x"),
    "a trainer": lambda: course().trainers.get().delete(),
    "seats of a date": lambda: date().save(),
    "a day of a date": lambda: date().days.first().delete(),
    "a date": lambda: date().delete(),
    "a testimonial": lambda: a_testimonial().save(),
    "what a testimonial is about": lambda: TestimonialFactory(about=[ServicePageFactory()]),
    "a picture": lambda: SiteImage.objects.first().save(),
    "the brand": lambda: set_brand(name="Denkkring"),
    "the menus": lambda: set_menus(button="Bel ons"),
    "settings of the form": lambda: IntakeSettings.objects.create(site=the_site(), response_days=3),
    "a site": lambda: Site.objects.get().save(),
    "a redirect": lambda: Redirect.add_redirect("/oud/", "/over-ons/"),
    "a document": lambda: get_document_model().objects.create(title="Plan", file="plan.pdf"),
}
UNSEEN = {
    "a draft of a page": lambda: page().save_revision(),
    "a new draft": lambda: TextPageFactory(draft=True),
    "an unpublished page that is saved": lambda: page("klad").save(),
    "a draft of an unpublished page": lambda: page("klad").save_revision(),
    "deleting an unpublished page": lambda: page("klad").delete(),
    "a trainer of an unpublished course": lambda: course("kladcursus").trainers.get().delete(),
    "a size of a picture": lambda: SiteImage.objects.first().get_rendition("max-100x100"),
    "a lead": partial(LeadFactory, in_triage=True),
    "an account": UserFactory,
}


@pytest.mark.parametrize("change", SEEN.values(), ids=SEEN)
def test_what_a_visitor_sees_renews_the_version(change, django_capture_on_commit_callbacks):
    before = content_version()

    with django_capture_on_commit_callbacks(execute=True):
        change()

    assert content_version() != before


@pytest.mark.parametrize("change", UNSEEN.values(), ids=UNSEEN)
def test_what_nobody_sees_does_not(change, django_capture_on_commit_callbacks):
    before = content_version()

    with django_capture_on_commit_callbacks(execute=True):
        change()

    assert content_version() == before


def test_another_address_of_an_unpublished_page_moves_what_is_below_it(django_capture_on_commit_callbacks):
    draft = page("klad")
    TextPageFactory(parent=draft)
    before = content_version()

    with django_capture_on_commit_callbacks(execute=True):
        draft.slug = "kladje"
        draft.save()

    assert content_version() != before


@pytest.mark.parametrize("url", ["/", "/zoeken/?q=leren", "/aanvraag/", "/bestaat-niet/"])
def test_a_visitor_changes_nothing(client, url):
    the_home_page()
    client.get(url)
    before = content_version()

    client.get(url)

    assert content_version() == before


def test_a_change_that_is_taken_back_takes_its_version_along():
    before = content_version()
    with transaction.atomic():
        content_changed()
        assert content_version() != before
        transaction.set_rollback(True)

    assert content_version() == before


def test_no_version_comes_back():
    versions = set()
    for _ in range(20):
        content_changed()
        versions.add(content_version())

    assert len(versions) == 20
