"""Menus and breadcrumbs: of what an editor put there, that which can be followed now.

All pages they name are fetched in one query, and remembered, so this reads the menus as they are stored.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from django.http import HttpRequest
from wagtail.models import Page

from home.memory import recall
from home.models import MenuSettings
from home.sites import site_of


@dataclass(frozen=True)
class Link:
    """A link, and whether it is where the visitor is: "page", "true" (somewhere above it) or ""."""

    href: str
    text: str
    current: str = ""


@dataclass(frozen=True)
class Column:
    """A column of links in the footer."""

    heading: str
    links: list[Link]


class Navigation:
    """The ways through the site, as seen from the page `here` (or from a view that is no page)."""

    def __init__(self, settings: MenuSettings, request: HttpRequest, here: Page | None = None):
        self.settings = settings
        self.request = request
        self.here = here if here and here.pk else None

    @cached_property
    def main(self) -> list[Link]:
        """The main menu. Until an editor fills it: the pages below the home page meant for menus."""
        if self.settings.main:
            return self._follow(_values(self.settings.main.raw_data))
        site = site_of(self.request)
        pages = site.root_page.get_children().live().in_menu() if site else []
        return [Link(self._href(page), page.title, self._place(page)) for page in pages]

    @cached_property
    def footer(self) -> list[Column]:
        """The columns of the footer that have a link to follow."""
        columns = (
            Column(value["heading"], self._follow(_values(value["links"])))
            for value in _values(self.settings.footer.raw_data)
        )
        return [column for column in columns if column.links]

    @cached_property
    def legal(self) -> list[Link]:
        """The links on the last line."""
        return self._follow(_values(self.settings.legal.raw_data))

    @cached_property
    def above(self) -> list[Page]:
        """The published pages above this one, the home page first."""
        site = site_of(self.request)
        if self.here is None or site is None or not self.here.is_descendant_of(home := site.root_page):
            return []
        lengths = range(len(home.path) + Page.steplen, len(self.here.path), Page.steplen)
        paths = tuple(self.here.path[:length] for length in lengths)
        pages = Page.objects.live().filter(path__in=paths).order_by("depth")
        return [home, *(recall(self.request, ("above", paths), lambda: list(pages)) if paths else ())]

    @cached_property
    def _pages(self) -> dict[int, Page]:
        """Every published page that a menu names, by its key."""
        keys = tuple(value["page"] for value in self._stored_links if value.get("page"))
        return recall(self.request, ("linked", keys), lambda: Page.objects.live().in_bulk(keys))

    @property
    def _stored_links(self) -> Iterator[dict]:
        yield from _values(self.settings.main.raw_data)
        yield from _values(self.settings.legal.raw_data)
        for column in _values(self.settings.footer.raw_data):
            yield from _values(column["links"])

    def _follow(self, values: Iterable[dict]) -> list[Link]:
        """The links that lead somewhere: a page that is gone or not published is left out."""
        links = []
        for value in values:
            if page := self._pages.get(value.get("page")):
                links.append(Link(self._href(page), value.get("label") or page.title, self._place(page)))
            elif address := value.get("address"):
                links.append(Link(address, value["label"], "page" if address == self.request.path else ""))
        return links

    def _href(self, page: Page) -> str:
        return page.get_url(self.request)

    def _place(self, page: Page) -> str:
        """Where the visitor is, seen from a page in a menu. The home page is above all: that says nothing."""
        if self.here is None:
            return ""
        if self.here.pk == page.pk:
            return "page"
        return "true" if page.depth > 2 and self.here.path.startswith(page.path) else ""


def _values(stored: Iterable[dict]) -> Iterator[dict]:
    """The values of blocks as they are stored: each beside its type and id."""
    return (block["value"] for block in stored)
