"""A visitor who comes through the page cache, as through a server."""

import gzip
from collections.abc import Callable
from io import BytesIO
from typing import NamedTuple
from urllib.parse import urlsplit

import brotli

from operations.pagecache import PageCache, SharedVersion

SIZE = 2**22
UNPRESS = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}


class Reply(NamedTuple):
    """What a visitor got."""

    status: int
    headers: dict[str, str]
    body: bytes
    kept: bool  # answered without Django

    @property
    def text(self) -> str:
        return UNPRESS[self.headers.get("Content-Encoding", "")](self.body).decode()


class Visitor:
    """Asks `application` through a page cache of its own; `ask("/aanbod/", cookie="a=b")` adds a header."""

    def __init__(self, application: Callable, version: SharedVersion, lag: float = 0):
        self.application = application
        self.asked = 0
        self.cache = PageCache(self.pass_on, version, size=SIZE, lag=lag)

    def pass_on(self, environ, start_response):
        self.asked += 1
        return self.application(environ, start_response)

    def ask(self, url: str, method: str = "GET", scheme: str = "http", **headers: str) -> Reply:
        address, asked, got = urlsplit(url), self.asked, []
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": address.path,
            "QUERY_STRING": address.query,
            "SCRIPT_NAME": "",
            "SERVER_NAME": "testserver",
            "SERVER_PORT": "80",
            "HTTP_HOST": "localhost",
            "wsgi.url_scheme": scheme,
            "wsgi.input": BytesIO(),
            "wsgi.errors": BytesIO(),
        }
        environ |= {f"HTTP_{name.upper()}": value for name, value in headers.items()}
        response = self.cache(environ, lambda *start: got.extend(start))
        body = b"".join(response)
        if close := getattr(response, "close", None):
            close()
        return Reply(int(got[0].split()[0]), dict(got[1]), body, kept=self.asked == asked)
