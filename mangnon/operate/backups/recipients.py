"""To whom backups are encrypted, and with which key one is opened. The private half stays off the server."""

from __future__ import annotations

import os
from pathlib import Path

import pyrage
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from mangnon.lib.refusal import Refusal

FILE = "backup.recipients"
_WORD = "AGE-SECRET-KEY-"


class NoRecipient(Refusal):
    """Without a public key nothing is written."""

    code = "backup_no_recipient"
    sentence = _("Chưa có khóa công khai để mã hóa bản sao lưu, nên không sao lưu gì.")
    remedy = _(
        "Trên một máy khác, chạy «mangnon keys backup-pair --out TỆP», cất tệp ấy vào két, "
        "rồi ghi dòng age1… nó in ra vào MANGNON_BACKUP_RECIPIENTS hoặc vào tệp {path}."
    )


class RecipientWrong(Refusal):
    """Something that isn't a public key of age."""

    code = "backup_recipient_wrong"
    sentence = _("«{text}» không phải khóa công khai age.")
    remedy = _("Khóa công khai bắt đầu bằng age1; sửa MANGNON_BACKUP_RECIPIENTS hoặc tệp {path}.")


class IdentityUnreadable(Refusal):
    """The private key can't be read, or isn't one."""

    code = "backup_identity_unreadable"
    sentence = _("Không đọc được khóa riêng ở {path}.")
    remedy = _("Cắm thiết bị giữ khóa, kiểm tra đường dẫn; tệp có dòng bắt đầu bằng AGE-SECRET-KEY-.")


class PairExists(Refusal):
    """A key that is there is never written over: old backups would be lost."""

    code = "backup_pair_exists"
    sentence = _("Không ghi được {path}: tệp đã có, hoặc thư mục không ghi được.")
    remedy = _("Chọn tên tệp khác; không bao giờ ghi đè một khóa đang dùng.")


def file() -> Path:
    """Where public keys stand, one a line, beside those of the setting."""
    return Path(settings.KEY_DIR) / FILE


def recipients() -> list[pyrage.x25519.Recipient]:
    """All public keys. Raises NoRecipient, RecipientWrong."""
    lines = [*settings.BACKUP_RECIPIENTS]
    if file().exists():
        lines += file().read_text("utf-8").splitlines()
    told = dict.fromkeys(line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#"))
    if not told:
        raise NoRecipient(path=file())
    return [_recipient(text) for text in told]


def _recipient(text: str) -> pyrage.x25519.Recipient:
    try:
        return pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError as wrong:
        raise RecipientWrong(text=text[:80], path=file()) from wrong


def identities(path: Path) -> list[pyrage.x25519.Identity]:
    """The private keys of a file, as age-keygen writes it. Raises IdentityUnreadable."""
    try:
        lines = [line.strip() for line in path.read_text("utf-8").splitlines()]
        found = [pyrage.x25519.Identity.from_str(line) for line in lines if line.startswith(_WORD)]
    except (OSError, UnicodeDecodeError, pyrage.IdentityError) as trouble:
        raise IdentityUnreadable(path=path) from trouble
    if not found:
        raise IdentityUnreadable(path=path)
    return found


def make_pair(path: Path) -> str:
    """Write a new private key (0600, never over another) and return its public half. Raises PairExists."""
    identity = pyrage.x25519.Identity.generate()
    public = str(identity.to_public())
    content = f"# public key: {public}\n{identity}\n"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    except OSError as trouble:
        raise PairExists(path=path) from trouble
    with os.fdopen(descriptor, "w", encoding="ascii") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    return public


def make_demo_pair() -> None:
    """For a demo world alone: a pair whose private half lies here, so that backups and drills work at once."""
    path = Path(settings.DRILL_IDENTITY)
    if file().exists() or settings.BACKUP_RECIPIENTS:
        return
    if not path.exists():
        make_pair(path)
    (identity,) = identities(path)
    file().write_text(f"# demo\n{identity.to_public()}\n", "utf-8")
    file().chmod(0o600)
