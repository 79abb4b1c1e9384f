"""Erasing a person: nothing of the person is left in the database, and the figures stay right."""

from uuid import uuid4

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from post_office.models import Email

from home.roles import Role
from intake.form.quarantine import free
from intake.leads import mail
from intake.leads.access import status_url
from intake.leads.errors import LeadError
from intake.leads.lifecycle import add_note, log_contact, move_lead
from intake.leads.privacy import erase_person
from intake.leads.school import add_message
from intake.leads.trail import Action, record, timeline
from intake.leads.undelivered import note_problems
from intake.leads.writing import send_mail_to_school
from intake.models import (
    Draft,
    ImmutableRequestError,
    IntakeRequest,
    Lead,
    LeadLogEntry,
    LeadState,
    Verdict,
    Wish,
)
from tests.factories.intake import (
    ContactFactory,
    EnrolmentFactory,
    LeadFactory,
    QuarantineFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

#: Fields of a request that stay when a person is erased. Who adds a field decides here or in `ERASED`.
KEPT = {
    "id", "submission_key", "received_at", "way", "wish", "origin_page", "origin_title", "course_date",
    "course_date_label", "organisation_name", "sector", "brin", "lrk", "postcode", "city", "call_moment",
    "subjects", "scope", "plg_count", "participants", "wished_start", "wished_day", "consent_text",
    "consent_version", "consent_at", "consent_way",
}  # fmt: skip
SECRETS = ("Petronella", "Zonderland", "p.zonderland", "612349999", "Fluisterzin", "petronella")


def everything() -> str:
    """Every value in the database, of our own tables and of the mail queue, as one text."""
    texts = []
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            if model._meta.app_label in {"intake", "post_office", "wagtailcore", "auth"}:
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(model._meta.db_table)}")
                texts.extend(str(row) for row in cursor.fetchall())
    return "\n".join(texts)


@pytest.fixture
def coordinator():
    return UserFactory(role=Role.COORDINATOR)


@pytest.fixture
def contact():
    return ContactFactory(
        first_name="Petronella",
        last_name="Zonderland",
        email="P.Zonderland@school.example",
        phone="+31612349999",
    )


@pytest.fixture
def lead(contact):
    """Worked on, written about and mailed about."""
    lead = LeadFactory(
        organisation=contact.organisation,
        contact=contact,
        request__goal="Fluisterzin van Petronella",
        request__guide_answers="Fluisterzin",
        request__partners="Fluisterzin",
        request__own_answers=[{"key": "a", "kind": "text", "question": "?", "answer": "Fluisterzin"}],
    )
    add_note(lead, user=lead.owner.user, text="Petronella belt liever niet")
    log_contact(
        lead, user=lead.owner.user, outcome="spoken", note="Fluisterzin", next_action="Bel Petronella",
        next_action_on=lead.next_action_on,
    )  # fmt: skip
    add_message(lead, "Fluisterzin")
    send_mail_to_school(
        lead, user=lead.owner.user, key=uuid4(), subject="Fluisterzin voor Petronella", text="Dag Petronella"
    )
    mail.queue_received(lead)
    record(lead, Action.CONTACT_CHANGED, was={"last_name": "Zonderland", "phone": "+31612349999"})
    Draft.objects.create(answers={"contact": {"email": ["p.zonderland@school.example"]}})
    return lead


def test_nothing_of_the_person_is_left_anywhere(lead, coordinator):
    before = everything()
    assert all(secret in before for secret in SECRETS[:5])

    erase_person(lead, user=coordinator)
    [last] = Email.objects.all()
    assert last.to == ["P.Zonderland@school.example"]
    last.delete()

    after = everything()
    assert [secret for secret in SECRETS if secret in after] == []


def test_the_last_mail_leaves_and_its_address_is_forgotten(lead, coordinator, inbox):
    erase_person(lead, user=coordinator)
    call_command("run_worker", once=True)
    note_problems()

    [message] = inbox.messages
    assert message["To"] == "P.Zonderland@school.example"
    assert lead.reference in message["Subject"]
    assert not Email.objects.exists()


def test_figures_and_what_happened_stay(lead, coordinator):
    count = LeadLogEntry.objects.for_instance(lead).count()
    request = IntakeRequest.objects.get(pk=lead.request_id)
    erase_person(lead, user=coordinator)

    lead.refresh_from_db()
    after = IntakeRequest.objects.get(pk=request.pk)
    assert (after.reference, after.subjects, after.city) == (
        request.reference,
        request.subjects,
        request.city,
    )
    assert lead.state == LeadState.LOST
    assert LeadLogEntry.objects.for_instance(lead).count() == count + 2  # closed, and erased
    last = timeline(lead)[0]
    assert last.by == coordinator.get_full_name()
    assert not last.detail


def test_all_leads_of_the_same_address_are_erased_and_no_other(lead, coordinator):
    same = LeadFactory(
        contact__email="p.zonderland@SCHOOL.example", contact__first_name="Petronella", completed=True
    )
    other = LeadFactory(organisation=lead.organisation)
    erase_person(lead, user=coordinator)

    erased = set(Lead.objects.filter(erased_at__isnull=False).values_list("pk", flat=True))
    assert erased == {lead.pk, same.pk}
    other.refresh_from_db()
    assert other.contact.email == other.request.email


