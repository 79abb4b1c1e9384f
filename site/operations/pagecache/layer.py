"""The WSGI application around Django: find, check, answer; else ask Django and keep what it answers."""

from collections.abc import Callable, Iterable
from contextlib import nullcontext

from home.caching import MARK
from home.promises import watched
from operations import maintenance

from .answers import Answer, header_value
from .days import LocalDay
from .requests import Key, Reader
from .store import Store
from .versions import SharedVersion

#: Seconds that a page which promises nothing may be behind.
LAG = 0.25
#: Share of the bytes for addresses with a query: there is no end to those, and pages come first.
QUERIES = 0.25
#: A larger body is left to Django, in bytes. A feed of a thousand courses has 5 MB.
LARGEST = 8 * 2**20


class Recorder:
    """A `start_response` that only remembers what it was called with."""

    status: str
    headers: list[tuple[str, str]]

    def __call__(self, status: str, headers: list[tuple[str, str]], exc_info=None) -> None:
        self.status, self.headers = status, headers


class PageCache:
    """Answers for the application what it can, and keeps what it may. See `operations.pagecache`.

    The application calls `start_response` before it returns, as Django does.
    """

    def __init__(self, application: Callable, version: SharedVersion, *, size: int, lag: float = LAG):
        self.application = application
        self.version = version
        self.lag = lag
        self.reader = Reader()
        self.today = LocalDay()
        self.pages = Store(int(size * (1 - QUERIES)))
        self.queries = Store(int(size * QUERIES))

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        key = self.reader.key(environ)
        if key is None or maintenance.is_on():
            return self.application(environ, start_response)
        store = self.queries if key.query else self.pages
        answer = store.get(key)
        # Read before anything is made: a change that comes meanwhile makes another version.
        version = self.version.value(0 if answer and answer.promises else self.lag)
        if version is None:
            return self.application(environ, start_response)
        stamp = (version, self.today())
        if answer and answer.stamp == stamp:
            return answer.respond(environ, start_response)
        with answer.renewal if answer else nullcontext():
            # One makes the new one; who waited for that finds it.
            if answer and (newer := store.get(key)) and newer.stamp == stamp:
                return newer.respond(environ, start_response)
            return self._ask(environ, start_response, store, key, stamp)

    def _ask(
        self, environ: dict, start_response: Callable, store: Store, key: Key, stamp: tuple
    ) -> Iterable[bytes]:
        """Let Django answer, and keep the answer when it may be kept."""
        record = Recorder()
        with watched() as promised:
            response = self.application(environ, record)
        if not may_be_kept(environ, record, response):
            if environ["REQUEST_METHOD"] == "GET" and not record.status.startswith("304"):
                store.drop(key)
            start_response(record.status, record.headers)
            return response
        try:
            body = b"".join(response)
        finally:
            response.close()
        answer = Answer(stamp, record.headers, body, promises=promised())
        store.put(key, answer)
        return answer.respond(environ, start_response)


def may_be_kept(environ: dict, record: Recorder, response) -> bool:
    """Whether the code that answered allows it, and nothing in the answer speaks against it."""
    if not environ.get(MARK) or environ["REQUEST_METHOD"] != "GET" or record.status != "200 OK":
        return False
    if response.streaming or len(response.content) > LARGEST:
        return False
    control = header_value(record.headers, "Cache-Control").lower()
    varies = header_value(record.headers, "Vary").lower()
    return not (
        header_value(record.headers, "Set-Cookie")
        or header_value(record.headers, "Content-Encoding")
        or "private" in control
        or "no-store" in control
        or varies.replace("accept-encoding", "").strip(", ")
    )
