"""Whatever an editor changes shows with the next request; what nobody sees makes no page anew."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page

from home.models import SiteImage
from operations.pagecache import days
from tests.factories.pages import (
    CourseDateFactory,
    CourseIndexPageFactory,
    CoursePageFactory,
    ServicePageFactory,
    SiteImageFactory,
    TestimonialFactory,
    TextPageFactory,
    days_ahead,
    fill_home_page,
    set_brand,
    set_menus,
    the_home_page,
)


@pytest.fixture
def about(visitor):
    return TextPageFactory(title="Over ons", slug="over-ons", lead="Wij kijken mee.", show_in_menus=True)


def test_publishing(visitor, about):
    visitor.ask(about.url)
    about.lead = "Wij kijken anders."

    about.save_revision().publish()

    assert "Wij kijken anders." in visitor.ask(about.url).text


def test_a_draft_shows_nowhere_and_makes_nothing_anew(visitor, about):
    visitor.ask(about.url)
    about.lead = "Nog niet af."

    about.save_revision()

    reply = visitor.ask(about.url)
    assert reply.kept
    assert "Nog niet af." not in reply.text


def test_unpublishing(visitor, about):
    visitor.ask(about.url)

    about.unpublish()

    assert visitor.ask(about.url).status == 404
    assert "Over ons" not in visitor.ask("/").text
    about.save_revision().publish()
    assert visitor.ask(about.url).status == 200


def test_deleting(visitor, about):
    visitor.ask(about.url)

    about.delete()

    assert visitor.ask(about.url).status == 404


def test_moving(visitor, about):
    below = TextPageFactory(title="Ons kantoor", slug="kantoor", parent=about)
    visitor.ask(below.url)

    below.move(the_home_page(), pos="last-child")

    assert visitor.ask("/over-ons/kantoor/").status == 301
    assert visitor.ask("/kantoor/").status == 200


def test_another_order(visitor):
    first, second = ServicePageFactory(title="Eerst"), ServicePageFactory(title="Daarna")
    url = first.get_parent().url
    assert visitor.ask(url).text.index("Eerst") < visitor.ask(url).text.index("Daarna")

    Page.objects.get(pk=second.pk).move(Page.objects.get(pk=first.pk), pos="left")

    assert visitor.ask(url).text.index("Daarna") < visitor.ask(url).text.index("Eerst")


def test_another_name_in_the_address(visitor, about, django_capture_on_commit_callbacks):
    visitor.ask(about.url)
    about.slug = "wie-wij-zijn"

    with django_capture_on_commit_callbacks(execute=True):
        about.save_revision().publish()

    assert visitor.ask("/over-ons/").status == 301
    assert visitor.ask("/wie-wij-zijn/").status == 200


def test_a_setting_and_a_menu(visitor, about):
    visitor.ask(about.url)

    set_brand(name="Denkkring")
    assert "Denkkring" in visitor.ask(about.url).text

    set_menus(button="Bel ons")
    assert "Bel ons" in visitor.ask(about.url).text


def test_a_snippet(visitor):
    testimonial = TestimonialFactory(person="Ruth Codrington")
    fill_home_page(body=[("voices", {"heading": "Zij", "testimonials": [testimonial]})])
    assert "Ruth Codrington" in visitor.ask("/").text

    testimonial.person = "Nadia Amrani"
    testimonial.save()
    assert "Nadia Amrani" in visitor.ask("/").text

    testimonial.delete()
    assert "Nadia Amrani" not in visitor.ask("/").text


def test_a_link_between_a_snippet_and_a_page(visitor):
    service, testimonial = ServicePageFactory(), TestimonialFactory(person="Ruth Codrington")
    assert "Ruth Codrington" not in visitor.ask(service.url).text

    testimonial.services.add(service)
    testimonial.save()

    assert "Ruth Codrington" in visitor.ask(service.url).text


def test_a_picture(visitor):
    image = SiteImageFactory(title="Tafel", description="Een tafel")
    picture = {"image": image, "decorative": False, "alt_text": "Een tafel"}
    page = TextPageFactory(body=[("picture", {"image": picture, "caption": "Kijk"})])
    visitor.ask(page.url)
    visitor.ask(page.url)
    assert visitor.ask(page.url).kept  # making its sizes is no change

    SiteImage.objects.get().save()

    assert not visitor.ask(page.url).kept


def test_a_taken_seat(visitor):
    date = CourseDateFactory(seats=14, seats_taken=10)
    assert "Nog 4 plaatsen" in visitor.ask(date.course.url).text

    date.seats_taken = 14
    date.save()

    assert "Vol" in visitor.ask(date.course.url).text


def test_a_day_that_passes(visitor, monkeypatch):
    course = CourseDateFactory(days=days_ahead(0), course=CoursePageFactory(slug="kijken")).course
    assert "Utrecht" in visitor.ask(course.url).text
    assert visitor.ask(course.url).kept
    tomorrow = timezone.now() + timedelta(days=1)

    monkeypatch.setattr(timezone, "now", lambda: tomorrow)
    monkeypatch.setattr(days, "clock", tomorrow.timestamp)

    assert "Utrecht" not in visitor.ask(course.url).text


def test_what_is_seen_before_a_change_is_committed_is_not_kept_as_new(visitor, about):
    """A change that comes while a page is made leaves the page out of date."""
    application = visitor.application

    def changes_meanwhile(environ, start_response):
        response = application(environ, start_response)
        about.lead = "Intussen veranderd."
        about.save()
        return response

    visitor.application = changes_meanwhile
    assert "Wij kijken mee." in visitor.ask(about.url).text
    visitor.application = application

    assert "Intussen veranderd." in visitor.ask(about.url).text


def test_a_list_with_a_choice_is_kept_for_each_choice(visitor):
    CourseDateFactory(place="Utrecht")
    url = CourseIndexPageFactory.the_one().url

    assert [visitor.ask(f"{url}?waar=utrecht").kept for _ in range(2)] == [False, True]
    assert visitor.ask(url).kept is False
