"""The head of a page: `{% load heads %}{% site_head as head %}`."""

from dataclasses import replace
from functools import partial

from django import template
from django.utils.safestring import SafeString

from home import linked_data
from home.heads import Head, head_of_page, with_brand
from home.models import BasePage
from home.remembering import remember
from home.sharing.pictures import picture_of
from home.sites import site_of

register = template.Library()


@register.simple_tag(takes_context=True)
def site_head(context) -> Head:
    """The head that a view gave, else that of the page; empty for what is not for search engines."""
    brand, page, head = context["brand"], context.get("page"), context.get("head") or Head()
    if isinstance(page, BasePage):
        return remember(context["request"], page, "head", partial(_head_of_page, context))
    if head.canonical and (home := _home_page(context["request"])):
        head = replace(head, picture=picture_of(home, brand))
    return with_brand(head, brand)


def _head_of_page(context) -> Head:
    brand = context["brand"]
    return with_brand(head_of_page(context["page"], context["request"], brand, context.get("found")), brand)


def _listed(context) -> list:
    """What the list on a page shows: the part of it, or all."""
    found = context.get("found")
    return list(found) if found is not None else list(context["page"].listed)


def _home_page(request) -> BasePage | None:
    """The home page: its picture goes along with a view that has none of its own."""
    site = site_of(request)
    page = site.root_page.specific if site else None
    return page if isinstance(page, BasePage) else None


@register.simple_tag(takes_context=True)
def linked_data_script(context) -> SafeString:
    """What a page says about itself to machines; nothing where there is nothing to be found."""
    head, page = context["head"], context.get("page")
    if not head.canonical:
        return SafeString("")
    publisher = linked_data.Publisher(context["brand"], context["request"])
    things = [linked_data.organisation(publisher), linked_data.website(publisher)]
    if isinstance(page, BasePage):
        things += linked_data.of_page(page, head, publisher, context["navigation"].above, _listed(context))
    return linked_data.as_script(things)
