"""Fetch the pinned files of others into the tree and check them against SHA256SUMS.

    python tools/ui/vendor.py            fetch with `npm pack`, write, then check
    python tools/ui/vendor.py --check    only check what lies in the tree
    python tools/ui/vendor.py --seal     write SHA256SUMS anew (after a deliberate change of version)

Needs npm only to fetch; nothing of Node at install or run. The icon sprite and the figures are cut from the
fetched packages by `icons.py` and `figures.py` beside this file, and sealed with the rest.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "mangnon" / "ui" / "static" / "ui"
AXE = ROOT / "tests" / "vendor"

WEIGHTS = (400, 500, 600, 700)
SUBSETS = ("vietnamese", "latin", "latin-ext")
FONT = "be-vietnam-pro-{subset}-{weight}-normal.woff2"

PINS: dict[str, dict[str, Path]] = {
    "htmx.org@2.0.11": {
        "dist/htmx.min.js": STATIC / "vendor" / "htmx.min.js",
        "LICENSE": STATIC / "vendor" / "LICENSES" / "htmx.txt",
    },
    "@fontsource/be-vietnam-pro@5.3.0": {
        "LICENSE": STATIC / "vendor" / "LICENSES" / "be-vietnam-pro-OFL.txt",
        **{
            f"files/{FONT.format(subset=subset, weight=weight)}": STATIC
            / "fonts"
            / f"be-vietnam-pro-{subset}-{weight}.woff2"
            for subset in SUBSETS
            for weight in WEIGHTS
        },
    },
    "@tabler/icons@3.52.0": {"LICENSE": STATIC / "vendor" / "LICENSES" / "tabler-icons.txt"},
    "axe-core@4.14.1": {"axe.min.js": AXE / "axe.min.js", "LICENSE": AXE / "axe-core-LICENSE.txt"},
}
SEALED = {
    STATIC / "vendor" / "SHA256SUMS": ("vendor/*.js", "vendor/LICENSES/*", "fonts/*.woff2", "icons.svg"),
    AXE / "SHA256SUMS": ("axe*",),
}


def pack(name: str, folder: Path) -> tarfile.TarFile:
    """Fetch one package at its pinned version with npm's own client."""
    done = subprocess.run(["npm", "pack", "--silent", name], cwd=folder, check=True, capture_output=True, text=True)
    return tarfile.open(folder / done.stdout.strip().splitlines()[-1])


def fetch() -> None:
    """Write every pinned file to its place."""
    with tempfile.TemporaryDirectory() as scratch:
        for name, files in PINS.items():
            with pack(name, Path(scratch)) as package:
                for inside, target in files.items():
                    body = package.extractfile(f"package/{inside}")
                    if body is None:
                        raise SystemExit(f"{name}: {inside} is not a file")
                    target.parent.mkdir(parents=True, exist_ok=True)
                    target.write_bytes(body.read())
                    print(f"{name}  {inside} -> {target.relative_to(ROOT)}")


def sums(seal: Path) -> dict[str, str]:
    """Give the digest of every file that a seal covers, by its path from the seal's own ground."""
    ground = STATIC if seal.is_relative_to(STATIC) else seal.parent
    found: dict[str, str] = {}
    for pattern in SEALED[seal]:
        for path in sorted(ground.glob(pattern)):
            found[path.relative_to(ground).as_posix()] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def read(seal: Path) -> dict[str, str]:
    """Read a seal: `digest  path` on each line."""
    text = seal.read_text() if seal.exists() else ""
    lines = (line.split("  ", 1) for line in text.splitlines() if line)
    return {path: digest for digest, path in lines}


def check() -> list[str]:
    """Name every file that differs from its seal, is missing, or lies there unsealed."""
    wrong: list[str] = []
    for seal in SEALED:
        want, have = read(seal), sums(seal)
        wrong += [path for path in sorted(want.keys() | have.keys()) if want.get(path) != have.get(path)]
    return wrong


def write_seals() -> None:
    """Write both seals from what lies in the tree."""
    for seal in SEALED:
        seal.write_text("".join(f"{digest}  {path}\n" for path, digest in sums(seal).items()))


def main(words: list[str]) -> int:
    """Fetch, seal or check, as the words ask."""
    if not words:
        fetch()
    if words == ["--seal"]:
        write_seals()
    wrong = check()
    print("\n".join(f"differs: {path}" for path in wrong) or "vendored files match their seals")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
