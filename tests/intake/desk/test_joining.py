"""Joining at the desk: choose, look, do it, and undo it from the log."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from intake.leads.lifecycle import add_note, set_next_action
from intake.leads.merging.leads import merge_leads
from intake.models import Contact, Lead, Mention, Merge
from tests.factories.intake import AdviserFactory, LeadFactory, OrganisationFactory, RequestFileFactory

from .pages import url

pytestmark = pytest.mark.django_db
LOG = reverse("intake_merge_modeladmin_index")


def address(action: str, organisation) -> str:
    return reverse(f"intake_organisation_modeladmin_{action}", args=[organisation.pk])


@pytest.fixture
def double(lead):
    """The same school asked again, and the same adviser got it."""
    return LeadFactory(organisation=lead.organisation, owner=lead.owner, contact=lead.contact)


def test_a_coordinator_finds_another_organisation_looks_and_joins(office, lead):
    other = OrganisationFactory(name="IKC De Zonnewijzer", street="Zonplein 1")
    LeadFactory(organisation=other)
    page = address("join", lead.organisation)

    assert "IKC De Zonnewijzer" in office.get(page, {"q": "zonnewijzer"}).text
    seen = office.get(page, {"with": other.pk})
    assert ("Leads", 1) in seen.context["moved"]
    assert ("Adres", "Zonplein 1") in seen.context["taken"]
    assert not Merge.objects.exists()

    response = office.post(page, {"with": other.pk})
    assert response.url == address("inspect", lead.organisation)
    assert "IKC De Zonnewijzer" in office.get(LOG).text


def test_what_was_joined_is_undone_with_one_button_and_says_by_whom(office, coordinator, lead):
    other = OrganisationFactory()
    office.post(address("join", lead.organisation), {"with": other.pk})
    merge = Merge.objects.get()

    office.post(reverse("intake_merge_modeladmin_undo", args=[merge.pk]))

    assert f"Ongedaan gemaakt door {coordinator.get_full_name()}" in office.get(LOG).text
    other.refresh_from_db()
    assert office.get(address("inspect", other)).status_code == 200


def test_two_addresses_of_one_person_are_joined_from_the_organisation(office, lead):
    again = LeadFactory(organisation=lead.organisation, contact__email="thuis@gmail.com")
    page = address("people", lead.organisation)
    assert f"{page}?person={again.contact.pk}" in office.get(address("inspect", lead.organisation)).text

    seen = office.get(page, {"person": again.contact.pk, "with": lead.contact.pk, "keep": "other"})
    assert seen.context["keep_name"] == f"{lead.contact.name} ({lead.contact.email})"
    office.post(page, {"person": again.contact.pk, "with": lead.contact.pk, "keep": "other"})

    assert Contact.objects.get() == lead.contact


def test_an_adviser_joins_the_own_leads_and_both_references_lead_to_one_page(desk, lead, double):
    RequestFileFactory(request=double.request, name="Plan.pdf")
    assert double.reference in desk.get(url("join", lead)).text

    response = desk.post(url("join", lead), {"with": double.pk})

    assert response.url == url("inspect", lead)
    assert desk.get(url("inspect", double)).url == url("inspect", lead)
    page = desk.get(url("inspect", lead)).text
    assert double.reference in page
    assert "Plan.pdf" in page
    assert "Ongedaan maken" in desk.get(LOG).text


def test_an_adviser_cannot_join_with_a_colleagues_lead(desk, lead):
    others = LeadFactory(organisation=lead.organisation, owner=AdviserFactory())

    assert others.reference not in desk.get(url("join", lead)).text
    assert desk.post(url("join", lead), {"with": others.pk}).status_code == 404
    assert not Lead.objects.filter(double_of=lead).exists()


def test_what_happened_to_both_is_on_one_page_and_who_was_called_there_is_heard(
    office, coordinator, lead, double
):
    user = lead.owner.user
    add_note(double, user=user, text=f"Belde twee keer, @{coordinator.get_full_name()}")
    merge_leads(lead, double, user=user)

    page = office.get(url("inspect", double), follow=True)

    assert "Belde twee keer" in page.text
    assert not Mention.objects.filter(user=coordinator, opened_at=None).exists()


def test_leads_of_two_people_are_refused_where_one_chooses(desk, lead):
    others = LeadFactory(organisation=lead.organisation, owner=lead.owner)

    seen = desk.get(url("join", lead), {"with": others.pk})

    assert "Voeg eerst de contactpersonen samen" in seen.context["refusal"]
    desk.post(url("join", lead), {"with": others.pk})
    assert not Merge.objects.exists()


def test_what_a_colleague_did_meanwhile_is_said_before_leads_are_joined(desk, coordinator, lead, double):
    looked = desk.get(url("join", lead), {"with": double.pk})
    tokens = re.findall(r'name="seen" value="([^"]+)"', looked.text)
    day = timezone.localdate() + timedelta(days=3)
    set_next_action(double, user=coordinator, action="Bel de directeur", on=day)

    response = desk.post(url("join", lead), {"with": double.pk, "seen": tokens}, follow=True)

    assert not Merge.objects.exists()
    assert "Bel de directeur" in " ".join(str(message) for message in response.context["messages"])
    tokens = re.findall(r'name="seen" value="([^"]+)"', response.text)
    desk.post(url("join", lead), {"with": double.pk, "seen": tokens})
    assert Merge.objects.exists()


def test_leads_of_the_same_person_are_offered_first(desk, lead, double):
    LeadFactory.create_batch(20, organisation=lead.organisation, owner=lead.owner)

    assert desk.get(url("join", lead)).context["candidates"][0].name == double.reference
