"""Remembers what was searched and not found, and nothing of who searched."""

import re
from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from home.models import MissedSearch

from .words import LONGEST

#: More different questions than this are not kept: a machine that types cannot fill the database.
MOST = 1000
#: As many make room at once when it is full: those that came once, longest ago.
ROOM = 100
#: A question that nobody asked for so long is forgotten.
KEPT = timedelta(days=365)
#: Longer than this is no question but a text that somebody pasted.
MOST_WORDS = 6
#: A phone number, a citizen's number or a postcode has at least so many digits.
DIGITS = 4
_SIGNS = re.compile(r"[.,;:!?()\"“”„‘’']+")
_QUESTION = re.compile(r"[^\W_][\w -]+")


def note_miss(question: str) -> None:
    """Count a question that found nothing. What may be about a person, or is no question, is not kept."""
    words = clean(question)
    if not words or _count(words):
        return
    _make_room()
    _, is_new = MissedSearch.objects.get_or_create(words=words)
    if not is_new:  # somebody else asked it in the same moment
        _count(words)


def clean(question: str) -> str:
    """The words of a question in small letters, or "" when they are not to be kept."""
    words = re.sub(r"\s+", " ", _SIGNS.sub(" ", question)).strip().lower()
    if len(question) >= LONGEST or len(words.split()) > MOST_WORDS or not _QUESTION.fullmatch(words):
        return ""
    return "" if sum(letter.isdigit() for letter in words) >= DIGITS else words


def _count(words: str) -> bool:
    """Whether it was asked before; it then counts once more, and is open again."""
    asked = MissedSearch.objects.filter(words=words)
    return bool(asked.update(times=F("times") + 1, last_on=timezone.localdate(), handled=False))


def _make_room() -> None:
    MissedSearch.objects.filter(last_on__lt=timezone.localdate() - KEPT).delete()
    if MissedSearch.objects.count() >= MOST:
        first_to_go = MissedSearch.objects.order_by("times", "last_on", "pk")[:ROOM]
        MissedSearch.objects.filter(pk__in=list(first_to_go.values_list("pk", flat=True))).delete()
