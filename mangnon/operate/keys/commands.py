"""``keys rotate``, ``keys retire``, ``keys backup-pair`` on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.commands import Call, Command, argument
from mangnon.lib.numbers import format_int
from mangnon.operate.backups.recipients import make_pair
from mangnon.operate.keys.rotating import retire, rotate


def rotate_keys(call: Call) -> dict[str, Any]:
    """A new key and everything sealed again; what was interrupted is finished. Raises a Refusal."""
    done = rotate(actor=call.actor, at=call.at, progress=call.progress)
    return {"key": done.key, "added": done.added, "resealed": done.resealed, "keys": list(done.keys)}


def told_rotated(data: dict[str, Any]) -> str:
    """In lines for people."""
    first = _("Đã thêm khóa {key}.") if data["added"] else _("Đã làm tiếp lần đổi khóa dở dang ({key}).")
    lines = [first.format(key=data["key"]), _("Niêm lại {n} giá trị.").format(n=format_int(data["resealed"]))]
    if len(data["keys"]) > 1:
        lines.append(_("Khóa cũ còn trên vòng; sau ít nhất một phút có thể bỏ bằng «mangnon keys retire»."))
    return "\n".join(lines)


def retire_old(call: Call) -> dict[str, Any]:
    """Old keys leave the ring. Raises a Refusal."""
    return {"retired": list(retire(actor=call.actor, at=call.at))}


def told_retired(data: dict[str, Any]) -> str:
    """In lines for people."""
    if not data["retired"]:
        return _("Không có khóa cũ nào trên vòng.")
    return "\n".join([
        _("Đã bỏ khóa {keys}.").format(keys=", ".join(data["retired"])),
        _("Bản sao lưu làm trước lúc này cần vòng khóa cũ; vòng khóa ấy nằm trong chính bản sao lưu."),
    ])  # fmt: skip


def backup_pair(call: Call) -> dict[str, Any]:
    """A pair for backups. Raises PairExists."""
    return {"recipient": make_pair(call.asked.out), "identity": str(call.asked.out)}


def told_pair(data: dict[str, Any]) -> str:
    """In lines for people."""
    return "\n".join([
        data["recipient"],
        _("Khóa riêng nằm ở {path}: chép ra hai thiết bị, cất vào két ở hai nơi, rồi xóa khỏi máy này.").format(
            path=data["identity"]
        ),
        _("Ghi dòng age1… ở trên vào MANGNON_BACKUP_RECIPIENTS của máy chủ. Mất khóa riêng là mất mọi bản sao lưu."),
    ])  # fmt: skip


COMMANDS = (
    Command(
        "keys rotate",
        gettext_lazy("thêm khóa mới và niêm lại mọi giá trị mật, trong khi hệ thống vẫn chạy"),
        rotate_keys,
        told=told_rotated,
        acts_as=False,
    ),
    Command(
        "keys retire",
        gettext_lazy("bỏ khóa cũ khi không còn giá trị nào dùng nó"),
        retire_old,
        told=told_retired,
        acts_as=False,
    ),
    Command(
        "keys backup-pair",
        gettext_lazy("tạo cặp khóa để mã hóa bản sao lưu (chạy trên máy khác, không phải máy chủ)"),
        backup_pair,
        (argument("--out", type=Path, metavar="TỆP", required=True, help="nơi ghi khóa riêng; không ghi đè"),),
        told=told_pair,
        database="none",
        acts_as=False,
    ),
)
