"""The whole system in processes of its own, as an administrator starts it, with handles to kill its parts."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg

from config.cluster import Cluster
from config.cluster.launcher import DATABASE
from tests.architecture.code import ROOT

PATIENCE = 240.0
"""Seconds: a house that starts beside other tests on a slow machine takes many times what it takes alone."""
WEB, WORKER, BASE = "web", "worker", "database"
WORDS = {WEB: b"\0granian\0", WORKER: b"\0config.cli\0worker"}


class House:
    """``mangnon serve`` on one data folder."""

    def __init__(self, data: Path, *, log: Path | None = None) -> None:
        """Nothing runs yet."""
        self.data = data
        self.log = log or data.with_name(f"{data.name}.log")
        """What it said, all its lives together."""
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None
        self._cluster = Cluster(data / "pg")

    @property
    def environment(self) -> dict[str, str]:
        """Our own, without what the test run set for itself."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("MANGNON_", "DATABASE_"))}
        ours = {"MANGNON_DATA": str(self.data), "MANGNON_TESTING": "1", "MANGNON_DEMO": "0"}
        return {**kept, **ours, "PYTHONPATH": str(ROOT)}

    def start(self) -> None:
        """Start it and wait until it is ready. Raises AssertionError with its log when it isn't."""
        argv = [sys.executable, "-m", "config.cli", "serve", "--port", str(self.port)]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(argv, cwd=ROOT, env=self.environment, stdout=log, stderr=log)
        self.wait_ready()

    def wait_ready(self) -> None:
        """Until /readyz says yes."""
        until(lambda: self.answer("/readyz")[0] == 200 or self._gone(), "not ready", self.log)
        assert not self._gone(), self.log.read_text("utf-8")[-2000:]

    def answer(self, path: str) -> tuple[int, dict[str, Any]]:
        """Status and JSON of a public page; 0 when nobody listens."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=5) as response:
                return response.status, json.load(response)
        except urllib.error.HTTPError as refused:
            with refused:
                return refused.code, {}
        except (OSError, ValueError):
            return 0, {}

    def _gone(self) -> bool:
        return self.process is None or self.process.poll() is not None

    def stop(self) -> int:
        """Ask it to stop, as Ctrl-C does, and return its exit code."""
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE)

    def kill(self) -> None:
        """Kill the owner of everything without a word."""
        assert self.process is not None
        self.process.kill()
        self.process.wait(PATIENCE)

    def cut_power(self) -> None:
        """Kill everything at once."""
        for pid in [pid for part in (BASE, WEB, WORKER) for pid in self.pids(part)]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.kill()

    def clear(self) -> None:
        """Leave nothing running, whatever a test did."""
        if not self._gone():
            self.kill()
        until(lambda: not processes_on(self.data), "the children stay", self.log)
        self._cluster.start()
        self._cluster.release()

    def pids(self, part: str) -> list[int]:
        """The processes of one part, its first one first; empty while it is down."""
        if part == BASE:
            return [pid for pid, first in self._cluster._found().occupants().items() if first]
        assert self.process is not None
        word = WORDS[part]
        first = [pid for pid in children(self.process.pid) if word in command(pid)]
        return first + [below for pid in first for below in children(pid) if word in command(below)]

    def database(self) -> int:
        """The first process of the running database, as it wrote it down: a child just born looks like its parent."""
        return int((self.data / "pg" / "data" / "postmaster.pid").read_text("utf-8").split()[0])

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """One ``mangnon`` command on this data folder."""
        argv = [sys.executable, "-m", "config.cli", *words]
        plain = {"cwd": ROOT, "env": self.environment, "capture_output": True, "text": True, "timeout": PATIENCE}
        return subprocess.run(argv, check=False, **plain)

    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        """Ask the database as its owner, past everything that runs."""
        with self._connected("mangnon_owner") as connection:
            return connection.execute(statement).fetchall()

    def do(self, statements: str) -> None:
        """Tell the database something as its owner."""
        with self._connected("mangnon_owner") as connection:
            connection.execute(statements)

    def top(self) -> psycopg.Connection[tuple[Any, ...]]:
        """A connection of the database's administrator."""
        return self._connected("postgres")

    def _connected(self, login: str) -> psycopg.Connection[tuple[Any, ...]]:
        place = self._cluster._found().ground
        where = {"host": str(place.sock), "port": "5432", "dbname": DATABASE, "user": login}
        return psycopg.connect(**where, autocommit=True)


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(true: Callable[[], bool], what: str, log: Path) -> None:
    """Wait for something, not forever."""
    patience = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < patience, f"{what}\n{log.read_text('utf-8')[-2000:]}"
        time.sleep(0.05)


def children(pid: int) -> list[int]:
    """The living children of a process, oldest first."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            state, parent = (entry / "stat").read_text().rpartition(")")[2].split()[:2]
        except OSError:
            continue
        if int(parent) == pid and state != "Z":
            found.append(int(entry.name))
    return sorted(found)


def command(pid: int) -> bytes:
    """The command line of a process; empty when it is gone."""
    try:
        return (Path("/proc") / str(pid) / "cmdline").read_bytes()
    except OSError:
        return b""


def processes_on(data: Path) -> list[int]:
    """Our processes, whoever their parent is, that still work on a data folder."""
    mark = f"MANGNON_DATA={data}".encode()
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (entry / "environ").read_bytes().split(b"\0"):
                found.append(int(entry.name))
        except OSError:
            continue
    return found
