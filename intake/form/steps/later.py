"""Going on later: the page that mails a link, and who comes in by it."""

from http import HTTPStatus
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from home.visitors import connection_of
from intake.form.drafts import Mailed, address_in, forget, mail_link, read_link_to, request_of
from intake.form.fields import EmailField
from intake.form.thanks import thanks_url
from intake.models import Draft

from .access import generation_of, let_in
from .base import stored
from .closed import gone, locked, private
from .words import CHECK, STEPS

#: In the address: the mail is on its way. The button that deletes the draft.
SENT, FORGET = "verstuurd", "wis"
TOO_OFTEN = _(
    "We mailed this link several times already. Look among unwanted mail, or call us: we are glad to help."
)

TOO_SOON = _("We mailed the link just now. Wait two minutes before you have it sent to another address.")


class LaterForm(forms.Form):
    """Where the link goes."""

    email = EmailField(
        label=_("E-mail address"),
        max_length=stored("email"),
        help_text=_("We only send the link here."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email", "spellcheck": "false"}),
        error_messages={
            "required": _("Fill in your e-mail address."),
            "invalid": _("Fill in an e-mail address with an @, such as naam@school.nl"),
        },
    )


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def later(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say until when the draft is kept, mail the link to it, or delete it."""
    known = generation_of(request, key, None)
    if known is None:
        return locked(request, key)
    draft = Draft.objects.alive().filter(pk=key).first()
    if draft is None:
        sent = request_of(key)
        return redirect(thanks_url(sent)) if sent else gone(request)
    if known < draft.generation:
        return locked(request, key)
    if FORGET in request.POST:
        forget(key)
        return gone(request, is_forgotten=True)
    form = LaterForm(request.POST or None, initial={"email": address_in(draft)}, label_suffix="")
    if request.method == "POST" and form.is_valid():
        mailed = mail_link(key, form.cleaned_data["email"], connection=connection_of(request))
        if mailed is Mailed.SENT:
            return redirect(f"{request.path}?{SENT}=1")
        form.add_error(None, TOO_SOON if mailed is Mailed.TOO_SOON else TOO_OFTEN)
    context = {
        "form": form,
        "draft": draft,
        "is_sent": SENT in request.GET and bool(draft.email) and not form.is_bound,
        "here": next_step(draft),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return private(render(request, "intake/form/later.html", context, status=status))


@require_safe
def go_on(request: HttpRequest, token: str) -> HttpResponse:
    """Let in who followed the link in the mail; the token is left out of the address from here on."""
    key = read_link_to(token)
    draft = Draft.objects.alive().filter(pk=key).first() if key else None
    if draft:
        response = redirect("intake:step", key=key, step=next_step(draft))
        let_in(request, response, draft)
        response.headers["Referrer-Policy"] = "no-referrer"  # the address is the key
        return private(response)
    sent = request_of(key) if key else None
    return private(redirect(thanks_url(sent))) if sent else gone(request)


@require_http_methods(["GET", "HEAD", "POST"])
def mail_to_owner(request: HttpRequest, key: UUID) -> HttpResponse:
    """Mail the link to the address in the draft, if there is one; the answer is the same if not.

    Who only looks at this address goes to the page that asks for the link.
    """
    if request.method != "POST":
        return private(redirect("intake:later", key=key))
    mail_link(key, connection=connection_of(request))
    return private(render(request, "intake/form/locked.html", {"key": key, "is_sent": True}))


def next_step(draft: Draft) -> str:
    """Where somebody goes on: the first step that is not done."""
    return next((step for step in STEPS if step not in draft.done), CHECK)
