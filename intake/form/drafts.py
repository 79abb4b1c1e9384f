"""What happens to a draft: answers are kept, a link to it is mailed, or it is forgotten.

`intake.form.submit.submit_request` deletes it when it becomes a request.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import Enum, auto
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone
from post_office import mail as outbox

from intake.files.attach import remove
from intake.leads.dates import spoken_day
from intake.models import KEPT_FOR, Draft, IntakeRequest, RequestFile

from .spam.counting import count_one_more

#: So many drafts are deleted at once.
BATCH = 500
#: The mail with the link, and the salt of its signature.
MAIL, SALT = "request_draft", "intake.form.go-on"
#: So often the link to one draft is mailed, to so many addresses, and not again within this time.
MOST_MAILS, MOST_ADDRESSES, BETWEEN_MAILS = 8, 2, timedelta(minutes=2)
#: So many links a day are mailed for one internet connection, maybe a whole school's, and to one address.
MOST_FOR_CONNECTION, MOST_TO_ADDRESS = 30, 12


class Mailed(Enum):
    """What became of the wish to have the link mailed."""

    SENT = auto()
    NOWHERE = auto()  # there is no draft, or no address in it
    TOO_SOON = auto()  # the link went to another address just now
    TOO_OFTEN = auto()


class AlreadySentError(Exception):
    """The draft is a request now: `request`."""

    def __init__(self, request: IntakeRequest):
        super().__init__("This draft was sent in.")
        self.request = request


#: As SQL, because making it of a query takes Django ten times as long as asking it.
OPEN = "SELECT * FROM intake_draft WHERE key = %s AND changed_at > %s"


def open_draft(key: UUID) -> Draft | None:
    """The draft with this key, as long as it can be opened. Every step of the form begins with it."""
    values = {"key": key, "changed_at": timezone.now() - KEPT_FOR}
    fields = Draft._meta.get_field
    asked = [fields(name).get_db_prep_value(value, connection) for name, value in values.items()]
    return next(iter(Draft.objects.raw(OPEN, asked)), None)


@transaction.atomic
def keep_answers(
    key: UUID,
    step: str,
    typed: Mapping[str, list[str]],
    *,
    is_right: bool,
    origin: Mapping | None = None,
    generation: int = 0,
) -> Draft:
    """Keep what was typed in one step; the first time it makes the draft, with its origin.

    `generation` is that of who types, and closes the draft to all who have an earlier one. The other steps
    stay as they are, also when another tab changes one at the same moment. Raises AlreadySentError when the
    draft was sent meanwhile: it does not come back to life.
    """
    draft, is_new = Draft.objects.select_for_update().get_or_create(pk=key, defaults={"origin": origin or {}})
    if is_new and (request := request_of(key)):
        draft.delete()
        raise AlreadySentError(request)
    draft.answers[step] = dict(typed)
    draft.done = [name for name in draft.done if name != step] + [step] * is_right
    draft.generation = max(draft.generation, generation)
    draft.changed_at = timezone.now()
    draft.save(update_fields=["answers", "done", "generation", "changed_at"])
    return draft


@transaction.atomic
def mail_link(key: UUID, email: str = "", *, connection: str) -> Mailed:
    """Mail the link to go on later, and say whether one was sent.

    To `email`, which somebody who has the draft open gave, and which the draft then keeps; without one to
    the address that the draft has. Not more often than a person needs, by draft, by address and by the
    internet `connection` that asks: nobody's mailbox is filled with it.
    """
    draft = Draft.objects.select_for_update().alive().filter(pk=key).first()
    now = timezone.now()
    to = email or (draft and address_in(draft))
    if not draft or not to:
        return Mailed.NOWHERE
    is_other = to.casefold() != draft.email.casefold()
    if draft.mails >= MOST_MAILS or (is_other and draft.addresses >= MOST_ADDRESSES):
        return Mailed.TOO_OFTEN
    if draft.mailed_at and now - draft.mailed_at < BETWEEN_MAILS:
        return Mailed.TOO_SOON if is_other else Mailed.SENT  # who asks twice at once gets it once
    if _is_too_much(connection, to, timezone.localdate(now)):
        return Mailed.TOO_OFTEN
    draft.email, draft.mails, draft.mailed_at = to, draft.mails + 1, now
    draft.addresses += is_other
    if email:
        draft.changed_at = now
    draft.save(update_fields=["email", "mails", "addresses", "mailed_at", "changed_at"])
    outbox.send([to], template=MAIL, context=_mail_context(draft), render_on_delivery=True)
    return Mailed.SENT


def _is_too_much(connection: str, to: str, day: date) -> bool:
    """Count a mail; whether this connection or this mailbox has had enough today."""
    for_connection = count_one_more(f"draft {connection}", day)
    to_address = count_one_more(f"draft to {to.casefold()}", day)
    return for_connection > MOST_FOR_CONNECTION or to_address > MOST_TO_ADDRESS


def address_in(draft: Draft) -> str:
    """Where a link to this draft may go: the address it was sent to before, else the one that was typed."""
    typed = (draft.answers.get("contact", {}).get("email") or [""])[0].strip()
    try:
        validate_email(typed)
    except ValidationError:
        typed = ""
    return draft.email or typed


def link_to(key: UUID) -> str:
    """The path that lets whoever follows it into the draft."""
    return reverse("intake:go_on", args=[signing.Signer(salt=SALT, sep=".").sign(key.hex)])


def read_link_to(token: str) -> UUID | None:
    """The draft that a link leads to, there or not; None when the link is forged."""
    try:
        return UUID(signing.Signer(salt=SALT, sep=".").unsign(token))
    except (signing.BadSignature, ValueError):
        return None


def _mail_context(draft: Draft) -> dict:
    return {
        "mail": MAIL,
        "link": settings.WAGTAILADMIN_BASE_URL.rstrip("/") + link_to(draft.pk),
        "until": spoken_day(timezone.localdate(draft.kept_until)),
    }


def request_of(key: UUID) -> IntakeRequest | None:
    """The request that a draft became."""
    return IntakeRequest.objects.filter(submission_key=key).first()


@transaction.atomic
def forget(key: UUID) -> None:
    """Delete a draft and its files at once: somebody does not want to ask after all."""
    remove(RequestFile.objects.filter(draft_key=key))
    Draft.objects.filter(pk=key).delete()


def delete_expired(now: datetime | None = None) -> bool:
    """Delete drafts that were not touched for too long; says whether there may be more."""
    keys = list(Draft.objects.expired(now).values_list("pk", flat=True)[:BATCH])
    # Asked again: somebody may have gone on with one of them at this very moment.
    Draft.objects.expired(now).filter(pk__in=keys).delete()
    return len(keys) == BATCH
