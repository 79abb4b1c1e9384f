"""Views that are no page: the search, and the stylesheet with the brand's own colours."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.models import Site

from home import searching
from home.models import BrandSettings

PAGE_SIZE = 10
YEAR = 365 * 24 * 60 * 60


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Look in all published pages for `?q=`."""
    question = request.GET.get("q", "").strip()
    page = Paginator(searching.find(question) if question else [], PAGE_SIZE).get_page(request.GET.get("p"))
    context = {
        "question": question,
        "found": page,
        "results": searching.results(page, question),
    }
    return render(request, "home/search.html", context)


@require_safe
def brand_css(request: HttpRequest) -> HttpResponse:
    """The brand's own colours. An address with their version (`?v=`) may be kept for ever."""
    brand = BrandSettings.for_request(request) if Site.find_for_request(request) else BrandSettings()
    if not brand.stylesheet:
        raise Http404
    response = HttpResponse(brand.stylesheet, content_type="text/css; charset=utf-8")
    is_versioned = request.GET.get("v") == brand.stylesheet_version
    response["Cache-Control"] = f"public, max-age={YEAR}, immutable" if is_versioned else "no-cache"
    return response
