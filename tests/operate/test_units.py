"""The systemd units that docs/operate ships: systemd itself reads them, and finds little to attack."""

from __future__ import annotations

import re
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

import pytest

from tests.architecture.code import ROOT

UNITS = ROOT / "docs" / "operate" / "systemd"
SERVICES = sorted(UNITS.glob("*.service"))
PROGRAM = "/opt/mangnon/.venv/bin/mangnon"
HARD = {
    "NoNewPrivileges": "yes",
    "ProtectSystem": "strict",
    "ProtectHome": "yes",
    "PrivateTmp": "yes",
    "PrivateDevices": "yes",
    "CapabilityBoundingSet": "",
    "SystemCallFilter": "@system-service",
    "UMask": "0077",
}
MOST_EXPOSED = 25
"""Tenths of systemd's own measure: 0 nothing, 100 everything; a unit without any of it has 96."""


def read(path: Path) -> ConfigParser:
    """A unit's keys."""
    unit = ConfigParser(interpolation=None, strict=False)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read_string(path.read_text("utf-8"))
    return unit


@pytest.fixture
def copied(tmp_path: Path) -> list[str]:
    """The units with a program that exists on this machine."""
    for path in UNITS.iterdir():
        text = path.read_text("utf-8").replace(PROGRAM, str(Path(sys.executable).with_name("mangnon")))
        (tmp_path / path.name).write_text(text, "utf-8")
    return [str(path) for path in sorted(tmp_path.iterdir())]


def analyze(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["systemd-analyze", *words], capture_output=True, text=True, check=False)


def test_systemd_finds_nothing_wrong_with_the_units(copied: list[str]) -> None:
    done = analyze("verify", *copied)
    ours = [line for line in done.stderr.splitlines() if "mangnon" in line]
    assert (done.returncode, ours) == (0, [])
    assert len(copied) >= 3


def test_the_check_is_awake(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.service"
    wrong.write_text("[Service]\nExecStart=khong-co\nProtectSystm=strict\n", "utf-8")
    done = analyze("verify", str(wrong))
    assert "ProtectSystm" in done.stderr


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)
def test_a_service_is_little_exposed_by_systemds_own_measure(path: Path, copied: list[str]) -> None:
    name = next(one for one in copied if one.endswith(path.name))
    done = analyze("security", "--offline=true", f"--threshold={MOST_EXPOSED}", "--no-pager", name)
    assert done.returncode == 0, done.stdout[-300:]


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)
def test_a_service_is_hardened_and_runs_as_nobody_special(path: Path) -> None:
    service = read(path)["Service"]
    assert {key: service.get(key) for key in HARD} == HARD
    assert service["User"] == service["Group"] == "mangnon"
    assert service["ExecStart"].startswith(f"{PROGRAM} ")


def test_commands_that_units_call_exist() -> None:
    from config.cli.commands import every_command

    called = {read(path)["Service"]["ExecStart"].removeprefix(PROGRAM).split("--")[0].strip() for path in SERVICES}
    assert called <= {command.words for command in every_command()}
    assert {"serve", "health"} <= called


def test_pages_that_units_name_exist() -> None:
    named = [re.findall(r"file:/opt/mangnon/(\S+)", path.read_text("utf-8")) for path in SERVICES]
    assert [one for pages in named for one in pages if not (ROOT / one).exists()] == []
    assert all(named)
