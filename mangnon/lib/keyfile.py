"""The key file: ``{"current": kid, "keys": {kid: base64 of 32 bytes}}``, mode 0600, ours alone."""

from __future__ import annotations

import base64
import binascii
import fcntl
import json
import os
import re
import secrets
import stat
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from mangnon.lib.refusal import Refusal, Text

KEY_BYTES = 32
_KEY_ID = re.compile(r"[a-z0-9-]{1,32}")
_MODE = 0o600
_MOST_BYTES = 1_000_000


class KeyFileError(Refusal):
    """The key file can't be used; ``reason`` says why. No key is ever shown."""

    code = "keys.file"
    sentence = _("Không dùng được tệp khóa {path}: {reason}.")
    remedy = _("Khôi phục tệp khóa từ bản sao lưu, chủ tệp là tài khoản chạy Măng Non, quyền 0600.")
    status = 500


class _Unfit(Exception):
    def __init__(self, reason: Text) -> None:
        super().__init__(str(reason))
        self.reason = reason


_MISSING = _("không có tệp này")
_NOT_A_FILE = _("đây không phải một tệp thường")
_OPEN_TO_OTHERS = _("quyền của tệp không phải 0600")
_NOT_OURS = _("tệp thuộc về tài khoản khác")
_NO_ACCESS = _("không đọc hoặc ghi được")
_MALFORMED = _("nội dung hỏng")
_NO_CURRENT = _("khóa hiện hành không có trong tệp")
_BAD_KEY_ID = _("tên khóa không hợp lệ")
_BAD_KEY = _("có khóa không đủ 32 byte")
_EXISTS = _("tệp đã có, không ghi đè")


def read(path: Path) -> tuple[str, dict[str, bytes]]:
    """Return the current key id and all keys in their order in the file. Raises ``KeyFileError``."""
    with _refusing(path):
        return _parsed(_guarded_bytes(path))


def check(current: str, keys: Mapping[str, bytes]) -> None:
    """Refuse (ValueError) keys that can't form a ring."""
    try:
        _check(current, keys)
    except _Unfit as unfit:
        raise ValueError(str(unfit)) from None


def new_key() -> tuple[str, bytes]:
    """Return a random key with a random id, so that two copies of a file can't give one id to two keys."""
    return f"k{secrets.token_hex(4)}", secrets.token_bytes(KEY_BYTES)


def write_new(path: Path, current: str, keys: Mapping[str, bytes]) -> None:
    """Write the file whole or not at all, through to the disk; never over another (``KeyFileError``)."""
    with _refusing(path), _written_beside(path, current, keys) as draft:
        os.link(draft, path)


def add(path: Path, kid: str, key: bytes) -> None:
    """Add a key and make it current, keeping the others; one process at a time. Raises ``KeyFileError``."""
    with _refusing(path), _locked(path.parent):
        keys = _parsed(_guarded_bytes(path))[1] | {kid: key}
        with _written_beside(path, kid, keys) as draft:
            draft.replace(path)


def remove(path: Path, kids: Collection[str]) -> None:
    """Take keys away, never the current one (ValueError); one process at a time. Raises ``KeyFileError``."""
    with _refusing(path), _locked(path.parent):
        current, keys = _parsed(_guarded_bytes(path))
        if current in kids:
            message = "the current key stays"
            raise ValueError(message)
        left = {kid: key for kid, key in keys.items() if kid not in kids}
        with _written_beside(path, current, left) as draft:
            draft.replace(path)


@contextmanager
def _refusing(path: Path) -> Iterator[None]:
    try:
        yield
    except _Unfit as unfit:
        raise KeyFileError(path=path, reason=unfit.reason) from None
    except FileNotFoundError:
        raise KeyFileError(path=path, reason=_MISSING) from None
    except FileExistsError:
        raise KeyFileError(path=path, reason=_EXISTS) from None
    except OSError as error:
        raise KeyFileError(path=path, reason=_NO_ACCESS) from error


def _guarded_bytes(path: Path) -> bytes:
    """Read the file after looking at the very thing that was opened, so that it can't be swapped between."""
    if path.is_symlink():
        raise _Unfit(_NOT_A_FILE)
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            raise _Unfit(_NOT_A_FILE)
        if found.st_uid != os.geteuid():
            raise _Unfit(_NOT_OURS)
        if stat.S_IMODE(found.st_mode) != _MODE:
            raise _Unfit(_OPEN_TO_OTHERS)
        return os.read(handle, _MOST_BYTES)
    finally:
        os.close(handle)


def _parsed(content: bytes) -> tuple[str, dict[str, bytes]]:
    try:
        held = json.loads(content, object_pairs_hook=_without_doubles)
    except ValueError:
        raise _Unfit(_MALFORMED) from None
    if not isinstance(held, dict) or set(held) != {"current", "keys"} or not isinstance(held["keys"], dict):
        raise _Unfit(_MALFORMED)
    keys = {kid: _decoded(text) for kid, text in held["keys"].items()}
    _check(held["current"], keys)
    return held["current"], keys


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    held = dict(pairs)
    if len(held) != len(pairs):
        raise _Unfit(_MALFORMED)
    return held


def _decoded(text: object) -> bytes:
    if not isinstance(text, str):
        raise _Unfit(_BAD_KEY)
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise _Unfit(_BAD_KEY) from None


def _check(current: object, keys: Mapping[str, bytes]) -> None:
    if any(not _KEY_ID.fullmatch(kid) for kid in keys):
        raise _Unfit(_BAD_KEY_ID)
    if any(len(key) != KEY_BYTES for key in keys.values()):
        raise _Unfit(_BAD_KEY)
    if not isinstance(current, str) or current not in keys:
        raise _Unfit(_NO_CURRENT)


@contextmanager
def _written_beside(path: Path, current: str, keys: Mapping[str, bytes]) -> Iterator[Path]:
    """Write a draft next to the path, to be put in place inside; then flush the folder."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    encoded = {kid: base64.b64encode(key).decode() for kid, key in keys.items()}
    content = json.dumps({"current": current, "keys": encoded}, indent=1) + "\n"
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, _MODE)
        with os.fdopen(handle, "w") as file:
            os.fchmod(file.fileno(), _MODE)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        yield draft
        with _folder(path.parent) as folder:
            os.fsync(folder)
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def _locked(directory: Path) -> Iterator[None]:
    with _folder(directory) as folder:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield


@contextmanager
def _folder(directory: Path) -> Iterator[int]:
    folder = os.open(directory, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        yield folder
    finally:
        os.close(folder)
