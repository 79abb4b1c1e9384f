"""Memory has an end, and what is used stays."""

from operations.pagecache.answers import Answer
from operations.pagecache.store import Store

BODY = b"x" * 1000
SIZE = Answer((), [], BODY).size


def answer(body: bytes = BODY) -> Answer:
    return Answer((), [("Content-Type", "text/plain")], body)


def test_what_is_used_least_makes_room():
    store = Store(3 * SIZE)
    for key in "abc":
        store.put(key, answer())
    store.get("a")

    store.put("d", answer())

    assert [key for key in "abcd" if store.get(key)] == ["a", "c", "d"]
    assert store.used == 3 * SIZE


def test_a_new_answer_takes_the_place_of_the_old_one():
    store = Store(3 * SIZE)
    newer = answer()
    store.put("a", answer())

    store.put("a", newer)

    assert store.get("a") is newer
    assert (len(store), store.used) == (1, SIZE)


def test_what_is_larger_than_all_is_not_kept_and_throws_nothing_out():
    store = Store(SIZE)
    store.put("a", answer())

    store.put("b", answer(BODY * 10))

    assert store.get("a")
    assert store.get("b") is None


def test_what_is_dropped_is_gone():
    store = Store(SIZE)
    store.put("a", answer())

    store.drop("a")
    store.drop("never there")

    assert (store.get("a"), store.used) == (None, 0)
