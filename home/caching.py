"""What the page cache in front of Django (`site/operations/pagecache`) may keep.

Nothing, unless the code that answers says so: pages do (`BasePage.serve`), and a view that is no page asks
for it with `cacheable`. Kept means: the same answer for everybody without a session, for each address with
its query, until content changes (`home.freshness`) or the day is over. So put it on a view that shows nothing
but content and the date, never on one with a form, a search or a name in it.
"""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse

#: In the WSGI environment of a request: its answer may be kept.
MARK = "leerkring.cacheable"


def mark_cacheable(request: HttpRequest) -> None:
    """Say that the answer to this request may be kept."""
    request.META[MARK] = True  # Django passes the WSGI environment itself


def cacheable(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let the answers of a view be kept. Also takes a view of another library: `cacheable(sitemap)`.

    A view may set its own `Cache-Control`; without one, browsers and proxies ask each time whether what they
    have still holds. Not kept is an answer other than 200, and one with a cookie, `Vary: Cookie`, "private"
    or "no-store".
    """

    @wraps(view)
    def marked(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        mark_cacheable(request)
        return view(request, *args, **kwargs)

    return marked
