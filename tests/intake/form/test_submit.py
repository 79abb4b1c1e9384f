"""From what a school typed to a lead with an owner."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.core import mail as django_mail
from django.db import DatabaseError, transaction
from post_office.models import Email

from home.roles import Role
from intake.form import quarantine
from intake.form.spam.judging import Visit
from intake.form.submit import RequestData, submit_request
from intake.leads import school
from intake.leads.trail import timeline
from intake.models import (
    DecisionKind,
    Draft,
    ImmutableRequestError,
    IntakeRequest,
    Lead,
    LeadLogEntry,
    Organisation,
    Quarantine,
)
from tests.factories.intake import AdviserFactory, LeadFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db
SUNDAY = datetime(2026, 11, 22, 11, 42, tzinfo=UTC)


def data(**changes) -> RequestData:
    fields = {
        "submission_key": uuid4(),
        "organisation_name": "IKC De Waterlijn",
        "sector": "primary",
        "postcode": "3991 AB",
        "city": "Houten",
        "first_name": "Annelies",
        "last_name": "de Wit",
        "role": "directeur",
        "email": "a.dewit@dewaterlijn.example",
        "phone": "+31612345678",
        "goal": "We kennen elkaars dag nauwelijks.",
        "consent_text": "Leerkring mag mij bellen.",
        "consent_version": "2026-09-01 (r3)",
    }
    return RequestData(**fields | changes)


def test_a_request_becomes_a_lead_with_an_owner_a_deadline_and_a_next_action():
    adviser = AdviserFactory()
    request = submit_request(data(), now=SUNDAY)
    lead = request.lead
    assert lead.owner == adviser
    assert lead.respond_by == lead.next_action_on == date(2026, 11, 24)
    assert "Annelies de Wit" in lead.next_action
    assert (lead.organisation.name, lead.organisation.province) == ("IKC De Waterlijn", "UT")
    assert lead.contact.email == "a.dewit@dewaterlijn.example"
    assert request.reference == f"LK-2026-{request.pk:04d}"


def test_the_decision_is_kept_and_the_trail_begins():
    adviser = AdviserFactory()
    lead = submit_request(data(), now=SUNDAY).lead
    decision = lead.decisions.get()
    assert (decision.kind, decision.adviser) == (DecisionKind.LOAD, adviser)
    assert decision.explanation["verdicts"][0]["rank"] == 1
    actions = LeadLogEntry.objects.for_instance(lead).order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["intake.received", "intake.assigned"]


def test_the_trail_says_to_which_privacy_statement_the_school_agreed():
    AdviserFactory()
    detail = timeline(submit_request(data(), now=SUNDAY).lead)[-1].detail
    assert detail == "Toestemming gegeven, privacyverklaring van 1 september 2026"


def test_school_and_adviser_each_get_one_mail_that_waits_in_the_queue():
    adviser = AdviserFactory()
    submit_request(data(), now=SUNDAY)
    assert sorted(email.to[0] for email in Email.objects.all()) == sorted(
        ["a.dewit@dewaterlijn.example", adviser.email]
    )
    assert django_mail.outbox == []
    assert Email.objects.get(to="a.dewit@dewaterlijn.example").headers == {"Reply-To": adviser.email}


def test_the_same_key_again_gives_the_same_request_and_nothing_else():
    AdviserFactory()
    sent = data()
    first = submit_request(sent)
    assert submit_request(sent) == first
    assert (IntakeRequest.objects.count(), Lead.objects.count(), Email.objects.count()) == (1, 1, 2)


def test_going_back_and_sending_the_same_again_gives_the_same_request():
    AdviserFactory()
    first = submit_request(data(), now=SUNDAY)
    assert submit_request(data(), now=SUNDAY + timedelta(minutes=2)) == first
    assert Lead.objects.count() == 1


@pytest.mark.parametrize("ended", [school.withdraw, lambda lead: quarantine.drop(suspect(lead), user=None)])
def test_who_stopped_and_sends_the_same_after_all_asks_anew(ended):
    AdviserFactory()
    first = submit_request(data())
    ended(first.lead)
    again = submit_request(data())

    assert again != first
    assert again.lead.is_open
    assert any(again.reference in str(email.context) for email in Email.objects.all())


def suspect(lead: Lead) -> Quarantine:
    """The same request, as if it was put apart."""
    request = lead.request
    Lead.objects.all().delete()
    return Quarantine.objects.create(request=request, since=SUNDAY)


@pytest.mark.parametrize("trapped", [True, False])
def test_what_waits_in_quarantine_is_freed_by_who_sends_it_again_as_a_person_does(trapped):
    AdviserFactory()
    first = submit_request(data(), visit=Visit(trapped=True))
    assert submit_request(data(), visit=Visit(trapped=trapped)) == first
    assert submit_request(data(), visit=Visit(trapped=trapped)) == first

    assert IntakeRequest.objects.count() == 1
    assert Lead.objects.count() == (not trapped)
    assert Quarantine.objects.waiting().count() == trapped
    assert Email.objects.count() == (0 if trapped else 2)


def test_two_tabs_of_one_draft_give_one_request_also_when_one_has_another_answer():
    AdviserFactory()
    first = data(phone="+31611111111")
    Draft.objects.create(key=first.submission_key)
    request = submit_request(first)
    assert submit_request(replace(first, phone="+31622222222")) == request
    assert (Lead.objects.count(), Draft.objects.count()) == (1, 0)


def test_an_adviser_without_an_address_costs_no_request_and_somebody_else_hears():
    adviser = AdviserFactory(user__email="")
    coordinator = UserFactory(role=Role.COORDINATOR)
    assert submit_request(data()).lead.owner == adviser
    assert Email.objects.filter(to=coordinator.email).count() == 1


def test_triage_without_any_coordinator_still_sounds_an_alarm(settings):
    settings.DEFAULT_FROM_EMAIL = "hallo@leerkring.example"
    assert submit_request(data()).lead.owner is None
    assert Email.objects.filter(to="hallo@leerkring.example").count() == 1


def test_a_school_and_its_first_branch_are_one_organisation():
    AdviserFactory()
    first = submit_request(data(brin="03WU"))
    second = submit_request(data(brin="03WU00", email="b@dewaterlijn.example"))
    assert first.lead.organisation == second.lead.organisation


def test_a_busy_board_does_not_make_forget_who_knows_the_school():
    AdviserFactory()
    board = OrganisationFactory(name="Noorderlicht", sector="board")
    school = OrganisationFactory(name="IKC De Waterlijn", postcode="3991 AB", board=board)
    own = LeadFactory(organisation=school, completed=True, received_at=SUNDAY - timedelta(days=300))
    other = LeadFactory(organisation__board=board, completed=True, owner__capacity=99)
    LeadFactory.create_batch(55, organisation=other.organisation, owner=other.owner, completed=True)
    assert submit_request(data(), now=SUNDAY).lead.owner == own.owner


def test_the_reference_has_the_year_of_the_school_not_of_greenwich():
    AdviserFactory()
    just_after_midnight = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    assert submit_request(data(), now=just_after_midnight).reference.startswith("LK-2027-")


@pytest.mark.parametrize("change", [{"goal": "Iets anders."}, {"email": "b@school.example"}])
def test_other_answers_are_another_request(change):
    AdviserFactory()
    submit_request(data(), now=SUNDAY)
    submit_request(data(**change), now=SUNDAY)
    assert Lead.objects.count() == 2


def test_the_same_answers_a_week_later_are_another_request():
    AdviserFactory()
    submit_request(data(), now=SUNDAY)
    submit_request(data(), now=SUNDAY + timedelta(days=7))
    assert Lead.objects.count() == 2


def test_nobody_available_means_triage_with_an_alarm_and_the_school_still_hears():
    AdviserFactory(active=False)
    coordinator = UserFactory(role=Role.COORDINATOR)
    lead = submit_request(data(), now=SUNDAY).lead
    assert lead.owner is None
    assert lead.triage_since == SUNDAY
    assert lead.decisions.get().kind == DecisionKind.TRIAGE
    assert {email.to[0] for email in Email.objects.all()} == {
        "a.dewit@dewaterlijn.example",
        coordinator.email,
    }


def test_a_known_organisation_goes_back_to_its_adviser():
    AdviserFactory()
    known = OrganisationFactory(name="IKC De Waterlijn", postcode="3991 AB")
    earlier = LeadFactory(organisation=known, completed=True)
    lead = submit_request(data(organisation_name="Kindcentrum de Waterlijn")).lead
    assert lead.organisation == known
    assert lead.owner == earlier.owner
    assert lead.decisions.get().kind == DecisionKind.CONTINUITY


def test_another_school_of_the_same_board_goes_to_the_adviser_of_the_board():
    AdviserFactory()
    board = OrganisationFactory(name="Noorderlicht", sector="board")
    earlier = LeadFactory(organisation__board=board, completed=True)
    OrganisationFactory(name="IKC De Waterlijn", postcode="3991 AB", board=board)
    assert submit_request(data()).lead.owner == earlier.owner


def test_a_lead_of_more_than_two_years_ago_is_no_reason():
    adviser = AdviserFactory(capacity=50)
    known = OrganisationFactory(name="IKC De Waterlijn", postcode="3991 AB")
    LeadFactory(
        organisation=known,
        completed=True,
        received_at=datetime(2024, 10, 1, tzinfo=UTC),
        owner__inactive=True,
    )
    assert submit_request(data(), now=SUNDAY).lead.owner == adviser


def test_a_number_decides_above_a_name():
    AdviserFactory()
    same_name = OrganisationFactory(name="IKC De Waterlijn", postcode="3991 AB", brin="01AA00")
    same_number = OrganisationFactory(name="De Bron", postcode="1000 AA", brin="02BB00")
    assert submit_request(data(brin="02BB00")).lead.organisation == same_number
    new = submit_request(data(brin="03CC00")).lead.organisation
    assert new not in (same_name, same_number)
    assert Organisation.objects.count() == 3


def test_what_is_known_is_completed_but_never_overwritten():
    AdviserFactory()
    known = OrganisationFactory(name="IKC De Waterlijn", postcode="3991 AB", city="Houten-Zuid", brin="")
    submit_request(data(brin="03WU00", city="Houten"))
    known.refresh_from_db()
    assert (known.brin, known.city) == ("03WU00", "Houten-Zuid")


def test_the_same_person_again_is_one_contact_whose_number_stays_what_we_know():
    AdviserFactory()
    submit_request(data())
    lead = submit_request(data(email="A.deWit@dewaterlijn.example", phone="+31301234567")).lead
    contact = lead.organisation.contacts.get()
    assert contact.phone.as_e164 == "+31612345678"


def test_a_request_never_changes_after_it_was_sent():
    AdviserFactory()
    request = submit_request(data())
    request.goal = "Iets anders"
    with pytest.raises(ImmutableRequestError):
        request.save()


def test_nothing_is_stored_when_a_part_fails(monkeypatch):
    """The queue refuses: no request may be left behind without its mails."""
    AdviserFactory()

    def refuse(*args, **kwargs):
        raise DatabaseError("disk full")

    monkeypatch.setattr("post_office.mail.create", refuse)
    with pytest.raises(DatabaseError), transaction.atomic():
        submit_request(data())
    assert not IntakeRequest.objects.exists()
    assert not Lead.objects.exists()
    assert not Organisation.objects.exists()


def test_the_number_of_queries_stays_what_it_is(django_assert_max_num_queries):
    AdviserFactory.create_batch(20)
    submit_request(data())
    with django_assert_max_num_queries(24):
        submit_request(data(organisation_name="De Bron", email="x@debron.example"))
