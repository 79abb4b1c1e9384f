"""Joining two organisations: everything moves, nothing is lost, and who asks under the old name is known."""

import pytest
from django.db import connection
from wagtail.models import ModelLogEntry

from intake.leads.doubles import doubles_of, judge_different
from intake.leads.errors import LeadError
from intake.leads.merging.log import MERGED
from intake.leads.merging.organisations import merge_organisations
from intake.leads.organisations import find_organisation
from intake.leads.trail import timeline
from intake.models import Contact, Lead, Organisation, PossibleDouble
from tests.factories.intake import (
    ContactFactory,
    IntakeRequestFactory,
    LeadFactory,
    OrganisationFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return UserFactory()


@pytest.fixture
def keep():
    return OrganisationFactory(name="De Wilg", postcode="3991 AB", brin="")


@pytest.fixture
def gone():
    return OrganisationFactory(name="Wilg Houten", postcode="3995 XY", brin="99DW00", street="Kade 2")


def pair_of(one: Organisation, other: Organisation, **facts) -> PossibleDouble:
    first, second = sorted((one, other), key=lambda row: row.pk)
    return PossibleDouble.objects.create(first=first, second=second, reasons=["postcode"], **facts)


def test_everything_moves_and_the_trail_says_so(keep, gone, user):
    lead = LeadFactory(organisation=gone)
    member = OrganisationFactory(board=gone)
    pair_of(keep, gone)

    merge_organisations(keep, gone, user=user)

    assert not Organisation.objects.filter(pk=gone.pk).exists()
    lead.refresh_from_db()
    member.refresh_from_db()
    assert (lead.organisation, lead.contact.organisation, member.board) == (keep, keep, keep)
    keep.refresh_from_db()
    assert (keep.name, keep.postcode, keep.brin, keep.street) == ("De Wilg", "3991 AB", "99DW00", "Kade 2")
    assert "Wilg Houten" in timeline(lead)[0].title
    entry = ModelLogEntry.objects.get(action=MERGED)
    assert (entry.user, entry.data) == (user, {"name": "Wilg Houten", "leads": 1})


def test_the_same_person_of_both_becomes_one(keep, gone, user):
    kept = ContactFactory(organisation=keep, email="a.dewit@wilg.example")
    twin = ContactFactory(organisation=gone, email="A.deWit@wilg.example")
    lead = LeadFactory(organisation=gone, contact=twin)

    merge_organisations(keep, gone, user=user)

    lead.refresh_from_db()
    assert (lead.contact, Contact.objects.count()) == (kept, 1)


@pytest.mark.parametrize(
    "asks",
    [
        {"organisation_name": "wilg houten", "postcode": "3995 XY"},
        {"organisation_name": "Heel anders", "postcode": "1011 AB", "brin": "99DW"},
        {"organisation_name": "De Wilg", "postcode": "3991 AB"},
    ],
)
def test_who_asks_under_the_old_name_or_number_is_the_same(keep, gone, user, asks):
    Organisation.objects.filter(pk=keep.pk).update(brin="99KK00")
    merge_organisations(keep, gone, user=user)

    assert find_organisation(IntakeRequestFactory(**asks)) == keep
    assert find_organisation(IntakeRequestFactory(organisation_name="Wilg", postcode="3995 XY")) is None


def test_what_else_was_asked_or_judged_of_it_goes_along(keep, gone, user):
    third, fourth = OrganisationFactory(), OrganisationFactory()
    pair_of(gone, third)
    judge_different(pair_of(gone, fourth), user=user)

    merge_organisations(keep, gone, user=user)

    assert [pair.other_than(keep) for pair in doubles_of(keep)] == [third]
    assert PossibleDouble.objects.get(second=fourth).different_since


def test_different_is_never_asked_again(keep, gone, user):
    pair = pair_of(keep, gone)

    judge_different(pair, user=user)

    assert not doubles_of(keep)
    with pytest.raises(LeadError):
        judge_different(pair, user=user)
    assert Organisation.objects.filter(pk__in=[keep.pk, gone.pk]).count() == 2


@pytest.mark.parametrize("relation", ["its board", "its member", "two levels", "itself", "not there"])
def test_what_cannot_be_joined_is_refused_and_nothing_moves(keep, gone, user, relation):
    lead = LeadFactory(organisation=gone)
    if relation == "its board":
        Organisation.objects.filter(pk=keep.pk).update(board=gone)
    elif relation == "its member":
        Organisation.objects.filter(pk=gone.pk).update(board=keep)
    elif relation == "two levels":
        Organisation.objects.filter(pk=keep.pk).update(board=OrganisationFactory())
        OrganisationFactory(board=gone)
    elif relation == "itself":
        gone = keep
    else:
        gone = OrganisationFactory.build(pk=999_999)

    with pytest.raises(LeadError):
        merge_organisations(keep, gone, user=user)

    assert Lead.objects.get().organisation_id == lead.organisation_id


def test_every_table_that_speaks_of_an_organisation_follows(keep, gone, user):
    """Also those that the intake gets later: no row is left behind, and none is deleted with it."""
    LeadFactory(organisation=gone)
    before = {name: count_of(name) for name in tables_with_a_key_to_organisation()}

    merge_organisations(keep, gone, user=user)

    after = {name: count_of(name) for name in before}
    assert after == {**before, "intake_organisation": before["intake_organisation"] - 1} | {
        "intake_organisationalias": before["intake_organisationalias"] + 1
    }


def tables_with_a_key_to_organisation() -> set[str]:
    relations = Organisation._meta.get_fields(include_hidden=True)
    return {one.related_model._meta.db_table for one in relations if one.auto_created and not one.concrete}


def count_of(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {table}")
        return cursor.fetchone()[0]
