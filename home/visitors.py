"""From which internet address a request comes, as far as it can be trusted."""

import logging
from functools import cache
from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest

logger = logging.getLogger(__name__)


def address_of(request: HttpRequest) -> str | None:
    """The address of the visitor; None when it cannot be told.

    Anybody can send `X-Forwarded-For`, so only as many of its entries count, from the last one backwards, as
    there are proxies of ours in front (`TRUSTED_PROXIES`): each of them adds whom it heard it from.
    """
    proxies = settings.TRUSTED_PROXIES
    heard = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    if heard != [""] and proxies == 0:
        warn_of_proxy()
    told = heard[-proxies] if 0 < proxies <= len(heard) else ""
    return _clean(told) or _clean(request.META.get("REMOTE_ADDR", "")) or None


@cache
def warn_of_proxy() -> None:
    """Say it in the log, once a process: a visitor who sends the header is one thing, a proxy another."""
    logger.warning(
        "X-Forwarded-For came in while TRUSTED_PROXIES is 0. If a proxy of yours stands in front, set it: "
        "now all visitors count as one, and their requests end up in quarantine."
    )


def connection_of(request: HttpRequest) -> str:
    """The same for one connection: of IPv6 the first 64 bits, for every device has many addresses there."""
    address = address_of(request) or ""
    if ":" not in address:
        return address
    network = int(IPv6Address(address)) >> 64 << 64
    return f"{IPv6Address(network)}/64"


def _clean(text: str) -> str:
    """The address in its usual form, without a port; "" for what is none."""
    text = text.strip().removeprefix("[").partition("]")[0].partition("%")[0]
    if text.count(":") == 1:  # 192.0.2.1:4711, as some proxies write it
        text = text.partition(":")[0]
    try:
        address = ip_address(text)
    except ValueError:
        return ""
    mapped = getattr(address, "ipv4_mapped", None)
    return str(mapped or address)
