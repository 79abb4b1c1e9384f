"""The virus scanner: clamd, asked over its own protocol (INSTREAM), on a TCP port or a Unix socket.

CLAMD_URL says where it is: `tcp://127.0.0.1:3310` or `unix:///run/clamav/clamd.ctl`. Empty: there is none.
"""

import socket
import struct
from typing import BinaryIO
from urllib.parse import urlsplit

from django.conf import settings

from intake.models import ScanState

CHUNK = 64 * 1024
#: Seconds. A visitor waits for it.
CONNECT_TIMEOUT, ANSWER_TIMEOUT = 2.0, 20.0
LONGEST_ANSWER = 4096


class ScannerAway(Exception):  # noqa: N818  (where it is, not what went wrong)
    """There is no answer from the scanner, or none that says anything."""


def is_configured() -> bool:
    return bool(settings.CLAMD_URL)


def scan(file: BinaryIO) -> ScanState:
    """CLEAN or INFECTED. Leaves the file at its beginning. Raises ScannerAway when nobody answers."""
    if not is_configured():
        raise ScannerAway("no scanner is configured")
    try:
        with _connect() as connection:
            file.seek(0)
            connection.sendall(b"zINSTREAM\0")
            while chunk := file.read(CHUNK):
                connection.sendall(struct.pack(">I", len(chunk)) + chunk)
            connection.sendall(struct.pack(">I", 0))
            answer = _answer(connection)
    except OSError as error:
        raise ScannerAway(type(error).__name__) from error
    finally:
        file.seek(0)
    if answer.endswith(b" FOUND"):
        return ScanState.INFECTED
    if answer == b"stream: OK":
        return ScanState.CLEAN
    raise ScannerAway("no verdict")  # such as "INSTREAM size limit exceeded. ERROR"


def _connect() -> socket.socket:
    address = urlsplit(settings.CLAMD_URL)
    if address.scheme == "unix":
        connection = socket.socket(socket.AF_UNIX)
        connection.settimeout(CONNECT_TIMEOUT)
        connection.connect(address.path)
    else:
        place = (address.hostname or "127.0.0.1", address.port or 3310)
        connection = socket.create_connection(place, CONNECT_TIMEOUT)
    connection.settimeout(ANSWER_TIMEOUT)
    return connection


def _answer(connection: socket.socket) -> bytes:
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER:
        piece = connection.recv(LONGEST_ANSWER)
        if not piece:
            break
        answer += piece
    return answer.rstrip(b"\0\n")
