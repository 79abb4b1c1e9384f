"""What is taken and what is refused, by the content of a file; and what becomes of its name."""

import random
import struct
import zlib
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.files.errors import FileRefused
from intake.files.kinds import kind_of
from intake.files.names import LONGEST, clean_name
from intake.models import FileKind

from .conftest import archive, docx, odt, pdf, picture


def kind(name: str, content: bytes) -> FileKind:
    file = BytesIO(content)
    found = kind_of(file, name, len(content))
    assert file.tell() == 0
    return found


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("plan.pdf", pdf(), FileKind.PDF),
        ("Plan.PDF", pdf(), FileKind.PDF),
        ("plan.docx", docx(), FileKind.DOCX),
        ("plan.odt", odt(), FileKind.ODT),
        ("foto.jpg", picture("JPEG"), FileKind.JPG),
        ("foto.jpeg", picture("JPEG"), FileKind.JPG),
        ("schema.png", picture("PNG"), FileKind.PNG),
    ],
)
def test_what_schools_send_is_taken(name, content, expected):
    assert kind(name, content) == expected


def huge_png(side: int = 100_000) -> bytes:
    """A picture of 100,000 by 100,000 pixels in a few bytes, or of other sides."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b""))
        + chunk(b"IEND", b"")
    )


def lying_zip() -> bytes:
    """A document that says one of its parts is a byte long, where it is a million."""
    content = docx(**{"word/media/image1.png": b"\0" * 1_000_000})
    return content.replace(struct.pack("<I", 1_000_000), struct.pack("<I", 1))


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("plan.exe", b"MZ\x90\x00" + b"\0" * 100, "We cannot open this kind of file"),
        ("plan.pdf", b"<html><script>alert(1)</script></html>", "We cannot open this kind of file"),
        ("plan.pdf", b"\n" + pdf(), "We cannot open this kind of file"),
        ("plan.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "We cannot open this kind of file"),
        ("plan.zip", archive({"plan.pdf": pdf()}), "We cannot open this kind of file"),
        (
            "plan.xlsx",
            archive({"[Content_Types].xml": "sheet", "xl/workbook.xml": ""}),
            "We cannot open this kind",
        ),
        ("plan.docx", pdf(), "does not fit"),
        ("plan.pdf.exe", pdf(), "does not fit"),
        ("plan", pdf(), "does not fit"),
        ("foto.png", picture("JPEG"), "does not fit"),
        ("plan.pdf", pdf()[:-20], "not complete"),
        ("foto.jpg", picture("JPEG", (800, 600))[:-2000], "damaged"),
        ("foto.png", picture("PNG")[:-30], "damaged"),
        ("plan.docx", docx()[:-40], "damaged or locked"),
        ("plan.docx", lying_zip(), "damaged or locked"),
        ("plan.docx", docx(**{"word/vbaProject.bin": b"macro"}), "macros"),
        ("plan.odt", odt(**{"Basic/Standard/script.xml": b"macro"}), "macros"),
        ("foto.png", huge_png(), "too many pixels"),
        ("foto.png", huge_png(7_800), "too many pixels"),  # more than we look at, less than Pillow refuses
        ("plan.docx", docx(**{f"word/{number}": b"" for number in range(3000)}), "far too large"),
        ("foto.jpg", picture("JPEG") + docx(), "another file inside"),
        ("foto.png", picture("PNG") + archive({"a.php": "<?php"}), "another file inside"),
        ("plan.pdf", pdf() + docx() + b"%%EOF", "another file inside"),
    ],
)
def test_what_is_not_what_it_says_is_refused_with_what_to_do(name, content, says):
    with pytest.raises(FileRefused) as refusal:
        kind(name, content)
    assert says in str(refusal.value)


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    bomb = docx(**{f"word/media/{number}.bin": b"\0" * 60_000_000 for number in range(2)})
    assert len(bomb) < 200_000
    with pytest.raises(FileRefused, match="far too large"):
        kind("plan.docx", bomb)


def test_a_zip_whose_parts_lie_over_each_other_is_refused():
    content = bytearray(docx(**{"word/a.bin": bytes(range(256)) * 40, "word/b.bin": bytes(range(256)) * 41}))
    entries = [at for at in range(len(content)) if content[at : at + 4] == b"PK\x01\x02"]
    first, second = entries[-2:]
    content[second + 42 : second + 46] = content[first + 42 : first + 46]  # both begin at the same place
    with pytest.raises(FileRefused):
        kind("plan.docx", bytes(content))


def test_one_part_that_is_listed_over_and_over_is_refused_before_it_is_unpacked():
    content = docx(**{"word/a.bin": random.Random(1).randbytes(20_000)})
    last, end = content.rindex(b"PK\x01\x02"), content.rindex(b"PK\x05\x06")
    copies = content[last:end] * 50
    (size,) = struct.unpack_from("<I", content, end + 12)
    tail = bytearray(content[end:])
    struct.pack_into("<HHI", tail, 8, 53, 53, size + len(copies))
    with pytest.raises(FileRefused, match="far too large"):
        kind("plan.docx", content[:end] + copies + bytes(tail))


@given(
    st.binary(max_size=300), st.sampled_from([b"%PDF-", b"PK\x03\x04", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"])
)
def test_no_content_does_more_than_be_refused(content, mark):
    with suppress(FileRefused):
        kind("plan.pdf", mark + content)


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("Plan 2026.pdf", "Plan 2026.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        (r"C:\Users\annelies\plan.pdf", "plan.pdf"),
        ("plan\u202efdp.exe.pdf", "planfdp.exe.pdf"),
        ("plan\r\nX-Header: ja.pdf", "plan X-Header ja.pdf"),
        ("schoolplan é ü.pdf", "schoolplan é ü.pdf"),
        (".pdf", "file.pdf"),
        ("con.pdf", "_con.pdf"),
        ('"><script>.pdf', "script.pdf"),
        ("plan.jpeg.pdf", "plan.jpeg.pdf"),
    ],
)
def test_a_name_keeps_its_words_and_loses_what_leads_elsewhere(name, cleaned):
    assert clean_name(name, "pdf") == cleaned


@given(st.text(max_size=400))
def test_a_cleaned_name_is_always_a_name(name):
    cleaned = clean_name(name, "pdf")
    assert cleaned.endswith(".pdf")
    assert len(cleaned) <= LONGEST
    assert not cleaned.startswith(".")
    assert not set(cleaned) & set('/\\\r\n\0\u202e"')
    assert clean_name(cleaned, "pdf") == cleaned
