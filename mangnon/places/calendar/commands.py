"""``calendar due`` on the command line."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.commands import Call, Command, argument
from mangnon.lib.dates import format_time, local_day, weekday_name
from mangnon.lib.dates.formats import format_date
from mangnon.lib.workdays import Clock, Term, due
from mangnon.places.calendar.moments import read_moment
from mangnon.places.calendar.queries import calendar_for
from mangnon.places.queries.units import unit_on

CLOCKS = {"--hours": Clock.HOUR, "--days": Clock.DAY, "--working-days": Clock.WORKING_DAY}


class OneTerm(argparse.Action):
    """Takes the number behind one of the options and remembers which it was; two of them are wrong use."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: str | Sequence[Any] | None,
        option_string: str | None = None,
    ) -> None:
        """Keep (number, clock)."""
        if getattr(namespace, self.dest, None) is not None:
            parser.error(_("chỉ dùng một trong --hours, --days, --working-days"))
        setattr(namespace, self.dest, (values, CLOCKS[str(option_string)]))


def reckon(call: Call) -> dict[str, str]:
    """When a term ends that starts at a moment."""
    amount, clock = call.asked.term
    term = Term(amount, clock)
    start = read_moment(call.asked.time, needs_hour=clock is Clock.HOUR)
    place = unit_on(call.asked.place.strip(), local_day(start)).pk if call.asked.place else None
    ends = due(start, term, calendar_for(place))
    if ends is None:
        raise TypeError(f"{clock} has no end")
    return {"due": ends.isoformat()}


def told(data: dict[str, str]) -> str:
    """The end for people."""
    ends = datetime.fromisoformat(data["due"])
    day = local_day(ends)
    return _("Hạn: {time} {weekday} {day}").format(
        time=format_time(ends), weekday=weekday_name(day), day=format_date(day)
    )


COMMANDS = (
    Command(
        "calendar due",
        gettext_lazy("hạn cuối của một thời hạn, tính theo lịch làm việc"),
        reckon,
        (
            argument("time", metavar="LÚC", help="lúc bắt đầu, viết '16:30 13/2/2026' hoặc 2026-02-13T16:30"),
            argument(
                *CLOCKS,
                dest="term",
                action=OneTerm,
                type=int,
                required=True,
                metavar="N",
                help="số giờ, số ngày, hoặc số ngày làm việc (chọn một)",
            ),
            argument("--place", metavar="MÃ", default="", help="tính cả ngày nghỉ riêng của địa bàn này"),
        ),
        told=told,
    ),
)
