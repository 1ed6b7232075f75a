"""``mangnon health``: the administrator's page for a terminal and for scripts."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from mangnon.access.commands import Call, Command, Ended
from mangnon.operate.health.queries import as_json, report
from mangnon.operate.health.slots import Level
from mangnon.operate.health.words import LEVEL_WORDS


def health(call: Call) -> Ended:
    """Every point; exit code 1 when something is bad."""
    found = report(call.at)
    return Ended(as_json(found), int(found.level is Level.BAD))


def told(data: dict[str, Any]) -> str:
    """What is wrong first, then all."""
    points = data["points"]
    wrong = [one for one in points if one["level"] != Level.OK.value]
    wrong.sort(key=lambda one: one["level"] != Level.BAD.value)
    lines = [f"{LEVEL_WORDS[Level(one['level'])]}: {one['sentence']} {one['mend']}".rstrip() for one in wrong]
    rest = [f"  {one['title']}: {one['sentence']}" for one in points if one["level"] == Level.OK.value]
    return "\n".join([*lines, *([""] if lines and rest else []), *rest])


COMMANDS = (
    Command("health", _("tình trạng hệ thống; mã thoát 1 khi có chỗ cần xử lý ngay"), health, told=told, acts_as=False),
)
