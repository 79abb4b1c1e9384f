"""Whether the desk stays as fast with 100,000 leads as with 1,000: `make bench-desk`.

On SQLite, and on the PostgreSQL server at POSTGRES_URL when there is one. Each screen is asked of Django
itself, without network; its time is the shortest of several, with the queries it asked. A screen may be
half as slow again with a hundred times as many leads, ask fifteen queries and take 150 ms. A report counts
every lead of its period, so it may take longer when more came in; but never a second for 100,000 in a year.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

FEW, MANY = 1_000, 100_000
SLOWER, QUERIES, MILLISECONDS = 1.5, 15, 150.0
REPORT_MILLISECONDS = 1000.0
#: A difference smaller than this is noise, whatever the ratio says.
NOISE_MS = 5.0
ROOT = Path(__file__).resolve().parents[1]


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


def measure(database: str, count: int) -> dict[str, tuple[float, int]]:
    """Each screen's milliseconds and queries, in a process of its own."""
    environment = {**os.environ, "DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "bench.desk_settings"}
    line = [sys.executable, "-m", "bench.desk_screens", str(count)]
    answer = subprocess.run(  # noqa: S603  (our own)
        line, env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True
    )
    rows = (row.split("\t") for row in answer.stdout.splitlines() if "\t" in row)
    return {name: (float(milliseconds), int(queries)) for name, milliseconds, queries in rows}


def report(few: dict, many: dict) -> bool:
    say(f"{'':34}{FEW:>12,}{MANY:>12,}{'ratio':>8}{'queries':>9}")
    good = True
    for name, (milliseconds, queries) in many.items():
        before = few[name][0]
        ratio = milliseconds / before
        limit = QUERIES if not name.startswith("do:") else None
        is_report = name.startswith("report:")
        kept = is_report or ratio <= SLOWER or milliseconds - before <= NOISE_MS
        if limit:
            most = REPORT_MILLISECONDS if is_report else MILLISECONDS
            kept &= queries <= limit and milliseconds <= most
        good &= kept
        times = f"{before:>9.1f} ms{milliseconds:>9.1f} ms{ratio:>8.2f}"
        say(f"{name:34}{times}{queries:>9}{'' if kept else '  !'}")
    return good


def say(text: str) -> None:
    print(text, flush=True)  # noqa: T201


if __name__ == "__main__":
    raise SystemExit(main())
