"""Looks for secrets in tracked files: private keys, tokens, passwords in addresses. Exit code 1 when it finds one."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PATTERNS = {
    "private key": re.compile(rb"-----BEGIN [A-Z ]*PRIVATE KEY-----"),
    "cloud key": re.compile(rb"\bAKIA[0-9A-Z]{16}\b"),
    "token": re.compile(rb"\b(?:ghp|gho|glpat|xox[bp])[-_][0-9A-Za-z-]{20,}"),
    "password in an address": re.compile(rb"postgres(?:ql)?://[^\s:/@]+:[^\s@{<.]+@(?!may|localhost|127)"),
}


def tracked() -> list[Path]:
    """Files that git tracks or would track."""
    told = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    return [ROOT / name for name in told.stdout.decode().split("\0") if name]


def main() -> int:
    """Print each find as file: kind; return the exit code."""
    found = []
    for path in tracked():
        if not path.is_file() or path == Path(__file__).resolve():
            continue
        content = path.read_bytes()
        found += [f"{path.relative_to(ROOT)}: {kind}" for kind, pattern in PATTERNS.items() if pattern.search(content)]
    print("\n".join(found) or "no secret found")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
