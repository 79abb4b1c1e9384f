"""Asks the search index which pages hold some words, on either database.

Wagtail keeps the index; its own queries know no Dutch beginnings of words (see `words`), hence these.
"""

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import and_, or_

from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db import connection
from django.db.models import F, QuerySet, Value
from django.db.models.functions import Left
from modelsearch.conf import get_app_config
from wagtail.models import get_page_models

from .words import Word

#: How much more a word weighs in the title than in the text.
TITLE = 5.0
#: PostgreSQL stems the texts of the index with this; its words stay without accents.
DUTCH = "dutch"


def scores(words: Sequence[Word], *, every: bool) -> dict[int, float]:
    """The pages with every word, or with one of them, each with how well it fits: more is better."""
    rows = (_postgres if connection.vendor == "postgresql" else _sqlite)(words, every)
    return {int(key): score for key, score in rows}


def texts(pages: Iterable[int], length: int | None = None) -> dict[int, str]:
    """The text that the index has of these pages, or its first so many characters."""
    column = "body_text" if connection.vendor == "postgresql" else "body"
    text = Left(column, length) if length else F(column)
    entries = _entries().filter(object_id__in=[str(key) for key in pages])
    return {int(key): text or "" for key, text in entries.values_list("object_id", text)}


def _entries() -> QuerySet:
    """What the index knows of pages."""
    return get_app_config().get_model("IndexEntry").objects.filter(content_type__in=_kinds())


def _kinds() -> list[int]:
    """The types of pages, as the index knows them."""
    types = ContentType.objects.get_for_models(*get_page_models())
    return [kind.pk for kind in types.values()]


# ------------------------------------------------------------------ PostgreSQL
def _postgres(words: Sequence[Word], every: bool):
    asked = reduce(and_ if every else or_, map(_as_tsquery, words))
    title, body = F("title"), F("body")
    entries = _entries().annotate(words=title._combine(body, "||", False)).filter(words=asked)
    score = SearchRank(title, asked) * Value(TITLE) + SearchRank(body, asked)
    return entries.annotate(score=score).values_list("object_id", "score")


def _as_tsquery(word: Word) -> SearchQuery:
    """What the Dutch stemmer makes of the word, and its other forms as they are."""
    forms = [*(f"'{one}'" for one in word.exact), *(f"'{start}':*" for start in word.beginnings)]
    as_they_are = SearchQuery(" | ".join(forms), config="simple", search_type="raw")
    return SearchQuery(word.typed, config=DUTCH) | as_they_are


# ------------------------------------------------------------------ SQLite
def _sqlite(words: Sequence[Word], every: bool) -> list[tuple[str, float]]:
    """FTS5 gives less for better, and weighs columns in the order of its table: autocomplete, body, title."""
    asked = (" AND " if every else " OR ").join(f"({_as_match(word)})" for word in words)
    table = _entries().model._meta.db_table
    kinds = _kinds()
    sql = f"""
        SELECT entry.object_id, -bm25({table}_fts, 0, 1, {TITLE})
        FROM {table}_fts JOIN {table} AS entry ON entry.id = {table}_fts.rowid
        WHERE {table}_fts MATCH %s AND entry.content_type_id IN ({", ".join(["%s"] * len(kinds))})
    """  # noqa: S608  (names of tables only)
    with connection.cursor() as cursor:
        cursor.execute(sql, [f"{{title body}} : ({asked})", *kinds])
        return cursor.fetchall()


def _as_match(word: Word) -> str:
    return " OR ".join([*(f'"{one}"' for one in word.exact), *(f'"{start}"*' for start in word.beginnings)])
