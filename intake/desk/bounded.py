"""Counting and fetching that cost the same however many leads there are.

Nobody reads that there are 48,213 leads; a list says "more than 500" and a board shows the first ten of a
column. So the database stops counting there.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
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
    return counts_and_keys(each, {}, most)[0]


def counts_and_keys(
    counted: Mapping[str, QuerySet], listed: Mapping[str, QuerySet], most: int = COUNTED
) -> tuple[dict[str, Bounded], dict[str, list[int]]]:
    """How many rows some querysets have, and the keys of other, limited ones, by name. One query."""
    number, keys = dict.fromkeys(counted, 0), {name: [] for name in listed}
    limited = {name: rows.order_by()[: most + 1] for name, rows in counted.items()}
    for kind, name, found in _union({"count": limited, "keys": listed}):
        if kind == "count":
            number[name] = found
        else:
            keys[name].append(found)
    return {name: _bounded(found, most) for name, found in number.items()}, keys


def in_any(rows: QuerySet, limited: Iterable[QuerySet]) -> QuerySet:
    """Those rows that are in one of some limited querysets. One query.

    Each is looked up by an index of its own: asked as one condition, they would read the whole table.
    """
    parts, values = [], []
    for one in limited:
        try:
            sql, params = _keys_sql(one)
        except EmptyResultSet:
            continue
        parts.append(f"SELECT part.* FROM ({sql}) AS part")  # noqa: S608  (our own querysets)
        values += params
    return rows.filter(pk__in=RawSQL(" UNION ALL ".join(parts), values)) if parts else rows.none()  # noqa: S611


def _keys_sql(rows: QuerySet) -> tuple[str, tuple]:
    return rows.values_list("pk").query.get_compiler(connection=connection).as_sql()


def _bounded(number: int, most: int) -> Bounded:
    return Bounded(min(number, most), is_more=number > most)


def _union(kinds: Mapping[str, Mapping[str, QuerySet]]) -> list[tuple]:
    """Rows of (kind, name, value). Django joins no limited querysets on SQLite; in brackets it may be."""
    parts, values = [], []
    for kind, each in kinds.items():
        what = "COUNT(*)" if kind == "count" else "part.*"
        for name, rows in each.items():
            try:
                sql, params = _keys_sql(rows)
            except EmptyResultSet:
                continue
            parts.append(f"SELECT %s, %s, {what} FROM ({sql}) AS part")  # noqa: S608  (our own querysets)
            values += [kind, name, *params]
    if not parts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        return cursor.fetchall()
