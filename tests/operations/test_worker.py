"""The worker goes on whatever happens, one of several does the work, and a job holds up no other one."""

import signal
import subprocess
import sys
from contextlib import contextmanager
from threading import Event, Thread

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connection
from post_office import mail
from post_office.models import STATUS, Email

from operations import outbox, worker
from operations.turns import turn
from operations.worker import Job

from .test_outbox import ADDRESS, queue


@contextmanager
def another_worker():
    """Somebody else, with a database connection of its own, who is sending just now."""
    begun, end = Event(), Event()

    def hold():
        try:
            with turn("mail"):
                begun.set()
                end.wait(30)
        finally:
            connection.close()

    thread = Thread(target=hold)
    thread.start()
    assert begun.wait(10)
    yield
    end.set()
    thread.join()


@contextmanager
def process(environment: dict[str, str]):
    """The real command in a process of its own, at work; must end well when it is asked to."""
    command = [sys.executable, str(settings.ROOT / "manage.py"), "run_worker", "--verbosity=2"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout.readline() == "At work.\n"
            yield process
        finally:
            process.send_signal(signal.SIGTERM)
    assert process.returncode == 0


def test_only_one_sender_at_a_time(db, inbox, capsys):
    queue()

    with another_worker():
        call_command("run_worker", "--once")
    assert inbox.messages == []
    assert capsys.readouterr().out == "Another worker does this just now: mail.\n"

    call_command("run_worker", "--once")
    assert len(inbox.messages) == 1


def test_a_job_outlives_a_database_that_fails(db, inbox, monkeypatch, log):
    """The queue cannot be read at first; when it can again, the mail leaves without a restart."""
    queue()
    stop = Event()
    failures = [OperationalError(f"server closed the connection while sending to {ADDRESS}")]

    def send_queued():
        if failures:
            raise failures.pop()
        stop.set()
        return mail.send_queued()

    monkeypatch.setattr(outbox, "send_queued", send_queued)
    monkeypatch.setattr(worker, "PATIENCE", 0)
    monkeypatch.setattr(connection, "close", lambda: None)  # it would end this test's transaction

    worker.repeat(worker.JOBS[0], stop)

    assert len(inbox.messages) == 1
    assert "mail failed (OperationalError)" in log.getvalue()
    assert "school.example" not in log.getvalue()


def test_a_job_that_fails_or_hangs_holds_up_no_other_one(db, monkeypatch):
    """One mail server does not answer at all, a third thing breaks: the pages are published all the same."""
    stop, published = Event(), Event()

    def publish():
        published.set()
        return False

    def fail():
        raise OSError

    jobs = (
        Job("mail", lambda: stop.wait(30), pause=0),
        Job("broken", fail, pause=30),
        Job("publishing", publish, pause=30),
    )
    monkeypatch.setattr(worker, "JOBS", jobs)
    running = Thread(target=worker.run_until, args=(stop,))
    running.start()

    assert published.wait(10)

    stop.set()
    running.join(10)
    assert not running.is_alive()


@pytest.mark.concurrency
def test_the_command_sends_what_comes_and_stops_when_asked(environment, inbox):
    with process(environment):
        queue()
        assert inbox.wait_for(1)


@pytest.mark.concurrency
def test_two_workers_send_every_mail_once(environment, inbox):
    count = 30

    with process(environment), process(environment):
        queue(count)
        assert inbox.wait_for(count)

    assert sorted(message["Subject"] for message in inbox.messages) == sorted(
        f"Bericht {n}" for n in range(1, count + 1)
    )
    assert set(Email.objects.values_list("status", flat=True)) == {STATUS.sent}
