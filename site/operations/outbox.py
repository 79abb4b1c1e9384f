"""Sends the mail that waits in the database: one sender at a time, however many are started.

post_office keeps the queue, the retries and what went wrong with each mail. Here is what it leaves open: a
lock that several machines on one database share, and a loop that outlives its mail server and its database.
No address gets into the log, so failures are named by their kind only.
"""

import fcntl
import logging
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from threading import Event
from typing import NamedTuple

from django.db import connection
from post_office.mail import send_queued

logger = logging.getLogger(__name__)

IDLE = 1.0  # seconds between two looks at an empty queue
PATIENCE = 60.0  # seconds at most between two tries while the database does not answer
LOCK_KEY = 0x6C6B6D61696C  # any number, the same for every sender on a database


class Batch(NamedTuple):
    """What became of one batch: mails that left, were given up, and will be tried again later."""

    sent: int
    failed: int
    requeued: int


@contextmanager
def only_sender() -> Iterator[bool]:
    """Give True to one caller at a time over the whole installation, False to the others.

    PostgreSQL keeps the lock itself, so it also holds between machines; with SQLite everything is on one
    machine and a lock on a file beside the database does. Both let go when the process dies.
    """
    with lock() as ours:
        yield ours


def lock() -> AbstractContextManager[bool]:
    if connection.vendor == "postgresql":
        return server_lock()
    if connection.is_in_memory_db():
        return nullcontext(True)  # nobody else can see this database
    return file_lock(Path(f"{connection.settings_dict['NAME']}.mail-lock"))


@contextmanager
def server_lock() -> Iterator[bool]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK_KEY])
        (ours,) = cursor.fetchone()
    try:
        yield ours
    finally:
        if ours and connection.connection and not connection.connection.closed:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK_KEY])


@contextmanager
def file_lock(path: Path) -> Iterator[bool]:
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def send_batch() -> Batch | None:
    """Send the mails that are due, at most one batch; None when another sender is at work."""
    with only_sender() as ours:
        return Batch(*send_queued()) if ours else None


def send_all() -> bool:
    """Send batch after batch until nothing is due; False when another sender is at work."""
    while (batch := send_batch()) and any(batch):
        report(batch)
    return batch is not None


def send_until(stop: Event) -> None:
    """Send what is due, over and over, until `stop` is set; a batch that was begun is finished first."""
    pause = IDLE
    while not stop.is_set():
        try:
            batch = send_batch()
        except Exception as error:  # noqa: BLE001  (whatever it is, the next mails must not wait for a restart)
            pause = min(pause * 2, PATIENCE)
            logger.error("Sending failed (%s); trying again in %d s.", type(error).__name__, pause)
            connection.close()
        else:
            pause = IDLE
            if batch and any(batch):
                report(batch)
                continue
        stop.wait(pause)


def report(batch: Batch) -> None:
    level = logging.WARNING if batch.failed or batch.requeued else logging.INFO
    logger.log(level, "Mail: %d sent, %d given up, %d to be tried again.", *batch)
