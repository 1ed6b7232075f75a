"""What can go wrong at the public page's door: a drop that isn't taken in, many that are held."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Count, Max, Min, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.intake.queries.web import in_box
from mangnon.lib.dates import format_datetime
from mangnon.lib.numbers import format_int
from mangnon.operate.health.slots import Group, Level, State, Watchpoint

LATE = timedelta(minutes=1)
"""The box is looked into each second: what lies longer waits for a worker that is away, or can't be taken in."""


def box(at: datetime) -> State:
    """Whether what strangers drop is taken in, and how much is held."""
    free = Q(held="") | ~Q(released_by="")
    found = in_box().aggregate(
        late=Count("pk", filter=free & Q(recorded_at__lt=at - LATE)), oldest=Min("recorded_at", filter=free),
        tries=Max("tries"), held=Count("pk", filter=~free),
    )  # fmt: skip
    if found["late"]:
        said = _("{n} tin gửi qua trang báo tin chưa vào tin báo, lâu nhất từ {at}.")
        return State(
            Level.BAD, said.format(n=format_int(found["late"]), at=format_datetime(found["oldest"])),
            number=found["late"], since=found["oldest"],
            mend=_("Xem tiến trình nền có chạy không; nhật ký mangnon.intake nói vì sao một tin chưa vào được."),
        )  # fmt: skip
    if found["held"]:
        said = _("{n} tin gửi qua trang báo tin đang được giữ.").format(n=format_int(found["held"]))
        return State(Level.NOTICE, said, number=0, link=reverse("intake:held"))
    return State(Level.OK, _("Mọi tin gửi qua trang báo tin đã vào tin báo."), number=0)


POINTS = (Watchpoint("intake.box", gettext_lazy("Trang báo tin"), box, 33, Group.WORK),)
