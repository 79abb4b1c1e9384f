"""The request form, the page after it, and what it answers to a post without its cookie."""

from contextlib import nullcontext
from http import HTTPStatus
from threading import Lock

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views import csrf
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .again import kept_when_away
from .spam.proof import challenge
from .steps.wizard import FORMS, RequestWizard
from .steps.words import CHECK
from .thanks import read_thanks

#: Who sends waits here, not for Python's own lock. A thread lets go of that at every query; while others work
#: on their forms it gets it back milliseconds later, twenty times in a row, with everybody behind it. Not on
#: PostgreSQL: while it works for one, another thread may as well check its form.
_sending = Lock()
STEP_FORMS = {"form_list": FORMS, "url_name": "intake:step"}
_step = kept_when_away(RequestWizard.as_view(**STEP_FORMS))
refused_step = kept_when_away(RequestWizard.as_view(**STEP_FORMS, refused=True))


def step(request: HttpRequest, **where) -> HttpResponse:
    """A step of the form; of one process, one thread at a time sends a request in."""
    is_sending = request.method == "POST" and where.get("step") == CHECK
    with _sending if is_sending and connection.vendor == "sqlite" else nullcontext():
        return _step(request, **where)


@never_cache
@require_safe
def proof_challenge(request: HttpRequest) -> JsonResponse:
    """A challenge for the browser of who has to prove something. Asks no database."""
    return JsonResponse(challenge())


@never_cache
@require_safe
def thanks(request: HttpRequest, token: str) -> HttpResponse:
    """The reference, who calls, and by when."""
    found = read_thanks(token)
    if found is None:
        response = render(request, "intake/form/thanks_gone.html", status=HTTPStatus.NOT_FOUND)
    else:
        response = render(request, "intake/form/thanks.html", {"thanks": found})
    # The address is the key to this page: it must not travel along to another site or into a search engine.
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Refuse a post without the cookie that belongs to it; of a request, the answers are kept."""
    match = request.resolver_match
    if match and match.view_name in {"intake:request", "intake:step"}:
        return never_cache(refused_step)(request, **match.kwargs)
    return csrf.csrf_failure(request, reason)
