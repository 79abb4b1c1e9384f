"""A lead that a colleague enters after a phone call."""

from uuid import uuid4

import pytest
from django.urls import reverse
from post_office.models import Email

from intake.leads.privacy import erase_person, leads_of_person
from intake.models import ConsentWay, Contact, DecisionKind, Lead, LeadState, Organisation, Way
from intake.routing.explain import explain
from tests.factories.intake import AdviserFactory, LeadFactory, OrganisationFactory

pytestmark = pytest.mark.django_db

PAGE = "intake_lead_modeladmin_by_hand"
CALL = {
    "organisation_name": "OBS De Linde",
    "sector": "primary",
    "city": "Houten",
    "last_name": "Bakker",
    "phone": "030 123 45 67",
    "note": "Wil iets met lesson study.",
    "taker": "rules",
    "consent": "on",
}


def call(client, **more):
    return client.post(reverse(PAGE), {"submission_key": str(uuid4()), **CALL, **more})


def test_what_a_call_gives_is_enough_and_becomes_a_lead_by_the_rules(office, coordinator, adviser):
    """No postcode, no e-mail address: it is routed, promised, on the timeline; nobody is mailed in vain."""
    response = call(office, confirm="on")

    lead = Lead.objects.get()
    assert response.url == reverse("intake_lead_modeladmin_inspect", args=[lead.pk])
    assert (lead.owner, lead.state, lead.request.way) == (adviser, LeadState.NEW, Way.HAND)
    assert (lead.request.consent_way, lead.contact.email) == (ConsentWay.PHONE, "")
    assert [str(one) for mail in Email.objects.all() for one in mail.to] == [adviser.email]
    page = office.get(response.url)
    assert page.status_code == 200
    assert f"Per telefoon, ingevoerd door {coordinator.get_full_name()}" in page.text
    assert "Wil iets met lesson study." in page.text
    assert "mailto:" not in page.text.partition("<main")[2].replace(f"mailto:{adviser.email}", "")


def test_an_address_that_comes_later_gets_the_confirmation(desk, adviser):
    call(desk, taker="me", confirm="on")
    lead = Lead.objects.get()
    assert not Email.objects.exists()

    desk.post(reverse("intake_lead_modeladmin_mail", args=[lead.pk]), {"email": "bakker@linde.example"})

    assert [mail.to for mail in Email.objects.all()] == [["bakker@linde.example"]]


def test_who_takes_it_has_spoken_with_the_school(desk, adviser):
    """Whatever the rules say: it is mine, first contact is made, and the decision says who it went past."""
    AdviserFactory(capacity=99)
    LeadFactory(owner=adviser)
    call(desk, taker="me", email="j.bakker@linde.example", confirm="on")

    lead = Lead.objects.latest("pk")
    decision = lead.decisions.get()
    assert (lead.owner, lead.state, decision.kind) == (adviser, LeadState.CONTACTED, DecisionKind.HAND)
    assert lead.first_contact_at
    assert explain(decision).why == [
        (True, f"{adviser.name} gaf hem met de hand aan {adviser.name}."),
        (False, f"Volgens de regels was hij naar {_by_rules(decision)} gegaan."),
    ]
    assert [mail.to for mail in Email.objects.all()] == [["j.bakker@linde.example"]]


def _by_rules(decision) -> str:
    verdicts = decision.explanation["verdicts"]
    return next(v["name"] for v in verdicts if v["adviser_id"] == decision.explanation["instead_of"])


def test_a_button_pressed_twice_makes_one_lead(desk, adviser):
    key = str(uuid4())
    first = call(desk, submission_key=key, taker="me")
    second = call(desk, submission_key=key, taker="me", sure="1")

    assert first.url == second.url
    assert Lead.objects.count() == 1


def test_an_adviser_cannot_choose_a_colleague(desk, adviser):
    other = AdviserFactory()
    response = call(desk, taker="colleague", adviser=str(other.pk))

    assert "taker" in response.context["form"].errors
    assert not Lead.objects.exists()


def test_a_coordinator_can_but_not_somebody_who_receives_no_leads(office):
    here, gone = AdviserFactory(), AdviserFactory(active=False)
    refused = call(office, taker="colleague", adviser=str(gone.pk))
    call(office, taker="colleague", adviser=str(here.pk))

    assert "adviser" in refused.context["form"].errors
    assert Lead.objects.get().owner == here


def test_what_is_missing_is_said_in_one_go(desk):
    response = desk.post(reverse(PAGE), {})

    assert set(response.context["form"].errors) == {
        *("organisation_name", "sector", "last_name", "phone", "taker", "consent"),
    }


