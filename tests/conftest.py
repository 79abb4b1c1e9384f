"""What many tests share: a mail server, a browser, and the promise that nothing leaves this machine."""

import os
import socket
from collections import Counter
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path
from threading import Condition, get_ident
from urllib.parse import quote

import pytest
from aiosmtpd.controller import Controller
from django.core.signals import request_finished, request_started
from django.db import DEFAULT_DB_ALIAS, connection, connections

from operations.browser import ADVICE, find_browser, launch_options
from operations.server import free_port
from tests import migrated

COMMITTING = {"transactional_db", "live_server"}
COMMITS = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark what drives a browser, and what commits.

    A test that commits leaves empty tables behind; each of them starts from what the migrations left (the
    root page, the roles), restored before it runs. pytest-django runs them after the tests that roll back.
    """
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        marker = item.get_closest_marker("django_db")
        if "browser" in fixtures:
            item.add_marker("browser")
        if COMMITTING & fixtures or (marker and marker.kwargs.get("transaction")):
            item.add_marker(COMMITS, append=False)
    result = yield
    # Last of all: pytest puts tests that share a browser side by side, wherever the first of them stands.
    items.sort(key=commits)
    return result


def commits(item) -> bool:
    """Whether a test leaves empty tables behind."""
    marker = item.get_closest_marker("django_db")
    return bool(marker and marker.kwargs.get("transaction"))


@pytest.fixture(scope="session")
def migrated_before(django_db_modify_db_settings) -> bool:
    """Whether the tests' SQLite database was put back as an earlier run's migrations left it."""
    return connection.vendor == "sqlite" and migrated.put_back(database_file())


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb, migrated_before) -> bool:
    return django_db_keepdb or migrated_before


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, migrated_before, django_db_blocker) -> Iterator[None]:
    """Keep what was migrated, and let every connection know what to restore, not only the one that made it.

    Beside a running event loop Django keeps other connections than without one, and Playwright keeps one.
    """
    if connection.vendor == "sqlite" and not migrated_before:
        migrated.keep(database_file())
    share_contents()
    yield
    if migrated_before:
        with django_db_blocker.unblock():
            connections.close_all()
        migrated.remove(database_file())


def database_file() -> Path:
    return Path(connection.settings_dict["TEST"]["NAME"])


def share_contents() -> None:
    maker = connections[DEFAULT_DB_ALIAS]
    if contents := getattr(maker, "_test_serialized_contents", None):
        type(maker)._test_serialized_contents = contents


# ------------------------------------------------------------------ nothing leaves this machine
@pytest.fixture(scope="session", autouse=True)
def loopback_only() -> Iterator[None]:
    """Refuse every connection to another machine, by whichever library."""
    connect = socket.socket.connect

    def connect_here(self, address):
        if self.family != socket.AF_UNIX and not is_loopback(address[0]):
            raise AssertionError(f"a test called out to {address[0]}")
        return connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect_here)
        yield


def is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


# ------------------------------------------------------------------ other processes
@pytest.fixture
def environment(transactional_db, request, tmp_path) -> dict[str, str]:
    """For a process of its own on the tests' database: production settings and the test's mail server."""
    values = {
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "SECRET_KEY": "only-for-a-process-that-a-test-starts-and-ends",
        "ALLOWED_HOSTS": "*",
        "BASE_URL": "http://localhost",
        "SSL_REDIRECT": "false",
        "DATABASE_URL": database_url(),
        "PRIVATE_ROOT": str(tmp_path / "private"),
        "EMAIL_URL": "smtp://127.0.0.1:9",
        "DEFAULT_FROM_EMAIL": "Leerkring <hallo@leerkring.example>",
        "TRUSTED_PROXIES": "0",
    }
    if "inbox" in request.fixturenames:
        inbox = request.getfixturevalue("inbox")
        values["EMAIL_URL"] = f"smtp://{inbox.host}:{inbox.port}"
    return {**os.environ, **values}


def database_url() -> str:
    """The database of the tests, as another process finds it."""
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{quote(str(database['NAME']))}"
    login = f"{quote(database['USER'])}:{quote(database['PASSWORD'])}"
    return f"postgres://{login}@{database['HOST']}:{database['PORT']}/{database['NAME']}"


# ------------------------------------------------------------------ mail
class Inbox:
    """What a mail server on `host` and `port` received, in order."""

    def __init__(self, host: str, port: int):
        self.host, self.port = host, port
        self.messages: list[EmailMessage] = []
        self.refusal: str | None = None  # for example "451 Come back later"
        self.refused: dict[str, str] = {}  # by recipient, for example "550 5.1.1 No such person"
        self._arrival = Condition()

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if answer := self.refused.get(address):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 Go on"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802  (aiosmtpd's name)
        if self.refusal:
            return self.refusal
        with self._arrival:
            self.messages.append(message_from_bytes(envelope.content, policy=policy.default))
            self._arrival.notify_all()
        return "250 Taken"

    def wait_for(self, count: int, seconds: float = 30) -> bool:
        """Whether at least `count` messages came in within so many seconds."""
        with self._arrival:
            return self._arrival.wait_for(lambda: len(self.messages) >= count, seconds)

    def to(self, address: str) -> list[EmailMessage]:
        """The messages to one address."""
        return [message for message in self.messages if address in str(message["To"])]


@pytest.fixture
def inbox(settings) -> Iterator[Inbox]:
    """A real SMTP server that the site sends to; `manage.py run_worker --once` fills it."""
    inbox = Inbox("127.0.0.1", free_port("127.0.0.1"))
    server = Controller(inbox, hostname=inbox.host, port=inbox.port)
    server.start()
    settings.EMAIL_HOST, settings.EMAIL_PORT = inbox.host, inbox.port
    yield inbox
    server.stop()


@pytest.fixture(scope="session", autouse=True)
def plain_host_name() -> Iterator[None]:
    """The name in a mail's Message-ID and greeting, without asking a name server for it."""
    from django.core.mail.utils import DNS_NAME

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DNS_NAME, "_fqdn", "localhost", raising=False)
        yield


# ------------------------------------------------------------------ browser
@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args, playwright) -> Iterator[dict]:
    """The machine's own Chromium or Chrome. Without one the browser tests are skipped, but fail on CI."""
    browser = find_browser()
    if not browser:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(ADVICE)
    # Playwright keeps an event loop in this thread from here on; Django sees it and would refuse the ORM.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    yield {**browser_type_launch_args, **launch_options(browser)}
    connections.close_all()  # those beside the event loop, while it still runs


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args) -> dict:
    return {**browser_context_args, "locale": "nl-NL", "timezone_id": "Europe/Amsterdam"}


@pytest.fixture(autouse=True)
def all_answered(request) -> Iterator[None]:
    """Let the live server answer what a closed browser still asked, before its tables are emptied."""
    if "live_server" not in request.fixturenames:
        yield
        return
    at_work, changed = Counter(), Condition()

    def count(signal, **_):
        with changed:
            at_work[get_ident()] += 1 if signal is request_started else -1
            changed.notify_all()

    request_started.connect(count)
    request_finished.connect(count)
    yield
    with changed:
        done = changed.wait_for(lambda: not any(at_work.values()), timeout=10)
    request_started.disconnect(count)
    request_finished.disconnect(count)
    assert done, "the live server still has a request to answer"


@pytest.fixture(scope="session")
def base_url(live_server) -> str:
    """Every `page` has the site behind it: `page.goto("/aanbod/")`."""
    return live_server.url
