"""The screen with figures: what it counts, of whom, with what it compares, and what it gives along."""

import csv
import io
from datetime import date, datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.models import ModelLogEntry

from intake.models import LostReason, Sector, Way
from tests.factories.intake import LeadFactory, OrganisationFactory, days_from_now

from .pages import listed

pytestmark = pytest.mark.django_db

FIGURES, EXPORT = "intake_lead_figures_modeladmin_index", "intake_lead_figures_modeladmin_export"
MARCH = {"period": "own", "since": "2024-03-01", "until": "2024-03-31"}


def at(text: str) -> datetime:
    return timezone.make_aware(datetime.fromisoformat(text))


def lead_of(received: str, **facts):
    """A lead of 2024, to be called by 20 March of that year."""
    for name in ("first_contact_at", "closed_at"):
        if name in facts:
            facts[name] = at(facts[name])
    sector = facts.pop("sector", Sector.PRIMARY)
    return LeadFactory(
        received_at=at(received),
        **{"respond_by": date(2024, 3, 20), "organisation": OrganisationFactory(sector=sector)} | facts,
    )


@pytest.fixture
def march(adviser):
    """Six leads of March 2024, one of February and one of April, counted by hand below."""
    lost = {"lost": True, "lost_reason": LostReason.NO_MONEY, "lost_from": "proposed"}
    double = {"lost": True, "lost_reason": LostReason.DOUBLE, "lost_from": "new"}
    origin = {"request__origin_title": "Een pagina van toen"}
    return [
        lead_of("2024-03-04 10:00", agreed=True, first_contact_at="2024-03-04 15:00", owner=adviser),
        lead_of("2024-03-08 10:00", **lost, first_contact_at="2024-03-12 00:30",
                closed_at="2024-04-01 12:00", respond_by=date(2024, 3, 11), owner=adviser),
        lead_of("2024-03-28 10:00", planned=True, first_contact_at="2024-04-02 09:00",
                respond_by=date(2024, 4, 2), sector=Sector.CHILDCARE, **origin),
        lead_of("2024-03-31 23:30", **double, closed_at="2024-04-02 12:00",
                respond_by=date(2024, 4, 3), sector=Sector.CHILDCARE, erased_at=timezone.now()),
        lead_of("2024-03-01 00:10", in_triage=True),
        lead_of("2024-03-15 12:00", respond_by=days_from_now(3), request__subjects=[]),
        lead_of("2024-02-29 12:00"),
        lead_of("2024-04-01 00:10"),
    ]  # fmt: skip


def table(client, name: str, **query) -> list[list[str]]:
    """A table as it comes along as CSV, without its headings."""
    answer = client.get(reverse(EXPORT), MARCH | {"table": name, "format": "csv"} | query)
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))[1:]


def test_the_figures_of_a_month_are_those_counted_by_hand(office, march):
    """How many came so far, % of the step before and of all, stopped there, and in the 31 days before."""
    assert table(office, "funnel") == [
        ["Ontvangen", "6", "100", "100", "1", "1"],
        ["Contact gelegd", "3", "50", "50", "0", "0"],
        ["Startoverleg gepland", "3", "100", "50", "0", "0"],
        ["Voorstel gedaan", "2", "67", "33", "1", "0"],
        ["Akkoord", "1", "50", "17", "0", "0"],
        ["In uitvoering", "0", "0", "0", "0", "0"],
        ["Afgerond", "0", "", "0", "0", "0"],
    ]
    assert [row[:2] for row in table(office, "contact")[:4]] == [
        ["Dezelfde dag", "1"], ["1 werkdag", "1"], ["2 werkdagen", "1"], ["3 werkdagen", "0"],
    ]  # fmt: skip
    assert [row[:3] for row in table(office, "promises")] == [
        ["Gehouden", "2", "50"], ["Niet gehouden", "2", "50"],
        ["Nog niet bekend", "1", ""], ["Eerder gesloten", "1", ""],
    ]  # fmt: skip
    assert [row[:2] for row in table(office, "lost")] == [["Dubbele aanvraag", "1"], ["Geen budget", "1"]]
    assert table(office, "breakdown", per="sector", sort="name") == [
        ["Kinderopvang", "2", "0", "0", "0", "1", "1", "1", "1", "100"],
        ["Primair onderwijs", "4", "1", "1", "25", "0", "2", "1", "3", "33"],
    ]


