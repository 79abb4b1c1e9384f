"""Who we are, menus and breadcrumbs: `{% load navigation %}`."""

from django import template
from django.utils.text import capfirst
from wagtail.models import Page

from home import contact
from home.models import BrandSettings, MenuSettings
from home.navigation import Navigation
from home.sites import settings_of

register = template.Library()


@register.simple_tag(takes_context=True)
def site_brand(context) -> BrandSettings:
    """The consultancy; how to reach it is kept, for a page that cannot ask."""
    brand = settings_of(context.get("request"), BrandSettings)
    contact.remember(brand)
    return brand


@register.simple_tag(takes_context=True)
def site_navigation(context) -> Navigation:
    """The menus and breadcrumbs of this page."""
    page = context.get("page")
    here = page if isinstance(page, Page) else None
    return Navigation(settings_of(context.get("request"), MenuSettings), context["request"], here)


@register.inclusion_tag("components/crumbs.html", takes_context=True)
def crumbs(context, page: Page):
    """The way from the home page to this page."""
    return {"brand": context["brand"], "above": context["navigation"].above, "here": page.title}


@register.inclusion_tag("components/crumbs.html", takes_context=True)
def crumbs_to(context, here: str):
    """The way from the home page to a view that is no page, such as the search."""
    return {"brand": context["brand"], "above": [], "here": capfirst(here)}
