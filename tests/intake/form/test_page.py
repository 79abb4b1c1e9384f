"""The form as a school gets to see it."""

import pytest
from wagtail.models import Site

from intake.form.origin import Origin
from intake.form.steps.wizard import FORMS
from intake.models import Wish

from .conftest import FORM

pytestmark = pytest.mark.django_db


def origin(client, **query):
    return client.get(FORM, query).context["view"].origin


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


def test_every_question_has_a_label_and_every_limit_is_that_of_what_is_stored(open_step, service, course):
    forms = [open_step(step).context["form"] for step in ("contact", "vraag", "controle")]

    assert all(field.label for form in forms for field in form)
    assert forms[0].fields["role"].widget.attrs["maxlength"] == "80"
    assert forms[1].fields["goal"].widget.attrs["maxlength"] == "2000"


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
def test_the_browser_can_fill_in_what_it_knows(name, autocomplete):
    [field] = [form.base_fields[name] for _step, form in FORMS if name in form.base_fields]

    assert field.widget.attrs["autocomplete"] == autocomplete


def test_only_what_is_published_can_be_chosen(open_step, service, course):
    service.unpublish()
    form = open_step("vraag").context["form"]

    assert "services" not in form.fields
    assert form.fields["courses"].choices == [(str(course.pk), course.title)]


def test_a_link_on_a_service_selects_it(open_step, service, course):
    form = open_step("vraag", van=service.pk).context["form"]

    assert form["services"].value() == [str(service.pk)]
    assert form["courses"].value() is None


def test_a_link_on_a_course_selects_it_and_shows_the_courses(open_step, service, course):
    assert '<details class="fold" open>' in open_step("vraag", van=course.pk).text
    assert '<details class="fold">' in open_step("vraag").text


def test_enrolling_says_in_what_and_asks_only_what_matters(client, open_step, course, start_date):
    date = start_date()
    query = {"van": course.pk, "wens": "enrol", "datum": date.pk}
    response = client.get(FORM, query)

    assert "Leergang &lt;PLG&gt;, Utrecht, " in response.text
    assert str(date.first_day.year) in response.context["announcement"]
    assert set(open_step("vraag", **query).context["form"].fields) == {"participants", "attendees", "goal"}


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
        assert response.context["view"].origin == Origin()
        assert "alert(1)" not in response.content.decode()


def test_the_pages_work_under_the_strict_content_policy(open_form, open_step, course):
    for page in (open_form(van=course.pk), open_step("vraag", van=course.pk), open_step("controle")):
        assert "style=" not in page.text
        assert "<style" not in page.text
        assert "onclick" not in page.text


def test_the_form_is_there_before_there_is_a_site(client, db):
    Site.objects.all().delete()

    assert client.get(FORM).status_code == 200


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_refused(client, site, method):
    assert getattr(client, method)(FORM).status_code == 405


def test_the_privacy_statement_is_a_click_away(open_step, site):
    consent = open_step("controle").context["form"]["consent"]

    assert consent.label == "Bel mij maar."
    assert 'href="/privacy/"' in consent.help_text
