"""How long it takes until every process shows what was published."""

import http.client
import time
from contextlib import closing
from urllib.parse import urlsplit

CONNECTIONS = 24
LONGEST = 5.0  # seconds


def milliseconds_until_shown(address: str, path: str, publish) -> dict[str, float]:
    """For each process that answers at this address: the time between `publish(words)` and those words.

    A connection stays with the process that took it, so there are enough of them to meet every process.
    """
    place = urlsplit(address)
    words = f"gepubliceerd-{time.time_ns()}"
    connections = [http.client.HTTPConnection(place.hostname, place.port) for _ in range(CONNECTIONS)]
    try:
        waiting = {ask(connection, "/proces/"): connection for connection in connections}
        for connection in waiting.values():
            ask(connection, path)  # each has the page ready
        publish(words)
        return wait_for(words, waiting, path)
    finally:
        for connection in connections:
            connection.close()


def wait_for(words: str, waiting: dict, path: str) -> dict[str, float]:
    began, shown = time.monotonic(), {}
    while waiting and time.monotonic() < began + LONGEST:
        for process, connection in list(waiting.items()):
            if words in ask(connection, path):
                shown[process] = (time.monotonic() - began) * 1000
                del waiting[process]
    return shown | dict.fromkeys(waiting, float("inf"))


def ask(connection: http.client.HTTPConnection, path: str) -> str:
    connection.request("GET", path)
    with closing(connection.getresponse()) as response:
        return response.read().decode()
