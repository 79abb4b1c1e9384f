"""New rows for the table of a model, where a visitor waits and every millisecond counts."""

from collections.abc import Callable, Iterable
from functools import cache
from operator import attrgetter
from types import NoneType

from django.db import connection
from django.db.models import BooleanField, CharField, Field, ForeignKey, IntegerField, Model, TextField

#: A value of one of these goes into such a column as it is.
AS_IT_IS = {
    CharField.get_prep_value: (str, NoneType),
    TextField.get_prep_value: (str, NoneType),
    IntegerField.get_prep_value: (int, NoneType),
    BooleanField.get_prep_value: (bool, NoneType),
    ForeignKey.get_prep_value: (int, NoneType),
}
Value = Callable[[Model], object]


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
    columns = _values(model)
    values = [value_of(row) for row in rows for value_of in columns]
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
def _values(model: type[Model]) -> tuple[Value, ...]:
    """What gives the value of each column of a row, as the database takes it."""
    return tuple(_value(field) for field in _fields(model))


def _value(field: Field) -> Value:
    read = attrgetter(field.attname)
    plain = AS_IT_IS.get(type(field).get_prep_value, ())
    by_itself = type(field).pre_save is not Field.pre_save

    def value_of(row: Model) -> object:
        value = field.pre_save(row, add=True) if by_itself else read(row)
        # Nearly every value is plain: asking the field each time what becomes of it takes longest of all.
        return value if type(value) in plain else field.get_db_prep_save(value, connection)

    return value_of


@cache
def _statement(model: type[Model], number: int) -> str:
    quote = connection.ops.quote_name
    fields = _fields(model)
    columns = ", ".join(quote(field.column) for field in fields)
    row = f"({', '.join(['%s'] * len(fields))})"
    table, key = quote(model._meta.db_table), quote(model._meta.pk.column)
    # Names of tables and columns are our own; every value is a parameter.
    return f"INSERT INTO {table} ({columns}) VALUES {', '.join([row] * number)} RETURNING {key}"  # noqa: S608
