"""The order of locks: assigning, course date, leads by key, organisations, contacts, the row of a merge.

Who locks more than one of these takes them in this order, so that two at once never wait on each other.
"""

from collections.abc import Collection

from intake.models import Contact, Lead, Organisation, RoutingLock


def lock_requests() -> None:
    """Let no request come in meanwhile, and nobody join, erase or readdress anybody.

    The same row as `intake.routing.assign.lock_routing`; SQLite has one writer at a time by itself.
    """
    RoutingLock.objects.select_for_update().get_or_create(pk=1)


def lock_rows(
    leads: Collection[int], organisations: Collection[int] = (), contacts: Collection[int] = ()
) -> None:
    """Lock these rows, by their keys, until the transaction ends. Keys alone are read."""
    for model, keys in ((Lead, leads), (Organisation, organisations), (Contact, contacts)):
        if keys:
            list(model.objects.filter(pk__in=keys).order_by("pk").select_for_update().values_list("pk"))
