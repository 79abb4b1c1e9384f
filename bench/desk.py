"""Whether the desk stays as fast with 100,000 leads as with 1,000: `make bench-desk`.

On SQLite, and on the PostgreSQL server at POSTGRES_URL when there is one. Each screen is asked of Django
itself, without network; its time is the shortest of several, with the queries it asked. A screen may be
half as slow again with a hundred times as many leads, ask fifteen queries and take 150 ms. A report counts
every lead of its period, so it may take longer when more came in; but never a second for 100,000 in a year.

Among a thousand leads a narrow search finds three, among a hundred thousand it fills the page. What writing
out those rows takes is no cost of finding them, so it is added to the time with few: the price of a row is
that of the list, measured in the same run.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

FEW, MANY = 1_000, 100_000
SLOWER, QUERIES, MILLISECONDS = 1.5, 15, 150.0
REPORT_MILLISECONDS = 1000.0
#: A difference smaller than this is noise, whatever the ratio says.
NOISE_MS = 5.0
ROOT = Path(__file__).resolve().parents[1]


class Screen(NamedTuple):
    """One screen: how long it takes, what it asks of the database, and how many leads it shows."""

    milliseconds: float
    queries: int
    rows: int


def main() -> int:
    good = True
    for name, address in databases():
        say(f"\n{name}")
        with tempfile.TemporaryDirectory(prefix="leerkring-desk-") as work:
            few, many = (measure(address(work, count), count) for count in (FEW, MANY))
        good &= report(few, many)
    say("\nAll as promised." if good else "\nNot all as promised.")
    return 0 if good else 1


def databases() -> Iterator[tuple[str, Callable[[str, int], str]]]:
    """Each kind of database, and the address of one with so many leads."""
    yield "SQLite", lambda work, count: f"sqlite:///{work}/desk{count}.sqlite3"
    if url := os.environ.get("POSTGRES_URL"):
        yield "PostgreSQL", lambda work, count: f"{url.rsplit('/', 1)[0]}/leerkring_desk_{count}"


def measure(database: str, count: int) -> dict[str, Screen]:
    """Each screen, in a process of its own."""
    environment = {**os.environ, "DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "bench.desk_settings"}
    line = [sys.executable, "-m", "bench.desk_screens", str(count)]
    answer = subprocess.run(  # noqa: S603  (our own)
        line, env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True
    )
    rows = (row.split("\t") for row in answer.stdout.splitlines() if "\t" in row)
    return {name: Screen(float(took), int(queries), int(shown)) for name, took, queries, shown in rows}


def report(few: dict[str, Screen], many: dict[str, Screen]) -> bool:
    say(f"{'':34}{FEW:>12,}{MANY:>12,}{'ratio':>8}{'queries':>9}{'rows':>10}")
    good = True
    a_row = (few["list"].milliseconds - few["filter: nothing fits"].milliseconds) / few["list"].rows
    for name, (milliseconds, queries, rows) in many.items():
        before = few[name].milliseconds
        as_many = before + a_row * max(0, rows - few[name].rows)
        ratio = milliseconds / as_many
        limit = QUERIES if not name.startswith("do:") else None
        is_report = name.startswith("report:")
        kept = is_report or ratio <= SLOWER or milliseconds - as_many <= NOISE_MS
        if limit:
            most = REPORT_MILLISECONDS if is_report else MILLISECONDS
            kept &= queries <= limit and milliseconds <= most
        good &= kept
        times = f"{before:>9.1f} ms{milliseconds:>9.1f} ms{ratio:>8.2f}"
        shown = f"{few[name].rows} / {rows}"
        say(f"{name:34}{times}{queries:>9}{shown:>10}{'' if kept else '  !'}")
    return good


def say(text: str) -> None:
    print(text, flush=True)  # noqa: T201


if __name__ == "__main__":
    raise SystemExit(main())
