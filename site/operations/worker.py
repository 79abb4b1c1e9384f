"""What has to happen without anybody asking: queued mail leaves, planned pages appear and disappear,
files of schools are scanned and the lost ones go.

Each job has a thread of its own, so that a mail server which takes its time holds up no page, and a job that
fails no other one. A job outlives its mail server and its database; of several workers one does it at a time.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event, Thread

from django.db import connection

from intake.files.tidy import tidy_files
from intake.leads.list_keeper import keep_lists_moving
from intake.leads.reminders import remind
from intake.leads.undelivered import note_problems

from .outbox import send_batch
from .publishing import publish_due
from .tidying import tidy_up
from .turns import turn

logger = logging.getLogger(__name__)

PATIENCE = 60.0  # seconds at most between two tries while a job fails


@dataclass(frozen=True)
class Job:
    """Something that is due over and over. `run` says whether there may be more to do at once."""

    name: str
    run: Callable[[], bool]
    pause: float  # seconds between two looks while there is nothing to do


JOBS = (
    Job("mail", send_batch, pause=1.0),
    Job("undelivered", note_problems, pause=15.0),
    Job("publishing", publish_due, pause=20.0),
    Job("files", tidy_files, pause=60.0),
    Job("tidying", tidy_up, pause=60.0),
    Job("seats", keep_lists_moving, pause=20.0),
    Job("reminders", remind, pause=120.0),
)


def run_once() -> list[str]:
    """Do what is due now. Gives the names of the jobs that another worker is doing."""
    busy = []
    for job in JOBS:
        with turn(job.name) as ours:
            while ours and job.run():
                pass
        if not ours:
            busy.append(job.name)
    return busy


def run_until(stop: Event) -> None:
    """Do what is due, over and over, until `stop` is set; what was begun is finished first."""
    threads = [Thread(target=repeat, args=(job, stop), name=job.name) for job in JOBS]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def repeat(job: Job, stop: Event) -> None:
    """Do one job over and over; after a failure wait, twice as long each time."""
    pause = job.pause
    try:
        while not stop.is_set():
            try:
                with turn(job.name) as ours:
                    go_on = ours and job.run()
            except Exception as error:  # noqa: BLE001  (whatever it is, the next time must not wait for a restart)
                pause = min(pause * 2, PATIENCE)
                logger.error("%s failed (%s); trying again in %d s.", job.name, type(error).__name__, pause)
                connection.close()
            else:
                pause = job.pause
                if go_on:
                    continue
            stop.wait(pause)
    finally:
        connection.close()
