"""An answer that is kept, ready-made: nothing is left to do but to hand it over."""

from collections.abc import Callable, Sequence
from hashlib import sha256
from threading import Lock
from typing import NamedTuple

from .encodings import BROTLI, IDENTITY, choose, is_pressable, press

#: Who keeps a page asks each time whether it still holds: a change shows at once, a 304 costs no page.
REVALIDATE = "public, max-age=0, must-revalidate"
#: From so many uses on a page is worth the time for the smallest brotli.
POPULAR = 10

Header = tuple[str, str]
#: Headers that belong to one encoding of the body.
OF_ENCODING = {"content-length", "content-encoding", "etag", "vary"}


class Form(NamedTuple):
    """An answer in one encoding."""

    etag: str
    headers: Sequence[Header]
    headers_not_modified: Sequence[Header]
    body: bytes


class Answer:
    """What Django answered to a visitor, with everything that tells whether it still holds."""

    def __init__(self, stamp: tuple, headers: Sequence[Header], body: bytes, *, promises: bool = False):
        self.stamp = stamp
        self.promises = promises  # it may not be a moment behind
        self.renewal = Lock()  # held by who makes its successor
        self.size = 2 * len(body) + 2048  # with the encodings and headers
        self._headers = [header for header in headers if header[0].lower() not in OF_ENCODING]
        self._pressable = is_pressable(header_value(headers, "Content-Type"))
        if not header_value(headers, "Cache-Control"):
            self._headers.append(("Cache-Control", REVALIDATE))
        self._digest = sha256(body).hexdigest()[:20]
        self._uses = 0
        self._forms = {IDENTITY: self._form(IDENTITY, body)}

    def respond(self, environ: dict, start_response: Callable) -> list[bytes]:
        """Answer a GET or HEAD with it."""
        form = self._form_for(environ.get("HTTP_ACCEPT_ENCODING"))
        known = environ.get("HTTP_IF_NONE_MATCH")
        if known and names(known, form.etag):
            start_response("304 Not Modified", list(form.headers_not_modified))
            return []
        start_response("200 OK", list(form.headers))
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [form.body]

    def _form_for(self, accepted: str | None) -> Form:
        encoding = choose(accepted) if self._pressable else IDENTITY
        self._uses += encoding == BROTLI  # two threads may count one use: it is no more than a measure
        is_due = encoding == BROTLI and self._uses == POPULAR
        if is_due or encoding not in self._forms:
            body = press(self._forms[IDENTITY].body, encoding, best=is_due)
            self._forms[encoding] = self._form(encoding, body, "best" if is_due else "")
        return self._forms[encoding]

    def _form(self, encoding: str, body: bytes, variant: str = "") -> Form:
        """Bodies differ between encodings, so each has its own strong ETag."""
        etag = f'"{"-".join(filter(None, [self._digest, encoding, variant]))}"'
        shared = [*self._headers, ("ETag", etag), ("Vary", "Accept-Encoding")]
        headers = [*shared, ("Content-Length", str(len(body)))]
        if encoding != IDENTITY:
            headers.append(("Content-Encoding", encoding))
        unmodified = [header for header in shared if header[0].lower() != "content-type"]
        return Form(etag, headers, unmodified, body)


def header_value(headers: Sequence[Header], name: str) -> str:
    """All values of a header, with commas between them; empty when it is not there."""
    return ", ".join(value for key, value in headers if key.lower() == name.lower())


def names(known: str, etag: str) -> bool:
    """Whether an `If-None-Match` header names this ETag, by the weak comparison of RFC 9110, 13.1.2."""
    return known.strip() == "*" or etag in (one.strip().removeprefix("W/") for one in known.split(","))
