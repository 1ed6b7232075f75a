"""The documents keep up with the code: commands, rights, help, packages, rooms, decisions, links."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.views import View

from mangnon.access.checks import walk
from mangnon.access.policy import policy_of
from mangnon.ui.helping import every_page
from mangnon.ui.screens import Screen
from tests.architecture.code import ROOT

DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md"), *(ROOT / "mangnon").rglob("README.md")])
BESIDE = {
    "accounts:suggest_place": "a fragment under a box",
    "desk:palette": "a fragment under a box",
    "desk:search": "the palette as a page; help is searched there too",
    "places:suggest": "a fragment under a box",
    "registry:suggest_household": "a fragment under a box",
    "places:tree_hamlets": "a branch of the tree",
    "ui:help": "help itself",
    "accounts:join": "before anybody is known: help needs a signed-in person",
    "accounts:ask_return": "before anybody is known",
    "accounts:unlock": "one box; the drawer stays shut while locked",
}
"""Screens by GET that carry no help of their own, each with its reason."""


def text(path: Path | str) -> str:
    """A document of ours."""
    return (ROOT / path).read_text(encoding="utf-8")


def tool(name: str) -> subprocess.CompletedProcess[str]:
    """One of the tools that make pages, asked to check."""
    return subprocess.run(
        [sys.executable, f"tools/{name}.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("name", ["commands", "permissions"])
def test_a_page_made_from_the_code_is_as_new_as_the_code(name: str) -> None:
    done = tool(name)
    assert done.returncode == 0, done.stderr
    assert f"tools/{name}.py --check" in text("tools/check.sh")


def test_every_command_is_documented() -> None:
    from config.cli.commands import every_command

    named = set(re.findall(r"^## (.+)$", text("docs/commands.md"), re.MULTILINE))
    assert {command.words for command in every_command()} == named
    assert len(named) >= 8


def test_every_right_of_the_product_is_documented() -> None:
    from mangnon.access import catalogue
    from mangnon.access.gathering import gather

    gather()
    rows = set(re.findall(r"^\| ([a-z_]+\.[a-z_.]+) \|", text("docs/permissions.md"), re.MULTILINE))
    assert {one.action for one in catalogue.every_right() if not one.action.startswith("testing.")} == rows


def read_screens() -> dict[str, type[Screen]]:
    """Screens that a person reads: those of the product that answer GET."""
    found = {}
    for _route, pattern in walk():
        view: type[View] | None = getattr(pattern.callback, "view_class", None)
        if view is None or not issubclass(view, Screen) or not hasattr(view, "get"):
            continue
        room = view.__module__.split(".")[1]
        if room not in ("testing", "portal") and "get" in view.http_method_names:  # public pages explain themselves
            found[f"{room}:{pattern.name}"] = view
    return found


def test_every_screen_that_a_person_reads_names_its_help() -> None:
    silent = {name for name, view in read_screens().items() if not view.help_page} - set(BESIDE)
    assert sorted(silent) == []
    assert len(read_screens()) > 20


def test_no_screen_is_excused_that_has_help_or_is_gone() -> None:
    known = read_screens()
    assert [name for name in BESIDE if name not in known or known[name].help_page] == []


def test_every_help_page_exists_in_both_languages_under_the_same_name() -> None:
    named = {view.help_page for view in read_screens().values() if view.help_page}
    missing = [
        f"{name}{ending}"
        for name in sorted(named)
        for ending in (".md", ".en.md")
        if not (Path(apps.get_app_config(name.split("/")[0]).path) / "help" / f"{name.split('/')[1]}{ending}").is_file()
    ]
    assert missing == []


def test_every_help_page_says_something_and_has_its_twin() -> None:
    for name, page in every_page("vi").items():
        twin = every_page("en")[name]
        assert page.title, name
        assert twin.title != page.title, f"{name} has no English page"
        assert min(len(page.folded), len(twin.folded)) > 150, name


def test_every_help_page_is_reached_from_a_screen() -> None:
    named = {getattr(pattern.callback, "view_class", None) for _route, pattern in walk()}
    shown = {getattr(view, "help_page", "") for view in named}
    assert sorted(set(every_page("vi")) - shown) == []


def packages() -> set[str]:
    """Names in the .in files."""
    lines = [line for path in ROOT.glob("requirements*.in") for line in path.read_text().splitlines()]
    bare = [line.split("#")[0].strip() for line in lines if line.strip() and not line.startswith(("-", "#"))]
    return {re.split(r"[\[=<>~!; ]", line)[0].lower() for line in bare}


def explained() -> set[str]:
    """Names in the first column of the tables of docs/dependencies.md."""
    rows = re.findall(r"^\| ([a-z0-9_., -]+) \|", text("docs/dependencies.md"), re.MULTILINE)
    return {name.strip() for row in rows for name in row.split(",")} - {"package"}


def test_every_package_has_a_line_with_its_reason_and_every_line_its_package() -> None:
    assert packages() - explained() == set()
    assert explained() - packages() == set()
    assert len(packages()) > 20


def test_every_room_is_in_the_map_and_every_floor_is_linted() -> None:
    rooms = {path.parent.name for path in (ROOT / "mangnon").glob("*/apps.py")} | {"lib"}
    drawing = text("docs/rooms.md").split("```")[1]
    drawn = set(re.findall(r"^([a-z]+) ", drawing, re.MULTILINE)) - {"config"}
    assert rooms - {"testing"} == drawn
    layers = text("pyproject.toml").split("layers = [")[1].split("]")[0]
    assert {name.removeprefix("mangnon.") for name in re.findall(r"mangnon\.\w+", layers)} == rooms


def test_decisions_are_numbered_without_a_gap() -> None:
    numbers = sorted(int(path.name[:4]) for path in (DOCS / "adr").glob("*.md"))
    assert numbers == list(range(1, len(numbers) + 1))
    assert [path.name for path in (DOCS / "adr").glob("*.md") if not path.read_text().startswith("# ")] == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_link_in_a_document_leads_somewhere(path: Path) -> None:
    body = path.read_text(encoding="utf-8")
    links = [
        link for link in re.findall(r"\]\(([^)#\s]+)", body) if "://" not in link and not link.startswith("mailto:")
    ]
    assert [link for link in links if not (path.parent / link).exists()] == []


FILES = re.compile(r"`((?:docs|tools|tests|config|mangnon|bench)/[\w./-]+?)/?`")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_file_that_a_document_names_exists(path: Path) -> None:
    named = set(FILES.findall(path.read_text(encoding="utf-8")))
    assert [one for one in sorted(named) if not (ROOT / one).exists()] == []


def test_every_make_target_that_a_document_names_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", text("Makefile"), re.MULTILINE))
    named = {
        target
        for path in PAGES
        for target in re.findall(r"(?:^|`)make ([a-z][a-z-]*)", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert named - targets == set()
    assert {"run", "test"} <= named


def test_the_readme_shows_commands_that_exist() -> None:
    from config.cli.commands import every_command

    known = {command.words for command in every_command()}
    shown = re.findall(
        r"mangnon ((?:[a-z]+ ?){1,2})", "\n".join(re.findall(r"`([^`]*bin/mangnon[^`]*)`", text("README.md")))
    )
    assert shown
    assert [words for words in shown if words.strip() not in known and words.split()[0] not in known] == []


def test_every_address_in_the_code_is_spoken_for() -> None:
    """The walker is awake: the page of rights lists the public addresses that it finds."""
    public = [route for route, pattern in walk() if (policy := policy_of(pattern.callback)) and policy.public]
    page = text("docs/permissions.md")
    product = [route for route in public if not route.startswith("giao-dien/_ui")]
    assert [route for route in product if f"`/{route}`" not in page] == []
