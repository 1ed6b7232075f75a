"""``register template``, ``register import``, ``register export`` on the command line."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.commands import Call, Command, Ended, argument
from mangnon.lib.dates import local_day
from mangnon.lib.ids import new_id
from mangnon.lib.numbers import format_int
from mangnon.lib.refusal import Refusal
from mangnon.places.models import Level, Unit
from mangnon.places.queries.units import unit_on
from mangnon.registry.models import Roster, RosterState
from mangnon.registry.reach import check_place
from mangnon.registry.rosters.actions import RECEIVE, apply_roster, receive_roster
from mangnon.registry.rosters.applying import lock_place, size_of
from mangnon.registry.rosters.exporting import export_register
from mangnon.registry.rosters.kept import as_error
from mangnon.registry.rosters.layout import Heading, write_workbook
from mangnon.registry.rosters.lists import lists_for
from mangnon.registry.rosters.preparing import Opened, Prepared, mapping_for, open_upload, prepare
from mangnon.registry.rosters.refusals import NotACommune

PLACE = argument("--place", metavar="MÃ", required=True, help="mã xã, phường, đặc khu")
SHOWN = 20


class NoSuchFile(Refusal):
    """The path leads to nothing that can be read."""

    code = "no_such_file"
    sentence = gettext_lazy("Không đọc được tệp {path}.")
    remedy = gettext_lazy("Kiểm tra lại đường dẫn và quyền đọc.")


class CantWrite(Refusal):
    """The path can't be written to."""

    code = "cant_write"
    sentence = gettext_lazy("Không ghi được tệp {path}.")
    remedy = gettext_lazy("Kiểm tra thư mục và quyền ghi.")


def template(call: Call) -> dict[str, Any]:
    """Write an empty sheet in the official layout, for one place or for any. Raises CantWrite, UnknownPlace."""
    on, out = local_day(call.at), Path(call.asked.out)
    with transaction.atomic():
        place = unit_on(call.asked.place.strip(), on) if call.asked.place else None
        lists = lists_for(place, on)
    line = place.name if place else _("Xã, phường: …")
    heading = Heading(_("DANH SÁCH TRẺ EM"), line, place=place.code if place else "")
    held = BytesIO()
    write_workbook(held, lists=lists, heading=heading)
    _write(out, held.getvalue())
    return {"file": str(out)}


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as trouble:
        raise CantWrite(path=path) from trouble


def take_in(call: Call) -> dict[str, Any] | Ended:
    """Check a sheet and take it in, all of it or nothing; with --dry-run only say what would happen.

    Raises NoSuchFile, UnknownPlace, NotACommune, OutsideReach, and what reading a sheet raises.
    """
    sheet = _opened(Path(call.asked.file))
    with transaction.atomic():
        place = unit_on(call.asked.place.strip(), local_day(call.at))
        if place.level != Level.COMMUNE:
            raise NotACommune(place=place.name)
        check_place(call.actor, RECEIVE, place, None, local_day(call.at))
        lock_place(place.pk)
        if known := _taken_in(call, place, sheet):
            return _counts(rows=known.rows)
        prepared = _prepared(call, place, sheet)
        if not prepared.errors and not call.asked.dry_run:
            _apply(call, place, sheet, prepared)
    data = _data(prepared)
    return Ended(data, 1) if prepared.errors else data


def _opened(path: Path) -> Opened:
    try:
        with path.open("rb") as stream:
            return open_upload(stream)
    except OSError as trouble:
        raise NoSuchFile(path=path) from trouble


def _taken_in(call: Call, place: Unit, sheet: Opened) -> Roster | None:
    """The import of this very file that stands."""
    rows = Roster.objects.visible_to(call.actor, RECEIVE).filter(place=place, hash=sheet.hash)
    found: Roster | None = rows.filter(state=RosterState.APPLIED).first()
    return found


def _prepared(call: Call, place: Unit, sheet: Opened) -> Prepared:
    with call.progress(_("Đang kiểm tra"), 2 * len(sheet.grid.rows)) as step:
        return prepare(
            actor=call.actor,
            at=call.at,
            place=place,
            sheet=sheet,
            mapping=mapping_for(place, sheet.headings),
            tick=step,
        )


