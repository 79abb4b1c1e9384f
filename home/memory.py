"""What was read from the database, remembered by this process for as long as it is true.

The content version (`home.freshness`) makes this safe: as long as it and the day are the same, so is the
content. A request reads the version once, before anything else, and all it recalls belongs to that version.
Never put anything in that depends on who asks, and change nothing that comes out: others have it too.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import TypeVar

from django.http import HttpRequest
from django.utils import timezone

from home.freshness import content_version
from home.promises import promise, watched

Thing = TypeVar("Thing")
#: So many things at most, parts of some three hundred pages; the oldest makes room for a new one.
MOST = 2000


class Memory:
    """Things that are true together."""

    def __init__(self, stamp: tuple | None = None):
        self.stamp = stamp
        self.things: OrderedDict[Hashable, tuple[object, bool]] = (
            OrderedDict()
        )  # each, and whether it promises


_memory = Memory()


def recall(request: HttpRequest | None, key: Hashable, make: Callable[[], Thing]) -> Thing:
    """What `make` gave for this key when it was last asked; anew when content changed, or it was None."""
    stamp = _stamp(request)
    if stamp is None:
        return make()
    things = _things(stamp)
    if known := things.get(key):
        thing, promises = known
        if promises:  # and so does who recalls it
            promise()
        return thing
    with watched() as promised:
        thing = make()
    if thing is not None:
        things[key] = thing, promised()
        if len(things) > MOST:
            things.popitem(last=False)
    return thing


def _things(stamp: tuple) -> OrderedDict:
    global _memory  # noqa: PLW0603  (one a process; replaced whole, so threads never see half of it)
    memory = _memory
    if memory.stamp != stamp:
        _memory = memory = Memory(stamp)
    return memory.things


def _stamp(request: HttpRequest | None) -> tuple | None:
    """What this request goes by: the content version and the day. None where there is nothing to go by."""
    if request is None:
        return None
    if not hasattr(request, "content_stamp"):
        version = content_version()
        request.content_stamp = (version, timezone.localdate()) if version else None
    return request.content_stamp
