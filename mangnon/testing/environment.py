"""Environment of a test run, loaded before Django reads its settings (pytest -p)."""

from __future__ import annotations

import atexit
import gc
import os
import shutil
import tempfile
from pathlib import Path

from config.cluster import scratch

gc.disable()  # what is loaded stays; until all tests are known (conftest.py)

DATA = Path(tempfile.mkdtemp(dir=scratch(), prefix="mangnon-test-"))
"""The data folder of this run; gone with the process. The server's own user must be able to walk through it."""
DATA.chmod(0o711)
atexit.register(shutil.rmtree, DATA, ignore_errors=True)

SHARED = Path(os.environ.setdefault("MANGNON_TEST_SHARED", str(DATA)))
"""The data folder of the process that started this run: its workers share what each would make alike."""
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
os.environ["MANGNON_TESTING"] = "1"
os.environ["MANGNON_DEVELOPMENT"] = "1"  # the living style page is looked at too
os.environ["MANGNON_DEMO"] = "0"
os.environ["MANGNON_SECOND_FACTOR"] = "0"
os.environ["MANGNON_DATA"] = str(DATA)
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # playwright's sync interface leaves a loop in the thread
os.environ.pop("DATABASE_URL", None)
(DATA / "static").mkdir()
