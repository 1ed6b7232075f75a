"""What the book gives to the command line: ``mangnon audit verify``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.commands import Call, Command, Ended, argument
from mangnon.audit.leaving import Copies, NotAKey, read_copies
from mangnon.audit.sealing import Head, HeadsFile
from mangnon.audit.verifying import Finding, Report, verify
from mangnon.lib.numbers import format_int
from mangnon.lib.refusal import Refusal

BROKEN = 1
"""Exit code when the book isn't whole."""


class HeadsUnreadable(Refusal):
    """The heads kept outside the database can't be read, so nothing can be said about the book's end."""

    code = "heads_unreadable"
    sentence = gettext_lazy("Không đọc được đầu chuỗi đã lưu ở {path}.")
    remedy = gettext_lazy("Kiểm tra đường dẫn và quyền đọc, rồi chạy lại.")


class SigningKeyUnreadable(Refusal):
    """Without the key no signature can be checked."""

    code = "signing_key_unreadable"
    sentence = gettext_lazy("Không đọc được khóa ký đầu chuỗi ở {path}.")
    remedy = gettext_lazy("Chạy trên máy chủ đã ký, hoặc phục hồi thư mục khóa từ bản sao lưu.")


def signing_path() -> Path:
    """The Ed25519 key of this data folder."""
    return Path(settings.KEY_DIR) / "heads.pem"


def kept_heads() -> list[Head]:
    """Heads of this host's own file; none when it doesn't exist yet. Raises HeadsUnreadable."""
    path = Path(settings.HEADS_FILE)
    try:
        return HeadsFile(path).read()
    except (OSError, ValueError, KeyError, TypeError) as trouble:
        raise HeadsUnreadable(path=path) from trouble


def verify_book(call: Call) -> Ended:
    """Walk the whole book. Raises HeadsUnreadable, SigningKeyUnreadable."""
    copies = _copies(call.asked.heads) if call.asked.heads else Copies((), ())
    report = verify([*kept_heads(), *copies.heads], using="owner")
    sentence = _("Tệp {name}: chữ ký không đúng hoặc không đọc được.")
    unsigned = [Finding("unsigned", None, None, sentence.format(name=name)) for name in copies.broken]
    data = as_data(Report(report.entries, report.heads, (*report.findings, *unsigned)))
    return Ended(data, 0 if data["whole"] else BROKEN)


def as_data(report: Report) -> dict[str, Any]:
    """The report as --json prints it."""
    findings = [
        {"kind": one.kind, "position": one.position, "entry": one.entry_id, "sentence": one.sentence}
        for one in report.findings
    ]
    return {"entries": report.entries, "heads": report.heads, "whole": report.whole, "findings": findings}


def told(data: dict[str, Any]) -> str:
    """The report in lines for people."""
    counted = _("Đã kiểm {entries} mục, đối chiếu {heads} đầu chuỗi lưu ngoài cơ sở dữ liệu.").format(
        entries=format_int(data["entries"]), heads=format_int(data["heads"])
    )
    if data["whole"]:
        return _("Sổ nhật ký nguyên vẹn.") + "\n" + counted
    said = _("Sổ nhật ký KHÔNG nguyên vẹn: {n} chỗ không khớp.").format(n=format_int(len(data["findings"])))
    return "\n".join([said, *(f"- {one['sentence']}" for one in data["findings"]), counted])


def _copies(folder: Path) -> Copies:
    try:
        return read_copies(folder, key=signing_path())
    except NotAKey as trouble:
        raise SigningKeyUnreadable(path=signing_path()) from trouble
    except OSError as trouble:
        if trouble.filename == str(signing_path()):
            raise SigningKeyUnreadable(path=signing_path()) from trouble
        raise HeadsUnreadable(path=folder) from trouble


OFFERS = (
    Command(
        "audit verify",
        gettext_lazy("kiểm tra sổ nhật ký có bị sửa, xóa, đổi thứ tự hay cắt bớt không"),
        verify_book,
        (
            argument(
                "--heads", type=Path, metavar="DIR", help="thư mục giữ đầu chuỗi đã ký, đối chiếu thêm với các bản đó"
            ),
        ),
        told=told,
        database="owner",
        acts_as=False,
    ),
)
