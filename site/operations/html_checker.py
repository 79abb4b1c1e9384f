"""The Nu HTML checker, which knows the whole standard: gets it once, and runs it over a folder of pages.

`python -m operations.html_checker` gets it and prints where it is, or says in one sentence what is missing.
It needs Java to run, and npm to come here; without them the test that uses it is skipped.
"""

import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

from .browser import succeeds

VERSION = "26.9.27"
SHA256 = "22f15dd39a33bed929d2a5c0cddf5946849a647eca9272bf4d5d00bc7e7a4d47"
MEMBER = "package/build/dist/vnu.jar"
JAR = Path(__file__).resolve().parents[2] / ".tools" / f"vnu-{VERSION}.jar"
#: CSS that browsers know and the checker does not yet.
NEWER = r".*(@container|container-type|clip-path|scroll-target-group|target-current).*"
ADVICE = "The HTML checker needs Java (17 or later) to run, and npm to get it: install both, then make test."
CHECK_SECONDS = 300


class CheckerError(Exception):
    """The checker did not do its work."""


def find_checker() -> Path | None:
    """The checker, when it is here and Java can run it."""
    is_ready = JAR.exists() and shutil.which("java") and succeeds(["java", "-jar", str(JAR), "--version"])
    return JAR if is_ready else None


def get_checker() -> Path | None:
    """The checker, brought here when it was not; None when that did not work."""
    if not JAR.exists() and shutil.which("java") and shutil.which("npm"):
        print("Getting the HTML checker for the tests ...", file=sys.stderr)  # noqa: T201  (it takes a while)
        JAR.parent.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(dir=JAR.parent) as folder:
            fetch(Path(folder))
    return find_checker()


def fetch(folder: Path) -> None:
    """Put the jar in its place, when npm brings a package with exactly the jar that we know."""
    if not succeeds(["npm", "pack", f"vnu-jar@{VERSION}", "--silent", "--pack-destination", str(folder)]):
        return
    with tarfile.open(folder / f"vnu-jar-{VERSION}.tgz") as package:
        package.extract(MEMBER, folder, filter="data")
    jar = folder / MEMBER
    if hashlib.sha256(jar.read_bytes()).hexdigest() == SHA256:
        jar.replace(JAR)


def errors(folder: Path) -> Iterator[str]:
    """What is wrong with the pages and stylesheets in `folder`: the name of the file, the line, what it is.

    Raises CheckerError when the checker itself failed.
    """
    command = ["java", "-jar", str(JAR), "--errors-only", "--also-check-css", "--filterpattern", NEWER]
    command += ["--format", "json", "--stdout", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=CHECK_SECONDS, check=False)  # noqa: S603
    try:
        messages = json.loads(done.stdout)["messages"]
    except ValueError as error:
        raise CheckerError(done.stderr) from error
    for message in messages:
        yield f"{Path(message.get('url', '')).name}:{message.get('lastLine', '')} {message['message']}"


def main() -> int:
    print(get_checker() or ADVICE)  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
