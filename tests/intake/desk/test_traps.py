"""The known traps of wagtail-modeladmin, and of Wagtail's reports around it, each proven closed.

That `get_queryset` protects only the list, that history asks for no right, and that create, edit and delete
have addresses of their own, is answered in `test_rights`.
"""

import csv
from io import BytesIO, StringIO

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.log_actions import log
from wagtail.models import ReferenceIndex

from home.roles import Role
from intake.leads.trail import Action, record
from intake.models import Adviser, Lead, Organisation
from tests.factories.intake import LeadFactory, OrganisationFactory, UserFactory

from .pages import ALL, MINE, TRIAGE, listed

pytestmark = pytest.mark.django_db

LISTS = (MINE, ALL, TRIAGE, "intake_organisation_modeladmin_index", "intake_adviser_modeladmin_index")
STRANGE = (
    {"owner__user__password__startswith": "md5"},
    {"adviser__user__password__startswith": "md5"},
    {"user__password__regex": "^x"},
    {"organisation__name__startswith": "geheim"},
    {"pk__gt": "100000"},
    {"id__exact": "0"},
    {"nonsense": "1"},
    {"o": "-1.0.99"},
    {"ot": "desc"},
    {"e": "1"},
    {"p": "99999999999999999999"},
    {"p": "-3"},
    {"p": "twee"},
    {"q": "\x00"},
    {"state": "nonsense"},
    {"due": "someday"},
    {"owner": "abc"},
    {"owner": "99999999999999999999"},
    {"owner__user": "1"},
    {"sector": "' OR 1=1 --"},
    {"province": "XX"},
    {"export": "csv"},
    {"export": "xlsx"},
)


@pytest.mark.parametrize("name", LISTS)
def test_a_parameter_that_is_not_a_filter_changes_nothing(client, name):
    """Neither a server error nor a different list: nothing to learn by trying."""
    coordinator = UserFactory(role=Role.COORDINATOR)
    Adviser.objects.create(user=coordinator)
    LeadFactory(owner=coordinator.adviser)
    LeadFactory(in_triage=True)
    client.force_login(coordinator)
    plain = told(client.get(reverse(name)))

    given = {str(strange): told(client.get(reverse(name), strange)) for strange in STRANGE}

    assert given == dict.fromkeys(map(str, STRANGE), plain)


def told(response) -> tuple:
    """What somebody can learn from the answer."""
    rows = [str(row) for row in response.context["rows"]] if response.context else None
    return response.status_code, response["Content-Type"], rows


def test_a_parameter_cannot_widen_a_list(desk, lead):
    LeadFactory()

    for parameters in ({"owner": "none"}, {"owner__isnull": "0"}, {"state": "all"}, {"all": "1"}):
        assert listed(desk.get(reverse(MINE), parameters)) == [lead]


@pytest.fixture
def strangers(adviser):
    """Somebody else's lead with a name to recognise, that things have happened to."""
    lead = LeadFactory(organisation=OrganisationFactory(name="Geheime School"))
    record(lead, Action.RECEIVED)
    record(lead, Action.NOTE, user=lead.owner.user, text="Niet voor iedereen")
    log(lead.organisation, "wagtail.edit", user=lead.owner.user)
    return lead


REPORTS = (
    "wagtailadmin_reports:site_history",
    "wagtailadmin_reports:site_history_results",
    "wagtailadmin_home",
)


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("role", [Role.ADVISER, Role.EDITOR])
def test_reports_and_home_name_nobody_elses_leads(login, adviser, strangers, name, role):
    user = adviser.user if role == Role.ADVISER else UserFactory(role=role)

    response = login(user).get(reverse(name), follow=True)

    assert "Geheime School" not in response.text
    assert strangers.owner.name not in response.text


@pytest.mark.parametrize("format_", ["csv", "xlsx"])
def test_an_export_of_the_site_history_names_nobody_elses_leads(desk, strangers, lead, format_):
    record(lead, Action.RECEIVED)

    response = desk.get(reverse("wagtailadmin_reports:site_history"), {"export": format_})

    assert response.status_code == 200
    content = b"".join(response.streaming_content)
    if format_ == "xlsx":
        sheet = load_workbook(BytesIO(content)).active
        content = "\n".join(str(cell.value) for row in sheet for cell in row).encode()
    assert lead.organisation.name.encode() in content
    assert b"Geheime School" not in content


def test_a_coordinator_reads_in_the_site_history_what_happened(office, strangers):
    response = office.get(reverse("wagtailadmin_reports:site_history"))

    assert "Geheime School" in response.text
    assert reverse("intake_lead_modeladmin_inspect", args=[strangers.pk]) in response.text


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_name_does_not_become_a_formula_in_a_spreadsheet(office, start):
    name = f"{start}HYPERLINK('https://elders.example')"
    record(LeadFactory(organisation=OrganisationFactory(name=name)), Action.RECEIVED)

    response = office.get(reverse("wagtailadmin_reports:site_history"), {"export": "csv"})
    rows = list(csv.reader(StringIO(b"".join(response.streaming_content).decode(), newline="")))

    assert [f"'{name}"] == [cell for row in rows for cell in row if "HYPERLINK" in cell]


def test_a_report_links_only_to_what_one_may_see(adviser, coordinator, lead, strangers):
    page = reverse("intake_lead_modeladmin_inspect", args=[strangers.pk])
    organisation = reverse("intake_organisation_modeladmin_inspect", args=[strangers.organisation.pk])

    assert AdminURLFinder(adviser.user).get_edit_url(strangers) is None
    assert AdminURLFinder(adviser.user).get_edit_url(strangers.organisation) is None
    assert AdminURLFinder(adviser.user).get_edit_url(strangers.owner) is None
    assert AdminURLFinder(adviser.user).get_edit_url(lead) is not None
    assert AdminURLFinder(coordinator).get_edit_url(strangers) == page
    assert AdminURLFinder(coordinator).get_edit_url(strangers.organisation) == organisation


@pytest.mark.parametrize("model", ["organisation", "contact", "intakerequest", "adviser", "routingdecision"])
def test_an_adviser_has_no_right_on_a_model_that_knows_no_rows(model):
    """Wagtail's reports show everything of a model to whoever has any right on it."""
    rights = Permission.objects.filter(group=Role.ADVISER.group, content_type__app_label="intake")

    assert not rights.filter(content_type__model=model).exists()


def test_leads_are_not_in_the_reference_index(lead):
    assert not ReferenceIndex.model_is_indexable(Lead)
    assert not ReferenceIndex.model_is_indexable(Organisation)
    assert not ReferenceIndex.get_references_to(lead.organisation).exists()
