"""The sections of a page: `{% load sections %}{% bands page.body as bands %}`."""

import re

from django import template
from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import expand_db_html

from home.blocks import lay

register = template.Library()
_PARAGRAPH = re.compile(r"</?p(?:\s[^>]*)?>")


@register.simple_tag
def bands(stream, above: str = "paper") -> list:
    """The sections of a page as bands, when the first one touches the plane `above`."""
    return list(lay(stream, above))


@register.filter
def one_line(html: str) -> SafeString:
    """Rich text without its paragraphs, to stand within a line. Wagtail's own cleaned HTML goes in."""
    return mark_safe(_PARAGRAPH.sub(" ", expand_db_html(html)).strip())  # noqa: S308
