"""Finds a Chromium or Chrome for the browser tests and the screenshots, or gets one.

`python -m operations.browser` prints where it is. Without one it says in one sentence what to install, and
fails only when CI is set: then the browser tests must run.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
ADVICE = (
    "The browser tests need Chromium or Chrome: install one (Debian and Ubuntu: apt-get install chromium)."
)
DOWNLOAD_SECONDS = 300


def find_browser() -> Path | None:
    """The first browser on this machine that starts, or None. CHROME in the environment goes before all."""
    return next((path for path in candidates() if starts(path)), None)


def candidates() -> Iterator[Path]:
    for name in (os.environ.get("CHROME"), *NAMES):
        if name and (path := shutil.which(name)):
            yield Path(path)
    if MAC.exists():
        yield MAC
    yield from playwrights_own()


def playwrights_own() -> Iterator[Path]:
    """What `playwright install chromium` left, newest first."""
    default = Path.home() / ("Library/Caches" if sys.platform == "darwin" else ".cache") / "ms-playwright"
    folder = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or default)
    for pattern in ("chromium-*/chrome-linux*/chrome", "chromium-*/chrome-mac*/*.app/Contents/MacOS/*"):
        yield from sorted(folder.glob(pattern), reverse=True)


def starts(path: Path) -> bool:
    """Whether it answers: some distributions ship a name that only says where to get the browser."""
    return succeeds([str(path), "--version"], seconds=30)


def get_browser() -> Path | None:
    """A browser on this machine, installed now when there is none; None when that did not work either."""
    if found := find_browser():
        return found
    print("Getting a browser for the tests ...", file=sys.stderr)  # noqa: T201  (it takes a while)
    if succeeds([sys.executable, "-m", "playwright", "install", "chromium"]) and (found := find_browser()):
        return found
    if os.geteuid() == 0 and shutil.which("apt-get"):
        succeeds(["apt-get", "update"])
        succeeds(["apt-get", "install", "--yes", "--no-install-recommends", "chromium"])
    return find_browser()


def succeeds(command: list[str], seconds: int = DOWNLOAD_SECONDS) -> bool:
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        return subprocess.run(command, timeout=seconds, check=False, env=environment, **quiet).returncode == 0  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return False


def launch_options(browser: Path) -> dict:
    """How Playwright starts it: quietly, and without its sandbox where root may not have one."""
    flags = [
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-default-apps",
        "--disable-sync",
        "--no-first-run",
        # Nothing but this machine has an address, so nothing else can be asked for anything.
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
    ]
    if os.geteuid() == 0:
        flags.append("--no-sandbox")
    return {"executable_path": str(browser), "args": flags}


def main() -> int:
    if browser := get_browser():
        print(browser)  # noqa: T201
        return 0
    print(ADVICE, file=sys.stderr)  # noqa: T201
    return 1 if os.environ.get("CI") else 0


if __name__ == "__main__":
    sys.exit(main())
