"""Who we are, menus and breadcrumbs: `{% load navigation %}`."""

from django import template
from django.utils.text import capfirst
from wagtail.models import Page, Site

from home.models import BrandSettings, MenuSettings
from home.navigation import Navigation

register = template.Library()


def _settings(context, model):
    """The settings of this site; of a site that is not there, what a fresh one has."""
    request = context.get("request")
    if request and Site.find_for_request(request):
        return model.for_request(request)
    return model()


@register.simple_tag(takes_context=True)
def site_brand(context) -> BrandSettings:
    """The consultancy."""
    return _settings(context, BrandSettings)


@register.simple_tag(takes_context=True)
def site_navigation(context) -> Navigation:
    """The menus and breadcrumbs of this page."""
    page = context.get("page")
    here = page if isinstance(page, Page) else None
    return Navigation(_settings(context, MenuSettings), context["request"], here)


@register.inclusion_tag("components/crumbs.html", takes_context=True)
def crumbs(context, page: Page):
    """The way from the home page to this page."""
    return {"brand": context["brand"], "above": context["navigation"].above, "here": page.title}


@register.inclusion_tag("components/crumbs.html", takes_context=True)
def crumbs_to(context, here: str):
    """The way from the home page to a view that is no page, such as the search."""
    return {"brand": context["brand"], "above": [], "here": capfirst(here)}
