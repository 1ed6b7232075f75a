"""Load by wrk: requests per second and the median latency of one address."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass


class NoWrk(Exception):
    """The load generator is missing and can't be installed from here."""


class BadAnswers(Exception):
    """Some answers weren't 2xx: the figure would say nothing."""


@dataclass(frozen=True, slots=True)
class Load:
    """What one round said."""

    rps: float
    p50_ms: float
    requests: int


def need_wrk() -> str:
    """The path of wrk, installed by apt-get when we are root. Raises NoWrk."""
    if shutil.which("wrk") is None and os.geteuid() == 0 and shutil.which("apt-get"):
        for words in ("update -qq", "install -y -qq --no-install-recommends wrk"):
            _apt(*words.split())
    found = shutil.which("wrk")
    if found is None:
        raise NoWrk("list_page needs wrk: run once: sudo apt-get install -y wrk")
    return found


def _apt(*words: str) -> None:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", *words], stdout=subprocess.DEVNULL, env=quiet, check=False)


def press(address: str, cookie: str, *, seconds: float, connections: int = 4) -> Load:
    """One round. Raises BadAnswers when anything but 2xx came back."""
    argv = [need_wrk(), "-t1", f"-c{connections}", f"-d{seconds:.0f}s", "--latency", "-H", f"Cookie: {cookie}", address]
    said = subprocess.run(argv, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in said or "Socket errors" in said:
        raise BadAnswers(f"{address}: {said}")
    requests = int(re.search(r"(\d+) requests in", said)[1])  # type: ignore[index]
    rps = float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])  # type: ignore[index]
    amount, unit = re.search(r"50%\s+([\d.]+)(us|ms|s)", said).groups()  # type: ignore[union-attr]
    return Load(rps, float(amount) * {"us": 0.001, "ms": 1, "s": 1000}[unit], requests)
