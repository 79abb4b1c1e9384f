"""Things in the words of schema.org, and the script element that carries them."""

import json
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from wagtail.models import Page

from home.addresses import absolute, page_address

if TYPE_CHECKING:
    from home.models import BasePage, BrandSettings

CONTEXT = "https://schema.org"
LANGUAGE = "nl"
Thing = dict[str, object]
# Inside a script element, only these could end it or start a comment.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


class Publisher:
    """Who publishes, and at which addresses: what every builder needs to name things."""

    def __init__(self, brand: "BrandSettings", request: HttpRequest | None = None):
        self.brand = brand
        self.request = request

    def address(self, page: Page) -> str:
        return page_address(page, self.request)

    def name(self, page: Page, part: str) -> str:
        """The `@id` of a thing that stands on a page."""
        return f"{self.address(page)}#{part}"

    def thing_id(self, page: "BasePage") -> str:
        """The `@id` of what a page is about."""
        return self.name(page, page.about[1]) if page.about else self.address(page)

    def refer(self, page: "BasePage") -> Thing:
        """Names what another page is about."""
        kind = page.about[0] if page.about else page.web_page_type
        return thing(kind, id_=self.thing_id(page), name=page.title, url=self.address(page))

    @property
    def organisation_id(self) -> str:
        return absolute("/#organisatie")

    @property
    def website_id(self) -> str:
        return absolute("/#website")

    @property
    def reference(self) -> Thing:
        """Names the consultancy."""
        return thing("Organization", id_=self.organisation_id, name=self.brand.name)


def thing(kind: str | list[str], **properties) -> Thing:
    """One thing of this type, without what is empty. `id_` is its `@id`."""
    known = {name: value for name, value in properties.items() if value not in (None, "", [], {}, ())}
    name = {"@id": known.pop("id_")} if "id_" in known else {}
    return {"@type": kind, **name, **known}


def moment(time: datetime | None) -> str:
    """A moment as schema.org writes it, in local time."""
    return localtime(time).isoformat(timespec="seconds") if time else ""


def number(value: Decimal) -> int | float:
    """A number as JSON knows them: 5 and not 5.0."""
    return int(value) if value == int(value) else float(value)


def as_json(things: Iterable[Thing]) -> str:
    """One document with all things in it."""
    graph = {"@context": CONTEXT, "@graph": list(things)}
    return json.dumps(graph, ensure_ascii=False, separators=(",", ":"))


def as_script(things: Iterable[Thing]) -> SafeString:
    """The document in a script element. Nothing that an editor wrote can end the element."""
    written = as_json(things).translate(_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{written}</script>')  # noqa: S308
