"""Keys of a data folder: for sealed columns, for signing heads, for Django's own signatures."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.conf import settings

from mangnon.lib.secrets import KeyRing
from mangnon.operate.backups.recipients import make_demo_pair
from mangnon.publishing.signing.keys import pages_key_path


def seal_path() -> Path:
    """The key ring of sealed columns."""
    return Path(settings.KEY_DIR) / "seal.json"


def signing_path() -> Path:
    """The Ed25519 key that signs heads of the book before they leave the host."""
    return Path(settings.KEY_DIR) / "heads.pem"


def prepare() -> None:
    """Make what is missing, each file 0600 in a folder 0700; nothing that exists is touched."""
    folder = Path(settings.KEY_DIR)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    if not seal_path().exists():
        KeyRing.create(seal_path())
    _write_once(folder / "django.secret", secrets.token_urlsafe(50).encode())
    for path in (signing_path(), pages_key_path()):
        if not path.exists():
            key = Ed25519PrivateKey.generate()
            _write_once(path, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    if settings.DEMO:
        make_demo_pair()


def _write_once(path: Path, content: bytes) -> None:
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
