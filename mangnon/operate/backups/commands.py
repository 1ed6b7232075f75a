"""``backup``, ``restore``, ``backup drill``, ``backup probe`` on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.commands import Call, Command, Ended, argument
from mangnon.access.scope import acting
from mangnon.lib.numbers import format_int
from mangnon.operate.backups.actions import book_restored
from mangnon.operate.backups.models import Drill
from mangnon.operate.backups.probing import probe
from mangnon.operate.backups.recipients import identities
from mangnon.operate.backups.restoring import Restored, Wish, restore
from mangnon.operate.backups.running import drill_newest, one_file, to_shelf
from mangnon.operate.backups.slots import engine
from mangnon.operate.backups.words import size, step_words

UNEQUAL = 1
"""Exit code when a restore or a drill ended and something doesn't fit."""


def backup(call: Call) -> dict[str, Any]:
    """One backup into a file. Raises a Refusal."""
    with call.progress(_("Sao lưu"), 0) as step:
        made, run = one_file(call.asked.file.absolute(), actor=call.actor, at=call.at, step=step)
    return {"file": str(made.path), "bytes": made.bytes, "sha256": made.sha256, "rows": run.rows,
            "files": run.files, "missing": list(made.manifest.files.missing), "head": run.head_position}  # fmt: skip


def backup_now(call: Call) -> Ended:
    """The daily one, now."""
    run = to_shelf(actor=call.actor, at=call.at)
    data = {"file": run.file, "bytes": run.bytes, "sha256": run.sha256, "rows": run.rows, "files": run.files,
            "head": run.head_position, "copied": run.copied, "problem": run.problem}  # fmt: skip
    return Ended(data, UNEQUAL if run.problem else 0)


def told_backup(data: dict[str, Any]) -> str:
    """In lines for people."""
    if data.get("problem"):
        return _("Sao lưu KHÔNG xong: {why}").format(why=data["problem"])
    said = _("Đã sao lưu vào {file}: {size}, {rows} dòng, {files} tệp, nhật ký đến vị trí {head}.")
    return said.format(
        file=data["file"], size=size(data["bytes"]), rows=format_int(data["rows"]), files=format_int(data["files"]),
        head=format_int(data["head"]),
    )  # fmt: skip


def restore_file(call: Call) -> Ended:
    """Restore and compare; booked in the restored book when all fits. Raises a Refusal."""
    asked = call.asked
    keys = identities(asked.identity)
    with call.progress(_("Kiểm tra bản sao lưu"), 0) as step:
        done = restore(Wish(asked.file, keys, asked.scrub, asked.lists, step), at=call.at)
    data = as_data(done)
    if data["whole"]:
        told = {key: data[key] for key in ("made_at", "rows", "files", "head", "scrubbed", "again")}
        with engine().opened(), acting(call.actor):
            book_restored(actor=call.actor, at=call.at, file=asked.file.name, told=told)
    return Ended(data, 0 if data["whole"] else UNEQUAL)


def as_data(done: Restored) -> dict[str, Any]:
    """As --json prints it."""
    told = done.manifest
    return {
        "whole": not done.differences, "differences": list(done.differences), "made_at": told.made_at,
        "product": told.product, "rows": sum(told.counts.values()), "tables": len(told.counts),
        "files": told.files.count, "missing": list(told.files.missing), "head": told.head.position,
        "entries": done.entries, "again": done.again, "scrubbed": done.scrubbed,
    }  # fmt: skip


def told_restore(data: dict[str, Any]) -> str:
    """In lines for people."""
    if not data["whole"]:
        return "\n".join([_("Khôi phục xong nhưng KHÔNG khớp bản kê:"), *(f"- {one}" for one in data["differences"])])
    said = _("Đã khôi phục và đối chiếu: {rows} dòng trong {tables} bảng, {files} tệp, {entries} mục nhật ký đều khớp.")
    lines = [said.format(**{key: format_int(data[key]) for key in ("rows", "tables", "files", "entries")})]
    if data["missing"]:
        lines.append(_("Khi sao lưu đã thiếu {n} tệp.").format(n=format_int(len(data["missing"]))))
    if data["scrubbed"]:
        lines.append(_("Đã xóa dữ liệu cá nhân; không ai đăng nhập được bằng mật khẩu cũ."))
    return "\n".join([*lines, _("Khởi động bằng «mangnon serve».")])


