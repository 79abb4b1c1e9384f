"""Whole pages for visitors without a session, answered before Django does anything.

    layer      the WSGI application around Django: find, check, answer; else ask Django and keep
    requests   which request may be answered so, and under which key its answer is kept
    answers    an answer that is kept, ready-made in each encoding, with its ETag
    encodings  which encoding a browser wants, and pressing a body into it
    store      a bounded number of bytes, the least used thrown out first
    versions   the content version in the database, as this process knows it
    days       the local date: at midnight everything is made anew

What may be kept is said by the code that answers (`home.caching`), and that it still holds by the content
version (`home.freshness`). Each process keeps its own; there is no timer, no thread and nothing to empty.
"""

from django.conf import settings

from .layer import PageCache
from .versions import SharedVersion

__all__ = ["PageCache", "SharedVersion", "in_front_of"]

MEGABYTE = 2**20


def in_front_of(application):
    """The application with the page cache before it; itself when `PAGE_CACHE_MB` is 0."""
    if not settings.PAGE_CACHE_MB:
        return application
    return PageCache(application, SharedVersion(), size=settings.PAGE_CACHE_MB * MEGABYTE)
