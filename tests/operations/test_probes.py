import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder


def test_alive_touches_nothing(client, django_assert_num_queries):
    # No `db` fixture: a query would be refused.
    response = client.get("/healthz", headers={"host": "10.0.0.7"})

    assert (response.status_code, response.content) == (200, b"ok\n")
    assert not response.cookies


def test_ready_when_database_and_migrations_are_there(client, db):
    response = client.get("/readyz", headers={"host": "10.0.0.7"})

    assert (response.status_code, response.content) == (200, b"ok\n")
    assert response["Cache-Control"] == "no-store"


def test_not_ready_while_a_migration_waits(client, db):
    MigrationRecorder(connection).record_unapplied("home", "0001_initial")

    response = client.get("/readyz")

    assert (response.status_code, response.content) == (503, b"migrations to apply: 1\n")


def test_not_ready_without_a_database_and_silent_about_it(client, db, monkeypatch):
    def refuse(*args):
        raise OperationalError("connection to 10.1.2.3 as leerkring refused")

    with monkeypatch.context() as patch:
        patch.setattr(connection, "cursor", refuse)
        response = client.get("/readyz")

    assert (response.status_code, response.content) == (503, b"the database does not answer\n")


@pytest.mark.parametrize("path", ["/healthz/", "/readyz/more"])
def test_only_these_two_addresses_are_probes(client, db, path):
    assert client.get(path).content != b"ok\n"
