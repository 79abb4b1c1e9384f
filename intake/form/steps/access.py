"""Who may open a draft: the browser it was made in, and who has a page of it open.

The cookie is only there after the first step was sent in. It holds the keys of the drafts this browser made
or was let in to by a mailed link, and of a sent one the request it became; signed, for this form alone.
"""

from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from intake.form.tickets import Ticket
from intake.models import KEPT_FOR

COOKIE = "aanvraag"
SALT = "intake.form.drafts"
#: A browser keeps so many; who begins another one loses the way to the oldest, not the draft.
MOST = 8


def own_drafts(request: HttpRequest) -> dict[UUID, int | None]:
    """The drafts of this browser, the oldest first, each with the id of the request it became."""
    try:
        value = request.get_signed_cookie(COOKIE, "", salt=SALT, max_age=KEPT_FOR)
        pairs = [part.split("-") for part in value.split(".") if part]
        return {UUID(key): int(sent) or None for key, sent in pairs}
    except (signing.BadSignature, ValueError):
        return {}


def may_open(request: HttpRequest, key: UUID, ticket: Ticket | None) -> bool:
    """Whether this browser made the draft, or was shown it on a page that is still open."""
    return key in own_drafts(request) or bool(ticket and ticket.key == key)


def remember(request: HttpRequest, response: HttpResponse, key: UUID, sent: int | None = None) -> None:
    """Let this browser open the draft from now on; `sent` is the id of the request it became."""
    drafts = own_drafts(request)
    sent = sent or drafts.pop(key, None)
    drafts = {**{one: it for one, it in drafts.items() if one != key}, key: sent}
    newest = list(drafts.items())[-MOST:]
    response.set_signed_cookie(
        COOKIE,
        ".".join(f"{one.hex}-{it or 0}" for one, it in newest),
        salt=SALT,
        max_age=KEPT_FOR,
        path=reverse("intake:request"),
        secure=settings.CSRF_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
