"""The Makefile tells what it can do, and can do what it tells."""

import re
import subprocess

from django.conf import settings

PROMISED = {
    "run",
    "test",
    "test-fast",
    "test-postgres",
    "lint",
    "format",
    "shell",
    "demo",
    "build",
    "screenshots",
    "clean",
}


def make(*arguments: str) -> str:
    command = ["make", "--no-print-directory", *arguments]
    return subprocess.run(command, cwd=settings.ROOT, capture_output=True, text=True, check=True).stdout


def test_help_names_every_target_it_promises():
    named = set(re.findall(r"^  make ([a-z-]+) ", make("help"), re.MULTILINE))

    assert named >= PROMISED


def test_every_target_that_help_names_exists():
    named = re.findall(r"^  make ([a-z-]+) ", make("help"), re.MULTILINE)

    make("--dry-run", *named)
