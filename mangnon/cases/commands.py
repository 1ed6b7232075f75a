"""``cases deadlines`` on the command line."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.commands import Call, Command, argument
from mangnon.cases.queries.deadlines import deadlines
from mangnon.lib.dates import format_datetime, local_day
from mangnon.lib.dates.formats import local
from mangnon.places.calendar.moments import read_moment
from mangnon.places.queries.units import unit_on
from mangnon.places.rules import in_line


def listed(call: Call) -> list[dict[str, Any]]:
    """Every open deadline within reach: ``{"case", "step", "due", "basis", "state", "place"}``, the nearest first.

    ``case`` is the number with the code of the commune that gave it, ``HS-03/2026 (20467)``; ``place`` its name.
    """
    at = read_moment(call.asked.at) if call.asked.at else call.at
    place = unit_on(call.asked.place.strip(), local_day(at)) if call.asked.place else None
    with transaction.atomic():  # row security shows rows inside a transaction alone
        found = deadlines(call.actor, at, place)
    return [
        {
            "case": f"{one.case} ({one.office.code})", "step": one.code,
            "due": local(one.due_at).isoformat() if one.due_at else None,
            "basis": one.basis, "state": one.standing, "place": one.office.name,
        }
        for one in found
    ]  # fmt: skip


def told(data: Any) -> str:
    """A line for each."""
    if not data:
        return _("Không có hạn nào đang chạy.")
    rows = [(f"{one['case'].partition(' ')[0]}, {in_line(one['place'])}", one) for one in data]
    wide = max(len(name) for name, _one in rows)
    return "\n".join(
        f"{name:<{wide}}  {one['step']:<24}{_due(one):<20}{one['state']:<10}{one['basis']}" for name, one in rows
    )


def _due(one: Any) -> str:
    return format_datetime(datetime.fromisoformat(one["due"])) if one["due"] else _("ngay")


COMMANDS = (
    Command(
        "cases deadlines",
        gettext_lazy("các hạn đang chạy của hồ sơ vụ việc, gần nhất trước"),
        listed,
        (
            argument("--place", metavar="MÃ", default="", help="chỉ hồ sơ của xã, phường này"),
            argument("--at", metavar="LÚC", default="", help="tính vào lúc này, viết '16:30 13/2/2026'"),
        ),
        told=told,
    ),
)
