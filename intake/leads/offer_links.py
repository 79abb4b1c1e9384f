"""The signed link in the mail that offers seats: it cannot be guessed, and belongs to one offer only."""

import re
from typing import NamedTuple

from django.core import signing
from django.urls import reverse

from home.addresses import absolute
from intake.models import Enrolment

SALT = "intake.leads.offer"
MADE_OF = re.compile(r"([0-9]{1,18})-([0-9]{1,5})")


class OfferLink(NamedTuple):
    """Which enrolment a link is about, and its how manieth offer."""

    enrolment_id: int
    number: int


def offer_address(enrolment: Enrolment) -> str:
    """The whole address of the page on which its present offer is answered."""
    token = _signer().sign(f"{enrolment.pk}-{enrolment.offers}")
    return absolute(reverse("intake:offer", args=[token]))


def read_link(token: str) -> OfferLink | None:
    """What a link is about, or None when it is forged."""
    try:
        parts = MADE_OF.fullmatch(_signer().unsign(token))
    except signing.BadSignature:
        return None
    return OfferLink(int(parts[1]), int(parts[2])) if parts else None


def _signer() -> signing.Signer:
    return signing.Signer(salt=SALT, sep=".")
