"""Mail leaves the queue once, in the end always, and nobody's address gets into the log."""

import logging
import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from io import StringIO
from threading import Event, Thread

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connection
from django.utils import timezone
from post_office import mail
from post_office.models import STATUS, Email

from operations import outbox

ADDRESS = "directie@school.example"


def queue(number: int = 1) -> None:
    for n in range(1, number + 1):
        mail.send(ADDRESS, subject=f"Bericht {n}", message="Dank u wel.", html_message="<p>Dank u wel.</p>")


@pytest.fixture
def log():
    """What a real process would have written to its log."""
    [console] = [handler for handler in logging.getLogger().handlers if handler.name == "console"]
    stream = StringIO()
    before = console.setStream(stream)
    yield stream
    console.setStream(before)


@contextmanager
def another_sender():
    """Somebody else, with a database connection of its own, who is sending just now."""
    begun, end = Event(), Event()

    def hold():
        try:
            with outbox.only_sender():
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
def sender(environment: dict[str, str]):
    """The real command in a process of its own, at work; must end well when it is asked to."""
    command = [sys.executable, str(settings.ROOT / "manage.py"), "send_mail_queue", "--verbosity=2"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout.readline() == "Waiting for mail.\n"
            yield process
        finally:
            process.send_signal(signal.SIGTERM)
    assert process.returncode == 0


def test_once_sends_all_that_is_due(db, inbox):
    queue(outbox_batches := 2 * settings.POST_OFFICE["BATCH_SIZE"] + 1)

    call_command("send_mail_queue", "--once")

    assert len(inbox.to(ADDRESS)) == outbox_batches
    assert set(Email.objects.values_list("status", flat=True)) == {STATUS.sent}
    message = inbox.messages[0]
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]


def test_what_the_mail_server_refuses_is_tried_again_later(db, inbox):
    queue()
    inbox.refusal = "451 Come back later"

    call_command("send_mail_queue", "--once")

    refused = Email.objects.get()
    assert refused.status == STATUS.requeued
    assert refused.scheduled_time > timezone.now()
    inbox.refusal = None
    Email.objects.update(scheduled_time=timezone.now())
    call_command("send_mail_queue", "--once")
    assert len(inbox.to(ADDRESS)) == 1


def test_a_mail_server_that_is_down_for_two_days_costs_no_mail():
    patience = settings.POST_OFFICE["RETRY_INTERVAL"] * settings.POST_OFFICE["MAX_RETRIES"]

    assert patience.days >= 2


def test_no_address_gets_into_the_log(db, inbox, log):
    queue()
    inbox.refusal = f"550 No such person: {ADDRESS}"

    call_command("send_mail_queue", "--once")

    assert "1 to be tried again" in log.getvalue()
    assert "school.example" not in log.getvalue()


def test_only_one_sender_at_a_time(db, inbox, capsys):
    queue()

    with another_sender():
        call_command("send_mail_queue", "--once")
    assert inbox.messages == []
    assert "Another sender is at work" in capsys.readouterr().out

    call_command("send_mail_queue", "--once")
    assert len(inbox.messages) == 1


def test_the_loop_outlives_a_database_that_fails(db, inbox, monkeypatch, log):
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
    monkeypatch.setattr(outbox, "PATIENCE", 0)
    monkeypatch.setattr(connection, "close", lambda: None)  # it would end this test's transaction

    outbox.send_until(stop)

    assert len(inbox.messages) == 1
    assert "OperationalError" in log.getvalue()
    assert "school.example" not in log.getvalue()


@pytest.mark.concurrency
def test_the_command_sends_what_comes_and_stops_when_asked(environment, inbox):
    with sender(environment):
        queue()
        assert inbox.wait_for(1)


@pytest.mark.concurrency
def test_two_senders_send_every_mail_once(environment, inbox):
    count = 30

    with sender(environment), sender(environment):
        queue(count)
        assert inbox.wait_for(count)

    assert sorted(message["Subject"] for message in inbox.messages) == sorted(
        f"Bericht {n}" for n in range(1, count + 1)
    )
    assert set(Email.objects.values_list("status", flat=True)) == {STATUS.sent}


def test_the_lock_does_not_outlive_its_holder(tmp_path):
    """A killed sender must not block the next one: the lock file stays, the lock goes."""
    script = (
        "import fcntl, os, sys, time\n"
        "file = open(sys.argv[1], 'w'); fcntl.flock(file, fcntl.LOCK_EX)\n"
        "print('held', flush=True); time.sleep(60)\n"
    )
    path = tmp_path / "leerkring.sqlite3.mail-lock"
    with subprocess.Popen(
        [sys.executable, "-c", script, str(path)], stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout.readline() == "held\n"
        os.kill(holder.pid, signal.SIGKILL)

    assert path.exists()
    with outbox.file_lock(path) as ours:
        assert ours
