"""The way to the guide: `{% load guides %}`."""

from django import template

from home.everybody import for_everybody
from home.memory import recall
from offerings.models import GuidePage

register = template.Library()


@register.simple_tag(takes_context=True)
def the_guide(context) -> GuidePage | None:
    """The guide to lead to: the first published one of the page tree that everybody may read.

    Looked up once for each request, however often a page leads to it.
    """
    request = context["request"]
    if not hasattr(request, "guide"):
        request.guide = next(iter(recall(request, "guides", _read_guides)), None)
    return request.guide


def _read_guides() -> list[GuidePage]:
    """That guide, if there is one."""
    return list(for_everybody(GuidePage.objects.all()).defer_streamfields().order_by("path")[:1])
