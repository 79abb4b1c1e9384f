"""Reads the links in a page's texts, and says which of them lead nowhere."""

import re
from collections.abc import Iterator
from html import unescape

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField

from home.typed_addresses import leads_somewhere, own_address, page_at

#: An address in rich text; a link to a page has none, it names the page.
_HREF = re.compile(r'<a\b[^>]*?\bhref="([^"]*)"')


def links_in(block: blocks.Block, value: object) -> Iterator[str]:
    """Every typed address in the value of a block, however deep."""
    for leaf, found in leaves(block, value):
        if isinstance(leaf, blocks.RichTextBlock):
            yield from links_in_html(found.source if found else "")
        elif isinstance(leaf, blocks.URLBlock) and found:
            yield found


def links_in_html(html: str) -> list[str]:
    """The addresses in rich text as it is stored."""
    return [unescape(address) for address in _HREF.findall(html)]


def places_in(block: blocks.Block, value: object) -> set[str]:
    """The names an editor gave to places in the page."""
    found = set()
    for parent, struct in structs(block, value):
        if "anchor" in parent.child_blocks and struct.get("anchor"):
            found.add(struct["anchor"])
    return found


def structs(block: blocks.Block, value: object) -> Iterator[tuple[blocks.StructBlock, blocks.StructValue]]:
    """Every struct in the value of a block, itself included."""
    if isinstance(value, blocks.StructValue):  # an ImageBlock is a struct whose value is the picture
        yield block, value
    for child, inner in _children(block, value):
        yield from structs(child, inner)


def leaves(block: blocks.Block, value: object) -> Iterator[tuple[blocks.Block, object]]:
    """Every block with no blocks in it, with its value."""
    children = list(_children(block, value))
    if not children:
        yield block, value
    for child, inner in children:
        yield from leaves(child, inner)


def _children(block: blocks.Block, value: object) -> Iterator[tuple[blocks.Block, object]]:
    if not value:
        return
    if isinstance(block, blocks.StreamBlock):
        yield from ((child.block, child.value) for child in value)
    elif isinstance(value, blocks.StructValue):
        yield from ((child, value.get(name)) for name, child in block.child_blocks.items())
    elif isinstance(block, blocks.ListBlock):
        yield from ((block.child_block, item) for item in value)


def faults(page: models.Model, values: dict[str, object]) -> Iterator[tuple[str, str]]:
    """What is wrong with the links in these fields of a page: (name of the field, what to tell an editor)."""
    fields = {name: page._meta.get_field(name) for name in values if _holds_links(page, name)}
    here = set(page.fixed_places)
    for name, field in fields.items():
        if isinstance(field, StreamField):
            here |= places_in(field.stream_block, values[name])
    for name, field in fields.items():
        is_stream = isinstance(field, StreamField)
        found = links_in(field.stream_block, values[name]) if is_stream else links_in_html(values[name] or "")
        for address in dict.fromkeys(found):
            if fault := _fault(address, here):
                yield name, fault


def _holds_links(page: models.Model, name: str) -> bool:
    try:
        return isinstance(page._meta.get_field(name), StreamField | RichTextField)
    except FieldDoesNotExist:
        return False


def _fault(address: str, here: set[str]) -> str:
    if address.startswith("#"):
        return "" if address[1:] in here else _no_place(address[1:], here)
    if not leads_somewhere(address):
        return _("The link to %(address)s leads nowhere. Choose the page instead of typing its address.") % {
            "address": address
        }
    parts = own_address(address)
    page = page_at(parts.path) if parts and parts.fragment else None
    if page and parts.fragment not in (there := places_of(page.specific)):
        return _no_place(parts.fragment, there)
    return ""


def places_of(page) -> set[str]:
    """The places in a page as it is stored that a link can lead to."""
    there = set(page.fixed_places)
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            there |= places_in(field.stream_block, getattr(page, field.name))
    return there


def _no_place(name: str, there: set[str]) -> str:
    return _("The link to #%(name)s leads nowhere. On that page there is: %(places)s.") % {
        "name": name,
        "places": ", ".join(f"#{place}" for place in sorted(there)),
    }
