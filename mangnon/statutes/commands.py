"""``statutes list`` and ``statutes show`` on the command line."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.commands import Call, Command, argument
from mangnon.lib.dates import format_date, local_day, parse_vi_date
from mangnon.statutes.kinds import KINDS
from mangnon.statutes.models import Definition
from mangnon.statutes.queries import UnknownDefinition, definition, in_force, step_titles
from mangnon.statutes.queries.definitions import Law
from mangnon.statutes.rules import Citation
from mangnon.statutes.shapes import build, ordered
from mangnon.statutes.showing import Block, blocks
from mangnon.statutes.words import citation_words
from mangnon.ui.parts import Fact

Data = dict[str, Any]
ON = argument(
    "--on", metavar="NGÀY", default="", help="ngày cần xem, viết 30/6/2025 hoặc 2025-06-30 (mặc định: hôm nay)"
)


def listed(call: Call) -> list[Data]:
    """Definitions in force on a day, by kind."""
    day = _day(call)
    rows = Definition.objects.defer("body", "search_key")
    if call.asked.kind:
        rows = rows.filter(kind=call.asked.kind)
    found = sorted(in_force(rows, day), key=lambda row: (row.position, row.key))
    return [_line(row) for row in found]


def _line(row: Definition) -> Data:
    return {
        "kind": row.kind,
        "id": row.key,
        "version": row.version,
        "title": row.title,
        "valid_from": row.valid_from.isoformat(),
        "valid_to": row.valid_to.isoformat() if row.valid_to else None,
        "confirmed": row.confirmed,
        "source": row.source,
    }


def shown(call: Call) -> Data:
    """One definition on a day. Raises UnknownDefinition."""
    day, key = _day(call), call.asked.id.strip()
    kind, _slash, bare = key.rpartition("/")
    kinds = [kind] if kind else sorted(Definition.objects.filter(key=bare).values_list("kind", flat=True).distinct())
    if not kinds or kinds[0] not in KINDS:
        raise UnknownDefinition(key=key, day=format_date(day))
    law = definition(kinds[0], bare, day)
    return _whole(law)


def _whole(law: Law) -> Data:
    row = Definition.objects.get(kind=law.kind, key=law.key, version=law.version)
    return {
        **_line(row),
        "valid_to": law.valid_to.isoformat() if law.valid_to else None,
        "title_en": row.title_en,
        "why": row.why,
        "citation": row.citation,
        "body": ordered(KINDS[row.kind].shape, row.body),
    }


def _day(call: Call) -> date:
    today = local_day(call.at)
    return parse_vi_date(call.asked.on, today=today) if call.asked.on else today


def told_list(data: list[Data]) -> str:
    """The list for people."""
    lines, kind = [], ""
    for one in data:
        if one["kind"] != kind:
            kind = one["kind"]
            lines.append(f"{KINDS[kind].title} ({kind})")
        mark = "" if one["confirmed"] else _(" (chưa xác nhận)")
        lines.append(f"  {one['id']}  {one['version']}  {one['title']}{mark}")
    return "\n".join(lines) or _("Không có quy định nào.")


def told_one(data: Data) -> str:
    """One definition for people."""
    mark = _("đã xác nhận") if data["confirmed"] else _("chưa xác nhận: {why}").format(why=data["why"])
    cited = "; ".join(_cited(one) for one in data["citation"])
    lines = [data["title"], _("Bản {version}, {mark}").format(version=data["version"], mark=mark)]
    lines.append(_("Căn cứ: {cited}").format(cited=cited))
    steps = step_titles(date.fromisoformat(data["valid_from"])) if data["kind"] == "form" else None
    for one in blocks(build(KINDS[data["kind"]].shape, data["body"]), steps):
        lines += _told_block(one, 0)
    return "\n".join(lines)


def _cited(told: Data) -> str:
    one = build(Citation, told)
    return " ".join(filter(None, (citation_words(one), one.document)))


def _plain(fact: Fact) -> str:
    pieces = fact.value if isinstance(fact.value, tuple) else (fact.value,)
    return "".join(one if isinstance(one, str) else str(getattr(one, "text", one)) for one in pieces)


def _told_block(block: Block, depth: int) -> list[str]:
    pad = "  " * depth
    lines = [f"{pad}{block.title}"] if block.title else []
    lines += [f"{pad}  {fact.label}: {_plain(fact)}" for fact in block.facts]
    lines += [f"{pad}  - {line}" for line in block.lines]
    if block.table:
        for row in block.table.rows:
            lines.append(pad + "  " + " | ".join(str(cell.text) for cell in row.cells if cell.text))
    for one in block.inner:
        lines += _told_block(one, depth + 1)
    return lines


COMMANDS = (
    Command(
        "statutes list",
        gettext_lazy("các quy định có hiệu lực vào một ngày"),
        listed,
        (ON, argument("--kind", metavar="LOẠI", default="", help="chỉ một loại, ví dụ form")),
        told=told_list,
    ),
    Command(
        "statutes show",
        gettext_lazy("xem một quy định theo mã, vào một ngày"),
        shown,
        (argument("id", metavar="MÃ", help="mã, hoặc loại/mã khi một mã có ở hai loại"), ON),
        told=told_one,
    ),
)
