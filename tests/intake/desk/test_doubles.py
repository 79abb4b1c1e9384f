"""Organisations that may be one, at the desk: everybody sees it, a coordinator says what it is."""

import pytest
from django.urls import reverse

from intake.models import Lead, Organisation, PossibleDouble
from tests.factories.intake import LeadFactory, OrganisationFactory

from .pages import problems, url

pytestmark = pytest.mark.django_db
REASON = "Dezelfde postcode, en een naam die erop lijkt"


@pytest.fixture
def other(lead):
    """A colleague's organisation that looks like the one of the lead."""
    other = OrganisationFactory(name="IKC Wilgenhof", city="Bunnik", street="Kade 2")
    first, second = sorted((lead.organisation, other), key=lambda one: one.pk)
    PossibleDouble.objects.create(first=first, second=second, reasons=["postcode"])
    return other


def address(action: str, organisation: Organisation) -> str:
    return reverse(f"intake_organisation_modeladmin_{action}", args=[organisation.pk])


def test_an_adviser_sees_it_with_the_reason_and_gets_no_way_to_decide(desk, lead, other):
    for page in (url("inspect", lead), address("inspect", lead.organisation)):
        text = desk.get(page).text
        assert "IKC Wilgenhof" in text
        assert REASON in text
        assert address("inspect", other) not in text
        assert address("doubles", lead.organisation) not in text
    assert desk.get(address("inspect", other)).status_code == 404


def test_a_coordinator_compares_and_says_the_same(office, lead, other):
    theirs = LeadFactory(organisation=other)
    assert address("doubles", lead.organisation) in office.get(url("inspect", lead)).text
    page = office.get(address("doubles", lead.organisation))
    assert "Kade 2" in page.text
    join = address("join", lead.organisation)
    assert f"{join}?with={other.pk}" in page.text

    response = office.post(join, {"with": other.pk, "keep": "other"})

    assert (response.status_code, response.url) == (302, address("inspect", other))
    assert set(Lead.objects.filter(organisation=other)) == {lead, theirs}
    assert "bleek dezelfde organisatie" in office.get(url("inspect", lead)).text


def test_not_the_same_is_kept_and_not_asked_again(office, lead, other):
    pair = PossibleDouble.objects.get()

    response = office.post(address("doubles", other), {"pair": pair.pk})

    assert response.url == address("inspect", other)
    assert "IKC Wilgenhof" not in office.get(url("inspect", lead)).text
    assert Organisation.objects.filter(pk__in=[other.pk, lead.organisation.pk]).count() == 2


@pytest.mark.parametrize(
    ("typed", "field"),
    [({}, "pair"), ({"pair": "0"}, "pair"), ({"pair": "abc"}, "pair")],
)
def test_what_says_nothing_changes_nothing(office, lead, other, typed, field):
    response = office.post(address("doubles", lead.organisation), typed)

    assert response.status_code == 200
    assert field in problems(response)
    assert PossibleDouble.objects.filter(different_since=None).exists()


def test_the_pair_of_other_organisations_cannot_be_decided_from_here(office, lead, other):
    stranger = OrganisationFactory()

    response = office.post(address("doubles", stranger), {"pair": PossibleDouble.objects.get().pk})

    assert "pair" in problems(response)
    assert Organisation.objects.filter(pk=other.pk).exists()


def test_a_refusal_is_shown_before_one_can_press_the_button(office, lead, other):
    Organisation.objects.filter(pk=other.pk).update(board=lead.organisation)

    page = office.get(address("join", lead.organisation), {"with": other.pk})

    assert "het bestuur van de ander" in page.text
    assert "Voeg ze samen" not in page.text
