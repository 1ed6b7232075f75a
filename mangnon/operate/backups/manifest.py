"""What a backup says about itself: the last thing inside it, and what a restore is compared with."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any

FORMAT = 1


@dataclass(frozen=True, slots=True)
class HeadOfBook:
    """The end of the chain in the snapshot; position 0 when nothing was sealed yet."""

    position: int
    entry: int
    hash: str


@dataclass(frozen=True, slots=True)
class Dumped:
    """The bytes that pg_dump wrote."""

    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Kept:
    """The stored files: ``sha256`` is that of the list of all names and hashes, which lies beside."""

    count: int
    bytes: int
    sha256: str
    missing: tuple[str, ...]
    """Names of which the database knows but whose bytes weren't on the disk."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """Everything that is compared after a restore."""

    format: int
    product: str
    made_at: str
    production: bool
    province: str
    postgres: str
    migrations: dict[str, str]
    """Last migration of each application."""
    counts: dict[str, int]
    """Rows of each table, schema included."""
    guards: dict[str, str]
    """Hashes of what protects the rows: rights, policies, triggers and so on, by kind."""
    head: HeadOfBook
    database: Dumped
    files: Kept
    keys: tuple[str, ...]
    """Ids of the keys on the ring: names, no secret."""

    def as_bytes(self) -> bytes:
        """As it lies in the backup."""
        return (json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n").encode()


def read(content: bytes) -> Manifest:
    """Raises ValueError, KeyError or TypeError when it isn't one of ours."""
    told: dict[str, Any] = json.loads(content)
    if told["format"] != FORMAT:
        message = f"format {told['format']}"
        raise ValueError(message)
    files = told["files"]
    told["head"] = HeadOfBook(**told["head"])
    told["database"] = Dumped(**told["database"])
    told["files"] = Kept(**{**files, "missing": tuple(files["missing"])})
    told["keys"] = tuple(told["keys"])
    return Manifest(**told)


def product() -> str:
    """Version of the installed product."""
    try:
        return version("mangnon")
    except PackageNotFoundError:
        return "-"
