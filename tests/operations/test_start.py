"""`manage.py start`, which `make run` calls, as somebody at a terminal meets it."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection

import pytest
from django.conf import settings
from django.contrib.auth.models import User

from operations import server

pytestmark = pytest.mark.slow

HOST = "127.0.0.1"
COMMAND = [sys.executable, str(settings.ROOT / "manage.py"), "start"]
DEV = {"DJANGO_SETTINGS_MODULE": "config.settings.dev"}


@pytest.fixture
def port() -> int:
    return server.free_port(HOST)


@pytest.fixture
def start(environment, port) -> Iterator[subprocess.Popen]:
    """The command, running, on a database that is not empty and so gets no demo."""
    User.objects.create_user("somebody")
    values = {**environment, **DEV, "PORT": str(port)}
    with subprocess.Popen(
        COMMAND, env=values, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            for line in process.stdout:
                if f"http://localhost:{port}/mail/" in line:
                    break
            yield process
        finally:
            process.kill()


def children(parent: int) -> dict[int, str]:
    """The processes that one process started, with their command lines."""
    table = subprocess.run(
        ["ps", "-A", "-ww", "-o", "pid=,ppid=,args="], capture_output=True, text=True, check=True
    ).stdout
    rows = (line.split(None, 2) for line in table.splitlines())
    return {int(pid): command for pid, ppid, command in rows if int(ppid) == parent}


@pytest.mark.concurrency
def test_it_serves_until_ctrl_c_and_leaves_nothing_behind(start, port):
    client = HTTPConnection(HOST, port, timeout=10)
    client.request("GET", "/readyz")
    assert client.getresponse().status == 200
    client.close()
    started = children(start.pid)
    assert len(started) == 2

    start.send_signal(signal.SIGINT)
    output, errors = start.communicate(timeout=30)

    assert (start.returncode, errors) == (0, "")
    assert output.endswith("\nStopped.\n")
    assert server.is_free(HOST, port)
    for pid in started:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


@pytest.mark.concurrency
def test_when_one_process_dies_it_stops_the_other_and_says_why(start, port):
    [worker] = [pid for pid, command in children(start.pid).items() if "run_worker" in command]

    os.kill(worker, signal.SIGKILL)
    _output, errors = start.communicate(timeout=30)

    assert start.returncode == 1
    assert errors == "CommandError: The worker stopped with signal SIGKILL.\n"
    assert server.is_free(HOST, port)


@pytest.mark.parametrize(
    ("value", "answer"),
    [
        (None, "CommandError: Port {port} is in use: choose another one, for example PORT={next} make run\n"),
        ("http", "CommandError: PORT is a number from 1 to 65535, not 'http'.\n"),
    ],
)
def test_a_port_that_cannot_be_used_gives_one_sentence(port, value, answer):
    with socket.socket() as other:
        other.bind((HOST, port))
        other.listen()
        values = {**os.environ, **DEV, "PORT": value or str(port)}
        done = subprocess.run(COMMAND, env=values, capture_output=True, text=True, timeout=60, check=False)

    assert (done.returncode, done.stderr) == (1, answer.format(port=port, next=port + 1))
