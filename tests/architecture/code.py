"""What the architecture tests measure: our source files, functions, templates, scripts."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ("mangnon", "config")
BUNDLES = {"all.js", "plain.js"}


@dataclass(frozen=True, slots=True)
class Function:
    """A function with its length in lines, without its docstring."""

    where: str
    length: int


def python_files(*, tests: bool = False) -> list[Path]:
    """Our Python files; migrations left out, tests on request."""
    return [
        path
        for top in SOURCE
        for path in sorted((ROOT / top).rglob("*.py"))
        if "migrations" not in path.parts and (tests or "tests" not in path.parts)
    ]


def templates() -> list[Path]:
    """All our templates."""
    return sorted((ROOT / "mangnon").glob("*/templates/**/*.html"))


def scripts() -> list[Path]:
    """Our own modules; vendored files and the bundles made of the modules (tools/ui) left out."""
    found = sorted((ROOT / "mangnon").glob("*/static/**/*.js"))
    return [path for path in found if "vendor" not in path.parts and path.name not in BUNDLES]


def functions() -> list[Function]:
    """Every function and method."""
    return [one for path in python_files() for one in _functions(path)]


def _functions(path: Path) -> Iterator[Function]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[1] if len(node.body) > 1 and ast.get_docstring(node) else node.body[0]
            lines = (node.end_lineno or 0) - first.lineno + 1 + (node.body[0].lineno - node.lineno)
            yield Function(f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", lines)


def lines(path: Path) -> int:
    """Number of lines of a file."""
    return len(path.read_text(encoding="utf-8").splitlines())
