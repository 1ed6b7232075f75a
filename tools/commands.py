"""Writes docs/commands.md from the commands that rooms offer. ``--check`` writes nothing, fails when it is old."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "commands.md"

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ["MANGNON_TESTING"] = "0"
os.environ["MANGNON_DEMO"] = "0"
os.environ["MANGNON_DEVELOPMENT"] = "0"
sys.path.insert(0, str(ROOT))

import django  # noqa: E402 - the environment comes first

django.setup()

from config.cli.commands import every_command  # noqa: E402
from mangnon.access.commands import Argument, Command  # noqa: E402

INTRO = """# The command line

Made by `tools/commands.py` from the commands that the rooms offer and checked on every run: don't edit it by hand.
`.venv/bin/mangnon --help` says the same, and `--help` behind any command.

Every command ends with 0 (done), 1 (refused: one sentence on stderr) or 2 (wrong use), and prints its data as JSON
under `--json`. Commands that act under a right take `--as USER`; without it the console acts, booked with the
operating system's user. Long work shows a bar on a terminal.
"""


def page() -> str:
    """The whole page."""
    commands = sorted(every_command(), key=lambda one: one.words)
    return "\n".join([INTRO, *(line for command in commands for line in _command(command))]).rstrip() + "\n"


def _command(command: Command) -> Iterator[str]:
    yield f"## {command.words}\n"
    usage = " ".join(["mangnon", command.words, *map(_usage, command.arguments)])
    yield f"`{usage}`\n"
    summary = str(command.summary)
    yield f"{summary[:1].upper()}{summary[1:]}.{_act(command)}\n"
    if command.arguments:
        yield "| argument | what it is |\n|---|---|"
        yield from (f"| {_names(one)} | {_help(one)} |" for one in command.arguments)
        yield ""


def _act(command: Command) -> str:
    return " Takes `--as`." if command.acts_as else ""


def _usage(one: Argument) -> str:
    name = one.names[0]
    if not name.startswith("-"):
        return f"[{_shown(one)}]" if one.options.get("nargs") in ("?", "*") else _shown(one)
    words = name if one.options.get("action") else f"{name} {_shown(one)}"
    return words if one.options.get("required") else f"[{words}]"


def _shown(one: Argument) -> str:
    told = one.options.get("metavar") or one.names[0].lstrip("-").upper()
    return str(told).replace("|", "\\|")


def _names(one: Argument) -> str:
    return ", ".join(f"`{name}`" if name.startswith("-") else f"`{_shown(one)}`" for name in one.names)


def _help(one: Argument) -> str:
    text = str(one.options.get("help", "")).replace("|", "\\|")
    choices = one.options.get("choices")
    return text + (f" ({', '.join(map(str, choices))})" if choices else "")


def main() -> int:
    """Write or check the page; return the exit code."""
    now = page()
    if "--check" not in sys.argv:
        PAGE.write_text(now, encoding="utf-8")
        return 0
    if PAGE.exists() and PAGE.read_text(encoding="utf-8") == now:
        return 0
    print("docs/commands.md is out of date: run .venv/bin/python tools/commands.py", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
