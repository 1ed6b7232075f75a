"""The limits of the house: small files, small functions, small templates (docs/adr/0001)."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.code import ROOT, functions, lines, python_files, scripts, templates

CATCH_ALLS = {"utils", "helpers", "common", "misc", "base"}


def test_python_files_stay_short() -> None:
    assert [f"{path}: {lines(path)}" for path in python_files() if lines(path) > 400] == []


def test_functions_stay_short() -> None:
    assert [f"{one.where}: {one.length}" for one in functions() if one.length > 40] == []


def test_nineteen_of_twenty_functions_have_at_most_25_lines() -> None:
    lengths = sorted(one.length for one in functions())
    assert lengths[int(len(lengths) * 0.95)] <= 25


def test_templates_stay_short() -> None:
    assert [f"{path}: {lines(path)}" for path in templates() if lines(path) > 150] == []


def test_scripts_stay_short() -> None:
    assert [f"{path}: {lines(path)}" for path in scripts() if lines(path) > 150] == []


def test_no_file_is_a_catch_all() -> None:
    allowed = {ROOT / "mangnon/access/postgres/base.py", ROOT / "mangnon/ui/screens/base.py"}
    found = [path for path in python_files() if path.stem in CATCH_ALLS and path not in allowed]
    assert found == []


INLINE = {
    "inline style": r"\sstyle\s*=",
    "inline script": r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")[^>]*>",
    "event attribute": r"\son[a-z]+\s*=",
    "unescaped output": r"\|\s*safe\b|autoescape\s+false",
    "foreign address": r"(?:href|src|action)\s*=\s*[\"'](?:https?:)?//",
    "script address": r"javascript:",
}


@pytest.mark.parametrize("what", INLINE)
def test_a_10_templates_hold_nothing_that_the_policy_forbids(what: str) -> None:
    """A-10, A-25: no inline code, no unescaped output, no foreign link."""
    pattern = re.compile(INLINE[what], re.IGNORECASE)
    assert [str(path) for path in templates() if pattern.search(path.read_text(encoding="utf-8"))] == []


def test_no_code_marks_text_as_safe_without_saying_why() -> None:
    pattern = re.compile(r"mark_safe|Markup\(")
    found = [
        f"{path}: {line.strip()}"
        for path in python_files()
        for line in path.read_text(encoding="utf-8").splitlines()
        if pattern.search(line) and "noqa: S704" not in line and "import" not in line
    ]
    assert found == []


def test_there_are_no_signal_receivers_of_ours() -> None:
    pattern = re.compile(r"@receiver|\.connect\(|django\.db\.models\.signals|django\.dispatch")
    allowed = {"psycopg.connect(", "socket.connect("}
    found = [
        f"{path}: {line.strip()}"
        for path in python_files()
        for line in path.read_text(encoding="utf-8").splitlines()
        if pattern.search(line) and not any(one in line for one in allowed)
    ]
    assert found == []


ODD_QUERIES = re.compile(r"(?<!self)\.extra\(|RawSQL|(?:filter|exclude|annotate|alias|order_by)\(\*\*(?!\{)")


def test_a_09_no_query_takes_names_from_outside() -> None:
    """A-09: keys of a dictionary never become field names unless the dictionary is written out in place."""
    found = [
        f"{path}: {line.strip()}"
        for path in python_files()
        for line in path.read_text(encoding="utf-8").splitlines()
        if ODD_QUERIES.search(line)
    ]
    assert found == []


GUARDED = re.compile(r"\bobjects_unguarded\b|everything_unchecked")


def test_unguarded_doors_are_used_where_they_are_reviewed() -> None:
    allowed = {
        "mangnon/access/managers.py",
        "mangnon/access/doors.py",
        "mangnon/intake/models/reports.py",  # narrow(): own receipts beside those of the reach, by the same conditions
        "mangnon/intake/queries/reports.py",  # how many reports tell of one event: a number alone
        "mangnon/oversight/consents/queries.py",  # answers a question that names no actor: row security decides alone
        "mangnon/oversight/consents/offers.py",  # traits for the nightly rules, and moves of a reorganisation
    }
    found = {str(path.relative_to(ROOT)) for path in python_files() if GUARDED.search(path.read_text(encoding="utf-8"))}
    assert found - allowed - {path for path in found if path.startswith("mangnon/testing/")} == set()


def _given(path: Path) -> Iterator[str]:
    """Names that a module gives to something, one for each time."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        for goal in node.targets if isinstance(node, ast.Assign) else ():
            yield from (one.id for one in ast.walk(goal) if isinstance(one, ast.Name))


def test_no_right_overwrites_another() -> None:
    """Two parts of a room that give one name to two rights would silently ask for the wrong one."""
    found = {path: Counter(_given(path)) for path in (ROOT / "mangnon").rglob("rights.py")}
    assert len(found) > 10
    assert [(path.parent.name, name) for path, names in found.items() for name, n in names.items() if n > 1] == []
