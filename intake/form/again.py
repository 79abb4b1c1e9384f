"""Pages that send what was typed once more: after a proof of work, or when the database is back.

They hold every field that was posted, so that nothing has to be typed twice and the form's own key makes it
one request, however often it is sent.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from http import HTTPStatus

from django.db import Error, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers

from home.contact import last_read

from .spam.judging import ABLE, PROOF
from .steps.contact import ContactForm
from .steps.organisation import OrganisationForm
from .steps.question import QuestionForm

logger = logging.getLogger(__name__)

CSRF = "csrfmiddlewaretoken"
#: Seconds after which it makes sense to try again.
RETRY_AFTER = 60
#: Questions whose answers are numbers of ours, and say nothing to who reads them.
CHOICES = ("services", "courses", "course_date")


def ask_for_proof(request: HttpRequest) -> HttpResponse:
    """The page on which a browser proves that it is no spammer's, and then sends the answers again."""
    kept = [(name, value) for name, value in _posted(request) if name not in {ABLE, PROOF, CSRF}]
    context = {"kept": kept, "action": request.path}
    response = render(request, "intake/form/proof.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    add_never_cache_headers(response)
    return response


def kept_when_away(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer with a page that keeps what was typed when the database does not answer: nothing was stored.

    Below the check of the CSRF cookie, above all that asks the database.
    """

    @wraps(view)
    def careful(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except (OperationalError, InterfaceError) as error:
            # Which error, never what was typed.
            logger.error("The form could not ask the database: %s", type(error).__name__)
            return _away(request, HTTPStatus.SERVICE_UNAVAILABLE)
        except Error as error:
            # A fault of ours, that trying again may not help: what was typed is kept all the same.
            logger.error("The form went wrong in the database: %s", type(error).__name__)
            return _away(request, HTTPStatus.INTERNAL_SERVER_ERROR)

    return careful


def _away(request: HttpRequest, status: HTTPStatus) -> HttpResponse:
    kept = list(_posted(request))
    context = {
        "contact": last_read(),
        "action": request.path if request.method == "POST" else request.get_full_path(),
        "kept": kept,
        "typed": list(_in_words(kept)),
    }
    text = render_to_string("intake/form/away.html", context)
    response = HttpResponse(text, status=status)
    response["Retry-After"] = str(RETRY_AFTER)
    add_never_cache_headers(response)
    return response


def _posted(request: HttpRequest) -> Iterator[tuple[str, str]]:
    for name, values in request.POST.lists():
        yield from ((name, value) for value in values)


def _in_words(kept: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """What was typed to read back, each answer with its question, as far as no database is needed for it."""
    forms = (OrganisationForm, ContactForm, QuestionForm)
    fields = {
        name: field for form in forms for name, field in form.base_fields.items() if name not in CHOICES
    }
    for name, value in kept:
        if value and name not in CHOICES and (field := fields.get(name)):
            yield field.label, dict(getattr(field, "choices", ())).get(value, value)
