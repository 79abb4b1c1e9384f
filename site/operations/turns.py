"""Taking turns: of everybody who wants to do a thing, one does, over all processes and machines."""

import fcntl
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from zlib import crc32

from django.db import connection


def turn(name: str) -> AbstractContextManager[bool]:
    """Give True to one caller of this name at a time over the whole installation, False to the others.

    PostgreSQL keeps the lock itself, so it also holds between machines; with SQLite everything is on one
    machine and a lock on a file beside the database does. Both let go when the process dies.
    """
    if connection.vendor == "postgresql":
        return server_lock(crc32(f"leerkring {name}".encode()))
    if connection.is_in_memory_db():
        return nullcontext(True)  # nobody else can see this database
    return file_lock(Path(f"{connection.settings_dict['NAME']}.{name}-lock"))


@contextmanager
def server_lock(key: int) -> Iterator[bool]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [key])
        (ours,) = cursor.fetchone()
    try:
        yield ours
    finally:
        if ours and connection.connection and not connection.connection.closed:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [key])


@contextmanager
def file_lock(path: Path) -> Iterator[bool]:
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
