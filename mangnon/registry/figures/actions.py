"""A quarter is closed: its figures are frozen."""

from __future__ import annotations

from datetime import date, datetime

from django.db import connection
from django.utils.translation import gettext_lazy as _

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.refusal import Refusal
from mangnon.registry.actions.checking import writer
from mangnon.registry.figures.models import Quarter
from mangnon.registry.figures.rules import quarter_end, thresholds

CLOSE = "registry.figures.close"
_FREEZE = """
insert into registry_figure (quarter_id, place_id, "group", sex, band, ethnicity, n)
select %s, place_id, "group", sex, band, ethnicity, n from registry_count(%s, %s::date[])
"""
_SUM = """select coalesce(sum(n), 0) from registry_figure where quarter_id = %s and "group" = ''"""


class NotAQuarter(Refusal):
    """Only the last day of a quarter is closed."""

    code = "registry.not_a_quarter"
    sentence = _("{day} không phải ngày cuối quý.")
    remedy = _("Chọn 31/3, 30/6, 30/9 hoặc 31/12.")


class NotOverYet(Refusal):
    """The quarter goes on."""

    code = "registry.quarter_not_over"
    sentence = _("Quý này chưa hết: còn đến {day}.")
    remedy = _("Chốt số liệu từ ngày hôm sau.")


class ClosedAlready(Refusal):
    """What was closed stays."""

    code = "registry.quarter_closed"
    sentence = _("Số liệu đến {day} đã chốt rồi.")
    remedy = _("Xem số đã chốt; số sửa về sau nằm trong quý sau.")
    status = 409


@action(CLOSE)
def close_quarter(*, actor: Actor, at: datetime, end: date) -> Quarter:
    """Freeze the figures of a quarter's last day. Raises NotAQuarter, NotOverYet, ClosedAlready."""
    if quarter_end(end) != end:
        raise NotAQuarter(day=format_date(end))
    if local_day(at) <= end:
        raise NotOverYet(day=format_date(end))
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('registry.figures'))")
    if Quarter.objects.filter(pk=end).exists():
        raise ClosedAlready(day=format_date(end))
    quarter = Quarter.objects.create(end=end, closed_at=at, closed_by=writer(actor), children=0, cells=0)
    with connection.cursor() as cursor:
        cursor.execute(_FREEZE, [end, end, thresholds(end)])
        quarter.cells = cursor.rowcount
        cursor.execute(_SUM, [end])
        quarter.children = cursor.fetchone()[0]
    quarter.save(update_fields=["cells", "children"])
    book(actor=actor, action=CLOSE, at=at, subject=quarter, quarter=end.isoformat(), children=quarter.children)
    return quarter
