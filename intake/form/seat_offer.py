"""The page behind the link in a mail that offers seats: yes, or no."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from intake.leads.offers import answer_offer, read_offer

YES, NO = "ja", "nee"


# Whoever sends this form must know the link, and nothing else gives the right to: there is no session that
# another site could use. The check would refuse every browser anyway: without a referrer it names no origin.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def seat_offer(request: HttpRequest, token: str) -> HttpResponse:
    """The offer as it stands; an answer changes it and comes back here. Opening the link answers nothing."""
    answer = request.POST.get("antwoord")
    if answer in {YES, NO}:
        answer_offer(token, accept=answer == YES)
        return _closed(redirect(request.path))
    found = read_offer(token)
    template, status = ("seat_offer", HTTPStatus.OK) if found else ("seat_offer_gone", HTTPStatus.NOT_FOUND)
    return _closed(render(request, f"intake/form/{template}.html", {"offer": found}, status=status))


def _closed(response: HttpResponse) -> HttpResponse:
    """The address is the key: it must not travel to another site, into a search engine or into a cache."""
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    patch_cache_control(response, no_store=True)
    return response