@pytest.mark.parametrize("state", [LeadState.AGREED, LeadState.RUNNING])
def test_while_there_is_an_agreement_the_data_are_needed(lead, coordinator, state):
    LeadFactory(contact=lead.contact, organisation=lead.organisation, state=state)
    with pytest.raises(LeadError):
        erase_person(lead, user=coordinator)

    assert "Petronella" in everything()


def test_what_is_erased_is_closed_for_the_school_and_for_the_desk(lead, coordinator, client):
    link = status_url(lead)
    erase_person(lead, user=coordinator)

    assert client.get(link).status_code == 404
    with pytest.raises(LeadError):
        move_lead(lead, LeadState.CONTACTED, user=coordinator)
    with pytest.raises(LeadError):
        erase_person(lead, user=coordinator)


def test_a_request_changes_in_no_other_way(lead):
    lead.request.goal = "Anders"
    with pytest.raises(ImmutableRequestError):
        lead.request.save()


def test_of_every_field_of_a_request_it_is_decided_whether_it_goes():
    fields = {field.name for field in IntakeRequest._meta.concrete_fields}

    assert fields == KEPT | IntakeRequest.ERASED.keys()
    assert not KEPT & IntakeRequest.ERASED.keys()


def test_a_coordinator_reads_what_goes_and_does_it(lead, coordinator):
    client = Client()
    client.force_login(coordinator)
    address = reverse("intake_lead_modeladmin_erase", args=[lead.pk])

    assert "Petronella Zonderland" in client.get(address).text
    assert client.post(address, {"sure": "yes"}).status_code == 302
    page = client.get(reverse("intake_lead_modeladmin_inspect", args=[lead.pk])).text
    assert "Petronella" not in page
    assert "gewist.invalid" not in page
    assert client.get(address).status_code == 404


# ------------------------------------------------------------------ who is somebody else
def test_whose_address_was_corrected_is_not_erased_with_who_has_the_old_one(lead, coordinator):
    other = LeadFactory(contact__first_name="Baukje", request__email="p.zonderland@school.example")
    client = Client()
    client.force_login(coordinator)
    page = client.get(reverse("intake_lead_modeladmin_erase", args=[lead.pk])).text
    assert other.reference in page
    assert "Misschien ook" in page

    erase_person(lead, user=coordinator)

    other = Lead.objects.with_people().get(pk=other.pk)
    assert (other.erased_at, other.contact.first_name, other.request.first_name) == (None, "Baukje", "Baukje")


def test_others_who_name_the_person_keep_what_they_typed_but_that_one_line(lead, coordinator):
    people = [
        {"name": "Petronella Zonderland", "email": "p.zonderland@school.example"},
        {"name": "Baukje", "email": "xp.zonderland@school.example"},
    ]
    enrolment = EnrolmentFactory(participants=people, lead__request__attendees=people)
    lines = "Petronella, p.zonderland@school.example\nBaukje, xp.zonderland@school.example"
    draft = Draft.objects.create(
        answers={"contact": {"email": ["b@school.example"]}, "question": {"attendees": [lines]}}
    )
    erase_person(lead, user=coordinator)

    enrolment.refresh_from_db()
    request = IntakeRequest.objects.get(pk=enrolment.request_id)
    draft.refresh_from_db()
    assert (enrolment.participants, request.attendees) == (people[1:], people[1:])
    assert (enrolment.seats, request.fingerprint) == (2, "")
    assert draft.answers["question"]["attendees"] == ["Baukje, xp.zonderland@school.example"]
    assert draft.answers["contact"]["email"] == ["b@school.example"]


def test_a_quarantined_request_of_an_erased_person_is_thrown_away_and_not_freed(lead, coordinator):
    kept = QuarantineFactory(request__email="p.zonderland@school.example")
    erase_person(lead, user=coordinator)

    kept.refresh_from_db()
    assert (kept.verdict, kept.decided_by) == (Verdict.DROPPED, coordinator)
    with pytest.raises(LeadError):
        free(kept, user=coordinator)


def test_all_dates_are_locked_before_anything_is_changed(lead, coordinator):
    """Else two of these at once wait for each other: for a date, and for the mark that pages changed."""
    leads = [LeadFactory(contact=lead.contact, request__wish=Wish.ENROL) for _number in range(2)]
    dates = sorted(EnrolmentFactory(lead=one).course_date_id for one in leads)
    with CaptureQueriesContext(connection) as queries:
        erase_person(lead, user=coordinator)

    # The one row that keeps others out comes before all else.
    statements = [query["sql"] for query in queries if "intake_routinglock" not in query["sql"]]
    first_write = next(n for n, sql in enumerate(statements) if sql.startswith(("UPDATE", "INSERT")))
    locking = [
        sql for sql in statements[:first_write] if 'FROM "offerings_coursedate"' in sql and "ORDER BY" in sql
    ]
    assert len(locking) == 1
    assert all(str(pk) in locking[0] for pk in dates)
