"""The request form and the page after it."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext_lazy as _
from django.views import csrf
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from home.heads import head_of_view
from home.memory import recall
from home.sites import settings_of
from intake.leads.deadlines import add_working_days
from intake.models import IntakeSettings

from .again import ask_for_proof, kept_when_away
from .forms import RequestForm
from .offer import Offer
from .origin import read_form, read_link
from .spam.judging import Visit
from .spam.proof import challenge
from .submit import ProofNeededError, submit_request
from .thanks import read_thanks, thanks_url
from .tickets import Ticket
from .wishes import form_for

TICKET = "bewijs"
NO_COOKIE = _(
    "Your browser did not keep the cookie that protects this form. Your answers are still here. "
    "Send them again. Does that not help? Then please call us."
)
STALE = _(
    "This page has been open for too long. Your answers are still here. Check them and send them again."
)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@kept_when_away
def request_form(request: HttpRequest) -> HttpResponse:
    """The form; what is sent in becomes a request, and the browser goes on to the thank-you page."""
    offer = _offer(request)
    if request.method == "POST":
        return never_cache(_receive)(request, offer)
    form = RequestForm(offer=offer, origin=read_link(request.GET, offer), ticket=_new_ticket(request))
    response = _show(request, form)
    # Nobody else may keep it, but the back button may: with "no-store" it would fetch a form with a new
    # ticket, and who goes back and sends again would ask twice.
    patch_cache_control(response, private=True, no_cache=True)
    return response


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
    if request.resolver_match and request.resolver_match.view_name == "intake:request":
        form = _filled_in(request, _offer(request))
        form.add_error(None, NO_COOKIE)
        return never_cache(_show)(request, form, status=HTTPStatus.FORBIDDEN)
    return csrf.csrf_failure(request, reason)


def _receive(request: HttpRequest, offer: Offer) -> HttpResponse:
    form = _filled_in(request, offer)
    if form.is_valid():
        visit = Visit.of(request, opened_at=form.ticket.issued_at)
        days = _settings(request).response_days
        try:
            sent = submit_request(form.request_data(), visit=visit, response_days=days)
        except ProofNeededError:
            return ask_for_proof(request)
        return redirect(thanks_url(sent))
    # 422 and not 200: nothing was stored, and a log, a cache or a monitor must see that.
    return _show(request, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _filled_in(request: HttpRequest, offer: Offer) -> RequestForm:
    """The form as it was sent in. Without a valid ticket it gets a new one, and has to be sent once more."""
    ticket = Ticket.read(request.POST.get(TICKET, ""))
    form = RequestForm(
        request.POST,
        offer=offer,
        origin=read_form(request.POST, offer),
        ticket=ticket or _new_ticket(request),
    )
    if ticket is None:
        form.add_error(None, STALE)
    return form


def _show(request: HttpRequest, form: RequestForm, status: int = HTTPStatus.OK) -> HttpResponse:
    settings = _settings(request)
    form.link_privacy_statement(_privacy_url(settings, request))
    wish = form_for(form.origin.wish)
    heading = wish.heading or settings.heading
    intro = "" if wish.heading else settings.intro
    context = {
        "head": head_of_view(reverse("intake:request"), heading, intro or form.announcement),
        "form": form,
        "hidden": {TICKET: str(form.ticket), **form.origin.as_fields()},
        "heading": heading,
        "intro": intro,
        "announcement": form.announcement,
        "wish": wish,
        "respond_by": add_working_days(timezone.localdate(), settings.response_days),
    }
    return render(request, "intake/form/request.html", context, status=status)


def _new_ticket(request: HttpRequest) -> Ticket:
    settings = _settings(request)
    return Ticket.issue(consent=settings.consent, privacy_version=settings.privacy_version)


def _offer(request: HttpRequest) -> Offer:
    return recall(request, "offer", Offer.published)


def _settings(request: HttpRequest) -> IntakeSettings:
    return settings_of(request, IntakeSettings)


def _privacy_url(settings: IntakeSettings, request: HttpRequest) -> str:
    page = settings.privacy_page
    return page.get_url(request) or "" if page and page.live else ""
