"""What a file really is, by its content; a name and a type that came along count for nothing."""

from typing import BinaryIO
from zipfile import is_zipfile

from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from intake.models import FileKind

from .archives import kind_of_archive
from .errors import FileRefused
from .limits import MOST_PIXELS
from .names import extension_of

PDF_MARK, PDF_END, ZIP_MARK = b"%PDF-", b"%%EOF", b"PK\x03\x04"
PNG_MARK, JPG_MARK = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
#: Readers of PDF take a mark this far into a file for its beginning, and look for the end this far back.
LOOKED_AT = 1024
TAIL = 4096
EXTENSIONS = {
    FileKind.PDF: {"pdf"},
    FileKind.DOCX: {"docx"},
    FileKind.ODT: {"odt"},
    FileKind.JPG: {"jpg", "jpeg", "jpe", "jfif"},
    FileKind.PNG: {"png"},
}


def kind_of(file: BinaryIO, name: str, size: int) -> FileKind:
    """The kind of a file, read from its content. Leaves the file at its beginning.

    Raises FileRefused for what we do not take, what is broken, what is two kinds at once, and what has the
    extension of another kind.
    """
    try:
        kind = _kind(file, size)
        if kind is None:
            raise FileRefused(_("We cannot open this kind of file. Send a PDF, docx, odt, JPG or PNG."))
        _must_be_one_kind(file, kind)
    finally:
        file.seek(0)
    if extension_of(name) not in EXTENSIONS[kind]:
        raise FileRefused(
            _(
                "The name of this file does not fit: it is a %(kind)s. "
                "Give it a name that ends in .%(extension)s and send it again."
            )
            % {"kind": kind.label, "extension": kind.value}
        )
    return kind


def _kind(file: BinaryIO, size: int) -> FileKind | None:
    file.seek(0)
    head = file.read(16)
    if head.startswith(PDF_MARK):
        return _pdf(file, size)
    if head.startswith(ZIP_MARK):
        return kind_of_archive(file, size)
    if head.startswith(PNG_MARK):
        return _image(file, "PNG", FileKind.PNG)
    if head.startswith(JPG_MARK):
        return _image(file, "JPEG", FileKind.JPG)
    return None


def _pdf(file: BinaryIO, size: int) -> FileKind:
    file.seek(max(0, size - TAIL))
    if PDF_END not in file.read():
        raise FileRefused(_("This PDF is not complete. Save it again, and send that one."))
    return FileKind.PDF


def _image(file: BinaryIO, format_name: str, kind: FileKind) -> FileKind:
    broken = _("This picture is damaged. Save it again, and send that one.")
    try:
        file.seek(0)
        with Image.open(file, formats=[format_name]) as image:
            width, height = image.size
            if width * height > MOST_PIXELS:
                raise FileRefused(_("This picture has too many pixels. Make it smaller, and send that one."))
            if format_name == "JPEG":
                image.draft("RGB", (width // 8, height // 8))  # reads all of it, at an eighth of the size
                image.load()
            else:
                image.verify()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise FileRefused(
            _("This picture has too many pixels. Make it smaller, and send that one.")
        ) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
        raise FileRefused(broken) from error
    return kind


def _must_be_one_kind(file: BinaryIO, kind: FileKind) -> None:
    """Refuse what is a picture to one program and a document or an archive to another."""
    file.seek(0)
    is_pdf = PDF_MARK in file.read(LOOKED_AT)
    is_archive = is_zipfile(file)
    archives = {FileKind.DOCX, FileKind.ODT}
    if is_pdf != (kind == FileKind.PDF) or is_archive != (kind in archives):
        raise FileRefused(_("There is another file inside this file. Save it again, and send that one."))
