"""Who may open the page of a sent request: whoever reads the mail that goes to its contact person.

The mail carries a signed link. It is exchanged at once for a signed cookie that lives two hours, so that the
address in the bar, in the history and in a Referer is no key: on a shared computer nothing is left behind.

A key holds the lead, what it opens, and an outline of the e-mail address it was mailed to. So a corrected
address makes the links that went to the wrong one useless, and erasing somebody makes all of them useless.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from django.core import signing
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from home.addresses import absolute
from intake.models import Lead, parse_reference

LINK_SALT = "intake.leads.access.link"
COOKIE_SALT = "intake.leads.access.cookie"
#: A link works for a year, and for so long after the lead was closed.
LINK_AGE = timedelta(days=365)
AFTER_CLOSING = timedelta(days=90)
#: A link that may erase is used at once, or asked for again.
ERASE_AGE = timedelta(days=7)
COOKIE_AGE = timedelta(hours=2)


class Purpose(StrEnum):
    """What a key is for. Only the one that was mailed for it can ask to be erased."""

    LOOK = "l"
    ERASE = "e"


@dataclass(frozen=True)
class Key:
    """A key that fits: the lead it opens, and what for."""

    lead: Lead
    purpose: Purpose


def status_url(lead: Lead, purpose: Purpose = Purpose.LOOK) -> str:
    """The whole address of the signed link, for a mail to the contact person of this lead."""
    return absolute(reverse("intake:status_open", args=[_signer(LINK_SALT).sign(_value(lead, purpose))]))


def read_link(token: str) -> Key | None:
    """What a link opens, or None when it is forged, too old, or revoked."""
    key = _read(token, LINK_SALT, LINK_AGE)
    if key and key.purpose == Purpose.ERASE:
        return _read(token, LINK_SALT, ERASE_AGE)
    return key


def cookie_of(key: Key) -> str:
    """The value of the cookie that a link is exchanged for."""
    return _signer(COOKIE_SALT).sign(_value(key.lead, key.purpose))


def read_cookie(value: str) -> Key | None:
    """What a cookie opens, or None when it is forged, too old, or revoked."""
    return _read(value, COOKIE_SALT, COOKIE_AGE)


def is_open_to_school(lead: Lead) -> bool:
    """Whether a page about this lead still exists for the school."""
    if lead.erased_at:
        return False
    return lead.closed_at is None or timezone.now() - lead.closed_at <= AFTER_CLOSING


def is_part_of(lead: Lead, reference: str) -> bool:
    """Whether the request with this reference became part of this lead."""
    return Lead.objects.filter(double_of=lead.pk, request_id=parse_reference(reference)).exists()


def _read(text: str, salt: str, age: timedelta) -> Key | None:
    try:
        pk, purpose, outline = _signer(salt).unsign(text, max_age=age).split("-")
        key = Key(_lead(int(pk)), Purpose(purpose))
    except (signing.BadSignature, ValueError, OverflowError, Lead.DoesNotExist):
        return None
    if not constant_time_compare(outline, _outline(key.lead)):
        return None
    key = _where_it_goes_on(key)
    return key if is_open_to_school(key.lead) else None


def _where_it_goes_on(key: Key) -> Key:
    """The same person's request that this one became part of; of a colleague nobody gets to see theirs."""
    if key.lead.double_of_id is None:
        return key
    kept = _lead(key.lead.double_of_id)
    is_same_person = kept.contact_id == key.lead.contact_id and is_open_to_school(kept)
    return Key(kept, key.purpose) if is_same_person else key


def _lead(pk: int) -> Lead:
    if pk >= 2**63:
        raise Lead.DoesNotExist
    return Lead.objects.with_people().select_related("owner__page__photo").get(pk=pk)


def _value(lead: Lead, purpose: Purpose) -> str:
    return f"{lead.pk}-{purpose}-{_outline(lead)}"


def _outline(lead: Lead) -> str:
    """A few characters of a keyed hash of the address that mail to the school goes to."""
    return salted_hmac(LINK_SALT, lead.contact.email.lower()).hexdigest()[:12]


def _signer(salt: str) -> signing.TimestampSigner:
    return signing.TimestampSigner(salt=salt, sep=".")
