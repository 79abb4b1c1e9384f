"""Joining what turned out to be one, and undoing it: exactly, or not at all and in words."""

import random
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from intake.leads.errors import LeadError
from intake.leads.lifecycle import add_note, move_lead, set_next_action
from intake.leads.merging.leads import merge_leads
from intake.leads.merging.organisations import look_at_organisations, merge_organisations
from intake.leads.merging.people import merge_people
from intake.leads.merging.preview import preview
from intake.leads.merging.undoing import forget_steps, undo_merge
from intake.leads.privacy import erase_person
from intake.leads.trail import timeline
from intake.models import (
    Appointment,
    CallProposal,
    Contact,
    Lead,
    LeadState,
    Organisation,
    PossibleDouble,
)
from intake.routing.assign import hand_over
from tests.factories.intake import (
    AdviserFactory,
    ContactFactory,
    EnrolmentFactory,
    LeadFactory,
    OrganisationFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

#: What a merge adds and undoing leaves: that it happened.
KEPT = {"intake.merge", "intake.leadlogentry", "intake.routinglock"}


@pytest.fixture
def user():
    return UserFactory()


def again(lead: Lead, **fields) -> Lead:
    """Another lead of the same person."""
    return LeadFactory(organisation=lead.organisation, contact=lead.contact, **fields)


def talk_in(lead: Lead, *, days: int, **fields) -> Appointment:
    starts_at = timezone.now() + timedelta(days=days)
    return Appointment.objects.create(
        lead=lead, adviser=lead.owner, kind="first", place="Op school", starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=1), made_at=timezone.now(), changed_at=timezone.now(), **fields,
    )  # fmt: skip


def dump() -> dict[str, list]:
    """Every row of the intake, but for what tells that something happened."""
    return {
        model._meta.label_lower: list(model._base_manager.order_by("pk").values())
        for model in apps.get_app_config("intake").get_models()
        if model._meta.label_lower not in KEPT
    }


def words_by_lead(tables: dict) -> dict:
    """The same, with search words by what they say: their rows are made anew."""
    words = {(row["lead_id"], row["word"]) for row in tables["intake.leadword"]}
    return tables | {"intake.leadword": words}


def two_organisations(chance: random.Random) -> tuple[Organisation, Organisation]:
    """Two with people, leads, members, boards, numbers and likely doubles, as chance has it."""
    keep, gone = (
        OrganisationFactory(
            name=name,
            street=chance.choice(["", "Kade 2"]),
            postcode=chance.choice(["", "3991 AB"]),
            mail_domain=chance.choice(["", f"{name[-1]}.example"]),
            brin=brin,
        )
        for name, brin in (("School A", ""), ("School B", "99DW00"))
    )
    for number in range(chance.randint(0, 3)):
        LeadFactory(organisation=gone, contact__email=f"gone{number}@school.example")
    if chance.random() < 0.6:  # the same person of both
        contact = ContactFactory(organisation=keep, email="twin@school.example")
        LeadFactory(organisation=gone, contact__email="Twin@school.example")
        LeadFactory(organisation=keep, contact=contact)
    if chance.random() < 0.4:
        OrganisationFactory(board=gone)
    elif chance.random() < 0.5:
        board = OrganisationFactory(board_number="41234")
        Organisation.objects.filter(pk=gone.pk).update(board=board, board_number="41234")
    others = [keep, OrganisationFactory(), OrganisationFactory()]
    for other in chance.sample(others, k=chance.randint(0, 3)):
        first, second = sorted((gone, other), key=lambda one: one.pk)
        judged = timezone.now() if chance.random() < 0.5 and other != keep else None
        PossibleDouble.objects.create(first=first, second=second, different_since=judged)
    if chance.random() < 0.5:
        first, second = sorted((keep, others[1]), key=lambda one: one.pk)
        PossibleDouble.objects.create(first=first, second=second)
    return keep, gone


@pytest.mark.parametrize("seed", range(12))
def test_joining_organisations_and_undoing_it_leaves_every_row_as_it_was(user, seed):
    keep, gone = two_organisations(random.Random(seed))
    before = dump()

    merge = merge_organisations(keep, gone, user=user)
    during = dump()
    undo_merge(merge, user=user)

    assert during != before
    assert words_by_lead(dump()) == words_by_lead(before)


