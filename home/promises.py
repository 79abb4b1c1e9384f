"""What a page says that must be true this very moment, such as how many seats are left.

Nobody has to remember to say that a page promises something: what asks a promising table anything, in
whichever way, promises. `watch` names such a table. The flag belongs to the thread that answers a request.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db.backends.signals import connection_created

_promised = ContextVar("promised", default=False)
_tables: set[str] = set()


def watch(table: str) -> None:
    """From now on who asks this table of the database something, promises."""
    _tables.add(table)
    connection_created.connect(_read_along, dispatch_uid="home.promises")


def promise() -> None:
    """Say that what is being made promises something."""
    _promised.set(True)


@contextmanager
def watched() -> Iterator[Callable[[], bool]]:
    """Gives a function that says, afterwards, whether anything in this block promised.

    What is around the block promises then as well.
    """
    before = _promised.set(False)
    outcome = []
    try:
        yield lambda: outcome[0]
    finally:
        outcome.append(_promised.get())
        _promised.reset(before)
        if outcome[0]:
            promise()


def _read_along(connection, **kwargs) -> None:
    if _look not in connection.execute_wrappers:
        connection.execute_wrappers.append(_look)


def _look(execute, sql, params, many, context):
    if any(table in sql for table in _tables):
        promise()
    return execute(sql, params, many, context)
