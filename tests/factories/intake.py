"""People, organisations, requests and leads for tests, as rows: no routing, no mail, no log.

`LeadFactory(overdue=True)`, `LeadFactory(in_triage=True)`: the traits are named after the states of a lead.
"""

from datetime import timedelta

import factory
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from factory.django import DjangoModelFactory

from home.roles import Role
from intake.leads.waiting_list import count
from intake.models import (
    Absence,
    Adviser,
    Contact,
    DecisionKind,
    Enrolment,
    EnrolmentState,
    IntakeRequest,
    Lead,
    LeadState,
    LostReason,
    MailTemplate,
    Organisation,
    Province,
    Quarantine,
    RequestFile,
    RoutingDecision,
    RoutingRule,
    RuleOutcome,
    ScanState,
    Sector,
    Suspicion,
    Wish,
)
from intake.registers.names import match_name
from intake.routing.decide import Candidate, Decision, Question, decide
from offerings import seats
from tests.factories.pages import CourseDateFactory


def days_from_now(count: int):
    """The local date so many days from today; a negative count is in the past."""
    return timezone.localdate() + timedelta(days=count)


class UserFactory(DjangoModelFactory):
    """Somebody with an account. `role` puts them in that role's group; without it they have no right."""

    class Meta:
        model = get_user_model()
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"user{n}")
    first_name = factory.Sequence(lambda n: f"Voornaam{n}")
    last_name = factory.Sequence(lambda n: f"Achternaam{n}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@leerkring.example")

    @factory.post_generation
    def role(self, create, role: Role | None, **kwargs):
        if role:
            self.groups.add(role.group)


class AdviserFactory(DjangoModelFactory):
    """An adviser with an account in the role Adviseur, who fits every request."""

    class Meta:
        model = Adviser
        skip_postgeneration_save = True

    class Params:
        inactive = factory.Trait(active=False)

    user = factory.SubFactory(UserFactory, role=Role.ADVISER)
    capacity = 9

    @factory.post_generation
    def absent_until(self, create, day, **kwargs):
        if day:
            Absence.objects.create(adviser=self, first_day=days_from_now(-1), last_day=day)


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = Organisation

    name = factory.Sequence(lambda n: f"Basisschool De Wilg {n}")
    sector = Sector.PRIMARY
    city = "Houten"
    postcode = "3991 AB"
    province = Province.UTRECHT
    match_name = factory.LazyAttribute(lambda organisation: match_name(organisation.name))


class ContactFactory(DjangoModelFactory):
    class Meta:
        model = Contact

    organisation = factory.SubFactory(OrganisationFactory)
    first_name = factory.Sequence(lambda n: f"Annelies{n}")
    last_name = "de Wit"
    role = "directeur"
    email = factory.Sequence(lambda n: f"a.dewit{n}@school.example")
    phone = "+31612345678"


class IntakeRequestFactory(DjangoModelFactory):
    class Meta:
        model = IntakeRequest

    received_at = factory.LazyFunction(timezone.now)
    organisation_name = factory.Sequence(lambda n: f"Basisschool De Wilg {n}")
    sector = Sector.PRIMARY
    postcode = "3991 AB"
    city = "Houten"
    first_name = "Annelies"
    last_name = "de Wit"
    role = "directeur"
    email = factory.Sequence(lambda n: f"a.dewit{n}@school.example")
    phone = "+31612345678"
    subjects = factory.LazyFunction(lambda: [{"id": 1, "title": "Startoverleg", "kind": "service"}])
    goal = "We kennen elkaars dag nauwelijks."
    consent_text = "Leerkring mag deze gegevens gebruiken."
    consent_version = "2026-09-01 (r3)"


class MailTemplateFactory(DjangoModelFactory):
    """A mail to start from, for every lead."""

    class Meta:
        model = MailTemplate

    name = factory.Sequence(lambda n: f"Sjabloon {n}")
    position = factory.Sequence(lambda n: n + 1)
    subject = "Over {organisatie}"
    body = "Beste {voornaam},"


class RequestFileFactory(DjangoModelFactory):
    """A PDF of a request, as the virus scanner let it through; `waiting=True` for one it has not seen yet."""

    class Meta:
        model = RequestFile

    class Params:
        waiting = factory.Trait(scan=ScanState.WAITING)
        infected = factory.Trait(scan=ScanState.INFECTED, content="")

    request = factory.SubFactory(IntakeRequestFactory)
    name = "Plan van de school.pdf"
    kind = "pdf"
    size = 20_000
    scan = ScanState.CLEAN
    content = factory.LazyFunction(lambda: ContentFile(b"%PDF-1.7\n%%EOF\n", name="plan.pdf"))


