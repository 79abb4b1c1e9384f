"""What who opens the address of a draft sees instead of it, and how no trace of such a page is left."""

from http import HTTPStatus
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control


def locked(request: HttpRequest, key: UUID) -> HttpResponse:
    """The same page for every draft of somebody else, and for none."""
    response = render(request, "intake/form/locked.html", {"key": key}, status=HTTPStatus.NOT_FOUND)
    return private(response)


def gone(request: HttpRequest, *, is_forgotten: bool = False) -> HttpResponse:
    """The draft was not touched for too long and was deleted, or somebody deleted it just now."""
    status = HTTPStatus.OK if is_forgotten else HTTPStatus.NOT_FOUND
    return private(render(request, "intake/form/gone.html", {"is_forgotten": is_forgotten}, status=status))


def private(response: HttpResponse) -> HttpResponse:
    """Nothing keeps this answer, finds it or tells another site of it.

    Not `no-referrer`: after that a browser posts the form on the page with `Origin: null`, which is refused.
    """
    patch_cache_control(response, private=True, no_store=True)
    response.headers.setdefault("Referrer-Policy", "same-origin")
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
