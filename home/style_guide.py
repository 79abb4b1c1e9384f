"""The style guide: every block an editor can choose, read from the page types themselves, with advice.

A block that is added to a page type is in the guide at once. When it does good, and what to leave, each app
says in `guide.yaml`, by the name of the block's class.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from django.apps import apps
from wagtail.blocks import Block
from wagtail.fields import StreamField
from wagtail.models import get_page_models

from home.blocks.examples import read_examples

FILE = "guide.yaml"


@dataclass(frozen=True)
class Entry:
    """A block in the guide."""

    block: Block
    do: str
    dont: str
    page_types: list[str] = field(default_factory=list)

    @property
    def label(self) -> str:
        return str(self.block.label)

    @property
    def group(self) -> str:
        return str(self.block.meta.group)

    @property
    def description(self) -> str:
        return str(self.block.get_description())

    @property
    def icon(self) -> str:
        return self.block.meta.icon

    @property
    def anchor(self) -> str:
        """Its place in the guide."""
        return f"blok-{type(self.block).__name__.lower()}"

    @property
    def preview(self) -> str:
        """By this Wagtail finds the example of the block."""
        return self.block.definition_prefix


def choices() -> Iterator[tuple[str, Block]]:
    """Every block an editor picks out of several, with the name of a page type that has it."""
    for model in get_page_models():
        for stream in model._meta.get_fields():
            if isinstance(stream, StreamField) and len(stream.stream_block.child_blocks) > 1:
                for block in stream.stream_block.child_blocks.values():
                    yield str(model._meta.verbose_name), block


def entries() -> list[Entry]:
    """Every block once, in the order in which the page types offer them.

    Raises KeyError for a block without advice.
    """
    found: dict[type[Block], Entry] = {}
    for page_type, block in choices():
        kind = type(block)
        if kind not in found:
            found[kind] = Entry(block, **_advice(kind))
        if page_type not in found[kind].page_types:
            found[kind].page_types.append(page_type)
    return list(found.values())


def groups() -> list[tuple[str, list[Entry]]]:
    """The entries by group, as the block picker shows them."""
    ordered = entries()
    order = list(dict.fromkeys(entry.group for entry in ordered))
    ordered.sort(key=lambda entry: order.index(entry.group))
    return [(group, list(of_group)) for group, of_group in groupby(ordered, key=lambda entry: entry.group)]


def _advice(kind: type[Block]) -> dict[str, str]:
    config = apps.get_containing_app_config(kind.__module__)
    return read_examples(Path(config.path) / FILE)[kind.__name__]
