"""Finds the published pages that fit a question, best first."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.text import slugify
from wagtail.models import Page, get_page_models

from home.everybody import for_everybody

from . import engines
from .excerpts import excerpt, mark
from .words import Word, fold, pattern, words_of

#: What every word in the title adds to a page whose text fits best of all, which counts as 1.
IN_TITLE = 1.0


@dataclass(frozen=True)
class Kind:
    """A type of page as visitors know it, and how many were found."""

    label: str
    count: int

    @property
    def key(self) -> str:
        """How an address names it: `?soort=opleiding`."""
        return slugify(self.label)


@dataclass(frozen=True)
class Result:
    """A page as it stands in the list: the words asked for are marked."""

    page: Page
    kind: str
    title: SafeString
    excerpt: SafeString
    url: str


class Found:
    """Everything that fits a question. `is_whole` says whether the pages have all of its words."""

    def __init__(self, words: Sequence[Word], pages: Sequence[Page], is_whole: bool):
        self.words = words
        self.pages = pages
        self.is_whole = is_whole

    def __bool__(self) -> bool:
        return bool(self.pages)

    @cached_property
    def kinds(self) -> list[Kind]:
        """The types of the pages, most found first."""
        counts = Counter(_kind(page) for page in self.pages)
        return [Kind(label, count) for label, count in counts.most_common()]

    def of_kind(self, key: str) -> list[Page]:
        """The pages of one type; of a type that was not found: all."""
        chosen = [page for page in self.pages if slugify(_kind(page)) == key]
        return chosen or list(self.pages)

    def results(self, pages: Iterable[Page], request: HttpRequest) -> list[Result]:
        """Some of the pages as they stand in the list."""
        pages = list(pages)
        asked, texts = pattern(self.words), engines.texts(page.pk for page in pages)
        return [self._result(page, texts.get(page.pk, ""), asked, request) for page in pages]

    def _result(self, page: Page, text: str, asked: re.Pattern, request: HttpRequest) -> Result:
        return Result(
            page=page,
            kind=_kind(page),
            title=mark(page.title, asked),
            excerpt=excerpt(page.search_description, text, asked),
            url=page.get_url(request) or "",
        )


def find(question: str) -> Found:
    """The pages with all words of the question, else those with one of them."""
    words = words_of(question)
    if not words:
        return Found([], [], is_whole=True)
    pages = _pages(words, every=True)
    if pages or len(words) == 1:
        return Found(words, pages, is_whole=True)
    return Found(words, _pages(words, every=False), is_whole=False)


def _pages(words: Sequence[Word], *, every: bool) -> list[Page]:
    scores = engines.scores(words, every=every)
    best = max(scores.values(), default=0) or 1
    pages = for_everybody(Page.objects.filter(pk__in=scores, depth__gt=1))
    patterns = [pattern([word]) for word in words]
    rank = {page: _rank(page, patterns, scores[page.pk] / best) for page in pages}
    return sorted(rank, key=lambda page: (-rank[page], page.title))


def _rank(page: Page, asked: Sequence[re.Pattern], score: float) -> float:
    """How good a page is, from how well its text fits: 0 to 1."""
    title = fold(page.title)
    named = sum(bool(word.search(title)) for word in asked) / len(asked)
    return (score + IN_TITLE * named) * getattr(_model(page), "result_weight", 1.0)


def _kind(page: Page) -> str:
    model = _model(page)
    return str(getattr(model, "result_kind", None) or model._meta.verbose_name)


def _model(page: Page) -> type[Page]:
    return ContentType.objects.get_for_id(page.content_type_id).model_class() or Page


def ways_on() -> list[Page]:
    """Where somebody goes who finds nothing: the pages that say they help then, the best one first."""
    helpful = [model for model in get_page_models() if getattr(model, "helps_who_is_lost", 0)]
    pages = for_everybody(Page.objects.type(*helpful)) if helpful else []
    return sorted(pages, key=lambda page: (-_model(page).helps_who_is_lost, page.path))