def _apply(call: Call, place: Unit, sheet: Opened, prepared: Prepared) -> None:
    roster = receive_roster(
        actor=call.actor, at=call.at, roster_id=new_id(), place=place, upload=sheet.upload, sheet=sheet
    )
    with call.progress(_("Đang nhập"), size_of(prepared.plan)) as step:
        apply_roster(actor=call.actor, at=call.at, roster_id=roster.pk, prepared=prepared, tick=step)


def _counts(*, rows: int, new: int = 0, changed: int = 0, alike: int = 0, rejected: int = 0) -> dict[str, Any]:
    return {"rows": rows, "new": new, "changed": changed, "alike": alike, "rejected": rejected, "errors": []}


def _data(prepared: Prepared) -> dict[str, Any]:
    plan, errors = prepared.plan, prepared.errors
    data = _counts(
        rows=prepared.checked.total, new=plan.new, changed=len(plan.changes), alike=len(plan.alike),
        rejected=len({one.row for one in errors}),
    )  # fmt: skip
    return {**data, "errors": [as_error(one) for one in errors]}


def told_import(data: dict[str, Any]) -> str:
    """An import for people."""
    if not data["errors"]:
        said = _("{rows} dòng: {new} trẻ em mới, {changed} hồ sơ thay đổi, {alike} có thể trùng.")
        return said.format(**{key: format_int(data[key]) for key in ("rows", "new", "changed", "alike")})
    lines = [
        _("{n} lỗi ở {rejected} dòng, chưa nhập dòng nào:").format(
            n=format_int(len(data["errors"])), rejected=format_int(data["rejected"])
        )
    ]
    lines += [f"  {_line(one)}" for one in data["errors"][:SHOWN]]
    if len(data["errors"]) > SHOWN:
        lines.append(_("  … và {n} lỗi nữa; dùng --json để xem hết.").format(n=format_int(len(data["errors"]) - SHOWN)))
    return "\n".join(lines)


def _line(error: dict[str, Any]) -> str:
    return _("dòng {row}, {column}: {message}").format(**error)


def export(call: Call) -> dict[str, Any]:
    """Write the register of a commune in the official layout. Raises CantWrite and as ``export_register``."""
    out = Path(call.asked.out)
    with transaction.atomic():
        place = unit_on(call.asked.place.strip(), local_day(call.at))
        made = export_register(actor=call.actor, at=call.at, place=place, reason=call.asked.reason)
        _write(out, made.data)
    return {"file": str(out), "rows": made.rows, "serial": made.serial, "withheld": made.withheld}


def told_export(data: dict[str, Any]) -> str:
    """An export for people."""
    said = _("Đã xuất {rows} trẻ em vào {file}, số {serial}.").format(**data)
    if not data["withheld"]:
        return said
    return said + " " + _("{n} nhóm hoàn cảnh rất nhạy cảm không có trong tệp.").format(n=data["withheld"])


def told_file(data: dict[str, Any]) -> str:
    """A file that was written."""
    return _("Đã ghi {file}.").format(**data)


OUT = argument("--out", metavar="TỆP", required=True, help="tệp .xlsx sẽ ghi")
REASON = argument("--reason", default="xuất bằng dòng lệnh", help="dùng vào việc gì, ghi vào sổ nhật ký")
COMMANDS = (
    Command(
        "register template",
        gettext_lazy("ghi tệp mẫu danh sách trẻ em"),
        template,
        (OUT, argument("--place", metavar="MÃ", default="", help="điền sẵn tên xã và danh mục thôn của xã này")),
        told=told_file,
    ),
    Command(
        "register import",
        gettext_lazy("kiểm tra và nhập một tệp danh sách trẻ em của một xã"),
        take_in,
        (
            argument("file", metavar="TỆP", help="tệp .xlsx hoặc .csv"),
            PLACE,
            argument("--dry-run", action="store_true", help="chỉ kiểm tra và cho biết sẽ nhập gì"),
        ),
        told=told_import,
    ),
    Command(
        "register export",
        gettext_lazy("xuất danh sách trẻ em của một xã theo mẫu"),
        export,
        (PLACE, OUT, REASON),
        told=told_export,
    ),
)
