"""A piece of a text around the words that were asked for, with those words marked. Pure functions."""

import re

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from .words import fold

#: An excerpt is about so long, in characters.
EXCERPT = 220
_SENTENCE = re.compile(r"[.!?]\s+")
#: Where two parts of a page meet in the index: a sign, and then a comma.
_JOINT = re.compile(r"([.!?:;,])(?:\s*,)+")


def excerpt(description: str, text: str, asked: re.Pattern) -> SafeString:
    """The editor's own description if a word is in it, else the text around the first one, else the start."""
    for candidate in (description, text):
        if match := asked.search(fold(candidate)):
            return mark(_around(candidate, match.start()), asked)
    return mark(_around(description or text, 0), asked)


def mark(text: str, asked: re.Pattern) -> SafeString:
    """The text as HTML, with the words marked."""
    pieces, end = [], 0
    for match in asked.finditer(fold(text)):
        pieces += [escape(text[end : match.start()]), "<mark>", escape(text[slice(*match.span())]), "</mark>"]
        end = match.end()
    return mark_safe("".join([*pieces, escape(text[end:])]))  # noqa: S308


def _around(text: str, place: int) -> str:
    """A piece of the text with this place in it, from the start of a sentence or else between words."""
    text, place = _tidy(text, place)
    start = max(0, place - EXCERPT // 3)
    sentences = [match.end() for match in _SENTENCE.finditer(text, start, place)]
    cut = bool(start) and not sentences
    if start:
        start = sentences[0] if sentences else text.find(" ", start) + 1
    piece = text[start : start + EXCERPT]
    if start + EXCERPT < len(text):
        piece = piece.rsplit(" ", 1)[0] + " …"
    return ("… " if cut else "") + piece


def _tidy(text: str, place: int) -> tuple[str, int]:
    """The text without the commas that the index puts between parts, and where the place is in it now."""
    before = _JOINT.sub(r"\1", text[:place])
    return before + _JOINT.sub(r"\1", text[place:]), len(before)
