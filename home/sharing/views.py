"""Gives the picture of a shared page: of a page that everybody may read, and of nothing else."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe
from wagtail.models import Page

from home.caching import cacheable
from home.everybody import for_everybody
from home.models import BasePage, BrandSettings
from home.sharing.pictures import picture_file, picture_of
from home.sites import settings_of

YEAR = 365 * 24 * 60 * 60


@cacheable
@require_safe
def share_picture(request: HttpRequest, page_id: int, version: str) -> HttpResponse:
    """The picture of a page. Its address may be kept for ever; an old one leads to the one of today."""
    page, brand = _public_page(page_id), settings_of(request, BrandSettings)
    if version != page.share_card().version(brand):
        response = redirect(picture_of(page, brand).address)
        patch_cache_control(response, no_cache=True)
        return response
    response = HttpResponse(picture_file(page, version, brand), content_type="image/png")
    patch_cache_control(response, public=True, max_age=YEAR, immutable=True)
    return response


def _public_page(page_id: int) -> BasePage:
    page = for_everybody(Page.objects.filter(pk=page_id)).first()
    specific = page.specific if page else None
    if not isinstance(specific, BasePage):
        raise Http404
    return specific
