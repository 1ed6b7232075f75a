"""The ``mangnon`` command line: exit code 0 done, 1 refused, 2 wrong use; errors are one sentence on stderr."""

from __future__ import annotations

import os
import sys

from config.cli.running import run_command


def main(argv: list[str] | None = None) -> int:
    """Run one command and return its exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    return run_command(sys.argv[1:] if argv is None else argv)


__all__ = ["main"]
