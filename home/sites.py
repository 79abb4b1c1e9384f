"""The site a request is for, and what an editor set for it: the same for every page, so remembered."""

from copy import copy
from typing import TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from wagtail import views
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.models import Site

from home.memory import recall
from home.models.copies import own_copy

#: Settings that are fetched along with the site.
ON_EVERY_PAGE = ("brandsettings", "menusettings")

Setting = TypeVar("Setting", bound=BaseSiteSetting)


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Wagtail's own view of a page, once the site is known."""
    site_of(request)
    return views.serve(request, path)


def site_of(request: HttpRequest) -> Site | None:
    """The site a request is for, with its home page at hand; None when there is none."""
    if not hasattr(request, "_wagtail_site"):  # where Wagtail looks first
        site = recall(request, ("site", request.get_host()), lambda: _find(request))
        if site:
            site = copy(site)
            site.root_page = own_copy(site.root_page)
        request._wagtail_site = site
    return request._wagtail_site


def settings_of(request: HttpRequest | None, model: type[Setting]) -> Setting:
    """The settings of the site that a request is for; of a site that is not there, what a fresh one has."""
    site = site_of(request) if request else None
    if site is None:
        return model()
    return recall(request, (model, site.pk), lambda: _read(model, site))


def _find(request: HttpRequest) -> Site | None:
    """The site, and with one more query what every page needs of it."""
    site = Site._find_for_request(request)
    if site is None:
        return None
    site = Site.objects.select_related("root_page__homepage", *ON_EVERY_PAGE).get(pk=site.pk)
    site.root_page = getattr(site.root_page, "homepage", None) or site.root_page.specific
    return site


def _read(model: type[Setting], site: Site) -> Setting:
    try:
        return getattr(site, model._meta.model_name)
    except ObjectDoesNotExist:
        return model.for_site(site)  # makes them
