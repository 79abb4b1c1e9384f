"""Views, columns and exports of a list: own and shared, kept, safe to open, and only what one may see."""

import csv
import io
import tracemalloc

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.models import ModelLogEntry

from home.roles import Role
from intake.desk.spreadsheets import as_csv, as_xlsx
from intake.models import SavedView
from tests.factories.intake import (
    AdviserFactory,
    ContactFactory,
    LeadFactory,
    OrganisationFactory,
    UserFactory,
    days_from_now,
)

from .pages import ALL, MINE, listed

pytestmark = pytest.mark.django_db


def tool(name: str, of: str = "intake_lead") -> str:
    return reverse(f"{of}_modeladmin_{name}")


def names(response) -> list[str]:
    return [one["view"].name for one in response.context["views"]]


# ------------------------------------------------------------------ views
def test_a_view_keeps_the_filters_and_nothing_else(desk, adviser):
    late, _ahead = LeadFactory(owner=adviser, overdue=True), LeadFactory(owner=adviser)

    response = desk.post(
        tool("views"), {"name": "Te laat", "query": "due=late&p=3&owner__user__password=x&sector=onzin"}
    )
    view = SavedView.objects.get()

    assert response.url == f"{reverse(MINE)}?due=late"
    assert (view.query, view.shared, view.user) == ("due=late", False, adviser.user)
    page = desk.get(f"{reverse(MINE)}?{view.query}")
    assert listed(page) == [late]
    assert 'href="/admin/intake/lead/?due=late" aria-current="page"' in page.text


def test_the_same_name_is_the_same_view(desk):
    for query in ("due=late", "due=today"):
        desk.post(tool("views"), {"name": "Nu", "query": query})

    assert list(SavedView.objects.values_list("query", flat=True)) == ["due=today"]


def test_a_shared_view_is_a_colleagues_too_but_shows_the_own_leads(desk, adviser, login):
    LeadFactory(owner=adviser, overdue=True)
    desk.post(tool("views"), {"name": "Samen", "query": "due=late", "shared": "on"})
    desk.post(tool("views"), {"name": "Alleen ik", "query": "due=today"})
    colleague = login(AdviserFactory().user)

    page = colleague.get(f"{reverse(MINE)}?due=late")

    assert names(page) == ["Samen"]
    assert listed(page) == []


def test_views_of_one_list_are_no_views_of_another(office, desk):
    desk.post(tool("views"), {"name": "Samen", "query": "due=late", "shared": "on"})

    assert names(office.get(reverse(ALL))) == []


def test_only_the_owner_or_a_coordinator_takes_a_shared_view_away(desk, adviser, login):
    colleague, both = AdviserFactory(), AdviserFactory(user=UserFactory(role=Role.COORDINATOR))
    desk.post(tool("views"), {"name": "Samen", "query": "due=late", "shared": "on"})
    desk.post(tool("views"), {"name": "Alleen ik", "query": "due=late"})
    shared, own = (SavedView.objects.get(name=name) for name in ("Samen", "Alleen ik"))

    login(colleague.user).post(tool("views"), {"delete": shared.pk})
    login(both.user).post(tool("views"), {"delete": own.pk})
    assert SavedView.objects.count() == 2
    login(both.user).post(tool("views"), {"delete": shared.pk})
    desk.post(tool("views"), {"delete": own.pk})
    assert SavedView.objects.count() == 0


# ------------------------------------------------------------------ columns
def test_who_chose_columns_sees_those_every_time(desk, lead, login):
    desk.post(tool("columns"), {"column": ["province", "email", "bestaat_niet", "owner__user__password"]})
    page = desk.get(reverse(MINE))

    assert [column.name for column in page.context["columns"]] == ["province", "email"]
    assert lead.contact.email in page.text
    other = login(AdviserFactory().user).get(reverse(MINE))
    assert "next" in [column.name for column in other.context["columns"]]


# ------------------------------------------------------------------ export
def content(response) -> bytes:
    return b"".join(response.streaming_content)


def cells(response) -> list[list]:
    sheet = load_workbook(io.BytesIO(content(response))).active
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def lines(response) -> list[dict]:
    return list(csv.DictReader(io.StringIO(content(response).decode("utf-8-sig")), delimiter=";"))


def test_an_export_holds_what_the_list_shows_on_all_its_pages_and_nothing_of_others(desk, adviser):
    own = LeadFactory.create_batch(30, owner=adviser, overdue=True)
    LeadFactory(owner=adviser)
    LeadFactory(overdue=True)

    rows = cells(desk.get(tool("export"), {"due": "late"}))

    assert len(rows) == 31
    assert {row[0] for row in rows[1:]} == {lead.reference for lead in own}


def test_what_a_school_typed_is_text_in_every_cell(desk, adviser):
    name = '=HYPERLINK("https://kwaad.example";"klik")\x0b'
    organisation = OrganisationFactory(name=name, city="@SUM(1+1)")
    contact = ContactFactory(organisation=organisation, first_name="+1", last_name="-2")
    LeadFactory(owner=adviser, organisation=organisation, contact=contact)

    workbook = load_workbook(io.BytesIO(content(desk.get(tool("export")))))
    row = list(workbook.active.iter_rows())[1]
    assert {cell.data_type for cell in row} <= {"s", "n", "d"}
    assert row[1].value == name.replace("\x0b", "")

    line = lines(desk.get(tool("export"), {"format": "csv"}))[0]
    assert not [value for value in line.values() if value.strip().startswith(("=", "+", "-", "@"))]


def test_days_are_days(desk, adviser):
    LeadFactory(owner=adviser, next_action_on=days_from_now(3))
    header, row = cells(desk.get(tool("export")))

    days = [value.date() for value in row if hasattr(value, "date")]
    assert days_from_now(3) in days
    assert len(header) == len(row)


def test_an_export_is_kept_in_the_audit_log_without_anybodys_data(desk, adviser, lead):
    content(desk.get(tool("export"), {"format": "csv", "q": lead.contact.last_name}))

    entry = ModelLogEntry.objects.get(action="intake.exported")
    assert entry.user == adviser.user
    assert entry.data == {"count": 1, "format": "csv", "list": "mine"}


def test_a_long_table_takes_no_more_memory_than_a_short_one():
    def peak(make, count) -> int:
        rows = ([f"OBS De Linde {number}", number, None, "Ruth de Wit"] for number in range(count))
        tracemalloc.start()
        for _chunk in make(["a", "b", "c", "d"], rows):
            pass
        used = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return used

    for make in (as_csv, lambda header, rows: as_xlsx(header, rows, sheet="Leads")):
        assert peak(make, 20_000) < peak(make, 4_000) + 200_000
