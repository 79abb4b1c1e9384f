"""The mails that went out, to look at while you try the site. Never on a real one: anybody may look."""

from dataclasses import dataclass
from datetime import datetime

from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from post_office.models import STATUS, Email

from intake.leads.mail_preview import with_pictures

SHOWN = 100
STATUS_TEXTS = {
    STATUS.sent: _("Sent"),
    STATUS.failed: _("Given up"),
    STATUS.queued: _("Waiting"),
    STATUS.requeued: _("Failed, will be tried again"),
}
# A mail carries its own styles; nothing in it may run or call out.
FRAME_POLICY = {
    "default-src": ["'none'"],
    "style-src": ["'unsafe-inline'"],
    "img-src": ["data:"],
    "frame-ancestors": ["'self'"],
    "sandbox": [],
}


@dataclass(frozen=True)
class Mail:
    """A mail as its reader gets it; many are stored as a template and what to fill in."""

    pk: int
    created: datetime
    status: Promise | None
    sender: str
    to: list[str]
    subject: str
    text: str
    html: str

    @classmethod
    def of(cls, email: Email) -> "Mail":
        message = email.email_message()
        html = [part for part, kind in getattr(message, "alternatives", []) if kind == "text/html"]
        pictures = [part for part in message.attachments if getattr(part, "get_payload", None)]
        return cls(
            pk=email.pk,
            created=email.created,
            status=STATUS_TEXTS.get(email.status),
            sender=message.from_email,
            to=message.to,
            subject=message.subject,
            text=message.body,
            html=with_pictures("".join(html), pictures),
        )


@never_cache
def mail_list(request: HttpRequest) -> HttpResponse:
    """The latest mails, newest first."""
    emails = Email.objects.select_related("template").order_by("-created", "-pk")[:SHOWN]
    return render(request, "operations/mail_list.html", {"mails": [Mail.of(email) for email in emails]})


@never_cache
def mail(request: HttpRequest, pk: int) -> HttpResponse:
    """One mail: who, when, and both its versions."""
    return render(request, "operations/mail.html", {"mail": Mail.of(get_object_or_404(Email, pk=pk))})


@never_cache
@csp_replace(FRAME_POLICY)
def mail_html(request: HttpRequest, pk: int) -> HttpResponse:
    """The HTML version by itself, for the frame in the mail's page."""
    return HttpResponse(Mail.of(get_object_or_404(Email, pk=pk)).html)
