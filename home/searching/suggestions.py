"""What somebody may have meant who finds nothing: the nearest words of the site itself."""

import re
from collections import Counter
from difflib import get_close_matches
from functools import lru_cache

from wagtail.models import Page

from home.everybody import for_everybody
from home.freshness import content_version

from . import engines
from .finding import find
from .words import LONGEST, Word, fold, pattern, words_of

#: Words come from the title and the first so many characters of the text of each page.
BEGINNING = 400
#: Words shorter than this are too much alike.
SHORTEST = 4
#: How much alike two words must be, from 0 to 1 (difflib's ratio).
ALIKE = 0.72
#: A word that is so many letters longer or shorter is another one.
LONGER = 3
#: Comparing takes time: so many words of a question, with so many words of the site.
MOST_WORDS, MOST_KNOWN = 4, 4000
_WORD = re.compile(r"\w+")


def suggest(question: str) -> str:
    """The question with words of the site in place of the unknown ones, or "" when that finds nothing."""
    known = vocabulary()
    nearest = {word.typed: _nearest(word, known) for word in words_of(question)[:MOST_WORDS]}
    if not any(nearest.values()):
        return ""
    meant = _WORD.sub(lambda match: nearest.get(fold(match[0])) or match[0], question[:LONGEST])
    return meant if find(meant) else ""


def vocabulary() -> dict[str, str]:
    """The words that stand first on pages that everybody may read, most used first, by their folded form.

    Read once as long as content stays the same.
    """
    return _read(content_version())


@lru_cache(maxsize=1)
def _read(version: int) -> dict[str, str]:
    pages = dict(for_everybody(Page.objects.filter(depth__gt=1)).values_list("pk", "title"))
    texts = [*pages.values(), *engines.texts(pages, BEGINNING).values()]
    used = Counter(word for text in texts for word in _WORD.findall(text.lower()))
    words = [word for word, _ in used.most_common() if len(word) >= SHORTEST and word.isalpha()]
    return {fold(word): word for word in words[:MOST_KNOWN]}


def _nearest(word: Word, known: dict[str, str]) -> str:
    """The word of the site that is most like it: one that has it within, else one that differs a little."""
    if len(word.typed) < SHORTEST or any(map(pattern([word]).match, known)):
        return ""
    within = (one for one in known if word.typed in one)
    near = [one for one in known if abs(len(one) - len(word.typed)) <= LONGER]
    alike = iter(get_close_matches(word.typed, near, n=1, cutoff=ALIKE))
    return known.get(next(within, None) or next(alike, ""), "")
