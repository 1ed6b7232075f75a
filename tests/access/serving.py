"""The settings of a real installation, read in a process of its own as the server would read them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from typing import Any

from tests.architecture.code import ROOT

HOST = "mangnon.example.gov.vn"
PRODUCTION = {
    "MANGNON_PRODUCTION": "1",
    "MANGNON_HOSTS": HOST,
    "MANGNON_TESTING": "0",
    "MANGNON_SECRET": "mot-chuoi-chi-dung-trong-phep-thu-dai-hon-nam-muoi-ky-tu-0123456789",
}
PRINT = """
import json
from config import settings
names = [name for name in dir(settings) if name.isupper()]
print(json.dumps({name: getattr(settings, name) for name in names}, default=str))
"""


def run(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Our Python in the folder of the project, told nothing but these variables."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("MANGNON_", "DJANGO_", "DATABASE"))
    }
    told = {**kept, "DJANGO_SETTINGS_MODULE": "config.settings", **environment}
    return subprocess.run(
        [sys.executable, *words], cwd=ROOT, env=told, capture_output=True, text=True, check=False, timeout=120
    )


@cache
def production() -> dict[str, Any]:
    """Every setting of a production system behind TLS."""
    done = run("-c", PRINT, **PRODUCTION)
    assert done.returncode == 0, done.stderr
    values: dict[str, Any] = json.loads(done.stdout)
    return values
