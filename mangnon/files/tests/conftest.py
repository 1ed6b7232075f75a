"""A folder of this test's own for the bytes, and no scanner unless a test brings one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mangnon.files.tests.clamd import FakeClamd


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    """Where the bytes lie."""
    settings.FILES_DIR = tmp_path / "files"
    settings.CLAMAV = ""
    return tmp_path / "files"


@pytest.fixture
def clamd(tmp_path: Path, settings: Any) -> Iterator[FakeClamd]:
    """A scanner that speaks the protocol over a socket, as the real one does."""
    with FakeClamd(tmp_path / "clamd.ctl") as scanner:
        settings.CLAMAV = str(tmp_path / "clamd.ctl")
        yield scanner
