"""How many requests the intake takes in, beside Wagtail's own form page: `make bench-intake`.

Both get the same answers over the same connections, on the same database, behind the same server and
middleware, in turns. Ours stores a request, matches its organisation, gives it to an adviser, logs it and
queues two mails; Wagtail's page stores one row of JSON and mails nobody. Then 2,000 requests, 16 at once and
one in ten sent twice at the same moment, are counted: none may be lost, none be there twice.
On SQLite and on PostgreSQL (POSTGRES_URL; a database is made there and dropped again).
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median
from urllib.parse import urlsplit

from bench.posting import Outcome, post_all
from bench.serving import ROOT, demo_environment, manage, say, served

SETTINGS = "bench.intake_settings"
ROUNDS, A_ROUND, AT_ONCE = 5, 300, 8
MANY, MANY_AT_ONCE, ONE_IN = 2000, 16, 10
LEAST, WANTED, LONGEST = 0.5, 1.0, 100.0


def main() -> int:
    good = [run("SQLite", None)]
    with scratch_database(os.environ.get("POSTGRES_URL", "")) as url:
        good.append(run("PostgreSQL", url) if url else False)
    say("\nAll as promised." if all(good) else "\nNot all as promised.")
    return 0 if all(good) else 1


@contextmanager
def scratch_database(server: str) -> Iterator[str]:
    """A database of our own on this server, by its address; "" when there is no server."""
    import psycopg

    name = f"leerkring_bench_{os.getpid()}"
    try:
        connection = psycopg.connect(beside(server, "postgres"), autocommit=True) if server else None
    except psycopg.OperationalError:
        connection = None
    if connection is None:
        say("\nPostgreSQL\n  not measured: nobody answers at POSTGRES_URL")
        yield ""
        return
    with connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield beside(server, name)
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def beside(server: str, name: str) -> str:
    """The address of another database on the same server."""
    return urlsplit(server)._replace(path=f"/{name}").geturl()


def run(title: str, database: str | None) -> bool:
    """Measure on one database, in a process of its own: Django has one database a process."""
    say(f"\n{title}")
    with demo_environment(SETTINGS, database) as environment:
        manage("migrate", environment)  # Wagtail's form page has tables of its own
        with served(environment) as (site, _pid):
            command = [sys.executable, "-m", "bench.intake", site]
            done = subprocess.run(command, env=environment, cwd=ROOT, check=False)  # noqa: S603  (our own)
    return done.returncode == 0


def measure(site: str) -> bool:
    """Print all figures of one site; whether they are as promised."""
    import django

    django.setup()
    from bench import schools

    path = schools.set_up()
    post_all(site, schools.ours(AT_ONCE * 4), AT_ONCE)  # both warm
    post_all(site, schools.plain(AT_ONCE * 4, path), AT_ONCE)
    pairs = []
    for _ in range(ROUNDS):
        schools.work_off()
        ours = post_all(site, schools.ours(A_ROUND), AT_ONCE)
        pairs.append((ours, post_all(site, schools.plain(A_ROUND, path), AT_ONCE)))
    return all([report(pairs), *count(site)])


def report(pairs: list[tuple[Outcome, Outcome]]) -> bool:
    wrong = [one.statuses for pair in pairs for one in pair if set(one.statuses) - {200, 302}]
    ours, theirs = (median(pair[place].rate for pair in pairs) for place in (0, 1))
    ratio = median(mine.rate / other.rate for mine, other in pairs)
    p95 = median(mine.p95 for mine, _other in pairs)
    said = f"{ours:.0f} a second, of {theirs:.0f} that Wagtail's form page stores: {ratio:.2f}"
    say(f"  taken in     {said}{short(ratio)}")
    late = "" if p95 < LONGEST else "  less than promised"
    say(f"  95 of 100    within {p95:.0f} ms, {AT_ONCE} at once{late}")
    if wrong:
        say(f"  refused      {wrong}")
    return ratio >= LEAST and p95 < LONGEST and not wrong


def short(ratio: float) -> str:
    if ratio >= WANTED:
        return ""
    return "  (as promised; as many is what we want)" if ratio >= LEAST else "  less than promised"


def count(site: str) -> Iterator[bool]:
    """Send many, some twice, and look what is there."""
    from bench import schools

    before = schools.stored()
    posts = schools.ours(MANY, twice_one_in=ONE_IN)
    outcome = post_all(site, posts, MANY_AT_ONCE)
    requests, leads, mails = (now - then for now, then in zip(schools.stored(), before, strict=True))
    lost, double = max(0, MANY - requests), max(0, requests - MANY)
    say(
        f"  {MANY} schools, {len(posts)} posts, {MANY_AT_ONCE} at once: {lost} lost, {double} double, "
        f"{leads} leads, {mails} mails, {outcome.rate:.0f} a second, 95 of 100 within {outcome.p95:.0f} ms"
    )
    yield (requests, leads, mails) == (MANY, MANY, 2 * MANY) and set(outcome.statuses) == {302}


if __name__ == "__main__":
    sys.exit(main() if len(sys.argv) == 1 else not measure(sys.argv[1]))
