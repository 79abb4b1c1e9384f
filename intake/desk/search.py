"""Finding a lead by what somebody on the phone says: a reference, a name, a place, an address, a number."""

import re
from functools import reduce
from operator import and_

from django.db.models import Q

from intake.models import parse_reference
from intake.models.leads import LeadQuerySet
from intake.registers.names import match_name

#: Fewer digits than this are a reference rather than a part of a phone number.
SHORTEST_NUMBER = 6
PHONE = re.compile(r"^[\d\s()+./-]+$")
NAMES = (
    "organisation__name",
    "organisation__city",
    "request__organisation_name",
    "request__city",
    "contact__first_name",
    "contact__last_name",
    "contact__email",
    "request__first_name",
    "request__last_name",
    "request__email",
)


def search_leads(leads: LeadQuerySet, text: str) -> LeadQuerySet:
    """The leads that fit what was typed: a reference or phone number in any notation, or words.

    Every word must be found in the name or place of the organisation, or the name or address of the person.
    """
    text = text.strip()
    if not text:
        return leads
    found = reduce(and_, (_has_word(word) for word in text.split()))
    if (number := parse_reference(text)) is not None:
        found |= Q(request_id=number)
    if digits := _phone_digits(text):
        found |= Q(contact__phone__contains=digits) | Q(request__phone__contains=digits)
    return leads.filter(found)


def _has_word(word: str) -> Q:
    found = Q()
    for name in NAMES:
        found |= Q(**{f"{name}__icontains": word})
    if plain := match_name(word):
        found |= Q(organisation__match_name__contains=plain)
    return found


def _phone_digits(text: str) -> str:
    """The digits of a phone number as they are in every notation: without 0, 31 or 0031 in front."""
    if not PHONE.match(text):
        return ""
    digits = re.sub(r"\D", "", text.replace("(0)", ""))
    digits = re.sub(r"^(0031|31(?=\d{9}$)|0)", "", digits)
    return digits if len(digits) >= SHORTEST_NUMBER else ""
