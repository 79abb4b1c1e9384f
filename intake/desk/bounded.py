"""Counting and fetching that cost the same however many leads there are.

Nobody reads that there are 48,213 leads; a list says "more than 500" and a board shows the first ten of a
column. So the database stops counting there.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.utils.formats import number_format
from django.utils.translation import gettext as _

#: Up to how many is counted.
COUNTED = 500


@dataclass(frozen=True)
class Bounded:
    """How many there are, or that there are more than are counted."""

    number: int
    is_more: bool = False

    def __str__(self) -> str:
        """ "12", or "500+"."""
        return f"{number_format(self.number)}+" if self.is_more else number_format(self.number)

    def __bool__(self) -> bool:
        return self.number > 0

    @property
    def words(self) -> str:
        """ "12", or "more than 500"."""
        return _("more than %(number)s") % {"number": self.number} if self.is_more else str(self)


def counts(each: Mapping[str, QuerySet], most: int = COUNTED) -> dict[str, Bounded]:
    """How many rows each of these has, by name, counted up to `most`. One query for all."""
    found = dict(_union({name: rows.order_by()[: most + 1] for name, rows in each.items()}, "COUNT(*)"))
    return {name: _bounded(found.get(name, 0), most) for name in each}


def first_keys(each: Mapping[str, QuerySet]) -> dict[str, list[int]]:
    """The primary keys of each of these ordered and limited querysets, by name. One query for all."""
    keys = {name: [] for name in each}
    for name, key in _union(each, "part.*"):
        keys[name].append(key)
    return keys


def _bounded(number: int, most: int) -> Bounded:
    return Bounded(min(number, most), is_more=number > most)


def _union(each: Mapping[str, QuerySet], what: str) -> list[tuple]:
    """Rows of (name, value). Django joins no limited querysets on SQLite; in brackets it may be."""
    parts, values = [], []
    for name, rows in each.items():
        try:
            sql, params = rows.values_list("pk").query.get_compiler(connection=connection).as_sql()
        except EmptyResultSet:
            continue
        parts.append(f"SELECT %s, {what} FROM ({sql}) AS part")  # noqa: S608  (our own querysets)
        values += [name, *params]
    if not parts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        return cursor.fetchall()
