"""For search engines: what to leave alone, and the map of the site."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from home.addresses import absolute, page_address
from home.caching import cacheable
from home.everybody import for_everybody

PRIVATE = ("/admin/", "/aanvraag/bedankt/", "/aanvraag/status/", "/aanvraag/verder/", "/zoeken/")
#: Views that are no page and that may be found.
VIEWS = ("intake:request",)
LOOPBACK = ("localhost", "127.0.0.1", "::1")


@require_safe
@cache_control(max_age=3600, public=True)
def robots(request: HttpRequest) -> HttpResponse:
    """`/robots.txt`, as RFC 9309 describes it. Under another name the site asks to be left alone."""
    lines = ["User-agent: *"]
    if _is_public(request):
        lines += [*(f"Disallow: {path}" for path in PRIVATE), "", f"Sitemap: {absolute(reverse('sitemap'))}"]
    else:
        lines.append("Disallow: /")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@cacheable
@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """`/sitemap.xml`, as https://www.sitemaps.org/protocol.html has it: what everybody may read."""
    pages = [
        {
            "location": page_address(page, request),
            "lastmod": page.last_published_at or page.latest_revision_created_at,
        }
        for page in _public_pages(request)
    ]
    views = [{"location": absolute(reverse(name))} for name in VIEWS]
    return render(request, "sitemap.xml", {"urlset": [*pages, *views]}, content_type="application/xml")


def _is_public(request: HttpRequest) -> bool:
    """Whether this is the site itself: no copy to try things on, and asked for by its own name.

    A machine that speaks to itself is answered in the same way: no search engine comes by such a name.
    """
    name, own_name = request.get_host(), urlsplit(settings.WAGTAILADMIN_BASE_URL).netloc
    return settings.SEARCH_ENGINES and (name == own_name or urlsplit(f"//{name}").hostname in LOOPBACK)


def _public_pages(request: HttpRequest):
    site = Site.find_for_request(request)
    if site is None:
        return Page.objects.none()
    return for_everybody(site.root_page.get_descendants(inclusive=True)).order_by("path")
