"""Posts many forms at once over kept connections, and notes how long every answer took."""

import http.client
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from queue import Empty, SimpleQueue
from threading import Barrier, Thread
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Post:
    """One form: where to, and what."""

    path: str
    body: bytes
    headers: dict[str, str]


@dataclass(frozen=True)
class Outcome:
    """How it went: in seconds, all together and each answer; and how often each status came."""

    seconds: float
    waits: list[float]
    statuses: Counter

    @property
    def rate(self) -> float:
        return len(self.waits) / self.seconds

    @property
    def p95(self) -> float:
        """In milliseconds: 95 of 100 answers came within it."""
        return sorted(self.waits)[int(len(self.waits) * 0.95)] * 1000


def post_all(address: str, posts: Sequence[Post], at_once: int) -> Outcome:
    """Send all, so many at once; the next one goes as soon as an answer is in."""
    waiting = SimpleQueue()
    for post in posts:
        waiting.put(post)
    start, noted = Barrier(at_once + 1), [[] for _ in range(at_once)]
    senders = [Thread(target=_send, args=(address, waiting, start, notes)) for notes in noted]
    for sender in senders:
        sender.start()
    start.wait()
    began = time.perf_counter()
    for sender in senders:
        sender.join()
    seconds = time.perf_counter() - began
    answers = list(chain.from_iterable(noted))
    return Outcome(seconds, [wait for _status, wait in answers], Counter(status for status, _wait in answers))


def _send(address: str, waiting: SimpleQueue, start: Barrier, notes: list) -> None:
    place = urlsplit(address)
    connection = http.client.HTTPConnection(place.hostname, place.port, timeout=60)
    connection.connect()
    start.wait()
    while True:
        try:
            post = waiting.get_nowait()
        except Empty:
            connection.close()
            return
        began = time.perf_counter()
        connection.request("POST", post.path, post.body, post.headers)
        answer = connection.getresponse()
        answer.read()
        notes.append((answer.status, time.perf_counter() - began))
