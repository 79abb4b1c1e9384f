"""The form as a school gets to see it."""

import pytest
from wagtail.models import Site

from intake.form.origin import Origin
from intake.models import Wish

from .conftest import FORM

pytestmark = pytest.mark.django_db


def origin(client, **query):
    return client.get(FORM, query).context["form"].origin


def test_the_form_is_shared_with_nobody_and_alone_sets_the_csrf_cookie(client, site):
    response = client.get(FORM)

    assert response.status_code == 200
    assert {part.strip() for part in response["Cache-Control"].split(",")} == {"private", "no-cache"}
    assert set(response.cookies) == {"csrftoken"}


def test_the_form_asks_few_queries(client, service, course, start_date, django_assert_max_num_queries):
    query = {"van": course.pk, "wens": "enrol", "datum": start_date().pk}
    client.get(FORM, query)

    with django_assert_max_num_queries(15):
        client.get(FORM, query)


def test_every_question_has_a_label_and_every_limit_is_that_of_what_is_stored(client, service, course):
    form = client.get(FORM).context["form"]

    assert all(field.label for field in form)
    assert form.fields["goal"].widget.attrs["maxlength"] == "2000"
    assert form.fields["organisation_name"].widget.attrs["maxlength"] == "120"


@pytest.mark.parametrize(
    ("name", "autocomplete"),
    [
        ("organisation_name", "organization"),
        ("postcode", "postal-code"),
        ("city", "address-level2"),
        ("first_name", "given-name"),
        ("last_name", "family-name"),
        ("role", "organization-title"),
        ("email", "email"),
        ("phone", "tel"),
    ],
)
def test_the_browser_can_fill_in_what_it_knows(client, site, name, autocomplete):
    widget = client.get(FORM).context["form"].fields[name].widget

    assert widget.attrs["autocomplete"] == autocomplete


def test_only_what_is_published_can_be_chosen(client, service, course):
    service.unpublish()
    form = client.get(FORM).context["form"]

    assert "services" not in form.fields
    assert form.fields["courses"].choices == [(str(course.pk), course.title)]


def test_a_link_on_a_service_selects_it(client, service, course):
    response = client.get(FORM, {"van": service.pk})

    assert response.context["form"]["services"].value() == [str(service.pk)]
    assert response.context["form"]["courses"].value() is None


def test_a_link_on_a_course_selects_it_and_shows_the_courses(client, service, course):
    html = client.get(FORM, {"van": course.pk}).content.decode()

    assert '<details class="fold" open>' in html
    assert '<details class="fold">' in client.get(FORM).content.decode()


def test_enrolling_says_in_what_and_asks_only_what_matters(client, course, start_date):
    date = start_date()
    response = client.get(FORM, {"van": course.pk, "wens": "enrol", "datum": date.pk})
    form = response.context["form"]

    assert form.origin.date_label.startswith("Utrecht, ")
    assert str(date.first_day.year) in form.origin.date_label
    assert form.announcement in response.context["announcement"]
    assert "Leergang &lt;PLG&gt;, Utrecht, " in response.content.decode()
    assert {"participants", "goal"} == set(form.fields) & {
        "services", "courses", "scope", "plg_count", "participants", "goal", "wished_start",
    }  # fmt: skip


def test_a_full_date_gives_a_place_on_the_waiting_list(client, course, start_date):
    full = start_date(seats_taken=14)

    assert origin(client, wens="enrol", datum=full.pk).wish == Wish.WAIT
    assert origin(client, wens="wait", datum=start_date().pk).wish == Wish.ENROL


@pytest.mark.parametrize(
    "fields",
    [{"in_days": -1}, {"status": "cancelled"}, {"enrol_until": "2020-01-01"}],
    ids=["past", "cancelled", "closed"],
)
def test_a_date_that_takes_no_enrolments_is_left_out_but_its_course_stays(client, course, start_date, fields):
    date = start_date(**fields)
    found = origin(client, van=course.pk, wens="enrol", datum=date.pk)

    assert (found.wish, found.date_id) == (Wish.TALK, None)
    assert found.subject.id == course.pk


def test_a_date_of_a_course_that_is_not_published_is_left_out(client, course, start_date):
    date = start_date()
    course.unpublish()

    assert origin(client, wens="enrol", datum=date.pk).date_id is None


@pytest.mark.parametrize("wish", ["on_location", "keep_posted"])
def test_a_wish_about_a_course_needs_that_course(client, service, course, wish):
    assert origin(client, van=course.pk, wens=wish).wish == wish
    assert origin(client, van=service.pk, wens=wish).wish == Wish.TALK
    assert origin(client, wens=wish).wish == Wish.TALK


def test_any_published_page_is_remembered_as_the_origin(client, home):
    assert origin(client, van=home.pk).page_title == "Leerkring"
    home.unpublish()
    assert origin(client, van=home.pk).page_id is None


@pytest.mark.parametrize(
    "value", ["", "0", "1", "1e3", "9" * 30, "٣", "1 OR 1=1", "<script>alert(1)</script>", "\x00"]
)
def test_what_makes_no_sense_in_a_link_is_ignored_and_not_shown(client, course, value):
    for name in ("van", "wens", "datum"):
        response = client.get(FORM, {"wens": "enrol"} | {name: value})

        assert response.status_code == 200
        assert response.context["form"].origin == Origin()
        assert "alert(1)" not in response.content.decode()


def test_the_page_works_under_the_strict_content_policy(client, course):
    html = client.get(FORM, {"van": course.pk}).content.decode()

    assert "style=" not in html
    assert "<style" not in html
    assert "onclick" not in html


def test_the_form_is_there_before_there_is_a_site(client, db):
    Site.objects.all().delete()

    assert client.get(FORM).status_code == 200


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_refused(client, site, method):
    assert getattr(client, method)(FORM).status_code == 405


def test_the_privacy_statement_is_a_click_away(client, site):
    consent = client.get(FORM).context["form"]["consent"]

    assert consent.label == "Bel mij maar."
    assert 'href="/privacy/"' in consent.help_text
