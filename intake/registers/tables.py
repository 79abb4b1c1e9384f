"""Reads open data files as they come: windows-1252 or UTF-8, with `;` or `,`, columns under several names.

A file is read as a stream, a row at a time.
"""

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple

from django.utils.translation import gettext as _

CHUNK = 1 << 16
#: A line of these files is some hundreds of characters. A longer one is another file.
LONGEST_HEADER = 20_000
_SIGNS = re.compile(r"[\s_\-./]+")


class RegisterFileError(Exception):
    """A file that cannot be read as a whole, in words for who imports it."""


class BadRowError(Exception):
    """A row that cannot be used, in words for who imports it; `code` is what it is about, if legible."""

    def __init__(self, reason: str, code: str = ""):
        super().__init__(reason)
        self.reason, self.code = reason, code


class Row(NamedTuple):
    """A row with the line it ends on, by our names of its columns. `is_short` when cells are missing."""

    line: int
    cells: Mapping[str, str]
    is_short: bool


class Table(NamedTuple):
    """The header of a file by our names, and its rows."""

    columns: frozenset[str]
    headings: frozenset[str]
    rows: Iterator[Row]


@contextmanager
def open_table(path: Path, aliases: Mapping[str, tuple[str, ...]], on_read: Callable[[int], None]):
    """A Table of the file. `aliases` has the headings of each column, `on_read` hears how much was read.

    Raises RegisterFileError for what is no such file, also while its rows are read.
    """
    try:
        encoding = _encoding_of(path)
        with path.open("rb") as raw, io.TextIOWrapper(_Counted(raw, on_read), encoding, newline="") as lines:
            yield _table(lines, aliases)
    except OSError as error:
        raise RegisterFileError(_("This file cannot be read: %(why)s.") % {"why": error.strerror}) from error
    except csv.Error as error:
        raise RegisterFileError(_("This is not a table with columns: %(why)s.") % {"why": error}) from error


def plain_heading(text: str) -> str:
    """ "BEVOEGD_GEZAG_NUMMER" -> "bevoegd gezag nummer"."""
    return _SIGNS.sub(" ", text.strip().casefold()).strip()


class _Counted(io.RawIOBase):
    """Hands on what is read, and tells how much."""

    def __init__(self, raw: BinaryIO, on_read: Callable[[int], None]):
        self._raw, self._on_read = raw, on_read

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        count = self._raw.readinto(buffer)
        self._on_read(count)
        return count

    def read1(self, size: int = -1) -> bytes:
        data = self._raw.read(size if size > 0 else CHUNK)
        self._on_read(len(data))
        return data


def _encoding_of(path: Path) -> str:
    """UTF-8 when all of it is, else windows-1252: in that, nearly every byte means something."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        try:
            while chunk := file.read(CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8-sig"


def _table(lines: io.TextIOWrapper, aliases: Mapping[str, tuple[str, ...]]) -> Table:
    try:
        header = lines.readline(LONGEST_HEADER)
    except UnicodeDecodeError as error:
        raise _not_text() from error
    separator = max(";,\t", key=header.count)
    headings = [plain_heading(cell) for cell in next(csv.reader([header], delimiter=separator), [])]
    places = {
        name: place for name, known in aliases.items() if (place := _place(headings, known)) is not None
    }
    rows = _rows(lines, separator, places, len(headings))
    return Table(frozenset(places), frozenset(headings), rows)


def _place(headings: list[str], known: tuple[str, ...]) -> int | None:
    """Where the first heading that is known stands."""
    return next((headings.index(heading) for heading in known if heading in headings), None)


def _rows(lines: io.TextIOWrapper, separator: str, places: Mapping[str, int], width: int) -> Iterator[Row]:
    reader = csv.reader(lines, delimiter=separator)
    try:
        for cells in reader:
            if not any(map(str.strip, cells)):
                continue
            tidied = {
                name: _tidy(cells[place]) if place < len(cells) else "" for name, place in places.items()
            }
            yield Row(reader.line_num + 1, tidied, is_short=len(cells) < width)
    except UnicodeDecodeError as error:
        raise _not_text() from error


def _tidy(text: str) -> str:
    """On one line, with single spaces, without control characters (PostgreSQL refuses a null)."""
    text = " ".join(text.split())
    return text if text.isprintable() else "".join(filter(str.isprintable, text))


def _not_text() -> RegisterFileError:
    return RegisterFileError(_("This is no text in UTF-8 or windows-1252."))
