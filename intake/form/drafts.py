"""What happens to a draft: answers are kept, a link to it is mailed, or it is forgotten.

`intake.form.submit.submit_request` deletes it when it becomes a request.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from post_office import mail as outbox

from intake.files.attach import remove
from intake.leads.dates import spoken_day
from intake.models import Draft, IntakeRequest, RequestFile

#: So many drafts are deleted at once.
BATCH = 500
#: The mail with the link, and the salt of its signature.
MAIL, SALT = "request_draft", "intake.form.go-on"
#: So often the link to one draft is mailed, and not again to the same address within this time.
MOST_MAILS, BETWEEN_MAILS = 8, timedelta(minutes=2)


class AlreadySentError(Exception):
    """The draft is a request now: `request`."""

    def __init__(self, request: IntakeRequest):
        super().__init__("This draft was sent in.")
        self.request = request


@transaction.atomic
def keep_answers(
    key: UUID, step: str, typed: Mapping[str, list[str]], *, is_right: bool, origin: Mapping | None = None
) -> Draft:
    """Keep what was typed in one step; the first time it makes the draft, with its origin.

    The other steps stay as they are, also when another tab changes one at the same moment. Raises
    AlreadySentError when the draft was sent meanwhile: it does not come back to life.
    """
    draft, is_new = Draft.objects.select_for_update().get_or_create(pk=key, defaults={"origin": origin or {}})
    if is_new and (request := request_of(key)):
        draft.delete()
        raise AlreadySentError(request)
    draft.answers[step] = dict(typed)
    draft.done = [name for name in draft.done if name != step] + [step] * is_right
    draft.changed_at = timezone.now()
    draft.save(update_fields=["answers", "done", "changed_at"])
    return draft


@transaction.atomic
def mail_link(key: UUID, email: str = "") -> bool:
    """Mail the link to go on later; whether one was sent.

    To `email`, which somebody who has the draft open gave, and which the draft then keeps; without one to
    the address that the draft has. Not more often than a person needs: nobody's mailbox is filled with it.
    """
    draft = Draft.objects.select_for_update().alive().filter(pk=key).first()
    now = timezone.now()
    to = email or (draft and address_in(draft))
    if not to or draft.mails >= MOST_MAILS:
        return False
    if draft.mailed_at and now - draft.mailed_at < BETWEEN_MAILS and to == draft.email:
        return bool(email)  # who asks twice at once gets it once
    draft.email, draft.mails, draft.mailed_at = to, draft.mails + 1, now
    if email:
        draft.changed_at = now
    draft.save(update_fields=["email", "mails", "mailed_at", "changed_at"])
    outbox.send([to], template=MAIL, context=_mail_context(draft), render_on_delivery=True)
    return True


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
    Draft.objects.filter(pk__in=keys).delete()
    return len(keys) == BATCH
