"""The content version: one number in the database that says whether what somebody kept is still true.

Whoever keeps something made of content, in whichever process, keeps the version beside it that he read
*before* he made it, and throws it away when the version is another one. `home.changes` renews it for what
is saved and deleted through models; code that changes content behind their back, with `update()`, with
`bulk_create()` or with SQL, calls `content_changed` in the same transaction.
"""

from secrets import randbits

from django.db import connection, transaction
from django.dispatch import Signal

#: The one row of `home.models.ContentVersion`. The models themselves ask for the version, hence SQL here.
READ = "SELECT value FROM home_contentversion WHERE id = 1"
RENEW = """
    INSERT INTO home_contentversion (id, value) VALUES (1, %s)
    ON CONFLICT (id) DO UPDATE SET value = excluded.value
"""
#: Sent in this process once a change is committed, so that it shows here without another look.
committed = Signal()


def content_changed() -> None:
    """Renew the content version in the caller's transaction: both are committed, or neither.

    A new random number and not the next one: a backup that is put back counts again by the same numbers, and
    what was kept under one of those would pass for true.
    """
    with connection.cursor() as cursor:
        cursor.execute(RENEW, [randbits(63)])
    transaction.on_commit(_tell, robust=True)


def content_version() -> int:
    """The content version as the caller's transaction sees it; 0 as long as nothing ever changed.

    Asked at every request that is not answered from a cache, hence as plain SQL: a tenth of the time.
    """
    with connection.cursor() as cursor:
        cursor.execute(READ)
        row = cursor.fetchone()
    return row[0] if row else 0


def _tell() -> None:
    committed.send(sender=content_changed)
