"""What tests of the processes share: what is logged, and a visitor who comes through the page cache."""

import logging
from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.cache import cache
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from home.freshness import content_version
from operations.pagecache import SharedVersion
from tests.factories.pages import set_brand, set_menus

from .visitors import Visitor


@pytest.fixture
def log():
    """What a real process would have written to its log."""
    [console] = [handler for handler in logging.getLogger().handlers if handler.name == "console"]
    stream = StringIO()
    before = console.setStream(stream)
    yield stream
    console.setStream(before)


@pytest.fixture
def version(db) -> SharedVersion:
    """Reads the version in the test's own transaction, which no other connection sees."""
    return SharedVersion(content_version)


@pytest.fixture
def visitor(version) -> Iterator[Visitor]:
    """Somebody without a session; no answer is allowed to be behind."""
    cache.clear()
    set_brand()  # the first page on an empty site would make these, and that counts as a change
    set_menus()
    # The end of a request closes the connection; the test's transaction is on it.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield Visitor(WSGIHandler(), version)
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)
