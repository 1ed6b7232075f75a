"""The Ed25519 key of published pages: beside the other keys of the data folder, never in the database."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key
from django.conf import settings

from mangnon.audit.leaving import NotAKey, load_key
from mangnon.publishing.refusals import KeyUnreadable


def pages_key_path() -> Path:
    """The key that signs published pages; made at the first start with the others."""
    return Path(settings.KEY_DIR) / "pages.pem"


def sign(content: bytes) -> str:
    """A signature in hexadecimal. Raises KeyUnreadable."""
    return _key(str(pages_key_path()), _stamp(pages_key_path())).sign(content).hex()


def holds(content: bytes, signature: str, public: Ed25519PublicKey | None = None) -> bool:
    """Whether a signature is ours over exactly this content. Raises KeyUnreadable."""
    key = public or _key(str(pages_key_path()), _stamp(pages_key_path())).public_key()
    try:
        key.verify(bytes.fromhex(signature), content)
    except (InvalidSignature, ValueError):
        return False
    return True


def public_pem() -> str:
    """The public half, to be kept on another machine. Raises KeyUnreadable."""
    key = _key(str(pages_key_path()), _stamp(pages_key_path())).public_key()
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def read_public(path: Path) -> Ed25519PublicKey:
    """A public half from a file. Raises KeyUnreadable."""
    try:
        key = load_pem_public_key(path.read_bytes())
    except (OSError, ValueError) as trouble:
        raise KeyUnreadable(path=path) from trouble
    if not isinstance(key, Ed25519PublicKey):
        raise KeyUnreadable(path=path)
    return key


def _stamp(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError as trouble:
        raise KeyUnreadable(path=path) from trouble


@lru_cache(maxsize=4)
def _key(path: str, _changed: int) -> Ed25519PrivateKey:
    try:
        return load_key(Path(path))
    except (OSError, NotAKey) as trouble:
        raise KeyUnreadable(path=path) from trouble
