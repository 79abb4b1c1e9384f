"""Parts of a page that follow from content and the day alone, remembered for who asks next.

Only for a published page at its plain address: a preview shows what is being written, and what a query asks
for can be anything. What depends on who asks stays outside.
"""

from collections.abc import Callable
from typing import TypeVar

from django.http import HttpRequest
from wagtail.models import Page

from home.memory import recall

Thing = TypeVar("Thing")


def remember(request: HttpRequest | None, page: Page | None, name: str, make: Callable[[], Thing]) -> Thing:
    """What `make` gives for the part of this page with this name. Change nothing that comes out."""
    if not is_plain(request, page):
        return make()
    return recall(request, ("part", page.pk, request.path, name), make)


def is_plain(request: HttpRequest | None, page: Page | None) -> bool:
    """Whether a request shows a page as everybody sees it at its own address."""
    return (
        isinstance(page, Page)
        and page.pk is not None
        and request is not None
        and request.method in {"GET", "HEAD"}
        and not request.META.get("QUERY_STRING")
        and not getattr(request, "is_preview", False)
    )