def test_joining_people_and_undoing_it_leaves_every_row_as_it_was(user):
    keep = LeadFactory(contact__phone="", contact__role="").contact
    gone = LeadFactory(organisation=keep.organisation, contact__email="thuis@gmail.com").contact
    lead = gone.leads.get()
    before = dump()

    merge = merge_people(keep, gone, user=user)
    lead.refresh_from_db()
    keep.refresh_from_db()
    assert (lead.contact, keep.phone, keep.role) == (keep, gone.phone, gone.role)
    assert Contact.objects.count() == 1

    undo_merge(merge, user=user)
    assert words_by_lead(dump()) == words_by_lead(before)


def test_joining_leads_and_undoing_it_leaves_every_row_as_it_was(user):
    keep = LeadFactory()
    gone = again(keep, contacted=True, mail_problem="full")
    again(keep, lost=True, double_of=gone)
    for lead, day in ((keep, 3), (gone, 3), (gone, 4)):
        CallProposal.objects.create(
            lead=lead, day=timezone.localdate() + timedelta(days=day), part="morning",
            proposed_at=timezone.now(),
        )  # fmt: skip
    before = dump()

    merge = merge_leads(keep, gone, user=user)
    gone.refresh_from_db()
    keep.refresh_from_db()
    assert (gone.state, gone.lost_reason, gone.double_of) == (LeadState.LOST, "double", keep)
    assert (gone.owner, keep.call_proposals.count(), keep.doubles.count()) == (keep.owner, 2, 2)
    assert (keep.first_contact_at, keep.mail_problem) == (gone.first_contact_at, "full")

    undo_merge(merge, user=user)
    assert words_by_lead(dump()) == words_by_lead(before)


def test_a_preview_counts_and_changes_nothing(user):
    keep, gone = OrganisationFactory(street=""), OrganisationFactory(street="Kade 2")
    LeadFactory.create_batch(2, organisation=gone)
    before = dump()

    with CaptureQueriesContext(connection) as queries:
        seen = preview(look_at_organisations, keep, gone)

    assert (seen.moved["intake.lead"], seen.moved["intake.contact"]) == (2, 2)
    assert seen.taken == {"street": "Kade 2"}
    assert dump() == before
    asked = {(query["sql"].split()[0], "FOR UPDATE" in query["sql"]) for query in queries}
    assert asked == {("SELECT", False)}


def test_a_lead_that_moved_is_found_by_its_new_organisation(user):
    keep, gone = OrganisationFactory(name="De Regenboog"), OrganisationFactory(sector="childcare")
    lead = LeadFactory(organisation=gone)

    merge_organisations(keep, gone, user=user)

    lead.refresh_from_db()
    assert lead.words.filter(word="regenboog").exists()
    assert lead.sector == keep.sector


def test_the_lead_that_goes_on_tells_what_happened_to_both(user):
    keep = LeadFactory()
    gone = again(keep)
    add_note(gone, user=user, text="Belde twee keer.")

    merge_leads(keep, gone, user=user)

    assert "Belde twee keer." in [item.detail for item in timeline(keep)]
    assert gone.reference in timeline(keep)[0].title
    with pytest.raises(LeadError):
        move_lead(gone, LeadState.CONTACTED, user=user)
    other = AdviserFactory()
    hand_over(keep, to=other, user=user)
    gone.refresh_from_db()
    assert gone.owner == other


@pytest.mark.parametrize(
    "case", ["other school", "other person", "talk", "closed", "erasure", "its seats", "both seats", "itself"]
)
def test_leads_that_are_not_about_the_same_stay_apart(user, case):
    keep = LeadFactory(request__wish="enrol")
    gone = again(keep, request__wish="enrol")
    if case == "other school":
        gone = LeadFactory()
    elif case == "other person":
        gone = LeadFactory(organisation=keep.organisation)
    elif case == "talk":
        talk_in(gone, days=2)
    elif case == "closed":
        move_lead(gone, LeadState.LOST, user=user, lost_reason="no_time")
    elif case == "erasure":
        Lead.objects.filter(pk=gone.pk).update(deletion_asked_at=timezone.now())
    elif case == "its seats":
        EnrolmentFactory(lead=gone)
    elif case == "both seats":
        EnrolmentFactory(lead=gone)
        EnrolmentFactory(lead=keep)
    else:
        gone = keep
    before = dump()

    with pytest.raises(LeadError):
        merge_leads(keep, gone, user=user)

    assert dump() == before


