"""From ``mangnon serve`` to the first page: an empty system's very first start, and every later one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from bench import servers
from bench.environment import REPOSITORY
from bench.figures import Figure, Result, median

COLD_LIMIT, WARM_LIMIT, DEMO_LIMIT = 10.0, 5.0, 60.0
ROUNDS, LONG_ROUNDS = 3, 7
PATIENCE = 180
SIGN_IN = b'name="password"'


@dataclass(frozen=True, slots=True)
class Start:
    """Seconds until the sign-in page was there, and until everything had stopped again."""

    up: float
    down: float


def run(*, long: bool) -> Result:
    """A fresh data folder each round, started twice; then once with the demo world."""
    cold, warm = [], []
    for _ in range(LONG_ROUNDS if long else ROUNDS):
        with Folder() as folder:
            cold.append(_start(folder, demo=False))
            warm.append(_start(folder, demo=False))
    with Folder() as folder:
        demo = _start(folder, demo=True)
    how = f"{len(cold)} fresh folders, medians, until GET / ends at the sign-in page with 200; packages installed"
    figures = [
        _figure("cold start, empty system", [one.up for one in cold], COLD_LIMIT, how),
        _figure("warm start", [one.up for one in warm], WARM_LIMIT, how),
        _figure("first start with the demo world", [demo.up], DEMO_LIMIT, "once, as make run does it"),
    ]
    notes = [f"Ctrl-C to the last process gone: {median(one.down for one in cold + warm):.1f} s"]
    return Result("starts", figures, notes, {"cold": [one.up for one in cold], "warm": [one.up for one in warm]})


def _figure(name: str, seconds: list[float], limit: float, how: str) -> Figure:
    taken = median(seconds)
    return Figure(name, taken, limit, "s", taken / limit, most=1, how=how)


class Folder:
    """A data folder that is gone afterwards, with what the database keeps elsewhere."""

    def __enter__(self) -> Path:
        self._path = Path(tempfile.mkdtemp(prefix="mangnon-bench-start-"))
        self._path.chmod(0o711)
        return self._path

    def __exit__(self, *_error: object) -> None:
        shutil.rmtree(self._path, ignore_errors=True)


def _start(folder: Path, *, demo: bool) -> Start:
    port = servers.free_port()
    log = folder / "serve.log"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MANGNON_")}
    environment |= {"MANGNON_DATA": str(folder / "data"), "MANGNON_DEMO": "1" if demo else "0"}
    argv = [sys.executable, "-m", "config.cli", "serve", "--port", str(port)]
    with log.open("ab") as output:
        began = time.perf_counter()
        process = subprocess.Popen(
            argv, cwd=REPOSITORY, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
            start_new_session=True,
        )  # fmt: skip
    try:
        servers.wait_for(lambda: _page(process, port, log), f"mangnon serve, see {log}", seconds=PATIENCE)
        up = time.perf_counter() - began
    finally:
        stopping = time.perf_counter()
        servers.end(process)
    return Start(up, time.perf_counter() - stopping)


def _page(process: subprocess.Popen[bytes], port: int, log: Path) -> bool:
    """Whether GET / leads to the sign-in page. Raises NotUp when the system has given up."""
    if process.poll() is not None:
        raise servers.NotUp(f"ended with {process.returncode}: {log.read_text('utf-8', 'replace')[-2000:]}")
    code, body = servers.status(f"http://127.0.0.1:{port}/", seconds=5)
    return code == 200 and SIGN_IN in body
