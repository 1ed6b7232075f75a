"""The virus scanner: ClamAV's daemon over its socket, spoken to by INSTREAM (zero-terminated, in pieces)."""

from __future__ import annotations

import socket
import struct
from dataclasses import dataclass
from typing import BinaryIO

from django.conf import settings

TIMEOUT = 20.0
_PIECE = 2**16
_LONGEST_ANSWER = 1000


class ScannerDown(Exception):
    """The scanner didn't answer, or not as it should; the file stays in quarantine."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the scanner said of one file: the name of what it found, empty when it is clean."""

    found: str = ""

    @property
    def clean(self) -> bool:
        """Nothing was found."""
        return not self.found


def configured() -> bool:
    """Whether this installation has a scanner."""
    return bool(settings.CLAMAV)


def scan(content: BinaryIO) -> Verdict:
    """Send the bytes and read the verdict. Raises ScannerDown."""
    try:
        with _connected() as line:
            line.sendall(b"zINSTREAM\0")
            while piece := content.read(_PIECE):
                line.sendall(struct.pack(">L", len(piece)) + piece)
            line.sendall(struct.pack(">L", 0))
            return _verdict(_answer(line))
    except OSError as trouble:
        raise ScannerDown(str(trouble)) from trouble


def answers() -> bool:
    """Whether the scanner is there and well."""
    try:
        with _connected() as line:
            line.sendall(b"zPING\0")
            return _answer(line) == "PONG"
    except (OSError, ScannerDown):
        return False


def _connected() -> socket.socket:
    """``/run/clamav/clamd.ctl`` or ``tcp:127.0.0.1:3310``."""
    told = str(settings.CLAMAV)
    if told.startswith("tcp:"):
        host, _colon, port = told.removeprefix("tcp:").rpartition(":")
        return socket.create_connection((host, int(port)), timeout=TIMEOUT)
    unix_socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    unix_socket.settimeout(TIMEOUT)
    try:
        unix_socket.connect(told)
    except OSError:
        unix_socket.close()
        raise
    return unix_socket


def _answer(line: socket.socket) -> str:
    """Up to the zero byte. Raises ScannerDown on an answer that breaks off or doesn't end."""
    said = b""
    while not said.endswith(b"\0"):
        piece = line.recv(_LONGEST_ANSWER)
        said += piece
        if not piece or len(said) > _LONGEST_ANSWER:
            raise ScannerDown("the answer broke off")
    return said.rstrip(b"\0").decode("utf-8", "replace").strip()


def _verdict(said: str) -> Verdict:
    if said.endswith(" FOUND"):
        return Verdict(said.removeprefix("stream:").removesuffix(" FOUND").strip()[:200] or "?")
    if said == "stream: OK":
        return Verdict()
    raise ScannerDown(said[:200])
