"""The demo, served as an installation does: granian, production settings, collected static files."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import Request, urlopen

from operations import server
from operations.processes import Processes

HOST = "127.0.0.1"
ROOT = Path(__file__).resolve().parents[1]


def say(text: str = "") -> None:
    print(text, flush=True)  # noqa: T201


@contextmanager
def demo_environment(settings: str, database: str | None = None) -> Iterator[dict[str, str]]:
    """A fresh demo in a folder of its own, and what a process with these settings needs to serve it.

    `database` is the address of an empty one; by default a file in that folder.
    """
    with tempfile.TemporaryDirectory(prefix="leerkring-bench-") as work:
        common = {
            **server.environment(ROOT),
            "DATABASE_URL": database or f"sqlite:///{work}/demo.sqlite3",
            "MEDIA_ROOT": f"{work}/media",
        }
        production = {
            **common,
            "DJANGO_SETTINGS_MODULE": settings,
            "SECRET_KEY": "only-for-measuring-" + "x" * 40,
            "ALLOWED_HOSTS": HOST,
            "BASE_URL": f"http://{HOST}",
            "EMAIL_URL": "smtp://127.0.0.1:9",
            "DEFAULT_FROM_EMAIL": "Leerkring <hallo@leerkring.example>",
            "TRUSTED_PROXIES": "0",
            "SSL_REDIRECT": "false",
        }
        manage("migrate", common)
        manage("load_demo", common)
        manage("collectstatic", production, "--noinput")
        yield production


def manage(command: str, environment: dict[str, str], *arguments: str) -> None:
    say(f"{command} ...")
    line = [sys.executable, str(ROOT / "manage.py"), command, "--verbosity=0", *arguments]
    subprocess.run(line, env=environment, check=True)  # noqa: S603  (commands of our own)


@contextmanager
def served(environment: dict[str, str], **how) -> Iterator[tuple[str, int]]:
    """Serve for as long as we measure: the address, and the number of the process that granian is."""
    port = server.free_port(HOST)
    with Processes({**environment, "PORT": str(port)}) as processes:
        processes.start("The site", server.site_command(HOST, port, **how))
        server.wait_for_first_page(HOST, port, processes)
        yield f"http://{HOST}:{port}", processes.running["The site"].pid


def fetch(address: str, encoding: str = "identity") -> bytes:
    request = Request(address, headers={"Accept-Encoding": encoding})  # noqa: S310  (our own)
    with urlopen(request) as answer:  # noqa: S310  (our own)
        return answer.read()
