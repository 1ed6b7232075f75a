"""Signed copies on the disk: ``pages/<hash of the address>/<number>.html`` beside its manifest, the newest counts.

A copy is believed only when the signature of its manifest holds and its bytes have the hash that stands there; else
the one before it is. What was read once is kept in memory, so a file changed afterwards changes nothing until it is
read again, and then it isn't believed.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.conf import settings

from mangnon.publishing.signing.canonical import Said, said_by
from mangnon.publishing.signing.keys import holds, sign
from mangnon.publishing.slots import Page

logger = logging.getLogger("mangnon.publishing")
KEPT = 5
"""Copies of one page that stay on the disk."""
HELD = "held"


@dataclass(frozen=True, slots=True)
class Told:
    """What a manifest says of a page. ``gone``: the page is no more."""

    address: str
    language: str
    number: int
    digest: str
    body: str
    links: tuple[str, ...]
    made_at: str
    gone: bool = False

    @property
    def line(self) -> str:
        """What is signed."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    @property
    def page(self) -> Page:
        """Which page it is about."""
        return Page(self.address, self.language)


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy that was believed."""

    told: Told
    html: bytes

    @property
    def said(self) -> Said:
        """What it says."""
        return said_by(self.html)

    @property
    def is_file(self) -> bool:
        """Whether it is a static file, of which every byte counts."""
        return not self.told.language


def folder_of(page: Page, root: Path | None = None) -> Path:
    """Where the copies of a page lie."""
    name = hashlib.sha256(f"{page.language} {page.address}".encode()).hexdigest()[:32]
    return (root or Path(settings.PAGES_DIR)) / name


def numbers(folder: Path) -> list[int]:
    """Numbers of the copies in a folder, the newest first."""
    found = (path.stem for path in folder.glob("*.json")) if folder.is_dir() else ()
    return sorted((int(stem) for stem in found if stem.isdigit()), reverse=True)


def read(folder: Path, number: int, public: Ed25519PublicKey | None = None) -> Copy | None:
    """One copy, if it can be believed. Raises KeyUnreadable."""
    try:
        kept = json.loads((folder / f"{number}.json").read_text(encoding="utf-8"))
        facts = json.loads(kept["manifest"])
        told = Told(**{**facts, "links": tuple(facts["links"])})
        html = b"" if told.gone else (folder / f"{number}.html").read_bytes()
    except (OSError, ValueError, KeyError, TypeError):
        return None
    whole = told.number == number and folder.name == folder_of(told.page).name
    believed = whole and (told.gone or hashlib.sha256(html).hexdigest() == told.body)
    return Copy(told, html) if believed and holds(kept["manifest"].encode(), kept["signature"], public) else None


def newest(folder: Path, public: Ed25519PublicKey | None = None) -> tuple[Copy | None, tuple[int, ...]]:
    """The newest copy that can be believed, and the numbers of those above it that can't."""
    broken: list[int] = []
    for number in numbers(folder):
        if (copy := read(folder, number, public)) is not None:
            return copy, tuple(broken)
        broken.append(number)
    return None, tuple(broken)


def every_folder(root: Path | None = None) -> list[Path]:
    """The folders of all pages that were ever signed."""
    whole = root or Path(settings.PAGES_DIR)
    return sorted(path for path in whole.iterdir() if path.is_dir()) if whole.is_dir() else []


def keep(page: Page, html: bytes, *, at: datetime, number: int = 0, gone: bool = False) -> tuple[Told, str]:
    """Sign a page and put its copy on the disk, and into the folder off this host when that can be reached.

    Returns what was signed and the signature. The manifest is renamed into place last: a copy without one is none.
    Raises OSError, KeyUnreadable.
    """
    folder = folder_of(page)
    said = said_by(html) if page.language else Said((), (), (), "")
    told = Told(
        page.address, page.language, max([number, *(n + 1 for n in numbers(folder)[:1]), 1]),
        "" if gone else said.digest, "" if gone else hashlib.sha256(html).hexdigest(), said.links,
        at.isoformat(timespec="milliseconds"), gone,
    )  # fmt: skip
    signature = sign(told.line.encode())
    manifest = json.dumps({"manifest": told.line, "signature": signature}, ensure_ascii=False).encode()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not gone:
        _write(folder / f"{told.number}.html", html)
    _write(folder / f"{told.number}.json", manifest)
    send_away(folder)
    for old in numbers(folder)[KEPT:]:
        for path in (folder / f"{old}.json", folder / f"{old}.html"):
            path.unlink(missing_ok=True)
    return told, signature


def _write(path: Path, content: bytes) -> None:
    half = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)


def send_away(folder: Path) -> bool:
    """Put the newest believed copy of a page into the folder off this host, unless it lies there; whether it does now.

    That folder is never made here, since a share that isn't mounted would look like one; the next patrol tries again.
    """
    root = Path(settings.PAGES_COPY_DIR) if settings.PAGES_COPY_DIR else None
    copy, _broken = newest(folder)
    if root is None or copy is None:
        return True
    target, number = root / folder.name, copy.told.number
    try:
        target.mkdir(mode=0o700, exist_ok=True)
        if (target / f"{number}.json").exists():
            return True
        if not copy.told.gone:
            _write(target / f"{number}.html", copy.html)
        _write(target / f"{number}.json", (folder / f"{number}.json").read_bytes())
    except OSError as trouble:
        logger.warning("the folder of signed pages on another machine can't be written: %s", type(trouble).__name__)
        return False
    return True


def mend(folder: Path) -> None:
    """Lay copies aside that can't be believed; bring the newest back from the folder off this host when it is gone."""
    copy, broken = newest(folder)
    for number in broken:
        (folder / f"{number}.json").replace(folder / f"{number}.bad")
    away = Path(settings.PAGES_COPY_DIR) / folder.name if settings.PAGES_COPY_DIR and broken else None
    lost = newest(away)[0] if away else None
    if away is None or lost is None or (copy is not None and copy.told.number >= lost.told.number):
        return
    if not lost.told.gone:
        _write(folder / f"{lost.told.number}.html", lost.html)
    _write(folder / f"{lost.told.number}.json", (away / f"{lost.told.number}.json").read_bytes())


def hold(page: Page, why: str) -> None:
    """Keep the last signed copy of a page before the public until it is clean again: it isn't signed anew."""
    folder = folder_of(page)
    if folder.is_dir():
        _write(folder / HELD, why.encode())


def let_go(page: Page) -> None:
    """The page is clean again."""
    (folder_of(page) / HELD).unlink(missing_ok=True)


def is_held(page: Page) -> bool:
    """Whether a patrol found something and nobody has mended it."""
    return (folder_of(page) / HELD).exists()


class Shelf:
    """Copies as they are served: kept in memory, looked for anew when the folder of a page has changed."""

    def __init__(self) -> None:
        self._kept: dict[Page, tuple[int, Copy | None]] = {}

    def copy(self, page: Page) -> Copy | None:
        """The newest believed copy of a page; None when it was never signed or is gone."""
        folder = folder_of(page)
        stamp = 0
        with suppress(OSError):
            stamp = folder.stat().st_mtime_ns
        known = self._kept.get(page)
        if known is not None and known[0] == stamp:
            return known[1]
        copy = newest(folder)[0] if stamp else None
        if copy is not None and copy.told.gone:
            copy = None
        if stamp:
            self._kept[page] = (stamp, copy)
        return copy

    def forget(self) -> None:
        """Read everything anew."""
        self._kept.clear()


shelf = Shelf()
