"""Two people on one lead never overwrite each other.

Each form carries how much of the trail its maker had seen, signed for this lead and this user. When it comes
back, what others did since is shown first, beside what was typed. The trail is the version: every door writes
one line there, under the lock on the lead, so it also says who changed what.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.http import Http404
from django.utils.html import format_html
from django.utils.safestring import SafeString

from intake.leads.enrolments import lock_date_of
from intake.leads.trail import Action, TimelineItem, items_of
from intake.models import Lead, LeadLogEntry
from intake.routing.assign import lock_routing

NAME = "seen"
#: What one would want to know before doing anything else. A note takes nothing away, nor who looked.
TELLING = (
    Action.ASSIGNED, Action.TRIAGED, Action.HANDED_OVER, Action.CONTACT, Action.MOVED, Action.NEXT_ACTION,
    Action.SCHOOL_WROTE, Action.MOMENTS_PROPOSED, Action.MOMENT_CHOSEN, Action.ERASED,
    Action.TALK_PLANNED, Action.TALK_MOVED, Action.TALK_CANCELLED, Action.AGREEMENT_CHANGED,
)  # fmt: skip


class LeadChanged(Exception):  # noqa: N818  (no fault of anybody)
    """Others changed the lead meanwhile; `changes` says what, the last first."""

    def __init__(self, changes: list[TimelineItem]):
        super().__init__("changed")
        self.changes = changes


class LeadGone(Http404):
    """The lead is no longer this user's."""


def last_entry(lead: Lead) -> int:
    """The newest line of a lead's trail; 0 without one."""
    newest = LeadLogEntry.objects.for_instance(lead).order_by("-pk").values_list("pk", flat=True)
    return newest.first() or 0


def seen_token(lead_pk: int, user, entry: int) -> str:
    """What a form carries: up to which line of the trail this user has seen this lead."""
    return _signer(lead_pk, user).sign(str(entry))


def seen_field(lead: Lead, user) -> SafeString:
    """The same as a hidden input, for a lead that was read with its last line (`intake.desk.opened`)."""
    return hidden(seen_token(lead.pk, user, lead.last_entry or 0))


def hidden(token: str) -> SafeString:
    return format_html('<input type="hidden" name="{}" value="{}">', NAME, token)


def entry_of(token: str, lead_pk: int, user) -> int | None:
    """Up to which line somebody has seen; None for what is no token of ours for this lead and user."""
    try:
        return int(_signer(lead_pk, user).unsign(token))
    except (BadSignature, ValueError):
        return None


@contextmanager
def as_seen(
    lead: Lead, user, token: str, *, assigns: bool = False, gives_up: bool = False, locks: bool = True
) -> Iterator[None]:
    """A transaction in which the lead is still this user's, and as the form's maker saw it.

    Raises LeadGone when it is somebody else's now, LeadChanged when others changed it since. A form without a
    token is not ours: it only has to be allowed. `assigns` takes the lock on assigning first, `gives_up` that
    on the date on which it has seats, as the doors do that need both (`intake.leads.locks`); without `locks`
    only looks, for doors that take other locks first.
    """
    with transaction.atomic():
        if assigns:
            lock_routing()
        if gives_up:
            lock_date_of(lead)
        if locks:
            Lead.objects.select_for_update(of=("self",)).get(pk=lead.pk)
        # Only now: while we waited for the lock somebody may have handed it over.
        if not Lead.objects.visible_to(user).filter(pk=lead.pk).exists():
            raise LeadGone
        entry = entry_of(token, lead.pk, user)
        if entry is not None and (changes := changes_since(lead, user, entry)):
            raise LeadChanged(changes)
        yield


def changes_since(lead: Lead, user, entry: int) -> list[TimelineItem]:
    """What others did to this lead since that line of the trail, the last first."""
    newer = LeadLogEntry.objects.for_instance(lead).filter(pk__gt=entry, action__in=TELLING)
    return items_of(newer.exclude(user=user))


def _signer(lead_pk: int, user) -> Signer:
    return Signer(salt=f"intake.desk.seen:{lead_pk}:{user.pk}")
