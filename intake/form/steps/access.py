"""Who may open a draft: the browser it was made in, and who has a page of it open.

The cookie is only there after the first step was sent in. It holds the keys of the drafts this browser made
or was let in to by a mailed link, each with its generation and, of a sent one, the request it became;
signed, for this form alone.
"""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from intake.form.tickets import Ticket
from intake.models import KEPT_FOR, Draft

COOKIE = "aanvraag"
SALT = "intake.form.drafts"
#: A browser keeps so many; who begins another one loses the way to the oldest, not the draft.
MOST = 8


@dataclass(frozen=True)
class Known:
    """A draft as this browser knows it: of which generation, and the id of the request it became."""

    generation: int = 0
    sent: int | None = None


def own_drafts(request: HttpRequest) -> dict[UUID, Known]:
    """The drafts of this browser, the oldest first."""
    try:
        value = request.get_signed_cookie(COOKIE, "", salt=SALT, max_age=KEPT_FOR)
        parts = [(*part.split("-"), "0")[:3] for part in value.split(".") if part]
        return {UUID(key): Known(int(generation), int(sent) or None) for key, sent, generation in parts}
    except (signing.BadSignature, ValueError):
        return {}


def generation_of(request: HttpRequest, key: UUID, ticket: Ticket | None) -> int | None:
    """Of which generation this browser knows the draft: it made it, came by a mailed link, or was shown it on
    a page that is still open. None when it does not."""
    known = own_drafts(request).get(key)
    found = [known.generation] if known else []
    if ticket and ticket.key == key:
        found.append(ticket.generation)
    return max(found, default=None)


def let_in(request: HttpRequest, response: HttpResponse, draft: Draft) -> None:
    """Let in who followed the mailed link. A browser that did not know the draft is of its next generation.

    Following a link changes nothing, for mail programs do it too; see `intake.form.drafts.keep_answers`.
    """
    known = own_drafts(request).get(draft.pk)
    is_known = known and known.generation >= draft.generation
    generation = known.generation if is_known else draft.generation + 1
    remember(request, response, draft.pk, generation)


def remember(
    request: HttpRequest, response: HttpResponse, key: UUID, generation: int = 0, sent: int | None = None
) -> None:
    """Let this browser open the draft from now on; `sent` is the id of the request it became."""
    drafts = own_drafts(request)
    known = drafts.pop(key, Known())
    drafts[key] = Known(max(generation, known.generation), sent or known.sent)
    newest = list(drafts.items())[-MOST:]
    response.set_signed_cookie(
        COOKIE,
        ".".join(f"{one.hex}-{it.sent or 0}-{it.generation}" for one, it in newest),
        salt=SALT,
        max_age=KEPT_FOR,
        path=reverse("intake:request"),
        secure=settings.CSRF_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
