"""When the database is asked for the version, and what happens when it does not answer."""

from threading import Barrier, Event, Thread

import pytest
from django.db import OperationalError, connection

from home.freshness import content_changed, content_version
from operations.pagecache import versions
from operations.pagecache.versions import SharedVersion, VersionReader
from tests.factories.pages import TextPageFactory

LONG = 3600


class Database:
    """Gives versions, counts the questions, and is away when it is told to be."""

    def __init__(self):
        self.version, self.asked, self.away = 1, 0, False

    def __call__(self) -> int:
        self.asked += 1
        if self.away:
            raise OperationalError
        return self.version


@pytest.fixture
def database() -> Database:
    return Database()


@pytest.fixture
def shared(database, db) -> SharedVersion:
    return SharedVersion(database)


def test_what_is_young_enough_is_not_asked_again(shared, database):
    assert [shared.value(LONG) for _ in range(3)] == [1, 1, 1]
    assert database.asked == 1


def test_who_wants_it_as_it_is_now_asks_each_time(shared, database):
    shared.value(0)
    database.version = 2

    assert shared.value(0) == 2
    assert database.asked == 2


def test_a_change_of_this_process_shows_at_once(
    database, transactional_db, django_capture_on_commit_callbacks
):
    shared = SharedVersion(database)
    shared.value(LONG)
    database.version = 2

    content_changed()

    assert shared.value(LONG) == 2


def test_without_its_database_a_page_stays_but_promises_nothing(shared, database):
    shared.value(LONG)
    database.away = True

    assert shared.value(0) is None
    assert shared.value(LONG) == 1


def test_a_version_that_was_never_read_is_not_known(shared, database):
    database.away = True

    assert shared.value(LONG) is None


def test_a_database_that_is_away_is_not_asked_all_the_time(shared, database, monkeypatch):
    database.away = True
    for _ in range(5):
        shared.value(0)
    assert database.asked == 1

    database.away = False
    monkeypatch.setattr(versions, "PATIENCE", 0)
    assert shared.value(0) == 1


def test_one_read_serves_all_who_asked_before_it_began(db):
    """The first one reads; three come meanwhile and share the next read."""
    reading, go_on, asked, got = Event(), Event(), [], []

    def read():
        asked.append(1)
        reading.set()
        go_on.wait(10)
        return len(asked)

    shared, ready = SharedVersion(read), Barrier(4)

    def ask():
        ready.wait(10)
        got.append(shared.value(0))

    first = Thread(target=lambda: got.append(shared.value(0)))
    others = [Thread(target=ask) for _ in range(3)]
    first.start()
    assert reading.wait(10)
    for thread in others:
        thread.start()
    ready.wait(10)
    go_on.set()
    for thread in (first, *others):
        thread.join(10)

    assert got[0] == 1
    assert all(version >= 2 for version in got[1:])
    assert len(asked) <= 4


def test_who_can_wait_does_not_wait_for_a_slow_database(db):
    reading, go_on = Event(), Event()
    answers = iter([1, 2])

    def read():
        version = next(answers)
        if version == 2:
            reading.set()
            go_on.wait(10)
        return version

    shared = SharedVersion(read)
    shared.value(LONG)
    slow = Thread(target=shared.value, args=(0,))
    slow.start()
    assert reading.wait(10)

    assert shared.value(1e-9) == 1

    go_on.set()
    slow.join(10)


def test_pages_outlive_the_database(visitor, version, monkeypatch):
    """Without it a page that was kept is there; what was not kept is Django's to answer."""
    visitor.cache.lag = LONG
    url = TextPageFactory().url
    visitor.ask(url)

    def away():
        raise OperationalError

    monkeypatch.setattr(version, "_read", away)
    monkeypatch.setattr(version, "_seen", (float("-inf"), version._seen[1]))

    assert visitor.ask(url).kept


@pytest.mark.concurrency
def test_the_reader_has_a_connection_of_its_own_and_mends_it(transactional_db):
    reader = VersionReader()
    content_changed()
    first = reader()
    assert first == content_version()

    content_changed()
    assert reader() == content_version() != first

    reader._connection.connection.close()  # as a server that was started again
    assert reader() == content_version()
    assert reader._connection is not connection
    assert reader._connection.get_autocommit()
    reader.close()
