"""Sizes of stylesheets and scripts, colours only in tokens.css, joined files fresh, vendored files unchanged."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from mangnon.ui.tests.preview import STATIC

ROOT = Path(__file__).resolve().parents[3]
UI = STATIC / "ui"
JOINED = ("all", "plain")
CSS = [path for path in sorted((UI / "css").glob("*.css")) if path.stem not in JOINED]
JS = [path for path in sorted((UI / "js").glob("*.js")) if path.stem not in JOINED]


def stem(path):
    return path.stem


def run(script, *words):
    command = [sys.executable, f"tools/ui/{script}", *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


@pytest.mark.parametrize("path", CSS, ids=stem)
def test_a_stylesheet_is_at_most_400_lines(path):
    assert len(path.read_text().splitlines()) <= 400


@pytest.mark.parametrize("path", JS, ids=stem)
def test_a_module_is_at_most_150_lines(path):
    assert len(path.read_text().splitlines()) <= 150


@pytest.mark.parametrize("path", [path for path in CSS if path.stem != "tokens"], ids=stem)
def test_colours_stand_only_in_the_tokens(path):
    assert re.findall(r"#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(", path.read_text(), re.IGNORECASE) == []


@pytest.mark.parametrize("path", CSS, ids=stem)
def test_a_stylesheet_asks_nothing_of_others(path):
    addresses = re.findall(r"url\(([^)]*)\)", path.read_text())
    assert [one for one in addresses if not one.startswith('"../fonts/')] == []
    assert "@import" not in path.read_text()


@pytest.mark.parametrize("path", CSS, ids=stem)
def test_only_known_tokens_are_used(path):
    known = set(re.findall(r"--([\w-]+):", (UI / "css" / "tokens.css").read_text()))
    assert set(re.findall(r"var\(--([\w-]+)", path.read_text())) <= known


@pytest.mark.parametrize("path", JS, ids=stem)
def test_a_module_runs_under_the_policy(path):
    text = path.read_text()
    assert re.findall(r"\beval\(|new Function|\.style\b|setAttribute\(.style|https?://", text) == []


@pytest.mark.parametrize("path", JS, ids=stem)
def test_a_module_holds_no_words_of_its_own(path):
    code = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
    assert re.findall(r"[^\x00-\x7f…]", code) == []


def test_fonts_named_in_the_stylesheet_exist():
    named = set(re.findall(r"\.\./fonts/([\w-]+\.woff2)", (UI / "css" / "fonts.css").read_text()))
    assert named == {path.name for path in (UI / "fonts").glob("*.woff2")}


def test_icons_used_in_templates_exist():
    known = set(re.findall(r'<symbol id="([\w-]+)"', (UI / "icons.svg").read_text()))
    used: set[str] = set()
    for path in (STATIC.parent / "templates").rglob("*.html"):
        used |= set(re.findall(r'\bicon\("([\w-]+)"', path.read_text()))
    assert used <= known


def test_joined_files_are_as_new_as_their_sources():
    assert run("bundle.py", "--check") == (0, "")


def test_vendored_files_match_their_seals():
    assert run("vendor.py", "--check")[0] == 0


def test_a_staff_page_stays_far_under_its_budget_of_scripts():
    scripts = [UI / "js" / "all.js", UI / "vendor" / "htmx.min.js"]
    assert sum(path.stat().st_size for path in scripts) < 100_000