@pytest.mark.parametrize("per", ["service", "sector", "province", "adviser", "origin"])
def test_every_breakdown_adds_up_to_the_whole_in_few_queries(
    office, march, per, django_assert_max_num_queries
):
    page = office.get(reverse(FIGURES), MARCH | {"per": per})  # Wagtail remembers what it read first
    with django_assert_max_num_queries(15):
        page = office.get(reverse(FIGURES), MARCH | {"per": per})

    rows = page.context["breakdown"].rows
    assert page.context["asked"].notes == []
    assert sum(row[1].value for row in rows) == 6
    assert all(row[0].text for row in rows)
    sorts = [table(office, "breakdown", per=per, sort=sort) for sort in ("received", "-agreed", "contact")]
    assert all(sorted(rows) == sorted(sorts[0]) for rows in sorts)
    assert [int(row[1]) for row in sorts[0]] == sorted(int(row[1]) for row in sorts[0])


def test_what_came_by_phone_has_that_as_its_origin(office):
    lead_of("2024-03-05 10:00", request__way=Way.HAND)
    lead_of("2024-03-05 10:00")

    origins = {row[0] for row in table(office, "breakdown", per="origin")}
    assert origins == {"Ingevoerd na een telefoongesprek", "Onbekend"}


def test_a_number_leads_to_the_leads_behind_it(office, march, adviser):
    page = office.get(reverse(FIGURES), MARCH | {"per": "adviser"})
    urls = {row[0].text: row[1].url for row in page.context["breakdown"].rows}

    assert len(listed(office.get(page.context["cards"][0]["url"]))) == 6
    assert set(listed(office.get(urls[adviser.name]))) == set(march[:2])
    assert listed(office.get(urls["Nog niemand"])) == [march[4]]


def test_an_adviser_gets_the_figures_of_own_leads_alone(desk, march):
    page = desk.get(reverse(FIGURES), MARCH | {"per": "adviser"})

    assert page.context["tables"][0].rows[0][1].value == 2
    assert "adviser" not in page.context["asked"].query()
    assert "Per adviseur" not in page.text
    assert set(listed(desk.get(page.context["cards"][0]["url"]))) == set(march[:2])
    assert table(desk, "funnel")[0][:2] == ["Ontvangen", "2"]


@pytest.mark.parametrize(
    "query",
    [
        {"period": "eeuw"},
        {"period": "own"},
        {"period": "own", "since": "2024-02-31", "until": "2024-03-31"},
        {"period": "own", "since": "2024-03-31", "until": "2024-03-01"},
        {"period": "own", "since": "0001-01-01", "until": "9999-12-31"},
        {"period": "own", "since": "2098-01-01", "until": "2099-12-31"},
        {"with": "\x00"},
        {"per": "owner__user__password"},
        {"sort": "; drop table"},
    ],
)
def test_what_makes_no_sense_gives_the_usual_figures_and_a_word_about_it(office, query):
    for name in (FIGURES, EXPORT):
        assert office.get(reverse(name), query).status_code == 200
    page = office.get(reverse(FIGURES), query)

    assert page.context["asked"].notes
    assert page.context["asked"].name == "quarter"
    assert page.context["asked"].dimension.name == "service"
    assert 'role="status"' in page.text
    assert "In deze dagen kwamen er geen leads binnen" in page.text


def test_of_few_there_is_no_percentage_and_of_many_a_difference_with_a_sign(office):
    for number in range(12):
        lead_of("2024-03-04 10:00", agreed=number < 3)
    for _number in range(10):
        lead_of("2024-02-20 10:00")
    page = office.get(reverse(FIGURES), MARCH)
    agreed = page.context["cards"][1]

    assert page.context["tables"][0].rows[0][-1].text == "10 (+2, +20%)"
    assert (agreed["number"], agreed["beside"]) == ("25%", "25 procentpunt hoger dan toen (0%)")
    few = office.get(reverse(FIGURES), MARCH | {"until": "2024-03-03"})
    assert few.context["is_empty"]
    assert office.get(reverse(FIGURES), MARCH | {"with": "year"}).context["has_then"] is False


def test_figures_come_along_as_a_safe_file_and_who_took_them_is_kept(office, march, coordinator):
    lead_of("2024-03-05 10:00", request__origin_title='=HYPERLINK("https://kwaad.example")')

    assert table(office, "breakdown", per="origin", sort="name")[0][0].startswith("'=HYPERLINK")
    answer = office.get(reverse(EXPORT), MARCH | {"table": "funnel", "format": "xlsx"})
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    entry = ModelLogEntry.objects.filter(action="intake.exported_figures").first()

    assert answer["Content-Disposition"].endswith('2024-03-01-2024-03-31.xlsx"')
    assert [cell.value for cell in sheet[2]][:2] == ["Ontvangen", 7]
    assert (entry.user, entry.data["table"]) == (coordinator, "funnel")
    assert entry.message == "Exporteerde cijfers (funnel, 7 rijen) als XLSX"
