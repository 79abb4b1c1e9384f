"""How fast one connection asks, kept in this process alone: no query, and nothing of whom is stored.

A leaky bucket for each connection. Of so many at the most: the one that asked longest ago goes.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic


@dataclass
class Pace:
    """At most `burst` at once, and `per_second` for as long as one likes."""

    burst: int
    per_second: float
    most_kept: int = 10_000
    clock: Callable[[], float] = monotonic
    #: By connection, how much is in its bucket, and when that was so.
    _buckets: OrderedDict[int, tuple[float, float]] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def is_too_fast(self, who: str) -> bool:
        """Count one more of this connection, and say whether it is too much; what is refused counts not."""
        key = hash(who)  # with a salt of this process; the address itself is not kept
        with self._lock:
            now = self.clock()
            level, at = self._buckets.pop(key, (0.0, now))
            level = max(0.0, level - (now - at) * self.per_second)
            is_full = level + 1 > self.burst
            self._buckets[key] = (level if is_full else level + 1, now)
            if len(self._buckets) > self.most_kept:
                self._buckets.popitem(last=False)
        return is_full

    def forget(self) -> None:
        """Begin anew, as a new process does."""
        with self._lock:
            self._buckets.clear()
