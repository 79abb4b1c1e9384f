"""The pages of a sent request, for whoever reads the mail that goes to its contact person.

Who comes with a signed link gets a cookie for the pages of that one request and goes on to an address without
a key in it (`intake.leads.access` says why). Everybody else gets one and the same page, whether the request
exists or not. Nothing here may be kept, found or passed on.
"""

from collections.abc import Callable, Collection
from datetime import timedelta
from functools import wraps
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from home.models import BrandSettings
from home.visitors import connection_of
from intake.leads import school
from intake.leads.access import COOKIE_AGE, Key, Purpose, cookie_of, is_part_of, read_cookie, read_link
from intake.leads.errors import LeadError

from .spam.counting import count_one_more
from .status import Status
from .status_forms import FileForm, LinkForm, MessageForm, MomentsForm, SchoolForm, WithdrawForm
from .talks import calendar_file

COOKIE = "aanvraag-status"
#: So many links may be asked for in a day from one internet connection: of a whole board, say.
MOST_LINKS_ASKED = 20
#: What an address is for.
LOOK, SEND = ("GET", "HEAD"), ("POST",)
BOTH = LOOK + SEND
ONE_SECOND = timedelta(seconds=1)
#: What somebody types on these pages, and gets back when the page has closed meanwhile.
TYPED = ("text", "why", "day_1", "day_2", "day_3")
#: What is said on the page after something was sent, by the word in the address.
DONE = {
    "bericht": _("Your message is with us. You see it below."),
    "bestand": _("Your file is with us."),
    "moment": _("Thank you. Your adviser chooses one of these moments, and you get a mail about it."),
    "ingetrokken": _("Your request is withdrawn. You get a mail about it."),
}


