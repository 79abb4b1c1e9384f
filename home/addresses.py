"""Whole addresses, as they stand in links for machines: with the host that this installation is known by.

They all start with `BASE_URL`, whatever name a visitor came by: there is one address for one page.
"""

from urllib.parse import urlencode, urljoin

from django.conf import settings
from django.http import HttpRequest
from wagtail.models import Page


def absolute(address: str) -> str:
    """The whole address of a path on this site; an address that is whole already stays as it is."""
    return urljoin(settings.WAGTAILADMIN_BASE_URL.rstrip("/") + "/", address)


def page_address(page: Page, request: HttpRequest | None = None, **query) -> str:
    """The whole address of a page; empty for a page that has none yet, such as one in a preview.

    `query` is what belongs to the address, such as the page of a list; an empty value is left out.
    """
    path = page.get_url(request) if page.pk else ""
    if not path:
        return ""
    asked = urlencode({name: value for name, value in query.items() if value})
    return absolute(path) + (f"?{asked}" if asked else "")
