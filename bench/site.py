"""How fast the site is, as ratios that hold on any machine: `make bench-site`. Needs wrk.

Cached: a page from the page cache beside the same bytes from a bare WSGI application. Uncached: a page with
the page cache off beside a view that does nothing, behind the same middleware. Both under granian with as
many workers, asked in turns. An uncached page recalls its parts, as it does until content changes; what the
first one after a change costs is said beside it (the time of one answer, as a ratio).
Also the memory of a worker, and how soon every process shows a change.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

from bench import load
from bench.publishing import milliseconds_until_shown
from bench.serving import demo_environment, fetch, manage, say, served

PAGES = {
    "home": "/",
    "service": "/aanbod/startoverleg/",
    "course": "/opleidingen/proef-een-plg/",
    "courses": "/opleidingen/",
    "text": "/toegankelijkheid/",
    "voices": "/ervaringen/",
}
#: From the page cache all cost the same: these stand for them.
CACHED_PAGES = ("home", "course", "text")
CACHED, UNCACHED, SOON = 0.5, 1 / 25, 1000.0
ARTICLES = "/kennis/"
OFF = {"PAGE_CACHE_MB": "0"}
NAMESPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
MANY = 1000


def main() -> int:
    if not load.is_there():
        say(load.ADVICE)
        return 1
    with demo_environment("bench.site_settings") as environment:
        make_pictures(environment)
        memory(environment)
        results = [*publishing(environment), *cached(environment), *uncached(environment)]
    say("\nAll as promised." if all(results) else "\nNot all as promised.")
    return 0 if all(results) else 1


def cached(environment: dict[str, str]) -> Iterator[bool]:
    say("\nCached, beside the same bytes from a bare WSGI application (requests a second)")
    with served(environment) as (site, _pid):
        for name in CACHED_PAGES:
            path = PAGES[name]
            with bare(environment, fetch(site + path, "gzip")) as other:
                yield report(name, load.compare(site + path, other), CACHED)


@contextmanager
def bare(environment: dict[str, str], body: bytes) -> Iterator[str]:
    """A server that only hands over this body."""
    file = Path(environment["MEDIA_ROOT"]).parent / "body"
    file.write_bytes(body)
    with served({**environment, "BODY": str(file)}, application="bench.bare:application") as (address, _pid):
        yield address


def uncached(environment: dict[str, str]) -> Iterator[bool]:
    say("\nUncached, beside a view that does nothing (requests a second)")
    with served({**environment, **OFF}) as (site, _pid):
        article = next(path for path in paths(site) if path.startswith(ARTICLES) and path != ARTICLES)
        pages = {**PAGES, "article": article}
        yield from made(site, pages)
        say(f"  with {MANY} courses, testimonials and articles more")
        manage("shell", environment, "--no-imports", f"--command=from bench.many import add; add({MANY})")
        yield from made(site, pages)


def made(site: str, pages: dict[str, str]) -> Iterator[bool]:
    empty = f"{site}/leeg/"
    for name, path in pages.items():
        first = load.first_after_change(site + path, empty)
        yield report(name, load.compare(site + path, empty), UNCACHED, f"1/{first:.0f} after a change")


def report(name: str, measured: tuple[float, float, float], least: float, more: str = "") -> bool:
    ours, other, ratio = measured
    is_good = ratio >= least
    shown = f"{ratio:.2f}" if least >= CACHED else f"1/{1 / ratio:.0f}"
    judged = "" if is_good else "  less than promised"
    say(f"  {name:9} {ours:8.0f} of {other:8.0f}   {shown:6} {more}{judged}")
    return is_good


def make_pictures(environment: dict[str, str]) -> None:
    """Let every picture have its sizes: making them is no part of what is measured."""
    with served({**environment, **OFF}) as (site, _pid):
        for path in paths(site):
            fetch(site + path)


def memory(environment: dict[str, str]) -> None:
    say("\nMemory of a worker (RSS)")
    with served(environment) as (site, pid):
        cold = resident(pid)
        all_paths = paths(site)
        for path in all_paths:
            for encoding in ("br", "gzip"):
                fetch(site + path, encoding)
        warm = resident(pid)
        say(f"  {cold:.0f} MB after the first page, {warm:.0f} MB with all {len(all_paths)} pages kept")


def paths(site: str) -> list[str]:
    """Where every page of the site is."""
    tree = ElementTree.fromstring(fetch(f"{site}/sitemap.xml"))  # noqa: S314  (our own)
    return [urlsplit(place.text or "").path for place in tree.iterfind("s:url/s:loc", NAMESPACE)]


def resident(granian: int) -> float:
    """The largest process below granian's own, in MB; of Linux only."""
    sizes = [0]
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            fields = dict(line.split(":", 1) for line in status.read_text().splitlines())
        except (OSError, ValueError):
            continue  # it ended meanwhile
        if int(fields["PPid"]) == granian and "VmRSS" in fields:
            sizes.append(int(fields["VmRSS"].split()[0]))
    return max(sizes) / 1024


def publishing(environment: dict[str, str]) -> Iterator[bool]:
    say("\nUntil every process shows what was published")
    os.environ.update(environment)
    import django

    django.setup()
    from wagtail.models import Page

    page = Page.objects.get(slug="toegankelijkheid").specific

    def publish(words: str) -> None:
        page.lead = words
        page.save_revision().publish()

    with served(environment, workers=2) as (site, _pid):
        for _ in range(3):
            for process, wait in milliseconds_until_shown(site, "/toegankelijkheid/", publish).items():
                say(f"  process {process}: {wait:.0f} ms")
                yield wait <= SOON


if __name__ == "__main__":
    sys.exit(main())
