"""Views that are no page: the search, and the stylesheet with the brand's own colours."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from home import searching
from home.caching import cacheable
from home.models import BrandSettings
from home.paging import ListPaginator
from home.sites import settings_of

PAGE_SIZE = 10
YEAR = 365 * 24 * 60 * 60


@require_safe
@never_cache
def search(request: HttpRequest) -> HttpResponse:
    """Look in all published pages for `?q=`, in those of one kind with `?soort=`."""
    question = request.GET.get("q", "").replace("\x00", "").strip()
    found = searching.find(question)
    kind = request.GET.get("soort", "")
    page = ListPaginator(found.of_kind(kind), PAGE_SIZE).get_page(request.GET.get("p"))
    context = {
        "question": question,
        "found": page,
        "all_found": found,
        "kind": kind,
        "results": found.results(page, request),
    }
    if question and not found:
        searching.note_miss(question)
        context |= {"meant": searching.suggest(question), "ways_on": searching.ways_on()}
    return render(request, "home/search.html", context)


@require_safe
@cacheable
def brand_css(request: HttpRequest) -> HttpResponse:
    """The brand's own colours. An address with their version (`?v=`) may be kept for ever."""
    brand = settings_of(request, BrandSettings)
    if not brand.stylesheet:
        raise Http404
    response = HttpResponse(brand.stylesheet, content_type="text/css; charset=utf-8")
    is_versioned = request.GET.get("v") == brand.stylesheet_version
    response["Cache-Control"] = f"public, max-age={YEAR}, immutable" if is_versioned else "no-cache"
    return response
