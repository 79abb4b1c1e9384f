"""What a new page starts with: the headings and parts it usually has, so that nobody starts from nothing.

An app says it in `outlines.yaml`, by the name of its page type. Only the form for a new page reads it: what
makes pages by itself, such as an import, is given no words it did not ask for.
"""

from pathlib import Path

from django.apps import apps
from django.db import models
from wagtail.blocks import StreamBlock
from wagtail.fields import StreamField

from home.blocks.examples import read_examples

FILE = "outlines.yaml"


def outline(model: type[models.Model]) -> dict[str, object]:
    """The fields a new page of this type has filled in, as its form takes them. Empty without an outline.

    Raises KeyError or FieldDoesNotExist when the file names a block or a field that is not there.
    """
    file = Path(apps.get_app_config(model._meta.app_label).path) / FILE
    fields = read_examples(file).get(model.__name__, {}) if file.exists() else {}
    return {name: _value(model._meta.get_field(name), value) for name, value in fields.items()}


def _value(field: models.Field, value: object) -> object:
    if not isinstance(field, StreamField):
        return value
    stream = field.stream_block
    return stream.normalize([_block(stream, entry) for entry in value])


def _block(stream: StreamBlock, entry: str | dict) -> tuple[str, object]:
    """A block of the outline: its name alone, or with what differs from what the block itself starts with."""
    name, values = (entry, {}) if isinstance(entry, str) else next(iter(entry.items()))
    block = stream.child_blocks[name]
    if not isinstance(values, dict):
        return name, block.normalize(values)
    return name, block.normalize({**block.get_default(), **values})
