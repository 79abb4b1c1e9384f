"""Files as people send them, made here, and a virus scanner that speaks clamd's protocol."""

import socketserver
import struct
from collections.abc import Iterator
from io import BytesIO
from threading import Thread
from uuid import uuid4
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override
from PIL import Image

DOCX_TYPES = (
    '<Types><Override PartName="/word/document.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
#: What a scanner must find; clamd answers with this name.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def pdf(text: bytes = b"") -> bytes:
    return b"%PDF-1.7\n1 0 obj <<>> endobj\n" + text + b"\ntrailer <<>>\n%%EOF\n"


def archive(parts: dict[str, bytes | str], first_stored: bool = False) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as file:
        for number, (name, text) in enumerate(parts.items()):
            file.writestr(name, text, ZIP_STORED if first_stored and number == 0 else ZIP_DEFLATED)
    return out.getvalue()


def docx(**parts: bytes | str) -> bytes:
    return archive({"[Content_Types].xml": DOCX_TYPES, "word/document.xml": "<w:document/>", **parts})


def odt(**parts: bytes | str) -> bytes:
    opening = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<office:document/>"}
    return archive({**opening, **parts}, first_stored=True)


def picture(format_name: str, size: tuple[int, int] = (40, 30)) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "#ffa68c").save(out, format_name)
    return out.getvalue()


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Refusals in the words of the sources."""
    with override("en"):
        yield


@pytest.fixture
def private(settings, tmp_path):
    """The folder of private files, empty."""
    settings.PRIVATE_ROOT = tmp_path / "private"
    return settings.PRIVATE_ROOT


@pytest.fixture
def on_disk(private):
    """The files that are on the disk now."""
    return lambda: sorted(path for path in private.glob("*/*") if path.is_file())


@pytest.fixture
def draft_key():
    return uuid4()


class Clamd(socketserver.ThreadingTCPServer):
    """Speaks INSTREAM as clamd does: pieces with their length in front, an empty one, then the verdict."""

    allow_reuse_address = True
    daemon_threads = True
    answer: bytes | None = None  # instead of a verdict
    largest = 25 * 1024 * 1024

    def url(self) -> str:
        return f"tcp://127.0.0.1:{self.server_address[1]}"


class Conversation(socketserver.StreamRequestHandler):
    def handle(self):
        if self.rfile.read(10) != b"zINSTREAM\0":
            self.wfile.write(b"UNKNOWN COMMAND\0")
            return
        content = b""
        while length := struct.unpack(">I", self.rfile.read(4))[0]:
            content += self.rfile.read(length)
        verdict = b"stream: Eicar-Test-Signature FOUND" if EICAR in content else b"stream: OK"
        answer = verdict if self.server.answer is None else self.server.answer
        self.wfile.write(answer + b"\0")


@pytest.fixture
def clamd(settings) -> Iterator[Clamd]:
    """A scanner at work, and configured."""
    with Clamd(("127.0.0.1", 0), Conversation) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        settings.CLAMD_URL = server.url()
        yield server
        server.shutdown()
        thread.join()
