"""What Lighthouse thinks of the site on a slow phone: `make bench-lighthouse`.

Serves the demo as an installation does (granian, production settings, collected static files) and prints the
four scores of five pages, and what stands in the way of better ones. Needs node, npm and Chromium; Lighthouse
comes from npm, once, into the user's cache folder.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen
from xml.etree import ElementTree

from operations import browser, server
from operations.processes import Processes

VERSION = "13.5.0"
HOST = "127.0.0.1"
ROOT = Path(__file__).resolve().parents[1]
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / f"leerkring/lighthouse-{VERSION}"
PROGRAM = CACHE / "node_modules/lighthouse/cli/index.js"
#: The first page below each of these, and these two.
BELOW = {"service": "/aanbod/", "course": "/opleidingen/", "article": "/kennis/"}
ALWAYS = {"home": "/", "form": "/aanvraag/"}
#: Of so many runs the one in the middle counts: a machine that does other work makes a page look slow.
RUNS = int(os.environ.get("RUNS", "3"))
WANTED = {"performance": 99, "accessibility": 100, "best-practices": 100, "seo": 100}
NAMESPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def main() -> int:
    chrome = browser.find_browser()
    missing = [name for name in ("node", "npm") if not shutil.which(name)]
    if missing or not chrome:
        say(f"This needs {' and '.join(missing or ['Chromium or Chrome'])}: install that first.")
        return 1
    if not PROGRAM.exists() and not install():
        say(f"npm could not bring lighthouse {VERSION}.")
        return 1
    with served_demo() as address:
        good = [measure(name, address + path, chrome) for name, path in pages(address)]
    return 0 if all(good) else 1


def say(text: str) -> None:
    print(text, flush=True)  # noqa: T201


def install() -> bool:
    say(f"Getting lighthouse {VERSION} ...")
    CACHE.mkdir(parents=True, exist_ok=True)
    command = ["npm", "install", "--prefix", str(CACHE), "--no-audit", "--no-fund", "--ignore-scripts"]
    return browser.succeeds([*command, f"lighthouse@{VERSION}"]) and PROGRAM.exists()


@contextmanager
def served_demo() -> Iterator[str]:
    """The address of the demo, served by production settings for as long as we measure."""
    with tempfile.TemporaryDirectory(prefix="leerkring-lighthouse-") as work:
        port = server.free_port(HOST)
        common = {
            **server.environment(ROOT),
            "DATABASE_URL": f"sqlite:///{work}/demo.sqlite3",
            "MEDIA_ROOT": f"{work}/media",
            "BASE_URL": f"http://{HOST}:{port}",
            "PORT": str(port),
        }
        production = {
            **common,
            "DJANGO_SETTINGS_MODULE": "bench.lighthouse_settings",
            "SECRET_KEY": "only-for-measuring-" + "x" * 40,
            "ALLOWED_HOSTS": HOST,
            "EMAIL_URL": "smtp://127.0.0.1:9",
            "DEFAULT_FROM_EMAIL": "Leerkring <hallo@leerkring.example>",
            "TRUSTED_PROXIES": "0",
            "SSL_REDIRECT": "false",
        }
        manage("migrate", common)
        manage("load_demo", common)
        manage("collectstatic", production, "--noinput")
        with Processes(production) as processes:
            processes.start("The site", server.site_command(HOST, port))
            server.wait_for_first_page(HOST, port, processes)
            yield f"http://{HOST}:{port}"


def manage(command: str, environment: dict[str, str], *arguments: str) -> None:
    say(f"{command} ...")
    line = [sys.executable, str(ROOT / "manage.py"), command, "--verbosity=0", *arguments]
    subprocess.run(line, env=environment, check=True)  # noqa: S603  (commands of our own)


def pages(address: str) -> Iterator[tuple[str, str]]:
    """Name and path of one page of each kind."""
    with urlopen(f"{address}/sitemap.xml") as answer:  # noqa: S310  (our own)
        sitemap = ElementTree.fromstring(answer.read())  # noqa: S314  (our own)
    paths = [urlsplit(place.text or "").path for place in sitemap.iterfind("s:url/s:loc", NAMESPACE)]
    yield from ALWAYS.items()
    for name, above in BELOW.items():
        if found := [path for path in paths if path.startswith(above) and path != above]:
            yield name, found[0]


def measure(name: str, address: str, chrome: Path) -> bool:
    """Print the scores of one page, and what costs points. Gives whether all are as wanted."""
    flags = "--headless=new " + " ".join(browser.launch_options(chrome)["args"][-1:])
    categories = ",".join(WANTED)
    command = ["node", str(PROGRAM), address, "--output=json", "--quiet", f"--only-categories={categories}"]
    urlopen(address).close()  # noqa: S310  (our own; the first answer fills the page cache)
    line = [*command, f"--chrome-flags={flags}"]
    reports = sorted((run(line, chrome) for _ in range(RUNS)), key=total)
    report = reports[RUNS // 2]
    scores = {key: round(report["categories"][key]["score"] * 100) for key in WANTED}
    say(
        f"\n{name} {urlsplit(address).path}\n  "
        + ", ".join(f"{key} {value}" for key, value in scores.items())
    )
    for line in costs(report):
        say(f"    {line}")
    return all(scores[key] >= least for key, least in WANTED.items())


def run(line: list[str], chrome: Path) -> dict:
    environment = {**os.environ, "CHROME_PATH": str(chrome)}
    done = subprocess.run(line, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        sys.exit(f"Lighthouse stopped: {done.stderr.strip()[-500:]}")
    return json.loads(done.stdout)


def total(report: dict) -> float:
    return sum(category["score"] for category in report["categories"].values())


def costs(report: dict) -> Iterator[str]:
    """Each audit with a weight that is not perfect, and the size of the page."""
    audits = report["audits"]
    for key in WANTED:
        for audit in report["categories"][key]["auditRefs"]:
            found = audits[audit["id"]]
            if audit["weight"] and found["score"] is not None and found["score"] < 1:
                yield f"{key}: {found['title']} ({found.get('displayValue') or found['score']})"
    network = audits["network-requests"]["details"]["items"]
    yield f"{len(network)} requests, {sum(item.get('transferSize', 0) for item in network) / 1000:.1f} KB"


if __name__ == "__main__":
    sys.exit(main())