def private(view: Callable) -> Callable:
    """Keep what a view answers out of every memory, search engine and Referer to another site."""

    @never_cache
    @wraps(view)
    def answer(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        response.headers.setdefault("Referrer-Policy", "same-origin")
        return response

    return answer


def for_school(methods: Collection[str]) -> Callable[[Callable], Callable]:
    """Call the view with the key of who may open this request, and let the cookie live on; refuse others.

    Who only looks at an address that takes something in (a reload, one from the history) is sent to the page
    that it belongs to, whoever it is.
    """

    def decorate(view: Callable) -> Callable:
        @private
        @wraps(view)
        def open_with_key(request: HttpRequest, reference: str) -> HttpResponse:
            if request.method in LOOK and methods is SEND:
                return redirect("intake:status", reference=reference)
            if request.method not in methods:
                return HttpResponseNotAllowed(methods)
            key = read_cookie(request.COOKIES.get(COOKIE, ""))
            if key is None:
                return _closed(request)
            if key.lead.reference != reference:
                return _go_on(request, key) if is_part_of(key.lead, reference) else _closed(request)
            response = view(request, key)
            if not getattr(response, "leaves", False):
                _give_cookie(request, response, key)
            return response

        return sensitive_post_parameters()(open_with_key)

    return decorate


@private
@require_http_methods(LOOK)
def status_open(request: HttpRequest, token: str) -> HttpResponse:
    """Exchange the signed link of a mail for a cookie, and go to the page of the request."""
    key = read_link(token)
    if key is None:
        response = _closed(request)
    else:
        name = "intake:status_erase" if key.purpose == Purpose.ERASE else "intake:status"
        response = redirect(reverse(name, args=[key.lead.reference]))
        _give_cookie(request, response, key)
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@for_school(LOOK)
def status(request: HttpRequest, key: Key) -> HttpResponse:
    """Where the request stands, and what one can do."""
    return _show(request, key)


@for_school(SEND)
def status_message(request: HttpRequest, key: Key) -> HttpResponse:
    form = MessageForm(request.POST)
    if form.is_valid() and _does(form, lambda: school.add_message(key.lead, form.cleaned_data["text"])):
        return _back(key, "bericht")
    return _show(request, key, message_form=form)


@for_school(SEND)
def status_file(request: HttpRequest, key: Key) -> HttpResponse:
    form = FileForm(request.POST, files=request.FILES)
    refused = getattr(request, "refused_uploads", {}).get("file", [])
    if refused:  # stopped on its way: it never came
        form.errors.clear()
        form.add_error("file", refused)
    if form.is_valid() and _does(form, lambda: school.add_file(key.lead, form.cleaned_data["file"])):
        return _back(key, "bestand")
    return _show(request, key, file_form=form)


@for_school(SEND)
def status_moments(request: HttpRequest, key: Key) -> HttpResponse:
    form = MomentsForm(request.POST, lead=key.lead)
    if form.is_valid() and _does(form, lambda: school.propose_moments(key.lead, form.moments)):
        return _back(key, "moment")
    return _show(request, key, moments_form=form)


@for_school(BOTH)
def status_withdraw(request: HttpRequest, key: Key) -> HttpResponse:
    """Ask whether one is sure, and withdraw."""
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _does(form, lambda: school.withdraw(key.lead, why=form.cleaned_data["why"])):
        return _back(key, "ingetrokken")
    context = {"status": Status(key.lead), "form": form, "closes_after": COOKIE_AGE // ONE_SECOND}
    return render(request, "intake/form/status_withdraw.html", context, status=_status_of(form))


@for_school(LOOK)
def status_data(request: HttpRequest, key: Key) -> HttpResponse:
    """Everything the school gave us, to read."""
    return render(request, "intake/form/status_data.html", {"status": Status(key.lead)})


@for_school(LOOK)
def status_json(request: HttpRequest, key: Key) -> HttpResponse:
    """The same as a file for programs."""
    response = JsonResponse(
        Status(key.lead).as_data(), json_dumps_params={"ensure_ascii": False, "indent": 2}
    )
    response.headers["Content-Disposition"] = f'attachment; filename="aanvraag-{key.lead.reference}.json"'
    return response


@for_school(LOOK)
def status_talk(request: HttpRequest, key: Key) -> HttpResponse:
    """The talk that is to come as a file for a calendar; back to the page when there is none."""
    talk = Status(key.lead).talk
    if talk is None:
        return redirect(_path(key))
    calendar = calendar_file(talk.talk, key.lead, BrandSettings.for_request(request))
    response = HttpResponse(calendar, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="afspraak-{key.lead.reference}.ics"'
    return response


@for_school(BOTH)
def status_erase(request: HttpRequest, key: Key) -> HttpResponse:
    """Ask to be erased: first a mail to the contact person, then with the link in it the confirmation."""
    may_confirm = key.purpose == Purpose.ERASE
    if request.method == "POST":
        school.confirm_erasure(key.lead) if may_confirm else school.ask_erasure(key.lead)
        return redirect(f"{reverse('intake:status_erase', args=[key.lead.reference])}?gevraagd=ja")
    context = {
        "status": Status(key.lead),
        "may_confirm": may_confirm,
        "is_mailed": "gevraagd" in request.GET and not may_confirm,
    }
    return render(request, "intake/form/status_erase.html", context)


@for_school(SEND)
def status_leave(request: HttpRequest, key: Key) -> HttpResponse:
    """Close the page behind oneself, on a computer that others use too."""
    response = redirect(reverse("intake:status_link") + "?gesloten=ja")
    response.delete_cookie(COOKIE, path=_path(key))
    response.leaves = True
    return response


@sensitive_post_parameters()
@private
@require_http_methods(BOTH)
def status_link(request: HttpRequest) -> HttpResponse:
    """Ask for a new link by mail. The answer is the same whether there is such a request or not."""
    form = LinkForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        # Beyond what anybody needs the answer stays the same, and no mail is made: nobody can try a list.
        if count_one_more(f"link {connection_of(request)}", timezone.localdate()) <= MOST_LINKS_ASKED:
            school.renew_link(form.cleaned_data["reference"], form.cleaned_data["email"])
        return redirect(reverse("intake:status_link") + "?verstuurd=ja")
    context = {
        "form": form,
        "is_sent": "verstuurd" in request.GET,
        "is_left": "gesloten" in request.GET,
    }
    return render(request, "intake/form/status_link.html", context, status=_status_of(form))


def _show(request: HttpRequest, key: Key, **bound: SchoolForm) -> HttpResponse:
    forms = {
        "message_form": MessageForm(),
        "file_form": FileForm(),
        "moments_form": MomentsForm(lead=key.lead),
    } | bound
    context = {
        "status": Status(key.lead),
        "done": DONE.get(request.GET.get("gelukt", ""), ""),
        "bound": next(iter(bound.values()), None),
        "closes_after": COOKIE_AGE // ONE_SECOND,
        **forms,
    }
    code = HTTPStatus.UNPROCESSABLE_ENTITY if bound else HTTPStatus.OK
    return render(request, "intake/form/status.html", context, status=code)


def _closed(request: HttpRequest) -> HttpResponse:
    """The one page for a link that is forged, too old, revoked, or somebody else's; what was typed stays."""
    typed = "\n".join(value for name in TYPED if (value := request.POST.get(name, "").strip()))
    context = {"form": LinkForm(), "typed": typed[:4000]}
    return render(request, "intake/form/status_closed.html", context, status=HTTPStatus.NOT_FOUND)


def _does(form: SchoolForm, work: Callable[[], None]) -> bool:
    """Do it, and say whether it could be done; why not stands on the form."""
    try:
        work()
    except LeadError as error:
        form.refuse(error)
        return False
    return True


def _back(key: Key, done: str) -> HttpResponse:
    return redirect(f"{_path(key)}?gelukt={done}#gelukt")


def _status_of(form: SchoolForm) -> int:
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK


def _path(key: Key) -> str:
    return reverse("intake:status", args=[key.lead.reference])


def _go_on(request: HttpRequest, key: Key) -> HttpResponse:
    """To the page of the request that this one became part of."""
    response = redirect("intake:status", reference=key.lead.reference)
    _give_cookie(request, response, key)
    return response


def _give_cookie(request: HttpRequest, response: HttpResponse, key: Key) -> None:
    response.set_cookie(
        COOKIE,
        cookie_of(key),
        max_age=COOKIE_AGE,
        path=_path(key),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
