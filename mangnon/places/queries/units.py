"""A unit by its code and a day; the province this system serves."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.lib.dates import format_date, parse_vi_date
from mangnon.lib.refusal import Refusal
from mangnon.places.models import Level, Unit, UnitQuerySet
from mangnon.places.rules import in_line

LIGHT = ("reach", "today", "provinces")
"""Long arrays that lists of units leave in the database."""


class UnknownPlace(Refusal):
    """No unit ever had this code."""

    code = "unknown_place"
    sentence = gettext_lazy("Không có địa bàn nào mang mã “{asked}”.")
    remedy = gettext_lazy("{hint}")
    status = 404


class NotInForce(Refusal):
    """The unit existed, but not on the day asked for."""

    code = "place_not_in_force"
    sentence = gettext_lazy("{name} (mã {asked}) không có vào ngày {day}: có hiệu lực {life}.")
    remedy = gettext_lazy("{hint}")
    status = 404


def read_day(text: str, *, today: date) -> date:
    """A day as people or scripts write it; empty means today. Raises UnreadableDate."""
    return parse_vi_date(text, today=today) if text.strip() else today


def unit_on(code: str, on: date) -> Unit:
    """The unit that had ``code`` on that day. Raises UnknownPlace with suggestions, or NotInForce."""
    rows = list(Unit.objects.filter(code=code).order_by("valid_from"))
    if not rows:
        raise UnknownPlace(asked=code[:20], hint=_hint(code))
    found = next((row for row in rows if row.lives_on(on)), None)
    if found is not None:
        return found
    nearest = next((row for row in reversed(rows) if row.valid_from <= on), rows[0])
    raise NotInForce(
        name=nearest.name, asked=code, day=format_date(on), life=life_words(nearest), hint=_instead(nearest, on)
    )


def life_words(unit: Unit) -> str:
    """``từ 1/7/2025``, or ``từ 1/2/2020 đến 30/6/2025``."""
    start = format_date(unit.valid_from)
    if unit.valid_to is None:
        return _("từ {start}").format(start=start)
    return _("từ {start} đến {last}").format(start=start, last=format_date(unit.valid_to - timedelta(days=1)))


def _instead(unit: Unit, on: date) -> str:
    from mangnon.places.queries.lineage import predecessors, successors

    if unit.valid_to is not None and unit.valid_to <= on:
        names = ", ".join(f"{in_line(step.unit.name)} ({step.unit.code})" for step in successors(unit))
        return _("Từ ngày đó là {names}.").format(names=names) if names else ""
    names = ", ".join(f"{in_line(step.unit.name)} ({step.unit.code})" for step in predecessors(unit))
    return _("Trước đó là {names}.").format(names=names) if names else ""


def _hint(asked: str) -> str:
    from mangnon.places.queries.search import search_units

    near = search_units(asked, limit=3, served=False) or search_units(asked[:4], limit=3, served=False)
    names = ", ".join(f"{one.unit.name} ({one.unit.code})" for one in near)
    return _("Có phải là: {names}?").format(names=names) if names else _("Mã xã có 5 chữ số, mã tỉnh có 2.")


def province_served(on: date | None = None) -> Unit:
    """The province-level unit that this system serves (setting PROVINCE), on a day or as it stands last."""
    rows = Unit.objects.filter(code=settings.PROVINCE, level=Level.PROVINCE).order_by("-valid_from")
    if on is not None:
        rows = rows.on(on)
    found = rows.first()
    if found is None:
        raise UnknownPlace(asked=settings.PROVINCE, hint=_("Xem lại MANGNON_PROVINCE."))
    return found


def units_served() -> UnitQuerySet:
    """Every unit, past and present, on the ground of the province served."""
    return Unit.objects.filter(provinces__overlap=province_served().today)


def provinces_on(day: date, *, served: bool = True) -> UnitQuerySet:
    """Provinces in force on a day: those on the ground served (two before July 2025 here), or all."""
    rows = (units_served() if served else Unit.objects.all()).on(day)
    return rows.filter(level=Level.PROVINCE).order_by("sort_key", "id")


def old_districts() -> UnitQuerySet:
    """Districts that lay on the ground served, by name."""
    return units_served().filter(level=Level.DISTRICT).order_by("sort_key", "id").defer(*LIGHT)
