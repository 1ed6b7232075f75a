"""A ClamAV daemon for tests: PING and INSTREAM over a Unix socket, with moods."""

from __future__ import annotations

import socketserver
import struct
import threading
from pathlib import Path
from typing import Any

from mangnon.files.tests.hostile import EICAR


class FakeClamd:
    """``mood``: well, or how it fails. What it was sent is kept in ``seen``."""

    def __init__(self, path: Path) -> None:
        self.mood = "well"
        self.seen: list[bytes] = []
        self.sick_of = EICAR
        scanner = self

        class Handler(socketserver.StreamRequestHandler):
            """One command for each connection."""

            def handle(self) -> None:
                """Answer as clamd does, or as the mood has it."""
                scanner.answer(self.rfile, self.wfile)

        self._server = socketserver.ThreadingUnixStreamServer(str(path), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    def __enter__(self) -> FakeClamd:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def answer(self, asked: Any, said: Any) -> None:
        """Read one command to its zero byte."""
        command = b""
        while not command.endswith(b"\0"):
            command += asked.read(1)
        if command == b"zPING\0":
            said.write(b"PONG\0")
            return
        assert command == b"zINSTREAM\0"
        content = b""
        while length := struct.unpack(">L", asked.read(4))[0]:
            content += asked.read(length)
        self.seen.append(content)
        said.write(self._verdict(content))

    def _verdict(self, content: bytes) -> bytes:
        if self.mood == "limit":
            return b"INSTREAM size limit exceeded. ERROR\0"
        if self.mood == "silent":
            return b""
        if self.mood == "half":
            return b"stream: O"
        if self.mood == "endless":
            return b"x" * 5000
        return b"stream: Eicar-Test-Signature FOUND\0" if self.sick_of in content else b"stream: OK\0"