class LeadFactory(DjangoModelFactory):
    """An open lead with an owner, to be called in two days, with a request of the same school and person."""

    class Meta:
        model = Lead

    class Params:
        received_at = factory.LazyFunction(timezone.now)
        in_triage = factory.Trait(
            owner=None, triage_since=factory.SelfAttribute("received_at"), assigned_at=None
        )
        overdue = factory.Trait(next_action_on=factory.LazyFunction(lambda: days_from_now(-7)))
        due_today = factory.Trait(next_action_on=factory.LazyFunction(timezone.localdate))
        contacted = factory.Trait(
            state=LeadState.CONTACTED, first_contact_at=factory.SelfAttribute("received_at")
        )
        planned = factory.Trait(state=LeadState.PLANNED)
        proposed = factory.Trait(state=LeadState.PROPOSED)
        agreed = factory.Trait(state=LeadState.AGREED)
        running = factory.Trait(state=LeadState.RUNNING)
        closed = factory.Trait(
            next_action="", next_action_on=None, closed_at=factory.SelfAttribute("received_at")
        )
        completed = factory.Trait(closed=True, state=LeadState.COMPLETED)
        lost = factory.Trait(closed=True, state=LeadState.LOST, lost_reason=LostReason.NO_TIME)

    organisation = factory.SubFactory(OrganisationFactory)
    contact = factory.SubFactory(ContactFactory, organisation=factory.SelfAttribute("..organisation"))
    request = factory.SubFactory(
        IntakeRequestFactory,
        received_at=factory.SelfAttribute("..received_at"),
        organisation_name=factory.SelfAttribute("..organisation.name"),
        sector=factory.SelfAttribute("..organisation.sector"),
        postcode=factory.SelfAttribute("..organisation.postcode"),
        city=factory.SelfAttribute("..organisation.city"),
        first_name=factory.SelfAttribute("..contact.first_name"),
        last_name=factory.SelfAttribute("..contact.last_name"),
        email=factory.SelfAttribute("..contact.email"),
        phone=factory.SelfAttribute("..contact.phone"),
    )
    owner = factory.SubFactory(AdviserFactory)
    state = LeadState.NEW
    next_action = factory.LazyAttribute(lambda lead: f"Bel {lead.contact.name}")
    next_action_on = factory.LazyFunction(lambda: days_from_now(2))
    respond_by = factory.LazyFunction(lambda: days_from_now(2))
    assigned_at = factory.SelfAttribute("received_at")
    created_at = factory.SelfAttribute("received_at")


class EnrolmentFactory(DjangoModelFactory):
    """Two seats that are held, on a date that counts them as the site does."""

    class Meta:
        model = Enrolment

    request = factory.SelfAttribute("lead.request")
    course_date = factory.SubFactory(CourseDateFactory)
    seats = 2
    state = EnrolmentState.HELD
    since = factory.LazyFunction(timezone.now)

    class Params:
        lead = factory.SubFactory(LeadFactory, request__wish=Wish.ENROL)

    @classmethod
    def _create(cls, model_class, *args, **fields):
        enrolment = super()._create(model_class, *args, **fields)
        with transaction.atomic():
            count(seats.lock(enrolment.course_date_id))
        enrolment.course_date.refresh_from_db()
        return enrolment


class RoutingRuleFactory(DjangoModelFactory):
    """A rule in hand that sends every request to triage; nothing follows it until it is put into use."""

    class Meta:
        model = RoutingRule

    name = factory.Sequence(lambda n: f"Regel {n}")
    position = factory.Sequence(lambda n: n + 1)
    outcome = RuleOutcome.TRIAGE


class RoutingDecisionFactory(DjangoModelFactory):
    """A stored decision for a lead: its owner had the most room, and a colleague was away."""

    class Meta:
        model = RoutingDecision

    lead = factory.SubFactory(LeadFactory)
    adviser = factory.SelfAttribute("lead.owner")
    kind = DecisionKind.LOAD
    decided_at = factory.LazyFunction(timezone.now)
    explanation = factory.LazyAttribute(lambda decision: decision_for(decision.adviser).as_data())


def decision_for(adviser: Adviser) -> Decision:
    """What routing says of a request from Utrecht when this adviser is here and a colleague is away."""
    return decide(
        Question(sector=Sector.PRIMARY, province=Province.UTRECHT),
        [
            Candidate(id=adviser.pk, name=adviser.name, capacity=9),
            Candidate(id=adviser.pk + 1, name="Joost Verlof", capacity=9, absent_until=days_from_now(5)),
        ],
        load={adviser.pk: 3},
    )


class QuarantineFactory(DjangoModelFactory):
    """A request that waits for a look, because it came too soon."""

    class Meta:
        model = Quarantine

    request = factory.SubFactory(IntakeRequestFactory)
    suspicions = factory.LazyFunction(lambda: [Suspicion.FAST.value])
    since = factory.LazyFunction(timezone.now)
