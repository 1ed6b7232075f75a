"""``places show``, ``places tree``, ``places reorganise`` on the command line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.commands import Call, Command, argument
from mangnon.lib.dates import format_date, local_day
from mangnon.places.calendar.commands import COMMANDS as CALENDAR_COMMANDS
from mangnon.places.models import Change, Level, Unit
from mangnon.places.queries.lineage import predecessors, successors
from mangnon.places.queries.trees import tree
from mangnon.places.queries.units import read_day, unit_on
from mangnon.places.reorganising import last_change, preview, reorganise

Data = dict[str, Any]
ON = argument(
    "--on", metavar="NGÀY", default="", help="ngày cần xem, viết 30/6/2025 hoặc 2025-06-30 (mặc định: hôm nay)"
)


def show(call: Call) -> Data:
    """One place on a day, what is inside it, what it came from and became."""
    day = _day(call)
    unit = unit_on(call.asked.code.strip(), day)
    data = tree([unit], day)[0].as_json()
    data["predecessors"] = [step.as_json() for step in predecessors(unit)]
    data["successors"] = [step.as_json() for step in successors(unit)]
    return data


def whole_tree(call: Call) -> list[Data]:
    """Every province on a day with what is inside, or one place and what is inside it."""
    day = _day(call)
    if call.asked.root:
        roots = [unit_on(call.asked.root.strip(), day)]
    else:
        roots = list(Unit.objects.on(day).filter(level=Level.PROVINCE).order_by("sort_key", "id"))
    return [branch.as_json() for branch in tree(roots, day)]


def carry(call: Call) -> Data:
    """Move open facts to the units that answer from the day on, or tell what would move."""
    today = local_day(call.at)
    on = read_day(call.asked.on, today=today) if call.asked.on else last_change(today)
    act = preview if call.asked.dry_run else reorganise
    return act(actor=call.actor, at=call.at, on=on).as_json()


def _day(call: Call) -> date:
    return read_day(call.asked.on, today=local_day(call.at))


def told_place(data: Data) -> str:
    """One place for people."""
    lines = [_line(data)]
    for key, words in (("predecessors", _("Trước đây")), ("successors", _("Về sau"))):
        if data[key]:
            lines.append(f"{words}:")
            lines += [f"  {_told_step(step)}" for step in data[key]]
    lines += _indented(data["children"], 1)
    return "\n".join(lines)


def told_tree(data: list[Data]) -> str:
    """A tree for people."""
    return "\n".join(_indented(data, 0))


def told_run(data: Data) -> str:
    """A reorganisation for people."""
    units = data["units"]
    head = _("Sẽ chuyển (chưa ghi gì)") if data["dry_run"] else _("Đã chuyển")
    told = _(
        "{head}: {moved} mục; {to_decide} mục chờ người xếp. Ngày {on}: {whole} địa bàn nhập nguyên, {split} chia tách."
    )
    lines = [told.format(head=head, **{**data, "on": _day_words(data["on"])}, **units)]
    for one in data["facts"]:
        line = _("  {title}: chuyển {moved}, chờ xếp {to_decide}, chưa có nơi nhận {stranded}")
        lines.append(line.format(**one))
    return "\n".join(lines)


def _line(data: Data) -> str:
    end = data["valid_to"]
    last = format_date(date.fromisoformat(end) - timedelta(days=1)) if end else ""
    return f"{data['code']}  {data['name']}  {_day_words(data['valid_from'])} – {last}".rstrip()


def _told_step(step: Data) -> str:
    change = Change(step["change"]).label
    mark = "" if step["confirmed"] else _(", chưa xác nhận")
    return f"{_day_words(step['date'])}  {step['code']}  {step['name']}  ({change}{mark})"


def _day_words(written: str) -> str:
    return format_date(date.fromisoformat(written))


def _indented(places: list[Data], depth: int) -> Iterator[str]:
    for place in places:
        yield "  " * depth + _line(place)
        yield from _indented(place["children"], depth + 1)


COMMANDS = (
    Command(
        "places show",
        gettext_lazy("xem một địa bàn theo mã, vào một ngày"),
        show,
        (argument("code", metavar="MÃ"), ON),
        told=told_place,
    ),
    Command(
        "places tree",
        gettext_lazy("cây địa giới hành chính vào một ngày"),
        whole_tree,
        (ON, argument("--root", metavar="MÃ", default="", help="chỉ lấy địa bàn này và bên trong nó")),
        told=told_tree,
    ),
    Command(
        "places reorganise",
        gettext_lazy("chuyển hồ sơ đang mở sang địa bàn mới sau một ngày sắp xếp địa giới"),
        carry,
        (
            argument("--on", metavar="NGÀY", default="", help="ngày sắp xếp (mặc định: lần gần nhất của tỉnh này)"),
            argument("--dry-run", action="store_true", help="chỉ cho biết sẽ làm gì"),
        ),
        told=told_run,
    ),
    *CALENDAR_COMMANDS,
)
