"""Pages that are remembered, and what a request gets of them."""

from copy import copy

from wagtail.blocks.stream_block import StreamValue
from wagtail.models import Page


def own_copy(page: Page) -> Page:
    """A page of one request's own, with the same content: a page keeps on itself what it works out, and so do
    the blocks of a stream. The original stays as it was read.
    """
    own = copy(page)
    for field in page._meta.get_fields():
        stream = page.__dict__.get(field.name)
        if isinstance(stream, StreamValue):
            setattr(own, field.name, StreamValue(stream.stream_block, list(stream.raw_data), is_lazy=True))
    return own
