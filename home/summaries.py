"""What a page is about, in the length that a search engine or a shared link shows. Pure functions."""

import re
from collections.abc import Iterable
from html import unescape

from django.utils.html import strip_tags

#: Shorter says too little, longer is cut off by who shows it. In characters.
LEAST, MOST = 70, 155
_SENTENCE = re.compile(r"[.!?…](?=\s|$)")


def summary(texts: Iterable[str]) -> str:
    """The first texts that together say enough, cut after a sentence where one ends, else between words.

    Texts may be HTML. Later ones are read only as long as the first ones say too little.
    """
    said = ""
    for text in texts:
        said = " ".join(filter(None, [said, plain(text)]))
        if len(said) >= LEAST:
            break
    return shorten(said)


def plain(text: str) -> str:
    """Text without tags, soft hyphens and double spaces."""
    spaced = re.sub(r"</(?:p|li|h[1-6])>", " ", str(text or ""))
    return re.sub(r"\s+", " ", unescape(strip_tags(spaced)).replace("\u00ad", "")).strip()


def shorten(text: str, most: int = MOST) -> str:
    """At most so many characters: whole sentences if they say enough, else whole words and an ellipsis."""
    if len(text) <= most:
        return text
    ends = [match.end() for match in _SENTENCE.finditer(text, 0, most + 1) if match.end() <= most]
    if ends and ends[-1] >= LEAST:
        return text[: ends[-1]]
    return text[:most].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"
