"""The lists: what is due first, finding a lead, filters that combine, pages, and flat numbers of queries."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from intake.desk import lead_list
from intake.leads.lifecycle import log_contact, move_lead
from intake.models import Province, Sector
from tests.factories.intake import (
    AdviserFactory,
    ContactFactory,
    LeadFactory,
    OrganisationFactory,
    days_from_now,
)

from .pages import ALL, MINE, TRIAGE, listed

pytestmark = pytest.mark.django_db


def test_what_is_due_first_stands_first(desk, adviser):
    later, late, today = (
        LeadFactory(owner=adviser, next_action_on=days_from_now(count)) for count in (3, -2, 0)
    )
    without = LeadFactory(owner=adviser, next_action="", next_action_on=None)

    assert listed(desk.get(reverse(MINE))) == [late, today, later, without]


def test_what_is_closed_comes_the_last_closed_first(desk, adviser):
    now = timezone.now()
    before, after = (
        LeadFactory(owner=adviser, completed=True, closed_at=now - timedelta(days=days)) for days in (9, 1)
    )
    still_open = LeadFactory(owner=adviser)

    assert listed(desk.get(reverse(MINE), {"state": "closed"})) == [after, before]
    assert listed(desk.get(reverse(MINE), {"state": "all"})) == [still_open, after, before]


def test_a_late_step_is_marked_in_words(desk, adviser):
    LeadFactory(owner=adviser, overdue=True)

    response = desk.get(reverse(MINE))

    due = response.context["rows"][0].due
    assert due.kind == "late"
    assert due.words in response.text


def test_my_leads_are_the_open_ones_of_my_own(desk, adviser, lead):
    LeadFactory()
    LeadFactory(in_triage=True)
    LeadFactory(owner=adviser, completed=True)

    assert listed(desk.get(reverse(MINE))) == [lead]


def test_triage_shows_what_nobody_has(office):
    waiting = LeadFactory(in_triage=True)
    LeadFactory()

    assert listed(office.get(reverse(TRIAGE))) == [waiting]


def test_all_leads_are_everybodys(office, lead):
    others = LeadFactory(next_action_on=days_from_now(9))

    assert listed(office.get(reverse(ALL))) == [lead, others]


# ------------------------------------------------------------------ finding
@pytest.fixture
def wanted(adviser):
    """The lead that is looked for, among others."""
    organisation = OrganisationFactory(name="OBS De Wrâldwizer", city="Grou")
    contact = ContactFactory(
        organisation=organisation,
        first_name="Fatima",
        last_name="El Amrani",
        email="f.elamrani@wraldwizer.example",
        phone="+31612009988",
    )
    LeadFactory.create_batch(3, owner=adviser)
    return LeadFactory(owner=adviser, organisation=organisation, contact=contact)


@pytest.mark.parametrize(
    "text",
    [
        "wrâldwizer",
        "wraldwizer",
        "WRALDWIZER",
        "grou",
        "fatima",
        "el amrani",
        "Amrani Grou",
        "f.elamrani@wraldwizer.example",
        "elamrani@",
        "06 12 00 99 88",
        "06-12009988",
        "+31 6 12009988",
        "+31 (0)6 12009988",
        "0031612009988",
        "31612009988",
        "12009988",
    ],
)
def test_a_lead_is_found_by_what_somebody_says_on_the_phone(desk, wanted, text):
    assert listed(desk.get(reverse(MINE), {"q": text})) == [wanted]


@pytest.mark.parametrize(
    "form", ["{0}", "{0:04d}", "LK-{year}-{0:04d}", "lk {year} {0}", " LK{year}-{0:06d} ", "{year}-{0:04d}"]
)
def test_a_lead_is_found_by_its_reference_in_any_notation(desk, wanted, form):
    text = form.format(wanted.request_id, year=wanted.created_at.year)

    assert wanted in listed(desk.get(reverse(MINE), {"q": text}))


def test_every_word_must_be_found(desk, wanted):
    assert listed(desk.get(reverse(MINE), {"q": "Fatima Houten"})) == []


def test_searching_finds_nobody_elses_lead(desk, lead):
    others = LeadFactory()

    for text in (others.reference, others.contact.email, others.organisation.name, str(others.contact.phone)):
        assert others not in listed(desk.get(reverse(MINE), {"q": text}))


# ------------------------------------------------------------------ filters
def test_filters_combine(office):
    organisation = OrganisationFactory(sector=Sector.CHILDCARE, province=Province.ZEELAND)
    found = LeadFactory(organisation=organisation, overdue=True, contacted=True)
    owner = {"owner": found.owner.pk}
    LeadFactory(organisation=organisation, overdue=True, owner=found.owner)
    LeadFactory(organisation=organisation, contacted=True, owner=found.owner)
    LeadFactory(organisation=organisation, overdue=True, contacted=True)
    LeadFactory(overdue=True, contacted=True, owner=found.owner)

    filters = {"state": "contacted", "due": "late", "sector": "childcare", "province": "ZE"} | owner

    assert listed(office.get(reverse(ALL), filters)) == [found]


def test_each_filter_has_a_chip_that_takes_only_itself_off(office):
    LeadFactory()
    text = office.get(reverse(ALL), {"q": "wilg", "due": "late", "sector": "primary"}).text

    assert f'href="{reverse(ALL)}?q=wilg&amp;sector=primary"' in text
    assert f'href="{reverse(ALL)}?due=late&amp;sector=primary"' in text
    assert f'href="{reverse(ALL)}?q=wilg&amp;due=late"' in text


def test_a_list_stops_counting_and_says_so(office, monkeypatch):
    monkeypatch.setattr(lead_list, "COUNTED", 3)
    LeadFactory.create_batch(5, owner=AdviserFactory())

    response = office.get(reverse(ALL))

    assert "3" in str(response.context["found"])
    assert response.context["found"].is_more
    assert len(listed(response)) == 3


def test_received_in_a_period_counts_both_days(office):
    moment = datetime(2026, 3, 29, 23, 30, tzinfo=timezone.get_default_timezone())
    found = LeadFactory(received_at=moment)
    LeadFactory(received_at=moment + timedelta(hours=1))
    LeadFactory(received_at=moment - timedelta(days=1))

    assert listed(office.get(reverse(ALL), {"since": "2026-03-29", "until": "2026-03-29"})) == [found]


def test_who_has_to_answer_is_found(desk, adviser):
    asked, proposed, answered = LeadFactory.create_batch(3, owner=adviser, contacted=True)
    LeadFactory(owner=adviser)
    log_contact(asked, user=adviser.user, outcome="mailed")
    move_lead(proposed, "proposed", user=adviser.user)
    log_contact(answered, user=adviser.user, outcome="mailed")
    log_contact(answered, user=adviser.user, outcome="spoken")

    assert set(listed(desk.get(reverse(MINE), {"due": "waiting"}))) == {asked, proposed}


def test_a_lead_is_found_by_what_its_person_and_organisation_are_called_now(desk, lead):
    lead.contact.last_name = "Zonneveld"
    lead.contact.save()
    lead.organisation.city, lead.organisation.sector = "Schin op Geul", Sector.SPECIAL
    lead.organisation.save()

    assert listed(desk.get(reverse(MINE), {"q": "zonneveld schin"})) == [lead]
    assert listed(desk.get(reverse(MINE), {"sector": "special"})) == [lead]


@pytest.mark.parametrize(
    ("filters", "kind"),
    [
        ({"state": "closed"}, "completed"),
        ({"state": "completed"}, "completed"),
        ({"due": "today"}, "due_today"),
    ],
)
def test_a_filter_shows_its_own(office, filters, kind):
    leads = {name: LeadFactory(**{name: True}) for name in ("completed", "due_today", "overdue")}

    assert listed(office.get(reverse(ALL), filters)) == [leads[kind]]


def test_a_coordinator_sees_what_one_adviser_or_nobody_has(office, lead):
    waiting = LeadFactory(in_triage=True)

    assert listed(office.get(reverse(ALL), {"owner": lead.owner.pk})) == [lead]
    assert listed(office.get(reverse(ALL), {"owner": "none"})) == [waiting]


def test_an_empty_list_says_so_in_a_sentence(desk, office, adviser):
    assert desk.get(reverse(MINE)).text.count("desk-empty") == 1
    assert office.get(reverse(TRIAGE)).text.count("desk-empty") == 1
    nothing = desk.get(reverse(MINE), {"q": "bestaat niet"})
    assert "desk-empty" in nothing.text
    assert f'href="{reverse(MINE)}"' in nothing.text


def test_a_second_page_keeps_the_filter(office):
    LeadFactory.create_batch(30, owner=AdviserFactory(), overdue=True)
    LeadFactory()

    first = office.get(reverse(ALL), {"due": "late"})
    second = office.get(reverse(ALL), {"due": "late", "p": "2"})

    assert "due=late&amp;p=2" in first.text
    assert len(listed(first)) == 25
    assert len(listed(second)) == 5
    assert not {lead.pk for lead in listed(first)} & {lead.pk for lead in listed(second)}


# ------------------------------------------------------------------ cost
def queries_of(client, address, **filters) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address, filters).status_code == 200
    return len(queries)


@pytest.mark.parametrize("name", [ALL, MINE, "intake_organisation_modeladmin_index"])
def test_a_list_asks_as_many_queries_for_sixty_leads_as_for_ten(login, adviser, coordinator, name):
    client = login(adviser.user if name == MINE else coordinator)
    LeadFactory.create_batch(10, owner=adviser)
    for _ in range(2):
        client.get(reverse(name))  # what is remembered between requests
    for_ten = queries_of(client, reverse(name))
    for _ in range(50):
        LeadFactory(owner=adviser if name == MINE else AdviserFactory())
    client.get(reverse(name))  # the new accounts made what it remembers out of date

    assert queries_of(client, reverse(name)) == for_ten <= 15
    assert queries_of(client, reverse(name), q="wilg 06 12345678", state="all", due="late") <= 15


def test_the_list_of_advisers_stays_flat(office):
    LeadFactory.create_batch(3)
    for _ in range(2):
        office.get(reverse("intake_adviser_modeladmin_index"))
    for_three = queries_of(office, reverse("intake_adviser_modeladmin_index"))
    LeadFactory.create_batch(12)
    office.get(reverse("intake_adviser_modeladmin_index"))

    assert queries_of(office, reverse("intake_adviser_modeladmin_index")) == for_three <= 20
