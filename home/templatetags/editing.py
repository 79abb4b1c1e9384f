"""What only editors get to see: `{% load editing %}`."""

from django import template
from django.conf import settings
from wagtail.admin.templatetags.wagtailuserbar import wagtailuserbar

from home import usage

register = template.Library()


@register.simple_tag(takes_context=True)
def editors_bar(context) -> str:
    """Wagtail's bar. Who has no session costs no look at it: so every page stays fit for the cache."""
    request = context.get("request")
    if request is None or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return ""
    return wagtailuserbar(context)


@register.simple_tag(takes_context=True)
def uses_of(context, thing) -> list[usage.Use]:
    """What speaks of a thing, for who is about to take it away."""
    return usage.uses(thing, context["request"].user)
