"""New rows for the table of a model, where a visitor waits and every millisecond counts."""

from collections.abc import Iterable
from functools import cache

from django.db import connection
from django.db.models import Field, Model


def insert(rows: Iterable[Model]) -> list[Model]:
    """Store new rows of one model by one statement, with the keys that the database gives them.

    As `bulk_create` does it, so without `save()` and signals; but that makes its SQL anew each time, field by
    field, which takes longer than the database needs to store it. For plain values only, no expressions.
    Raises IntegrityError.
    """
    rows = list(rows)
    if not rows:
        return rows
    model = type(rows[0])
    fields = _fields(model)
    values = [
        field.get_db_prep_save(field.pre_save(row, add=True), connection) for row in rows for field in fields
    ]
    with connection.cursor() as cursor:
        cursor.execute(_statement(model, len(rows)), values)
        keys = cursor.fetchall()
    for row, (key,) in zip(rows, keys, strict=True):
        row.pk = key
        row._state.adding, row._state.db = False, connection.alias
    return rows


@cache
def _fields(model: type[Model]) -> tuple[Field, ...]:
    """What we fill in; the key and what is generated are the database's to give."""
    fields = model._meta.concrete_fields
    return tuple(field for field in fields if not (field.primary_key or field.generated))


@cache
def _statement(model: type[Model], number: int) -> str:
    quote = connection.ops.quote_name
    fields = _fields(model)
    columns = ", ".join(quote(field.column) for field in fields)
    row = f"({', '.join(['%s'] * len(fields))})"
    table, key = quote(model._meta.db_table), quote(model._meta.pk.column)
    # Names of tables and columns are our own; every value is a parameter.
    return f"INSERT INTO {table} ({columns}) VALUES {', '.join([row] * number)} RETURNING {key}"  # noqa: S608
