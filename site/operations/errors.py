"""What a visitor sees when something is wrong: pages in the look that ask no database.

403, 404 and a missing cookie have the site's menus, and stand in templates of their own (`403.html`, ...).
"""

from http import HTTPStatus

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers

from home.contact import Contact, last_read

TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
ADMIN = "/admin/"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, or 413 for more than we take. A host name that is not ours comes here as well."""
    too_large = isinstance(exception, TOO_LARGE)
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE if too_large else HTTPStatus.BAD_REQUEST
    return bare_page("400.html", status, too_large=too_large)


def server_error(request: HttpRequest) -> HttpResponse:
    return bare_page("500.html", HTTPStatus.INTERNAL_SERVER_ERROR)


def bare_page(template: str, status: int, contact: Contact | None = None, **context) -> HttpResponse:
    """A page without menus: neither a database, nor a session, nor a request is needed for it."""
    text = render_to_string(template, {"contact": contact or last_read(), **context})
    response = HttpResponse(text, status=status)
    add_never_cache_headers(response)
    return response


class NotAllowedMiddleware:
    """Gives a page to the answer 405, which is empty of its own."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_bare = isinstance(response, HttpResponseNotAllowed) and not response.content
        if not is_bare or request.path_info.startswith(ADMIN):
            return response
        # Its headers stay: they may say that nothing of this address is to be kept, found or passed on.
        response.content = render_to_string("405.html", {"contact": last_read()})
        add_never_cache_headers(response)
        return response
