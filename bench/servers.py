"""Starting a web server for a measure, waiting for it, stopping it with all its processes."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

from bench.environment import REPOSITORY


class NotUp(Exception):
    """A server didn't answer in time; its log says why."""


def busy(*pids: int) -> float:
    """CPU seconds that these processes and their living children have used so far."""
    used = 0.0
    for pid in pids:
        whole = psutil.Process(pid)
        for process in (whole, *whole.children(recursive=True)):
            with suppress(psutil.NoSuchProcess):
                times = process.cpu_times()
                used += times.user + times.system
    return used


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def status(address: str, *, cookie: str = "", seconds: float = 10) -> tuple[int, bytes]:
    """One GET: status and body; 0 when nobody answers."""
    request = urllib.request.Request(address, headers={"Cookie": cookie} if cookie else {})  # noqa: S310 - our own
    try:
        with urllib.request.urlopen(request, timeout=seconds) as answer:  # noqa: S310
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()
    except OSError:
        return 0, b""


def wait_for(true: Callable[[], bool], what: str, *, seconds: float = 60, every: float = 0.02) -> float:
    """Seconds until ``true()``. Raises NotUp after ``seconds``."""
    began = time.perf_counter()
    while not true():
        if time.perf_counter() - began > seconds:
            raise NotUp(what)
        time.sleep(every)
    return time.perf_counter() - began


@contextmanager
def running(
    argv: Sequence[str], address: str, log: Path, extra: Mapping[str, str] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """A server in a session of its own, up when ``address`` answers; its whole group ends with the block."""
    with log.open("ab") as output:
        process = subprocess.Popen(
            argv,
            cwd=REPOSITORY,
            env={**os.environ, **(extra or {})},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    try:
        wait_for(lambda: _answers(process, address, log), f"{argv[2]} at {address}, see {log}")
        yield process
    finally:
        end(process)


def _answers(process: subprocess.Popen[bytes], address: str, log: Path) -> bool:
    if process.poll() is not None:
        raise NotUp(f"ended with {process.returncode}: {log.read_text('utf-8', 'replace')[-2000:]}")
    return status(address, seconds=2)[0] != 0


def end(process: subprocess.Popen[bytes], *, seconds: float = 20) -> None:
    """SIGTERM, patience, then SIGKILL for the whole group."""
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            process.wait(seconds)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
