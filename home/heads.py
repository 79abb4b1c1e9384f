"""What stands in the head of a page, for browsers, search engines and whoever shows a link to it."""

from dataclasses import dataclass, field, replace

from django.core.paginator import Page as Part
from django.http import HttpRequest
from django.utils.translation import gettext as _

from home.addresses import absolute, page_address
from home.models import BasePage, BrandSettings
from home.sharing.pictures import Picture, picture_of

#: Search engines show about so many characters of a title; a longer one goes without the brand.
TITLE = 65


@dataclass(frozen=True)
class Head:
    """One page's or view's head. A view that is no page and is not for search engines has an empty one."""

    title: str = ""
    suffix: str = ""
    share_title: str = ""
    description: str = ""
    canonical: str = ""
    previous: str = ""
    next: str = ""
    kind: str = "website"
    picture: Picture | None = None
    published: dict = field(default_factory=dict)


def head_of_page(page: BasePage, request: HttpRequest, brand: BrandSettings, part: Part | None) -> Head:
    """The head of a page; `part` is the part of its list that is shown, when it has one in parts (`?p=2`).

    A list of which somebody chose some is no page of its own: its address is that of the whole list.
    """
    if set(request.GET) - {"p"}:
        part = None
    number = part.number if part else 1
    title = page.browser_title(brand)
    if number > 1:
        title = _("%(title)s, page %(number)s") % {"title": title, "number": number}
    return Head(
        title=title,
        share_title=page.seo_title or page.h1,
        description=page.description,
        canonical=page_address(page, request, p=number if number > 1 else None),
        previous=_neighbour(page, request, number - 1) if part and part.has_previous() else "",
        next=_neighbour(page, request, number + 1) if part and part.has_next() else "",
        kind=page.share_kind,
        picture=picture_of(page, brand) if page.pk else None,
        published=page.share_dates,
    )


def head_of_view(path: str, title: str, description: str) -> Head:
    """The head of a view that is no page, and that search engines may show. A view gives it as `head`."""
    return Head(title=title, share_title=title, description=description, canonical=absolute(path))


def with_brand(head: Head, brand: BrandSettings) -> Head:
    """The same head with the brand behind its title, and with words where a view had none."""
    description = head.description or brand.tagline or head.title
    return replace(head, suffix=suffix(head.title, brand), description=description)


def suffix(title: str, brand: BrandSettings) -> str:
    """The brand behind the title, unless it is in it already or the whole would be too long."""
    behind = f" | {brand.name}"
    if brand.name.lower() in title.lower() or len(title + behind) > TITLE:
        return ""
    return behind


def _neighbour(page: BasePage, request: HttpRequest, number: int) -> str:
    return page_address(page, request, p=number if number > 1 else None)
