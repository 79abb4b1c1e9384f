"""How long the registers take to come in, and to be searched: `make bench-registers`.

An invented register of 10,000 schools is imported twice by the command itself: its time and memory, those of
Python and Django. Then 40,000 entries are searched as people type. On SQLite, and on PostgreSQL when there
is a server at POSTGRES_URL.
"""

import csv
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit, urlunsplit

from bench.serving import ROOT, say
from operations import server

ROWS, ENTRIES = 10_000, 40_000
SECONDS, MEGABYTES, MILLISECONDS = 5.0, 150.0, 50.0
ROUNDS = 5
SCRATCH = "leerkring_bench_registers"
HEADER = (
    *("PROVINCIE", "BEVOEGD GEZAG NUMMER", "INSTELLINGSCODE", "VESTIGINGSCODE", "VESTIGINGSNAAM"),
    *("STRAATNAAM", "HUISNUMMER-TOEVOEGING", "POSTCODE", "PLAATSNAAM", "GEMEENTENAAM", "DENOMINATIE"),
    *("TELEFOONNUMMER", "INTERNETADRES", "VAKANTIEREGIO"),
)
KINDS = ("OBS", "CBS", "RK Basisschool", "Openbare Basisschool", "IKC", "Kindcentrum", "St.", "")
PARTS = (
    "Wilg",
    "Brug",
    "Sterren",
    "Kompas",
    "Regen",
    "Water",
    "Molen",
    "Linde",
    "Haven",
    "Duin",
    "Wrâld",
    "Es",
)
ENDS = ("hof", "boog", "tuin", "wizer", "plein", "kring", "steen", "berg", "akker", "veld")
PLACES = (
    "ASSEN",
    "HOUTEN",
    "'S-GRAVENHAGE",
    "UTRECHT",
    "AMSTERDAM",
    "HENGELO OV",
    "DRACHTEN",
    "GOES",
    "VENLO",
)
QUESTIONS = (
    *("wraldwizer", "obs wilghof", "st. brugplein", "utrecht", "duin ams", "30aa", "regenboog den haag"),
    *("3991", "zzzz", "basisschool de wilg", "molenakker goes"),
)


def main() -> int:
    results = []
    with tempfile.TemporaryDirectory(prefix="leerkring-bench-") as work:
        files = [write(Path(work), number) for number in range(ENTRIES // ROWS)]
        results += measured("SQLite", f"sqlite:///{work}/registers.sqlite3", files)
        with scratch_database(os.environ.get("POSTGRES_URL", "")) as database:
            if database:
                results += measured("PostgreSQL", database, files)
            else:
                say("\nPostgreSQL: not measured, there is no server at POSTGRES_URL.")
    say("\nAll as promised." if all(results) else "\nNot all as promised.")
    return 0 if all(results) else 1


def write(folder: Path, number: int) -> Path:
    """A file of invented schools; each has codes and names of its own."""
    chance = random.Random(number)  # noqa: S311  (no secret)
    path = folder / f"basisonderwijs-{number}.csv"
    with path.open("w", encoding="cp1252", newline="") as file:
        rows = csv.writer(file, delimiter=";")
        rows.writerow(HEADER)
        rows.writerows(_school(number * ROWS + place, chance) for place in range(ROWS))
    return path


def _school(number: int, chance: random.Random) -> list:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    code = f"{number // 676 % 100:02}{letters[number // 26 % 26]}{letters[number % 26]}"
    name = f"{chance.choice(KINDS)} De {chance.choice(PARTS)}{chance.choice(ENDS)}".strip()
    place = chance.choice(PLACES)
    return [
        "Utrecht", 20_000 + number // 9, code, f"{code}00", name, f"{chance.choice(PARTS)}straat",
        chance.randrange(1, 200), f"{chance.randrange(1000, 9999)} AB", place, place, "Openbaar",
        "0301234567", "www.school.example", "Midden",
    ]  # fmt: skip


def measured(name: str, database: str, files: list[Path]) -> Iterator[bool]:
    environment = {**server.environment(ROOT), "DATABASE_URL": database}
    manage("migrate", environment)
    say(f"\n{name}: a file of {ROWS} rows, the whole command")
    start, _size = manage("check", environment)
    for label in ("first import", "second import"):
        took, size = manage("import_duo", environment, str(files[0]))
        yield report(label, took, "s", SECONDS, f", of which {start:.1f} s to start")
        yield report("its memory", size, "MB", MEGABYTES)
    fill(environment, files[1:])
    for line in answers(environment):
        label, milliseconds = line.rsplit("\t", 1)
        yield report(label, float(milliseconds), "ms", MILLISECONDS)


def fill(environment: dict[str, str], files: list[Path]) -> None:
    """The rest of the entries. Each file replaces a register, so each goes to one of its own."""
    for register, path in zip(("secondary", "special", "vocational"), files, strict=True):
        manage("import_duo", environment, str(path), f"--register={register}")


def answers(environment: dict[str, str]) -> list[str]:
    say(f"  looking up among {ENTRIES} entries, the whole answer of /aanvraag/zoek/ without the network")
    line = [sys.executable, "-m", "bench.registers", "--ask"]
    return subprocess.run(  # noqa: S603  (ourselves)
        line,
        env={**environment, "PYTHONPATH": f"{ROOT}:{ROOT}/site"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()


def ask() -> None:
    """In a process of its own: what each question takes, in milliseconds."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    import django

    django.setup()
    from django.test import Client

    client = Client(headers={"host": "localhost"})
    for question in ("warm", *QUESTIONS):
        times = [_milliseconds(client, question) for _ in range(ROUNDS)]
        if question != "warm":
            say(f"  {question}\t{median(times):.2f}")


def _milliseconds(client, question: str) -> float:
    began = time.perf_counter()
    client.get("/aanvraag/zoek/", {"q": question})
    return (time.perf_counter() - began) * 1000


def manage(command: str, environment: dict[str, str], *arguments: str) -> tuple[float, float]:
    """Seconds, and megabytes at the most, of a command in a process of its own."""
    line = [sys.executable, str(ROOT / "manage.py"), command, *arguments]
    began = time.perf_counter()
    with subprocess.Popen(line, env=environment, stdout=subprocess.DEVNULL) as process:  # noqa: S603  (ourselves)
        _pid, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command} ended with {process.returncode}")
    unit = 1 if sys.platform == "darwin" else 1024
    return time.perf_counter() - began, usage.ru_maxrss * unit / 1024 / 1024


def report(label: str, value: float, unit: str, most: float, more: str = "") -> bool:
    is_good = value <= most
    say(f"  {label:24} {value:8.1f} {unit}{more}{'' if is_good else f'  more than {most:g}'}")
    return is_good


@contextmanager
def scratch_database(url: str) -> Iterator[str | None]:
    """A database of our own on this server, dropped afterwards; None without a server."""
    import psycopg

    parts = urlsplit(url)
    try:
        connection = psycopg.connect(urlunsplit(parts._replace(path="/postgres")), autocommit=True)
    except psycopg.OperationalError:
        yield None
        return
    with connection:
        connection.execute(f"DROP DATABASE IF EXISTS {SCRATCH}")
        connection.execute(f"CREATE DATABASE {SCRATCH}")
        try:
            yield urlunsplit(parts._replace(path=f"/{SCRATCH}"))
        finally:
            connection.execute(f"DROP DATABASE {SCRATCH}")


if __name__ == "__main__":
    if "--ask" in sys.argv:
        ask()
    else:
        sys.exit(main())
