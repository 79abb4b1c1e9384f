"""Finding published pages, and the words of each that were asked for."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.html import escape, strip_tags
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page
from wagtail.search import index

#: An excerpt is about so long, in characters.
EXCERPT = 220
#: A longer question is cut off: nobody types it, and it costs the database work.
QUESTION = 100


@dataclass(frozen=True)
class Result:
    """A page that was found, with a piece of its text; the words asked for are marked in it."""

    page: Page
    excerpt: SafeString

    @property
    def kind(self) -> str:
        return self.page.cached_content_type.model_class()._meta.verbose_name


def find(question: str):
    """The published pages with all words of the question, else those with one of them; best first."""
    words = " ".join(_words(question))  # only words: a search engine has its own ideas about quotes and stars
    if not words:
        return Page.objects.none()
    pages = Page.objects.live().public().filter(depth__gt=1).specific()
    found = pages.search(words, operator="and")
    return found if found.count() else pages.search(words, operator="or")


def results(pages: Iterable[Page], question: str) -> list[Result]:
    """The pages as they stand in the list."""
    words = re.compile("|".join(_words(question)), re.IGNORECASE)
    return [Result(page, _mark(_excerpt(page, words), words)) for page in pages]


def _words(question: str) -> list[str]:
    return re.findall(r"\w{2,}", question[:QUESTION])


def _excerpt(page: Page, words: re.Pattern) -> str:
    """The page's own description when a word is in it, else the first text around a word."""
    description = page.description
    for text in (description, *_texts(page)):
        if match := words.search(text):
            return _around(text, match.start())
    return _around(description, 0)


def _texts(page: Page) -> Iterator[str]:
    """Everything that can be found in a page, as plain text."""
    for field in page.get_search_fields():
        if isinstance(field, index.SearchField) and field.field_name != "title":
            value = field.get_value(page)
            for text in value if isinstance(value, list) else [value]:
                yield re.sub(r"\s+", " ", strip_tags(str(text or "")))


def _around(text: str, place: int) -> str:
    """A piece of the text with this place in it, cut between words."""
    start = max(0, place - EXCERPT // 3)
    start = text.find(" ", start) + 1 if start else 0
    piece = text[start : start + EXCERPT]
    if start + EXCERPT < len(text):
        piece = piece.rsplit(" ", 1)[0] + " …"
    return ("… " if start else "") + piece


def _mark(text: str, words: re.Pattern) -> SafeString:
    """The text as HTML, with the words marked."""
    pieces, end = [], 0
    for match in words.finditer(text):
        pieces += [escape(text[end : match.start()]), "<mark>", escape(match[0]), "</mark>"]
        end = match.end()
    return mark_safe("".join([*pieces, escape(text[end:])]))  # noqa: S308
