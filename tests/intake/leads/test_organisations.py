"""One organisation, once: what a request is matched with, what the register adds, and what is only asked."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from intake.form.submit import RequestData, submit_request
from intake.leads.doubles import doubles_of
from intake.leads.errors import LeadError
from intake.leads.mail import context_of
from intake.leads.organisations import organisation_of
from intake.leads.persons import is_to_settle, keep_known, person_of, take_over
from intake.leads.trail import timeline
from intake.models import Contact, Lead, Likeness, Organisation, PossibleDouble, Register
from tests.factories.intake import AdviserFactory, IntakeRequestFactory, OrganisationFactory
from tests.factories.registers import register_entry

pytestmark = pytest.mark.django_db


def send(**changes):
    """A request of a school in Goutum, or of what `changes` say; gives the organisation it ended up with."""
    fields = {
        "submission_key": uuid4(),
        "organisation_name": "De Wrâldwizer",
        "sector": "primary",
        "postcode": "9084 BB",
        "city": "Goutum",
        "first_name": "Baukje",
        "last_name": "Hiemstra",
        "role": "directeur",
        "email": "b.hiemstra@wraldwizer.example",
        "phone": "+31612345678",
        "goal": str(uuid4()),
        "consent_text": "Leerkring mag mij bellen.",
        "consent_version": "2026-09-01 (r3)",
    }
    return submit_request(RequestData(**fields | changes)).lead


def known(**facts) -> Organisation:
    """The same school, as it is known already."""
    return OrganisationFactory(
        **{"name": "De Wrâldwizer", "postcode": "9084 BB", "city": "Goutum", "province": "FR"} | facts
    )


# ------------------------------------------------------------------ what the register adds
def test_the_register_gives_address_province_holidays_and_board():
    register_entry(board_name="Stichting Noorderlicht", province="DR", holiday_region="south")

    organisation = send(brin="99WW").organisation

    assert (organisation.street, organisation.province) == ("Tsjerkepaad 1", "DR")
    assert (organisation.holiday_region, organisation.board_number) == ("south", "99001")
    assert organisation.board is None  # alone under its board


def test_the_second_school_of_a_board_makes_the_board_and_routing_follows_it():
    register_entry("Stichting Noorderlicht", register=Register.BOARD, code="99001", city="ASSEN",
                   postcode="9401 HA", board_number="")  # fmt: skip
    register_entry(code="99WW00")
    register_entry("De Wilg", code="99DW00", postcode="3991 AB")
    adviser = AdviserFactory(capacity=1)
    first = send(brin="99WW00")
    AdviserFactory(capacity=50)
    adviser.capacity = 9
    adviser.save()

    second = send(brin="99DW00", organisation_name="De Wilg", postcode="3991 AB", email="x@dewilg.example")

    board = second.organisation.board
    assert (board.name, board.city, board.sector) == ("Stichting Noorderlicht", "Assen", "board")
    first.organisation.refresh_from_db()
    assert first.organisation.board == board
    assert (first.owner, second.owner) == (adviser, adviser)
    third = send(
        brin="", lrk="", organisation_name="Stichting Noorderlicht", postcode="9401 HA", sector="board"
    )
    assert third.organisation == board


def test_a_board_that_asked_for_itself_before_is_not_made_twice():
    register_entry("Stichting Noorderlicht", register=Register.BOARD, code="99001", city="ASSEN",
                   postcode="9401 HA", board_number="")  # fmt: skip
    register_entry(code="99WW00")
    register_entry("De Wilg", code="99DW00", postcode="3991 AB")
    board = send(organisation_name="Stg. Noorderlicht", postcode="9401 HA", sector="board").organisation

    send(brin="99WW00")
    school = send(brin="99DW00", organisation_name="De Wilg", postcode="3991 AB").organisation

    assert school.board == board


def test_an_address_that_is_not_the_registers_is_believed():
    register_entry()

    organisation = send(brin="99WW00", postcode="3991 AB", city="Houten").organisation

    assert (organisation.street, organisation.province, organisation.postcode) == ("", "UT", "3991 AB")


def test_what_is_known_is_completed_and_a_board_that_was_taken_off_stays_off():
    register_entry(board_name="Stichting Noorderlicht")
    sister = OrganisationFactory(board_number="99001")
    school = known(brin="99WW00", street="Tsjerkepaad 1")
    other = known(name="De Es", brin="99ES00", postcode="9401 HA")
    register_entry("De Es", code="99ES00", postcode="9401 HA", board_name="Stichting Noorderlicht")

    assert send(brin="99WW").organisation == school
    assert send(brin="99ES", organisation_name="De Es", postcode="9401 HA").organisation == other

    school.refresh_from_db()
    other.refresh_from_db()
    sister.refresh_from_db()
    assert (school.board, other.board) == (None, sister.board)
    assert sister.board.name == "Stichting Noorderlicht"


# ------------------------------------------------------------------ certain
@pytest.mark.parametrize(
    ("facts", "request_has"),
    [
        ({"brin": "99WW00"}, {"brin": "99WW", "organisation_name": "Heel anders", "postcode": "1011 AB"}),
        ({"lrk": "999100234"}, {"lrk": "999100234", "organisation_name": "Heel anders"}),
        ({}, {"organisation_name": "OBS de wraldwizer"}),
        ({"brin": "99WW00"}, {}),
    ],
    ids=["BRIN", "LRK", "name and postcode", "name and postcode, number known"],
)
def test_a_number_or_name_and_postcode_is_the_same_and_nobody_is_asked(facts, request_has):
    organisation = known(**facts)

    assert send(**request_has).organisation == organisation
    assert not PossibleDouble.objects.exists()


# ------------------------------------------------------------------ likely, but unsure
@pytest.mark.parametrize(
    ("facts", "request_has", "reasons"),
    [
        ({"brin": "99XX00"}, {"brin": "99WW00"}, ["number"]),
        ({}, {"organisation_name": "Wrâldwizer Goutum"}, ["postcode"]),
        ({}, {"organisation_name": "De Wraldwijzer"}, ["postcode"]),
        ({}, {"postcode": "9084 XX"}, ["place"]),
        ({"mail_domain": "wraldwizer.example", "city": "Leeuwarden"}, {"postcode": "8911 AA"}, ["mail"]),
        (
            {"board_number": "99001", "city": "Leeuwarden"},
            {"postcode": "8911 AA", "brin": "99WW00"},
            ["board"],
        ),
        ({"mail_domain": "wraldwizer.example"}, {"postcode": "9084 XX"}, ["place", "mail"]),
    ],
)
def test_what_looks_alike_is_kept_apart_and_asked_about(facts, request_has, reasons):
    register_entry()
    organisation = known(**facts)

    new = send(**request_has).organisation

    assert new != organisation
    [pair] = doubles_of(new)
    assert (pair.first, pair.second, pair.reasons) == (organisation, new, reasons)
    assert list(doubles_of(organisation)) == [pair]
    assert all(reason in Likeness.values for reason in pair.reasons)


@pytest.mark.parametrize(
    ("facts", "request_has"),
    [
        ({"name": "De Regenboog"}, {}),
        ({"city": "Leeuwarden", "postcode": "8911 AA"}, {}),
        ({"brin": "99XX00", "name": "Wrâldwizer Noord"}, {"brin": "99WW00"}),
        ({"mail_domain": "", "postcode": "8911 AA", "city": "Leeuwarden"}, {"email": "baukje@gmail.com"}),
        ({"mail_domain": "wraldwizer.example", "postcode": "8911 AA", "name": "De Es"}, {}),
    ],
    ids=["neighbour", "namesake far away", "two numbers", "an address for anybody", "colleagues"],
)
def test_what_is_plainly_another_is_not_asked_about(facts, request_has):
    known(**facts)

    send(**request_has)

    assert not PossibleDouble.objects.exists()


def test_matching_costs_one_query_and_storing_two_however_many_are_known(django_assert_num_queries):
    for number in range(40):
        known(
            name=f"Wrâldwizer {number}", brin=f"9{number % 10}A{number // 10}00", mail_domain="school.example"
        )
    known(name="Wrâldwizer Goutum")
    request = IntakeRequestFactory(
        organisation_name="De Wrâldwizer", postcode="9084 BB", city="Goutum", email="b@school.example"
    )
    with django_assert_num_queries(3):  # what there is, the organisation, and what it may be the same as
        organisation_of(request)
    with django_assert_num_queries(1):
        assert not organisation_of(request).is_new


# ------------------------------------------------------------------ who asks
def test_a_request_changes_nothing_of_a_known_person_and_the_adviser_may_take_it_over():
    AdviserFactory()
    first = send()
    second = send(phone="+31687654321", last_name="de Vries-Hiemstra")

    contact = Contact.objects.get(pk=first.contact_id)
    assert second.contact == contact
    assert (contact.last_name, contact.phone, contact.role) == ("Hiemstra", "+31612345678", "directeur")
    client = Client()
    client.force_login(second.owner.user)
    page = client.get(reverse("intake_lead_modeladmin_inspect", args=[second.pk])).text
    assert "tel:+31-6-87654321" in page
    for both in ("Baukje Hiemstra", "Baukje de Vries-Hiemstra", "06 12 34 56 78", "06 87 65 43 21"):
        assert both in page
    assert not is_to_settle(first)  # the newest is the one to look at

    take_over(second, user=second.owner.user)

    contact.refresh_from_db()
    assert (contact.last_name, contact.phone, contact.role) == (
        "de Vries-Hiemstra", "+31687654321", "directeur",
    )  # fmt: skip
    first.refresh_from_db()
    assert person_of(first) == person_of(second)  # the desk said since what is right
    [item] = [item for item in timeline(second) if "contactpersoon" in item.title]
    assert (item.detail, item.by) == ("Het was: Hiemstra, 06 12345678", second.owner.user.get_full_name())
    with pytest.raises(LeadError):
        take_over(second, user=second.owner.user)


def test_who_to_call_is_the_newest_word_everywhere_the_same():
    adviser = AdviserFactory()
    first, second = send(), send(phone="+31687654321")
    client = Client()
    client.force_login(adviser.user)

    def numbers() -> list[bool]:
        """Whether the page, the list, the morning and a mail about the second request have the new number."""
        pages = [
            reverse("intake_lead_modeladmin_inspect", args=[second.pk]),
            reverse("intake_lead_modeladmin_index"),
            reverse("wagtailadmin_home"),
        ]
        second.refresh_from_db()
        said = context_of(Lead.objects.with_people().get(pk=second.pk))["contact"]["phone"]
        return ["tel:+31-6-87654321" in client.get(page).text for page in pages] + [said == "06 87 65 43 21"]

    assert numbers() == [True] * 4
    assert person_of(Lead.objects.with_people().get(pk=first.pk)).phone == "+31612345678"

    keep_known(second, user=adviser.user)

    assert numbers() == [False] * 4
    assert not is_to_settle(Lead.objects.with_people().get(pk=second.pk))
