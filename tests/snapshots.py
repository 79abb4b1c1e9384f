"""Keeps the rows of the test database, to put them back in a moment instead of making them again."""

import sqlite3
from collections.abc import Callable

from django.core.cache import cache
from django.core.management.color import no_style
from django.db import connection, transaction


class Snapshot:
    """All rows as they were when `ensure` made them; nothing until then."""

    def __init__(self):
        self._rows = None

    def ensure(self, make: Callable[[], object]) -> None:
        """Make the rows with `make` the first time, and put those same rows back every next time."""
        save, restore = (
            (copy_out, copy_in) if connection.vendor == "postgresql" else (back_up, restore_backup)
        )
        if self._rows is None:
            make()
            self._rows = save()
        else:
            restore(self._rows)
            cache.clear()  # what it knows of other rows

    def close(self) -> None:
        if isinstance(self._rows, sqlite3.Connection):
            self._rows.close()


def back_up() -> sqlite3.Connection:
    connection.ensure_connection()
    memory = sqlite3.connect(":memory:", check_same_thread=False)
    connection.connection.backup(memory)
    return memory


def restore_backup(memory: sqlite3.Connection) -> None:
    connection.ensure_connection()
    memory.backup(connection.connection)


def copy_out() -> dict[str, bytes]:
    with connection.cursor() as cursor:
        return {table: _copy_table_out(cursor, table) for table in connection.introspection.table_names()}


def _copy_table_out(cursor, table: str) -> bytes:
    name = connection.ops.quote_name(table)
    with cursor.copy(f"COPY {name} TO STDOUT (FORMAT BINARY)") as stream:
        return b"".join(map(bytes, stream))


def copy_in(rows: dict[str, bytes]) -> None:
    quote = connection.ops.quote_name
    models = connection.introspection.installed_models(rows)
    # Foreign keys are looked at when the transaction ends, so the order of the tables does not matter.
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(map(quote, rows))}")
        for table, data in rows.items():
            with cursor.copy(f"COPY {quote(table)} FROM STDIN (FORMAT BINARY)") as stream:
                stream.write(data)
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
