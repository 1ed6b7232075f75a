"""Twice 500 people report harm, each from an address of their own: none lost, none doubled, how long each waits.

All forms are filled in first. Half of them are sent as a burst of 50 a second, each twice at the same moment; half all
at once, and a second time later.
Every address is one of this machine's own (127.0.0.0/8), so that counting by address is as in life. What came is read
from the database by the backup's role, beside the codes that the senders were shown.
"""

from __future__ import annotations

import html
import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psycopg

from bench import servers
from bench.environment import REPOSITORY
from bench.figures import Figure, Result, percentile
from bench.starts import PATIENCE, Folder
from config.cluster import Cluster

PEOPLE, PER_SECOND = 500, 50
LIMIT = 1.0
"""Seconds within which 19 of 20 have their code, on 2 cores."""
TOKEN, STEP = re.compile(r'name="t" value="([^"]+)"'), re.compile(r'name="step" value="([^"]+)"')
HEAD = (
    "{method} /bao-tin HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\nContent-Length: {length}\r\n"
    "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
)
CODE = re.compile(r'class="code">([^<]+)<')
COUNT = "select count(*), count(distinct id), count(*) filter (where held <> '') from intake_webdrop"
REPORTS = "select count(*), count(distinct id) from intake_harmreport"


@dataclass(slots=True)
class Sender:
    """One person with a filled form; ``codes`` are what each sending showed, ``waits`` its seconds."""

    port: int
    address: str
    form: dict[str, str] = field(default_factory=dict)
    codes: list[str] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)

    def fill(self) -> None:
        """All screens up to the check of answers."""
        page = self._ask("GET")
        for _screen in range(6):
            token, step = TOKEN.search(page), STEP.search(page)
            self.form = {"t": html.unescape(token.group(1)) if token else "", "go": "next"}
            if step is None:
                break
            self.form |= {"step": step.group(1), "what": f"Tin thử của {self.address}", "danger": "no"}
            page = self._ask("POST")
        self.form = {"t": self.form["t"], "go": "send"}

    def send(self) -> None:
        """Press the button; a lost answer is pressed again, as people do."""
        began = time.perf_counter()
        for _press in range(5):
            found = CODE.search(self._ask("POST"))
            if found:
                self.codes.append(found.group(1))
                break
        self.waits.append(time.perf_counter() - began)

    def _ask(self, method: str) -> str:
        """One request on a connection of its own; by hand, since senders and server share two cores."""
        body = urlencode(self.form).encode() if method == "POST" else b""
        head = HEAD.format(method=method, port=self.port, length=len(body)).encode()
        try:
            with socket.create_connection(("127.0.0.1", self.port), 60, source_address=(self.address, 0)) as line:
                line.sendall(head + body)
                parts = []
                while part := line.recv(65536):
                    parts.append(part)
        except OSError:
            return ""
        return b"".join(parts).decode("utf-8", "replace")


def run(*, long: bool) -> Result:
    """One system, two bursts; ``long`` asks for nothing more."""
    with Folder() as folder, _served(folder) as port:
        once = [Sender(port, f"127.1.{n // 250}.{n % 250 + 1}") for n in range(PEOPLE)]
        spread = [Sender(port, f"127.2.{n // 250}.{n % 250 + 1}") for n in range(PEOPLE)]
        for one in (*once, *spread):
            one.fill()
        twins = [replace(one, codes=[], waits=[]) for one in spread]  # a finger that presses twice
        _together([(one, n / PER_SECOND) for pair in (spread, twins) for n, one in enumerate(pair)])
        _together([(one, 0.0) for one in once])
        for one in once:  # and once more, as after a lost answer
            one.send()
        for one, twin in zip(spread, twins, strict=True):
            one.codes += twin.codes
        waiting = lambda: _counted(folder)["reports"] + _counted(folder)["held"] >= 2 * PEOPLE  # noqa: E731
        servers.wait_for(waiting, "the box to be emptied", seconds=300, every=1)
        counted = _counted(folder)
    return _told(once, spread, counted)


def _told(once: list[Sender], spread: list[Sender], counted: dict[str, int]) -> Result:
    shown = {one.codes[0] for one in (*once, *spread) if one.codes}
    faithful = sum(len(set(one.codes)) == 1 and len(one.codes) == 2 for one in (*once, *spread))
    sent = 2 * PEOPLE
    lost = sent - min(len(shown), counted["drops"])
    doubled = counted["drops"] - counted["distinct"] + counted["reports"] - counted["distinct_reports"]
    doubled += max(0, counted["drops"] - sent)
    how = f"{PEOPLE} addresses, each form sent twice; web with its own workers, worker running"
    figures = [
        Figure("reports lost", lost, 1, "reports", lost, most=0, how=how),
        Figure("reports doubled", doubled, 1, "reports", doubled, most=0, how=how),
        _waits(f"95th percentile, {PER_SECOND} a second, each twice", spread, how),
        _waits("95th percentile, all at once", once, how),
    ]
    notes = [f"the same code at the second sending: {faithful} of {sent}", f"counted: {counted}"]
    return Result("web_door", figures, notes, {"counted": counted, "faithful": faithful})


def _waits(name: str, senders: list[Sender], how: str) -> Figure:
    taken = percentile((one.waits[0] for one in senders), 0.95)
    return Figure(name, taken, LIMIT, "s", taken / LIMIT, most=1, how=how)


def _together(senders: list[tuple[Sender, float]]) -> None:
    """All of them, each after so many seconds."""
    gate = threading.Barrier(len(senders))

    def work(sender: Sender, wait: float) -> None:
        gate.wait()
        time.sleep(wait)
        sender.send()

    threads = [threading.Thread(target=work, args=pair) for pair in senders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _counted(folder: Path) -> dict[str, int]:
    cluster = Cluster(folder / "data" / "pg")
    place = cluster.start()
    try:
        with psycopg.connect(place.dsn("mangnon_backup")) as connection:
            drops = connection.execute(COUNT).fetchone() or (0, 0, 0)
            reports = connection.execute(REPORTS).fetchone() or (0, 0)
    finally:
        cluster.release()
    return dict(
        zip(("drops", "distinct", "held", "reports", "distinct_reports"), (*drops, *reports), strict=True)
    )  # fmt: skip


@contextmanager
def _served(folder: Path) -> Any:
    port = servers.free_port()
    log = folder / "serve.log"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MANGNON_")}
    environment |= {"MANGNON_DATA": str(folder / "data"), "MANGNON_DEMO": "0"}
    argv = [sys.executable, "-m", "config.cli", "serve", "--port", str(port)]
    with log.open("ab") as output:
        process = subprocess.Popen(
            argv, cwd=REPOSITORY, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
            start_new_session=True,
        )  # fmt: skip
    up: Callable[[], bool] = lambda: servers.status(f"http://127.0.0.1:{port}/bao-tin", seconds=5)[0] == 200  # noqa: E731
    try:
        servers.wait_for(up, f"mangnon serve, see {log}", seconds=PATIENCE)
        yield port
    finally:
        servers.end(process)
