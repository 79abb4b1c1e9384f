"""A bounded number of bytes, the least used thrown out first."""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock

from .answers import Answer


class Store:
    """Answers by key. What does not fit at all is not kept."""

    def __init__(self, size: int):
        self.size = size  # bytes at most
        self.used = 0
        self._answers: OrderedDict[Hashable, Answer] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._answers)

    def get(self, key: Hashable) -> Answer | None:
        with self._lock:
            answer = self._answers.get(key)
            if answer:
                self._answers.move_to_end(key)
            return answer

    def put(self, key: Hashable, answer: Answer) -> None:
        """Keep an answer in place of the one with this key."""
        with self._lock:
            if before := self._answers.pop(key, None):
                self.used -= before.size
            if answer.size > self.size:
                return
            self._answers[key] = answer
            self.used += answer.size
            while self.used > self.size:
                _, oldest = self._answers.popitem(last=False)
                self.used -= oldest.size

    def drop(self, key: Hashable) -> None:
        """Forget the answer with this key."""
        with self._lock:
            if answer := self._answers.pop(key, None):
                self.used -= answer.size
