"""Heads that leave the host: the newest one, signed, in a folder that lies on another machine."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from mangnon.audit.sealing import Head

PATTERN = "head-*.json"


class NotAKey(Exception):
    """The file holds no Ed25519 key; heads can be neither signed nor checked with it."""


@dataclass(frozen=True, slots=True)
class Copies:
    """What lies in a folder of signed heads: those whose signature holds, and names of files that don't."""

    heads: tuple[Head, ...]
    broken: tuple[str, ...]


def load_key(path: Path) -> Ed25519PrivateKey:
    """The signing key. Raises OSError when it can't be read, NotAKey when it is something else."""
    try:
        key = load_pem_private_key(path.read_bytes(), None)
    except (ValueError, TypeError) as trouble:
        raise NotAKey(str(path)) from trouble
    if not isinstance(key, Ed25519PrivateKey):
        raise NotAKey(str(path))
    return key


def send_head(head: Head, *, key: Path, folder: Path) -> Path:
    """Sign a head and put it into the folder in one step; the same head again changes nothing.

    Raises OSError when the folder can't be written: it is never made here, since a share that isn't mounted would
    otherwise look like a folder on this host.
    """
    target = folder / f"head-{head.position:015d}-{head.hash[:16]}.json"
    if target.exists():
        return target
    signature = load_key(key).sign(head.as_line().encode()).hex()
    content = json.dumps({"head": head.as_line(), "signature": signature}) + "\n"
    half = folder / f".{target.name}.{os.getpid()}"
    try:
        _write_through(half, content.encode())
        half.replace(target)
    finally:
        half.unlink(missing_ok=True)
    _sync_folder(folder)
    return target


def read_copies(folder: Path, *, key: Path) -> Copies:
    """All copies in the folder, checked with the key. Raises OSError when the folder can't be read, NotAKey."""
    public = load_key(key).public_key()
    heads, broken = [], []
    for path in sorted(one for one in folder.iterdir() if one.match(PATTERN)):
        head = _opened(path, public)
        if head is None:
            broken.append(path.name)
        else:
            heads.append(head)
    return Copies(tuple(heads), tuple(broken))


def _opened(path: Path, public: Ed25519PublicKey) -> Head | None:
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        public.verify(bytes.fromhex(kept["signature"]), kept["head"].encode())
        data = json.loads(kept["head"])
        return Head(data["position"], data["entry"], data["hash"], data["at"])
    except (ValueError, KeyError, TypeError, AttributeError, InvalidSignature):
        return None


def _write_through(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
