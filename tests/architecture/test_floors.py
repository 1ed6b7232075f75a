"""The floors hold: import-linter finds no import upwards or sideways."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from django.apps import apps

from tests.architecture.code import ROOT


def test_floors_hold() -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command; lint_imports_command()",
            "--no-cache",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:]


def test_an_import_upwards_would_be_found(tmp_path: object) -> None:
    """The linter is awake: a contract turned upside down is broken."""
    import tomllib

    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    layers = contracts["contracts"][0]["layers"][::-1]
    config = tmp_path / "upside-down.ini"  # type: ignore[operator]
    config.write_text(
        "[importlinter]\nroot_packages =\n  mangnon\n  config\n"
        "[importlinter:contract:1]\nname = upside down\ntype = layers\nlayers =\n  " + "\n  ".join(layers)
    )
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command; lint_imports_command()",
            "--no-cache",
            "--config",
            str(config),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "upside down BROKEN" in done.stdout


def test_every_room_with_rights_has_a_name_for_people() -> None:
    """The table of roles shows it."""
    rooms = [config for config in apps.get_app_configs() if (Path(config.path) / "rights.py").is_file()]
    assert len(rooms) > 3
    assert [config.name for config in rooms if "verbose_name" not in vars(type(config))] == []
