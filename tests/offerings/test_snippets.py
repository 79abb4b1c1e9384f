"""The lists editors work with."""

import re

import pytest
from django.db.models.signals import pre_save

from home.roles import Role
from offerings.models import CourseDate
from tests.factories.intake import UserFactory
from tests.factories.pages import CourseDateFactory, CoursePageFactory, ServicePageFactory, TestimonialFactory

pytestmark = pytest.mark.django_db
TESTIMONIALS = "/admin/snippets/offerings/testimonial/"
DATES = "/admin/snippets/offerings/coursedate/"


@pytest.fixture
def editor(client):
    client.force_login(UserFactory(role=Role.EDITOR))
    return client


def listed(client, url, **query) -> set[str]:
    html = client.get(url, query).content.decode()
    return {name for name in ("Ruth", "Tom", "Els", "Utrecht", "Zwolle", "Assen") if name in html}


def test_testimonials_can_be_told_apart_by_consent(editor):
    TestimonialFactory(person="Ruth")
    TestimonialFactory(person="Tom", consent_ended=True)
    TestimonialFactory(person="Els", without_consent=True)

    assert listed(editor, TESTIMONIALS) == {"Ruth", "Tom", "Els"}
    assert listed(editor, TESTIMONIALS, shown="yes") == {"Ruth"}
    assert listed(editor, TESTIMONIALS, shown="no") == {"Tom", "Els"}


def test_testimonials_can_be_found_by_service(editor):
    service = ServicePageFactory()
    TestimonialFactory(person="Ruth", about=[service])
    TestimonialFactory(person="Tom")

    assert listed(editor, TESTIMONIALS, services=service.pk) == {"Ruth"}


def test_the_list_of_dates_begins_with_those_to_come(editor):
    CourseDateFactory(place="Utrecht")
    CourseDateFactory(place="Zwolle", past=True)
    CourseDateFactory(place="Assen", days=[])

    assert listed(editor, DATES) == {"Utrecht", "Assen"}
    assert listed(editor, DATES, when="past") == {"Zwolle"}
    assert listed(editor, DATES, when="all") == {"Utrecht", "Zwolle", "Assen"}


def test_the_list_of_dates_shows_course_day_and_seats(editor):
    date = CourseDateFactory(course=CoursePageFactory(title="Leren leiden"), place="Utrecht", seats_taken=10)

    row = re.sub(r"<[^>]+>", " ", editor.get(DATES).content.decode())

    assert "Leren leiden" in row
    assert date.starts_in_words in row
    assert date.seats_in_words in row
    assert re.match(r"4 \w+ 14", date.seats_in_words)


def test_dates_can_be_found_by_course_and_by_words(editor):
    course = CoursePageFactory(title="Leren leiden")
    CourseDateFactory(course=course, place="Utrecht")
    CourseDateFactory(place="Zwolle")

    assert listed(editor, DATES, course=course.pk) == {"Utrecht"}
    assert listed(editor, DATES, q="zwol") == {"Zwolle"}


def test_a_date_cannot_be_saved_without_a_day(editor):
    course = CoursePageFactory()
    fields = {"course": course.pk, "place": "Utrecht", "seats": 14, "seats_taken": 0, "waiting": 0}
    data = {**fields, "days-TOTAL_FORMS": 0, "days-INITIAL_FORMS": 0}

    response = editor.post(f"{DATES}add/", data)

    assert response.status_code == 200
    assert not course.dates.exists()


@pytest.mark.parametrize("url", [TESTIMONIALS, DATES])
def test_an_adviser_does_not_edit_the_offering(client, url):
    client.force_login(UserFactory(role=Role.ADVISER))

    assert client.get(url).status_code == 302
    assert client.get(f"{url}add/").status_code == 302


def test_an_editor_who_takes_away_seats_that_are_taken_at_that_moment_reads_so(editor):
    """A school is first: its seats are held between the look at the form and the saving of it."""
    date = CourseDateFactory(seats_taken=0)
    day = date.days.get()
    fields = {"course": date.course_id, "place": "Utrecht", "seats": 5, "seats_taken": 0, "waiting": 0}
    fields |= {"status": "planned", "days-TOTAL_FORMS": 1, "days-INITIAL_FORMS": 1}
    fields |= {"days-0-id": day.pk, "days-0-day": day.day.isoformat(), "days-0-ORDER": 1}

    def hold(sender, **kwargs):
        CourseDate.objects.filter(pk=date.pk).update(seats_enrolled=8)

    pre_save.connect(hold, sender=CourseDate)
    try:
        response = editor.post(f"{DATES}edit/{date.pk}/", fields)
    finally:
        pre_save.disconnect(hold, sender=CourseDate)
    assert response.status_code == 200
    assert "Er zijn meer plaatsen bezet dan er zijn." in response.text
    date.refresh_from_db()
    assert date.seats == 14
