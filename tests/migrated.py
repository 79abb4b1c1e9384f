"""Keeps an SQLite database as the migrations left it, so that the next test run need not migrate again.

A kept database is known by what it was made of: the migrations, the packages and what `migrate` fills in
afterwards. Another migration, another name; and `migrate` still looks whether anything is missing.
"""

import os
import sqlite3
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from config.settings.base import ROOT, VAR

APPS = ("home", "offerings", "intake", "site")
#: Besides the migrations: what they come with, and who may do what.
MADE_OF = ("migrations/*.py", "apps.py", "permissions.py", "roles.py")
FOLDER = VAR / "migrated"
KEPT = 3


def put_back(database: Path) -> bool:
    """Put a migrated database at `database`; False when none was kept for the migrations of today."""
    kept = _file()
    if not kept.exists():
        return False
    _copy(kept, database)
    kept.touch()
    return True


def keep(database: Path) -> None:
    """Keep the database at `database`, which was migrated and nothing more."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    unfinished = FOLDER / f"{os.getpid()}.unfinished"
    _copy(database, unfinished)
    unfinished.replace(_file())
    for old in sorted(FOLDER.glob("*.sqlite3"), key=os.path.getmtime)[:-KEPT]:
        old.unlink(missing_ok=True)


def remove(database: Path) -> None:
    """Take a database away, with the files that SQLite keeps beside it."""
    for suffix in ("", "-wal", "-shm"):
        database.with_name(database.name + suffix).unlink(missing_ok=True)


def _file() -> Path:
    name = sha256()
    for source in [ROOT / "uv.lock", *_sources()]:
        name.update(source.name.encode() + source.read_bytes())
    return FOLDER / f"{name.hexdigest()[:32]}.sqlite3"


def _sources() -> Iterator[Path]:
    for app in APPS:
        for pattern in MADE_OF:
            yield from sorted((ROOT / app).rglob(pattern))


def _copy(source: Path, target: Path) -> None:
    remove(target)
    old, new = sqlite3.connect(source), sqlite3.connect(target)
    old.backup(new)
    old.close()
    new.close()