def drill(call: Call) -> Ended:
    """Try the newest backup in a place of its own. Raises a Refusal."""
    asked = call.asked
    made = drill_newest(actor=call.actor, at=call.at, identity=asked.identity, file=asked.file)
    return Ended(drill_data(made), 0 if made.good else UNEQUAL)


def drill_data(made: Drill) -> dict[str, Any]:
    """As --json prints it."""
    return {
        "good": made.good, "file": made.file, "made_at": made.made_at, "steps": made.steps, "rows": made.rows,
        "files": made.files, "entries": made.entries, "problem": made.problem,
        "seconds": round((made.ended_at - made.started_at).total_seconds(), 1),
    }  # fmt: skip


def told_drill(data: dict[str, Any]) -> str:
    """In lines for people."""
    first = _("Diễn tập đạt.") if data["good"] else _("Diễn tập KHÔNG đạt: {why}").format(why=data["problem"])
    return "\n".join([first, *(f"- {line}" for line in step_words(data["steps"]))])


def probe_copy(call: Call) -> Ended:
    """Inside a copy. Raises NotACopy."""
    data = probe()
    return Ended(data, UNEQUAL if data["problem"] else 0)


FILE = argument("file", type=Path, metavar="TỆP", help="tệp sao lưu")
COMMANDS = (
    Command(
        "backup",
        gettext_lazy(
            "sao lưu cơ sở dữ liệu, tệp đính kèm, nhật ký và khóa vào một tệp đã mã hóa, trong khi hệ thống chạy"
        ),
        backup,
        (argument("file", type=Path, metavar="TỆP", help="nơi ghi bản sao lưu"),),
        told=told_backup,
        acts_as=False,
    ),
    Command(
        "backup now",
        gettext_lazy("làm ngay bản sao lưu hằng ngày: vào MANGNON_BACKUP_DIR, chép sang nơi thứ hai, xoay vòng"),
        backup_now,
        told=told_backup,
        acts_as=False,
    ),
    Command(
        "restore",
        gettext_lazy("khôi phục bản sao lưu vào một nơi trống rồi đối chiếu mọi thứ với bản kê"),
        restore_file,
        (
            FILE,
            argument("--identity", type=Path, metavar="TỆP", required=True, help="khóa riêng (AGE-SECRET-KEY-…)"),
            argument("--scrub", action="store_true", help="xóa không phục hồi được mọi dữ liệu cá nhân, để thử nghiệm"),
            argument(
                "--lists", type=Path, metavar="DIR", help="danh sách phải làm lại sau khôi phục (như yêu cầu xóa)"
            ),
        ),
        told=told_restore,
        database="none",
        acts_as=False,
    ),
    Command(
        "backup drill",
        gettext_lazy("diễn tập: khôi phục bản mới nhất vào một nơi tạm, đối chiếu, đăng nhập, in thử, rồi xóa"),
        drill,
        (
            argument("--identity", type=Path, metavar="TỆP", help="khóa riêng (mặc định: MANGNON_DRILL_IDENTITY)"),
            argument("--file", type=Path, metavar="TỆP", help="bản cần thử (mặc định: bản mới nhất)"),
        ),
        told=told_drill,
        acts_as=False,
    ),
    Command(
        "backup probe",
        gettext_lazy("thử một bản khôi phục của diễn tập: mở giá trị mật, đăng nhập, in một tờ (diễn tập tự gọi)"),
        probe_copy,
        database="owner",
        acts_as=False,
    ),
)
