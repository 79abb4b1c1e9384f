"""Word and OpenDocument files: a zip with known parts, looked into without trusting what it says."""

import re
import zlib
from typing import BinaryIO
from zipfile import BadZipFile, LargeZipFile, ZipFile

from django.utils.translation import gettext as _

from intake.models import FileKind

from .errors import FileRefused
from .limits import MOST_PARTS, MOST_UNPACKED

DOCX = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
ODT = b"application/vnd.oasis.opendocument.text"
CHUNK = 1024 * 1024
#: What a word processor would run.
PROGRAM = re.compile(r"(^|/)(vbaProject\.bin|vbaData\.xml)$|^(Basic|Scripts)/.+", re.IGNORECASE)
#: All that zip files of broken or hostile making are known to raise while they are read.
BROKEN = (
    BadZipFile,
    LargeZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
)


def kind_of_archive(file: BinaryIO, size: int) -> FileKind | None:
    """DOCX or ODT, or None for another zip. Raises FileRefused when it is broken, a bomb, or has macros.

    Everything in it is unpacked once, piece by piece, and thrown away: sizes are counted, not believed.
    """
    try:
        with ZipFile(file) as archive:
            _must_be_modest(archive, size)
            _unpack(archive)
            return _kind(archive)
    except BROKEN as error:
        raise FileRefused(
            _("This file is damaged or locked with a password. Open it, save it again, and send that one.")
        ) from error


def _must_be_modest(archive: ZipFile, size: int) -> None:
    parts = archive.infolist()
    # Parts that lie over each other make a small file unpack to any size: together they are larger than it.
    overlapping = sum(part.compress_size for part in parts) > size
    if len(parts) > MOST_PARTS or overlapping or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise FileRefused(
            _("This file is far too large once it is unpacked. Save it as a PDF and send that.")
        )
    if any(part.flag_bits & 1 for part in parts):
        raise FileRefused(_("This file is locked with a password. Take the password off, or send a PDF."))
    if any(PROGRAM.search(part.filename) for part in parts):
        raise FileRefused(_("There are macros in this file. Save it without macros, or as a PDF."))


def _unpack(archive: ZipFile) -> None:
    """Read every part to its end. `zipfile` gives no more than a part says, and checks the sum of it."""
    for part in archive.infolist():
        with archive.open(part) as content:
            while content.read(CHUNK):
                pass


def _kind(archive: ZipFile) -> FileKind | None:
    names = set(archive.namelist())
    if {"[Content_Types].xml", "word/document.xml"} <= names and DOCX in archive.read("[Content_Types].xml"):
        return FileKind.DOCX
    if {"mimetype", "content.xml"} <= names and archive.read("mimetype").strip() == ODT:
        return FileKind.ODT
    return None