@pytest.mark.parametrize(
    ("states", "after"),
    [(("new", "proposed"), "proposed"), (("planned", "contacted"), "planned"), (("agreed", "new"), "agreed")],
)
def test_what_goes_on_is_as_far_as_the_further_of_both(user, states, after):
    early, late = timezone.now() - timedelta(days=3), timezone.now()
    keep = LeadFactory(state=states[0], first_contact_at=late)
    gone = again(keep, state=states[1], first_contact_at=early)

    merge_leads(keep, gone, user=user)

    keep.refresh_from_db()
    assert (keep.state, keep.first_contact_at) == (after, early)


class TestUndo:
    """When it cannot be undone any more, it says why, and nothing changes."""

    @pytest.fixture
    def lead(self):
        return LeadFactory()

    @pytest.fixture
    def merge(self, lead, user):
        return merge_organisations(OrganisationFactory(), lead.organisation, user=user)

    def refused(self, merge, user, **kwargs) -> str:
        before = dump()
        with pytest.raises(LeadError) as error:
            undo_merge(merge, user=user, **kwargs)
        assert dump() == before
        return error.value.message

    def test_after_a_day(self, merge, user):
        late = timezone.now() + timedelta(hours=24, seconds=1)
        assert "dag" in self.refused(merge, user, now=late)
        assert forget_steps(timezone.now()) == 0
        assert forget_steps(late) == 1
        merge.refresh_from_db()
        assert merge.steps == []

    def test_twice(self, merge, user):
        undo_merge(merge, user=user)
        assert "al ongedaan" in self.refused(merge, user)
        merge.refresh_from_db()
        assert merge.steps == []

    def test_when_it_was_joined_on(self, merge, user):
        merge_organisations(OrganisationFactory(), Organisation.objects.get(pk=merge.kept), user=user)
        assert "gewijzigd" in self.refused(merge, user)

    def test_when_a_person_in_it_was_erased(self, merge, lead, user):
        erase_person(lead, user=user)
        merge.refresh_from_db()
        assert merge.steps == []
        assert "gewist" in self.refused(merge, user)

    def test_when_somebody_of_it_asked_again_since(self, merge, lead, user):
        asked = LeadFactory(organisation=Organisation.objects.get(pk=merge.kept), contact=lead.contact)
        assert asked.reference in self.refused(merge, user)

    def test_when_a_planned_lead_would_be_left_without_its_talk(self, user):
        keep = LeadFactory()
        gone = again(keep, planned=True)
        talk = talk_in(gone, days=-1)
        merge = merge_leads(keep, gone, user=user)
        Appointment.objects.filter(pk=talk.pk).update(cancelled_at=timezone.now())
        assert gone.reference in self.refused(merge, user)

    def test_when_its_leads_would_be_of_two_people_again(self, user):
        keep = LeadFactory()
        gone = LeadFactory(organisation=keep.organisation)
        people = merge_people(keep.contact, gone.contact, user=user)
        merge_leads(keep, gone, user=user)
        assert gone.reference in self.refused(people, user)

    def test_mails_that_were_cleared_away_since_do_not_matter(self, user):
        keep = LeadFactory()
        gone = again(keep)
        CallProposal.objects.create(
            lead=gone, day=timezone.localdate(), part="morning", proposed_at=timezone.now()
        )
        merge = merge_leads(keep, gone, user=user)
        CallProposal.objects.all().delete()
        undo_merge(merge, user=user)
        gone.refresh_from_db()
        assert gone.double_of is None

    def test_other_work_since_stays(self, merge, lead, user):
        day = timezone.localdate() + timedelta(days=9)
        set_next_action(lead, user=user, action="Bel de directeur", on=day)
        undo_merge(merge, user=user)
        lead.refresh_from_db()
        assert lead.next_action == "Bel de directeur"
        assert lead.organisation_id == merge.gone


def test_nothing_of_a_person_who_is_erased_is_left_in_what_undo_takes(user):
    keep = LeadFactory(contact__email="anna@school.example").contact
    gone = LeadFactory(organisation=keep.organisation, contact__email="anna@thuis.example").contact
    merge = merge_people(keep, gone, user=user)
    assert "anna@thuis.example" in str(merge.steps)

    erase_person(keep.leads.first(), user=user)

    merge.refresh_from_db()
    assert merge.steps == []
