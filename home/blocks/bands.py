"""Lays the sections of a page as bands: which plane each lies on, and where two of a kind touch."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from wagtail.blocks.stream_block import StreamValue

from .base import SectionBlock


@dataclass(frozen=True)
class Band:
    """One section of a page, ready to be laid out."""

    block: StreamValue.StreamChild
    ground: str  # paper, linen or night
    follows: bool  # it lies on the same plane as what stands above it

    @property
    def id(self) -> str:
        """Its address within the page; stays the same when the section moves or changes."""
        return f"blok-{str(self.block.id)[:8]}"

    @property
    def is_section(self) -> bool:
        """Whether it lays itself out; a quotation or a picture needs a band around it."""
        return isinstance(self.block.block, SectionBlock)


def lay(stream: Iterable[StreamValue.StreamChild], above: str = "paper") -> Iterator[Band]:
    """The bands of a page, one for each block, when `above` is the plane the first one touches."""
    for child in stream:
        block = child.block
        ground = block.ground_for(child.value) if isinstance(block, SectionBlock) else "paper"
        yield Band(child, ground, follows=ground == above)
        above = ground
