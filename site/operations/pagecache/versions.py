"""The content version in the database, as this process knows it."""

import math
from collections.abc import Callable
from threading import Lock
from time import monotonic

from django.db import DEFAULT_DB_ALIAS, Error, connections
from wagtail.models import Site

from home.freshness import READ, committed

#: Seconds that must pass before a database that did not answer is asked again.
PATIENCE = 1.0


class SharedVersion:
    """Reads the version when what is known is too old, one read at a time for all threads.

    A read that began after a thread asked serves that thread too: many requests at once cost one query.
    `read` returns the version or raises `django.db.Error`.
    """

    def __init__(self, read: Callable[[], int] | None = None):
        self._read = read or VersionReader()
        self._lock = Lock()
        self._seen: tuple[float, int | None] = (-math.inf, None)  # when that read began, what it gave
        self._changed = -math.inf  # when this process itself last changed something
        self._failed = -math.inf
        committed.connect(self._look_again)

    def value(self, age: float) -> int | None:
        """The version as it was at most `age` seconds ago; None when it is not known.

        When the database does not answer, who can live with some age gets the last known version, however
        old: pages go on being there. Who wants it as it is now (`age` 0) gets None.
        """
        wanted = max(monotonic() - age, self._changed)
        since, version = self._seen
        if since >= wanted:
            return version
        patient = age > 0 and version is not None
        if not self._lock.acquire(blocking=not patient):
            return version  # another thread is reading it just now
        try:
            if self._seen[0] < wanted:
                self._look()
            since, version = self._seen
        finally:
            self._lock.release()
        return version if patient or since >= wanted else None

    def _look(self) -> None:
        now = monotonic()
        if now < self._failed + PATIENCE:
            return
        try:
            version = self._read()
        except Error:
            self._failed = monotonic()
            return
        if version != self._seen[1]:
            # Wagtail keeps the addresses of sites for an hour, each process its own.
            Site.clear_site_root_paths_cache()
        self._seen = (now, version)

    def _look_again(self, **kwargs) -> None:
        self._changed = monotonic()


class VersionReader:
    """Reads with a connection of its own: no request opens or closes it, and no transaction is ever on it."""

    def __init__(self):
        self._connection = None

    def __call__(self) -> int:
        try:
            return self._ask()
        except Error:
            self.close()  # a server ends a connection that was idle, or was itself started again: once more
            return self._ask()

    def _ask(self) -> int:
        if self._connection is None:
            self._connection = connections.create_connection(DEFAULT_DB_ALIAS)
            self._connection.inc_thread_sharing()  # by one thread at a time: `SharedVersion` sees to that
            self._connection.ensure_connection()
        # The driver's own connection: Django's cursor would take twice as long as all the rest of an answer.
        with self._connection.wrap_database_errors:
            row = self._connection.connection.execute(READ).fetchone()
        return row[0] if row else 0

    def close(self) -> None:
        if self._connection:
            self._connection.close()
        self._connection = None
