"""Providers that can be told to fail: an SMTP server and an SMS gateway on this machine, in threads."""

from __future__ import annotations

import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

PATIENCE = 1
"""Seconds that a client of these tests waits."""


@dataclass
class Mailbox:
    """What an SMTP server took, and how it behaves: ``after_data`` "drop" takes the letter and says nothing more."""

    port: int = 0
    taken: list[str] = field(default_factory=list)
    greets: str = "220 thu"
    rcpt: str = "250 ok"
    after_data: str = "250 ok"
    silent: bool = False


class _Mail(socketserver.StreamRequestHandler):
    """One conversation, as much as Django's backend needs."""

    server: Any

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def handle(self) -> None:
        if self.server.box.silent:
            time.sleep(PATIENCE * 2)
            return
        self.say(self.server.box.greets)
        for raw in self.rfile:
            if not self.answer(raw.decode().strip().upper()):
                return

    def answer(self, line: str) -> bool:
        box: Mailbox = self.server.box
        if line.startswith("DATA"):
            self.say("354 go on")
            box.taken.append(self.letter())
            if box.after_data == "drop":
                return False
            self.say(box.after_data)
        elif line.startswith("RCPT"):
            self.say(box.rcpt)
        else:
            self.say("221 bye" if line.startswith("QUIT") else "250 ok")
        return not line.startswith("QUIT")

    def letter(self) -> str:
        lines: list[str] = []
        for raw in self.rfile:
            if raw == b".\r\n":
                break
            lines.append(raw.decode())
        return "".join(lines)


@contextmanager
def mail_server() -> Iterator[Mailbox]:
    """An SMTP server."""
    server: Any = socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Mail)
    server.box = box = Mailbox()
    with _running(server) as box.port:
        yield box


@dataclass
class Gateway:
    """What an SMS gateway was asked, and what it answers."""

    port: int = 0
    asked: list[dict[str, Any]] = field(default_factory=list)
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    mood: str = ""
    """``silent``: no answer in time. ``drop``: the connection ends after the message was taken."""


class _Sms(BaseHTTPRequestHandler):
    """One request."""

    server: Any

    def do_POST(self) -> None:
        gateway: Gateway = self.server.gateway
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        gateway.asked.append({"path": self.path, "body": body, "headers": dict(self.headers)})
        if gateway.mood == "silent":
            time.sleep(PATIENCE * 2)
        if gateway.mood:
            return
        self.send_response(gateway.status)
        for name, value in {"Content-Length": "2", **gateway.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(b"ok")

    def do_GET(self) -> None:
        self.do_POST()

    def log_message(self, *_args: Any) -> None:
        """Tests read what was asked, not a log."""


@contextmanager
def sms_gateway() -> Iterator[Gateway]:
    """A gateway by HTTP."""
    server: Any = ThreadingHTTPServer(("127.0.0.1", 0), _Sms)
    server.gateway = gateway = Gateway()
    with _running(server) as gateway.port:
        yield gateway


@contextmanager
def _running(server: Any) -> Iterator[int]:
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
