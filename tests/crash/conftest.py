"""A house that was set up once and stopped; each test gets its own copy of the data, or the shared running one."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from config.cluster import scratch
from tests.architecture.code import ROOT
from tests.crash.house import House

COUNT, SEED = "MANGNON_KILLS_ACTIONS", "MANGNON_KILLS_SEED"


@dataclass(frozen=True, slots=True)
class Prepared:
    """A stopped house, and the cookie of an officer who may send."""

    data: Path
    cookie: str

    def copy(self, name: str) -> House:
        """Another house with the same data."""
        goal = self.data.with_name(name)
        subprocess.run(["cp", "-a", str(self.data), str(goal)], check=True)
        return House(goal)


@pytest.fixture(scope="package")
def prepared() -> Iterator[Prepared]:
    """Set up from nothing by ``mangnon serve``, then stopped in peace."""
    root = Path(tempfile.mkdtemp(dir=scratch(), prefix="mangnon-crash-"))
    root.chmod(0o711)  # the server's own user must be able to walk through it
    house = House(root / "first")
    house.data.mkdir()
    try:
        house.start()
        enrol = subprocess.run(
            [sys.executable, "-m", "tests.crash.enrol"],
            cwd=ROOT,
            env={**house.environment, "DJANGO_SETTINGS_MODULE": "config.settings"},
            capture_output=True,
            text=True,
            check=True,
        )
        assert house.stop() == 0
        yield Prepared(house.data, enrol.stdout.strip())
    finally:
        house.clear()
        shutil.rmtree(root)


@pytest.fixture
def house(prepared: Prepared, request: pytest.FixtureRequest) -> Iterator[House]:
    """A running house of the test's own."""
    copy = prepared.copy(request.function.__name__[:40])
    try:
        copy.start()
        yield copy
    finally:
        copy.clear()
        shutil.rmtree(copy.data, ignore_errors=True)
