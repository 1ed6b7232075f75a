"""The nightly forms of tests: the same tests as in ``make test``, asked for many more rounds (``--long`` only)."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass

from bench.environment import REPOSITORY
from bench.figures import Figure, Result


@dataclass(frozen=True, slots=True)
class Form:
    """Tests in a folder, and the variables that make them long."""

    name: str
    folder: str
    variables: dict[str, str]


FORMS = (
    Form(
        "10,000 actions under kills of web, worker and database; 20 restarts of the database under load; a full disk",
        "tests/crash",
        {"MANGNON_KILLS_ACTIONS": "10000", "MANGNON_RESTARTS": "20"},
    ),
    Form(
        "20,000 steps of five people after each other's ids; every URL × method × role × target",
        "tests/access",
        {"MANGNON_IDOR_STEPS": "20000", "MANGNON_HTTP_MATRIX": "full"},
    ),
    Form("5,000 hostile bodies of articles", "mangnon/publishing/tests", {"MANGNON_HOSTILE_BODIES": "5000"}),
)
"""A room that has a nightly form adds a line here."""


class Failed(Exception):
    """A long form went red: unlike a missed speed, that is a fault."""


def run(*, long: bool) -> Result:
    """Run each; nothing without ``long``. Raises Failed with pytest's last lines."""
    result = Result("long_forms", [])
    for form in FORMS if long else ():
        if not list((REPOSITORY / form.folder).rglob("test_*.py")):
            result.notes.append(f"{form.name}: {form.folder} holds no test, nothing was run")
            continue
        result.figures.append(_figure(form))
    return result


def _figure(form: Form) -> Figure:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MANGNON_")}
    argv = [sys.executable, "-m", "pytest", "-q", form.folder]
    began = time.perf_counter()
    done = subprocess.run(
        argv, cwd=REPOSITORY, env=environment | form.variables, capture_output=True, text=True, check=False
    )
    seconds = time.perf_counter() - began
    told = " ".join(f"{name}={value}" for name, value in form.variables.items())
    if done.returncode:
        raise Failed(f"{told} pytest {form.folder}:\n{done.stdout[-4000:]}{done.stderr[-1000:]}")
    passed = re.search(r"(\d+) passed", done.stdout)
    tests = float(passed[1]) if passed else 0.0
    how = f"{told} pytest {form.folder}, {seconds:.0f} s: all green"
    return Figure(form.name, tests, tests, "tests", 1.0, least=1, how=how)
