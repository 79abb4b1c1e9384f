"""Answers for a load balancer: `/healthz` (we run, nothing is touched), `/readyz` (database, migrations)."""

from functools import cache

from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse


class ProbeMiddleware:
    """Answer both before anything else happens: no host check, no redirect to https, no session.

    A probe comes from inside and knows the machine by its number, not by the site's name.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.probes = {"/healthz": alive, "/readyz": ready}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        probe = self.probes.get(request.path_info)
        return probe() if probe else self.get_response(request)


def alive() -> HttpResponse:
    return plain("ok")


def ready() -> HttpResponse:
    """200 when the database answers and has every migration of this code, else 503 and which it is."""
    try:
        # On SQLite and PostgreSQL a missing table of migrations counts as none applied.
        missing = known_migrations() - MigrationRecorder(connection).applied_migrations().keys()
    except Error:
        return plain("the database does not answer", status=503)
    if missing:
        return plain(f"migrations to apply: {len(missing)}", status=503)
    return plain("ok")


@cache
def known_migrations() -> frozenset[tuple[str, str]]:
    """Every migration in the code, read once: it takes a while and does not change while we run."""
    return frozenset(MigrationLoader(None).graph.nodes)


def plain(text: str, status: int = 200) -> HttpResponse:
    response = HttpResponse(f"{text}\n", status=status, content_type="text/plain; charset=utf-8")
    response["Cache-Control"] = "no-store"
    return response
