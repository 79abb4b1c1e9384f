"""Fills a database with leads and measures the screens of the desk: `python -m bench.desk_screens COUNT`."""

import re
import sys
import time
import tracemalloc
from datetime import timedelta
from uuid import uuid4

import django
from django.db import connection

django.setup()

from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from home.roles import Role  # noqa: E402
from intake.form.submit import RequestData, submit_request  # noqa: E402
from tests.factories.intake import AdviserFactory, UserFactory  # noqa: E402
from tests.factories.many_leads import many_leads  # noqa: E402

ADVISERS = 50
#: What a row, a card, or a line of the morning links to.
A_LEAD = r'<a [^>]*href="[^"]*/lead/inspect/\d+/"'
ROUNDS = 9
BOARD = "intake_lead_board_modeladmin_index"
FIGURES = "intake_lead_figures_modeladmin_index"
ALL, MINE, HOME = "intake_lead_all_modeladmin_index", "intake_lead_modeladmin_index", "wagtailadmin_home"
LAST_YEAR = f"{timezone.localdate() - timedelta(days=364)}"
SCREENS = {
    "list": (ALL, {}),
    "list, page 5": (ALL, {"p": "5"}),
    "list, closed": (ALL, {"state": "closed"}),
    "list, all states": (ALL, {"state": "all"}),
    "filter: late": (ALL, {"due": "late"}),
    "filter: waiting": (ALL, {"due": "waiting"}),
    "filter: not called in time": (ALL, {"due": "not_heard"}),
    "filter: one adviser": (ALL, {"owner": "7"}),
    "filter: sector": (ALL, {"sector": "childcare"}),
    "filter: sector, province, state": (ALL, {"sector": "special", "province": "ZE", "state": "agreed"}),
    "filter: nothing fits": (ALL, {"sector": "other", "province": "ZE"}),
    "filter: nothing fits, all states": (ALL, {"sector": "other", "province": "ZE", "state": "all"}),
    "filter: closed, sector, province": (ALL, {"sector": "youth_care", "province": "FL", "state": "lost"}),
    "filter: month received": (ALL, {"since": "2026-03-01", "until": "2026-03-31", "state": "all"}),
    "search: reference": (ALL, {"q": "LK-2026-0417", "state": "all"}),
    "search: organisation and place": (ALL, {"q": "linde zwolle", "state": "all"}),
    "search: a word most have": (ALL, {"q": "basisschool"}),
    "search: two words many have": (ALL, {"q": "annelies jansen"}),
    "search: e-mail": (ALL, {"q": "p417@", "state": "all"}),
    "search: phone": (ALL, {"q": "06 10 00 04 17", "state": "all"}),
    "search: nothing": (ALL, {"q": "xyzzy"}),
    "search and filter": (ALL, {"q": "jansen", "province": "UT", "due": "late", "state": "new"}),
    "own list": (MINE, {}),
    "own list, search": (MINE, {"q": "jansen"}),
    "board": (BOARD, {}),
    "board, one adviser": (BOARD, {"owner": "7"}),
    "board, own": (BOARD, {"own": ""}),
    "report: figures of a month": (FIGURES, {"period": "last_month"}),
    "report: figures of a year": (FIGURES, {"period": "own", "since": LAST_YEAR, "until": "2099-12-31"}),
    "morning, coordinator": (HOME, {}),
    "morning, adviser": (HOME, {"own": ""}),
}


def main(count: int) -> None:
    prepare(count)
    coordinator, adviser = Client(), Client()
    coordinator.force_login(UserFactory(role=Role.COORDINATOR, username="bench-office"))
    adviser.force_login(people[0].user)
    for name, (address, query) in SCREENS.items():
        client = adviser if address == MINE or "own" in query else coordinator
        show(name, *screen(client, reverse(address), query))
    show("do: submit and route", *submitting(), 0)
    show("do: export, memory in MB", exporting(coordinator), 0, 0)


def submitting() -> tuple[float, int]:
    """The shortest of several requests, each matched, routed, stored, logged and its mails queued."""
    times = []
    with CaptureQueriesContext(connection) as asked:
        for number in range(ROUNDS):
            data = RequestData(
                submission_key=uuid4(), organisation_name=f"Basisschool De Maat {number}", sector="primary",
                postcode="3511 AB", city="Utrecht", first_name="Ruth", last_name="de Wit",
                email=f"maat{number}@school.example", phone="+31612345678", consent_text="Ja",
                consent_version="1",
            )  # fmt: skip
            began = time.perf_counter()
            submit_request(data, response_days=2)
            times.append((time.perf_counter() - began) * 1000)
    return min(times), len(asked) // ROUNDS


def exporting(client: Client) -> float:
    """The most memory that an export of everything takes, in MB."""
    answer = client.get(reverse("intake_lead_all_modeladmin_export"), {"state": "all", "format": "xlsx"})
    tracemalloc.start()
    for _chunk in answer.streaming_content:
        pass
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most / 1024 / 1024


def prepare(count: int) -> None:
    make_database()
    call_command("migrate", verbosity=0)
    people.extend(AdviserFactory() for _ in range(ADVISERS))
    many_leads(count, people)
    with connection.cursor() as cursor:
        # As the server does by itself after a while.
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


people: list = []


def screen(client: Client, address: str, query: dict) -> tuple[float, int, int]:
    for _ in range(2):
        answer = client.get(address, query)
        if answer.status_code != 200:
            raise RuntimeError(f"{address} answered {answer.status_code}")
    rows = len(re.findall(A_LEAD, answer.text))
    with CaptureQueriesContext(connection) as asked:
        client.get(address, query)
    queries, times = len(asked), []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        client.get(address, query)
        times.append((time.perf_counter() - began) * 1000)
    return min(times), queries, rows


def show(name: str, milliseconds: float, queries: int, rows: int) -> None:
    print(f"{name}\t{milliseconds:.2f}\t{queries}\t{rows}", flush=True)  # noqa: T201


def make_database() -> None:
    """On PostgreSQL: a fresh one by that name."""
    if connection.vendor != "postgresql":
        return
    name = connection.settings_dict["NAME"]
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}"')


if __name__ == "__main__":
    main(int(sys.argv[1]))
