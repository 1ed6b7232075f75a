"""Debian's Chromium, as all tests start it."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

PROGRAMS = "chromium-headless-shell", "chromium"
"""The same engine; the first draws no window that nobody sees, and so takes a third less of the machine."""
ARGUMENTS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-gpu",
    "--disable-software-rasterizer",
)


def launched(driver: Playwright) -> Browser:
    """It, running; the end of the test run where there is none: what needs it is never passed over in silence."""
    path = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if path is None:
        pytest.exit("Chromium is missing: apt-get install chromium-headless-shell, then run again", 1)
    rooted = ["--no-sandbox"] if os.geteuid() == 0 else []
    return driver.chromium.launch(executable_path=path, args=[*ARGUMENTS, *rooted])
