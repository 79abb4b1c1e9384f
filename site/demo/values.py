"""Turns what stands in a content file into the values that a page, a block or a snippet stores."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page
from wagtail.snippets.blocks import SnippetChooserBlock

from demo.files import Where, mapping, numbered
from demo.known import Known
from home.models import CallToAction
from offerings.models import Topic

LINK = re.compile(r'<a href="(/[^"]*)">')


def field_value(field: models.Field, value: Any, known: Known, where: Where) -> Any:
    """The value of a model field. A page stands in the file by its address, a day as days from today."""
    match field:
        case StreamField():
            return stream(field.stream_block, value, known, where)
        case RichTextField():
            return rich_text(value, known, where)
        case models.ForeignKey() if issubclass(field.related_model, Page):
            return known.page(value, where).specific
        case models.ForeignKey():
            return field.related_model.objects.get(pk=known.picture(value, where))
        case models.DateField():
            return known.clock.day(value)
    return value


def set_fields(row: models.Model, values: Mapping[str, Any], known: Known, where: Where) -> None:
    """Set and check the fields of something that is no page. Raises ContentError."""
    fields = {field.name: field for field in row._meta.concrete_fields if not field.primary_key}
    for name, value in values.items():
        if name not in fields:
            raise (where / name).error(f"unknown key; there is {', '.join(fields)}")
        setattr(row, name, field_value(fields[name], value, known, where / name))
    check(row.full_clean, where)


def check(action: Callable[[], object], where: Where) -> None:
    """Do what checks something, and say in which file the fault is. Raises ContentError."""
    try:
        action()
    except ValidationError as error:
        name, problems = next(iter(error.message_dict.items()))
        raise (where / name).error(" ".join(problems)) from error


def stream(block: blocks.StreamBlock, value: Any, known: Known, where: Where) -> blocks.StreamValue:
    """A checked stream of blocks, from a list of `type: value`. Raises ContentError, also for what an editor
    would be refused."""
    result = block.to_python(raw(block, value, known, where))
    try:
        return block.clean(result)
    except ValidationError as error:
        place, problem = first_problem(error, where)
        raise place.error(problem) from error


def raw(block: blocks.Block, value: Any, known: Known, where: Where) -> Any:
    """The stored form of a block's value, with names looked up."""
    match block:
        case blocks.BaseStreamBlock():
            return [_raw_child(block, item, known, where / number) for number, item in numbered(value, where)]
        case blocks.BaseStructBlock():
            return {
                key: raw(_child(block, key, where), part, known, where / key)
                for key, part in mapping(value, where).items()
            }
        case blocks.ListBlock():
            child = block.child_block
            return [raw(child, item, known, where / number) for number, item in numbered(value, where)]
    return _raw_leaf(block, value, known, where)


def _raw_leaf(block: blocks.Block, value: Any, known: Known, where: Where) -> Any:
    match block:
        case blocks.PageChooserBlock():
            return known.page(value, where).pk
        case SnippetChooserBlock():
            by_name = {Topic: known.topic, CallToAction: known.call}
            return by_name.get(block.target_model, known.testimonial)(value, where)
        case ImageChooserBlock():
            return known.picture(value, where)
        case blocks.RichTextBlock():
            return rich_text(value, known, where)
    return value


def rich_text(value: str, known: Known, where: Where) -> str:
    """HTML in which links to pages are kept as links to that page, wherever it moves."""

    def link(match: re.Match) -> str:
        return f'<a linktype="page" id="{known.page(match[1], where).pk}">'

    return LINK.sub(link, value)


def first_problem(error: ValidationError, where: Where) -> tuple[Where, str]:
    """Where in a stream the first problem is, and what it is."""
    inner = getattr(error, "block_errors", None)
    if not inner:
        return where, " ".join(error.messages)
    pairs = inner.items() if isinstance(inner, dict) else enumerate(inner)
    key, problem = next((key, problem) for key, problem in pairs if problem)
    return first_problem(problem, where / (key + 1 if isinstance(key, int) else key))


def _raw_child(block: blocks.StreamBlock, item: Any, known: Known, where: Where) -> dict:
    pairs = mapping(item, where).items()
    if len(pairs) != 1:
        raise where.error("expected one block: its type, and what is in it")
    ((kind, value),) = pairs
    return {"type": kind, "value": raw(_child(block, kind, where), value, known, where / kind)}


def _child(block: blocks.StructBlock | blocks.StreamBlock, key: str, where: Where) -> blocks.Block:
    try:
        return block.child_blocks[key]
    except KeyError:
        raise (where / key).error(f"unknown key; there is {', '.join(block.child_blocks)}") from None