def test_an_open_lead_of_the_same_school_is_shown_first_and_can_get_a_note_instead(desk, lead):
    known = {"register_choice": f"known:{lead.organisation.pk}", "register_was": ""}
    shown = call(desk, **known)
    response = desk.post(reverse(PAGE), {**CALL, **known, "note_to": str(lead.pk)})

    assert lead.reference in shown.text
    assert response.url == reverse("intake_lead_modeladmin_inspect", args=[lead.pk])
    assert Lead.objects.get() == lead
    note = lead.log_entries.get().data["text"]
    assert note == "Gebeld: Bakker, 030 123 45 67\nWil iets met lesson study."


def test_a_colleagues_lead_is_counted_and_not_shown_nor_written_to(desk, lead):
    others = LeadFactory(organisation=lead.organisation)
    shown = call(desk, register_choice=f"known:{lead.organisation.pk}")
    response = call(desk, note_to=str(others.pk))

    assert others.reference not in shown.text
    assert "1 bij een collega" in shown.text
    assert response.status_code == 404
    assert not others.log_entries.exists()


def test_made_all_the_same_it_is_of_the_organisation_that_was_chosen(desk, lead):
    call(desk, register_choice=f"known:{lead.organisation.pk}", sure="1", taker="me")

    new = Lead.objects.exclude(pk=lead.pk).get()
    assert new.organisation == lead.organisation
    assert Organisation.objects.count() == 1


def test_a_name_alone_joins_nothing(desk, lead):
    """Two schools of one name, of which no postcode is known, are two."""
    OrganisationFactory(name="OBS De Linde", match_name="linde", postcode="", city="Ede")
    call(desk, sure="1")

    assert Organisation.objects.filter(name="OBS De Linde").count() == 2


def test_only_what_one_may_see_is_found(desk, lead):
    hidden = OrganisationFactory(name="Basisschool De Wilg verborgen")
    found = desk.get(reverse("intake_lead_modeladmin_find"), {"q": "de wilg"}).json()

    assert [one["key"] for one in found["results"]] == [f"known:{lead.organisation.pk}"]
    answer = desk.get(reverse(PAGE), {"organisation": hidden.pk})
    assert hidden.name not in answer.text


def test_without_script_the_choices_are_on_the_page_and_nothing_is_stored(desk, lead):
    response = call(desk, organisation_name="", search="de wilg", zoek="1")

    assert f'value="known:{lead.organisation.pk}"' in response.text
    assert "Wil iets met lesson study." in response.text
    assert Lead.objects.count() == 1


def test_who_would_get_it_is_shown_and_nothing_is_stored(desk, adviser):
    response = call(desk, look="1")

    assert adviser.name in response.context["explanation"].summary
    assert not Lead.objects.exists()


def test_whom_colleagues_know_is_not_told_to_who_may_not_see_it(desk, office, adviser):
    """Anybody may type a BRIN code: as much is said of a colleague's client as of a stranger."""
    colleague = AdviserFactory()
    client = OrganisationFactory(brin="03WU00")
    LeadFactory(owner=colleague, organisation=client)
    asked = {"look": "1", "register_code": "03WU00"}
    told, stranger = call(desk, **asked), call(desk, look="1")

    assert told.context["explanation"].summary == colleague.name
    assert stranger.context["explanation"].summary in {adviser.name, colleague.name}
    for response in (told, stranger):
        assert response.context["explanation"].why == []
        assert "kent deze organisatie" not in response.text
        assert "leads open" not in response.text
    assert f"{colleague.name} kent deze organisatie" in call(office, **asked).text
    LeadFactory(owner=adviser, organisation=client)
    assert call(desk, **asked).context["explanation"].why


def test_two_people_without_an_address_are_two(desk, adviser, coordinator):
    """Erasing one leaves the other: no address is nobody's address."""
    call(desk, taker="me")
    call(desk, taker="me", organisation_name="OBS De Es", last_name="Visser", sure="1")
    first, second = Lead.objects.order_by("pk")

    assert leads_of_person(first) == [first]
    erase_person(first, user=coordinator)

    assert list(Contact.objects.values_list("last_name", flat=True).order_by("pk")) == ["", "Visser"]
    second.refresh_from_db()
    assert second.erased_at is None
    assert second.request.last_name == "Visser"


def test_the_page_asks_at_most_fifteen_queries(desk, lead, django_assert_max_num_queries):
    for _ in range(2):
        desk.get(reverse(PAGE))  # what is remembered between requests
    with django_assert_max_num_queries(15):
        desk.get(reverse(PAGE), {"organisation": lead.organisation.pk})
