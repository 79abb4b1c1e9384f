"""The database is away while a school types or sends: nothing typed is lost, and it is sent once."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from html import unescape

import pytest
from django.db import connection

from home import contact
from intake.form.again import kept_when_away
from intake.models import Draft, IntakeRequest, Lead

from .conftest import ANSWERS, FORM, hidden_in

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def outage() -> Iterator[None]:
    """A real one: another process holds the file of SQLite, or nobody answers at the port of PostgreSQL."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA busy_timeout = 50")
        with closing(sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            yield
    else:
        port = connection.settings_dict["PORT"]
        connection.close()
        connection.settings_dict["PORT"] = "1"
        try:
            yield
        finally:
            connection.close()
            connection.settings_dict["PORT"] = port


def kept(response) -> dict[str, str]:
    """What the page sends when its button is pressed."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', response.text)
    return {name: unescape(value) for name, value in found}


@pytest.mark.parametrize("step", ["organisatie", "contact", "vraag", "controle"])
def test_what_was_typed_comes_back_and_is_sent_when_the_database_is_back(client, open_step, adviser, step):
    page = client.get(FORM) if step == "organisatie" else open_step(step)
    address = page.request["PATH_INFO"]
    typed = ANSWERS | {"organisation_name": 'De "Brug" & <Co>', "goal": "Eén gebouw,\r\ntwee werelden."}
    drafts = list(Draft.objects.values())
    with outage():
        away = client.post(address, typed | hidden_in(page))

    assert away.status_code == 503
    assert typed.items() <= kept(away).items()
    assert f'action="{address}"' in away.text
    assert "+31-30-123-4567" in away.text
    assert "<dd>Primair onderwijs</dd>" in away.text
    assert "no-store" in away["Cache-Control"]
    assert away["Retry-After"]
    assert list(Draft.objects.values()) == drafts
    assert not IntakeRequest.objects.exists()
    for _press in range(2):
        assert client.post(address, kept(away)).status_code == 302
    assert Lead.objects.count() == (step == "controle")


def test_a_fault_of_ours_keeps_what_was_typed_and_is_called_no_outage(rf, caplog):
    def view(request):
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO intake_draft (key) VALUES (NULL)")

    answer = kept_when_away(view)(rf.post(FORM, ANSWERS))

    assert answer.status_code == 500
    assert ANSWERS.items() <= kept(answer).items()
    assert "IntegrityError" in caplog.text


def test_who_opens_the_form_meanwhile_reads_whom_to_call(client, site, settings, monkeypatch):
    if connection.vendor == "sqlite":
        pytest.skip("a file that is held can still be read")
    monkeypatch.setattr(contact, "_last_read", contact.Contact())
    settings.CONTACT_PHONE = "030 765 43 21"
    with outage():
        away = client.get(FORM)

    assert away.status_code == 503
    assert "+31-30-765-4321" in away.text


def test_a_process_that_never_read_the_number_has_that_of_the_settings(settings, monkeypatch):
    monkeypatch.setattr(contact, "_last_read", contact.Contact())
    settings.CONTACT_PHONE = "030 765 43 21"

    assert contact.last_read().phone_link == "tel:+31-30-765-4321"
