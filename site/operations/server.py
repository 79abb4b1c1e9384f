"""The site and its worker on your own machine: their commands, their port, their first answer."""

import http.client
import os
import socket
import sys
import time
from contextlib import closing
from pathlib import Path

from .processes import Processes, StoppedError

THREADS = 4
FIRST_PAGE_SECONDS = 60.0


def environment(root: Path) -> dict[str, str]:
    """Our own environment, with the project's folders on Python's path for a server that is not manage.py."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(root), str(root / "site")])}


def site_command(
    host: str, port: int, *, workers: int = 1, application: str = "config.wsgi:application"
) -> list[str]:
    return [
        *(sys.executable, "-m", "granian", application, "--interface", "wsgi"),
        *("--host", host, "--port", str(port), "--no-ws", "--log-level", "warning"),
        *("--workers", str(workers), "--blocking-threads", str(THREADS)),
    ]


def worker_command(root: Path) -> list[str]:
    return [sys.executable, str(root / "manage.py"), "run_worker"]


def free_port(host: str) -> int:
    """A port that nobody listens on now."""
    with closing(socket.socket()) as probe:
        probe.bind((host, 0))
        return probe.getsockname()[1]


def is_free(host: str, port: int) -> bool:
    """Whether a server can listen there now."""
    with closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def wait_for_first_page(host: str, port: int, processes: Processes) -> int:
    """Wait until the home page answers and give its status; StoppedError when it does not come to that."""
    deadline = time.monotonic() + FIRST_PAGE_SECONDS
    while time.monotonic() < deadline:
        processes.check()
        if status := home_page_status(host, port):
            return status
        time.sleep(0.1)
    raise StoppedError(f"The home page did not answer within {FIRST_PAGE_SECONDS:.0f} seconds.")


def home_page_status(host: str, port: int) -> int | None:
    """The home page's status code, or None as long as nobody answers."""
    with closing(http.client.HTTPConnection(host, port, timeout=FIRST_PAGE_SECONDS)) as client:
        try:
            client.request("GET", "/")
            return client.getresponse().status
        except (OSError, http.client.HTTPException):
            return None
