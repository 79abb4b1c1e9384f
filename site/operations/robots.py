"""What search engines are asked to leave alone, and where the map of the site is."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control

PRIVATE = ("/admin/", "/aanvraag/bedankt/", "/zoeken/")


@cache_control(max_age=3600, public=True)
def robots(request: HttpRequest) -> HttpResponse:
    """`/robots.txt`, as RFC 9309 describes it."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in PRIVATE), ""]
    lines.append(f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
