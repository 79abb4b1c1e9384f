"""What the desk shows of seats, and what can be done with them; who edits dates sees numbers and no names."""

import csv
from io import StringIO

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from home.roles import Role
from intake.models import Enrolment, EnrolmentState, Wish
from offerings.models import CourseDate
from tests.factories.intake import AdviserFactory, EnrolmentFactory, LeadFactory, UserFactory
from tests.factories.pages import CourseDateFactory

pytestmark = pytest.mark.django_db
HELD, CONFIRMED, WAITING, OFFERED, EXPIRED, CANCELLED = EnrolmentState
RUTH = {"name": "Ruth Visser", "email": "ruth@school.example"}


def login(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def coordinator(db) -> Client:
    return login(UserFactory(role=Role.COORDINATOR))


@pytest.fixture
def editor(db) -> Client:
    return login(UserFactory(role=Role.ADMINISTRATOR))


@pytest.fixture
def lead(db):
    """A lead of an adviser, with two of five seats held, one of them by name."""
    run = CourseDateFactory(seats=5, seats_taken=0, course__title="Samen leren")
    lead = LeadFactory(owner=AdviserFactory(), request__wish=Wish.ENROL)
    EnrolmentFactory(request=lead.request, course_date=run, participants=[RUTH])
    return lead


@pytest.fixture
def desk(lead) -> Client:
    return login(lead.owner.user)


def page(client: Client, lead) -> str:
    return client.get(reverse("intake_lead_modeladmin_inspect", args=[lead.pk])).text


def do(client: Client, lead, what: str, **data):
    return client.post(reverse(f"intake_lead_modeladmin_seats_{what}", args=[lead.pk]), data, follow=True)


def run_page(client: Client, run, action: str = "inspect"):
    return client.get(reverse(f"intake_coursedate_modeladmin_{action}", args=[run.pk]))


def test_the_page_of_a_lead_shows_its_seats_and_who_comes(desk, lead):
    text = page(desk, lead)
    for words in ("Samen leren", "Plaatsen vastgehouden", "Ruth Visser", "1 naam nog niet bekend", "3 van 5"):
        assert words in text


def test_a_lead_about_something_else_shows_no_seats(coordinator):
    assert "g-seats" not in page(coordinator, LeadFactory())


def test_an_adviser_confirms_changes_who_comes_and_gives_the_seats_back(desk, lead):
    enrolment = lead.request.enrolment
    assert "bevestigd" in do(desk, lead, "confirm").text
    do(
        desk,
        lead,
        "people",
        count="3",
        people="Ruth Visser ruth@school.example\n- Ali Kaya <ali@school.example>",
    )
    enrolment.refresh_from_db()
    assert (enrolment.state, enrolment.seats) == (CONFIRMED, 3)
    assert [person.name for person in enrolment.people] == ["Ruth Visser", "Ali Kaya"]
    assert "teruggegeven" in do(desk, lead, "cancel", note="Liever in het voorjaar.").text
    assert "Liever in het voorjaar." in page(desk, lead)
    enrolment.course_date.refresh_from_db()
    assert enrolment.course_date.seats_left == 5


def test_a_refusal_stands_beside_the_field_and_keeps_what_was_typed(desk, lead):
    response = do(desk, lead, "people", count="9", people="Ruth, geen adres@")
    assert (response.status_code, "Regel 1" in response.text) == (200, True)
    response = do(desk, lead, "people", count="9", people="Ruth Visser")
    assert "Er zijn nog 3 plaatsen vrij." in response.text
    assert "Ruth Visser</textarea>" in response.text


def test_only_a_coordinator_is_asked_whether_to_pass_over_others(desk, coordinator, lead):
    Enrolment.objects.update(state=WAITING)
    assert "skip_others" not in page(desk, lead)
    assert "skip_others" in page(coordinator, lead)
    assert "nummer 1 in de rij" in page(desk, lead)
    assert "antwoorden tot en met" in do(desk, lead, "offer").text


def test_a_coordinator_sees_everybody_on_a_date_and_an_adviser_the_own_ones(desk, coordinator, lead):
    run = lead.request.enrolment.course_date
    other = EnrolmentFactory(course_date=run, seats=4, state=WAITING)
    names = lead.organisation.name, other.lead.organisation.name
    for client, expected in ((coordinator, [True, True]), (desk, [True, False])):
        for action in ("inspect", "file"):
            text = run_page(client, run, action).content.decode()
            assert [name in text for name in names] == expected
        index = client.get(reverse("intake_coursedate_modeladmin_index")).text
        assert "Samen leren" in index


def test_a_list_of_participants_asks_as_few_queries_for_many(
    coordinator, lead, django_assert_max_num_queries
):
    run = lead.request.enrolment.course_date
    EnrolmentFactory.create_batch(8, course_date=run, state=WAITING)
    run_page(coordinator, run)
    with django_assert_max_num_queries(24):
        run_page(coordinator, run)


def test_the_file_has_a_line_a_seat_and_runs_no_formula(coordinator, lead):
    evil = {"name": '=HYPERLINK("http://x")', "email": "+a@x.nl"}
    Enrolment.objects.update(participants=[evil])
    response = run_page(coordinator, lead.request.enrolment.course_date, "file")
    rows = list(csv.reader(StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 3
    assert rows[1][2:4] == ["'" + evil["name"], "'" + evil["email"]]
    assert all(not cell.startswith(("=", "+", "@", "-")) for row in rows for cell in row)
    assert "attachment" in response.headers["Content-Disposition"]


# ------------------------------------------------------------------ who edits dates
@pytest.mark.parametrize("what", ["date", "course", "many"])
def test_a_date_with_enrolments_is_not_deleted(editor, lead, what):
    run = lead.request.enrolment.course_date
    address = {
        "date": reverse("wagtailsnippets_offerings_coursedate:delete", args=[run.pk]),
        "course": reverse("wagtailadmin_pages:delete", args=[run.course.pk]),
        "many": reverse("wagtail_bulk_action", args=["offerings", "coursedate", "delete"]) + f"?id={run.pk}",
    }[what]
    response = editor.post(address, follow=True)
    assert "Niet verwijderd: er is 1 school ingeschreven." in response.text
    assert CourseDate.objects.filter(pk=run.pk).exists()
    assert Page.objects.filter(pk=run.course.pk).exists()


def test_a_date_that_nobody_counts_on_can_be_deleted(editor):
    run = CourseDateFactory()
    editor.post(reverse("wagtailsnippets_offerings_coursedate:delete", args=[run.pk]))
    assert not CourseDate.objects.exists()


def test_who_cancels_a_date_reads_how_many_count_on_it_and_no_names(lead):
    run = lead.request.enrolment.course_date
    marketing = login(UserFactory(role=Role.CHIEF_EDITOR))
    form = {
        "course": run.course.pk, "place": "Utrecht", "seats": 5, "seats_taken": 0, "waiting": 0,
        "status": "cancelled", "days-TOTAL_FORMS": 1, "days-INITIAL_FORMS": 1, "days-MIN_NUM_FORMS": 1,
        "days-MAX_NUM_FORMS": 1000, "days-0-id": run.days.first().pk, "days-0-day": run.first_day,
    }  # fmt: skip
    address = reverse("wagtailsnippets_offerings_coursedate:edit", args=[run.pk])
    text = marketing.get(address).text + marketing.post(address, form, follow=True).text
    run.refresh_from_db()
    assert run.cancelled
    assert "1 school rekent op dit startmoment" in text
    assert not any(word in text for word in (lead.organisation.name, "Ruth", lead.contact.email))


def test_an_editor_cannot_have_fewer_seats_than_are_enrolled(lead):
    run = lead.request.enrolment.course_date
    marketing = login(UserFactory(role=Role.CHIEF_EDITOR))
    form = {
        "course": run.course.pk, "place": "Utrecht", "seats": 1, "seats_taken": 0, "waiting": 0,
        "status": "planned", "days-TOTAL_FORMS": 1, "days-INITIAL_FORMS": 1, "days-MIN_NUM_FORMS": 1,
        "days-MAX_NUM_FORMS": 1000, "days-0-id": run.days.first().pk, "days-0-day": run.first_day,
    }  # fmt: skip
    response = marketing.post(reverse("wagtailsnippets_offerings_coursedate:edit", args=[run.pk]), form)
    run.refresh_from_db()
    assert (response.status_code, run.seats) == (200, 5)
