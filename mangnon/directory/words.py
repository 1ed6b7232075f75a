"""How entries of the directory are named on screens."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from mangnon.directory.models import Intake, Location, Need, Provider, Service
from mangnon.directory.queries import week_of
from mangnon.directory.rules import ages_words, is_open, said
from mangnon.lib.dates import format_date, local_day
from mangnon.places.rules import in_line
from mangnon.ui.parts import State, Status

DIRECTORY = gettext_lazy("Danh bạ dịch vụ")
INTAKE_STATES = {
    Intake.OPEN: State.DONE,
    Intake.WAIT: State.WAITING,
    Intake.FULL: State.UNFOUNDED,
    Intake.UNKNOWN: State.TODO,
}


SHORT = {
    Need.SHELTER: pgettext_lazy("short", "tạm lánh"),
    Need.CARE: pgettext_lazy("short", "nuôi dưỡng"),
    Need.HEALTH: pgettext_lazy("short", "y tế"),
    Need.MIND: pgettext_lazy("short", "tâm lý"),
    Need.COUNSEL: pgettext_lazy("short", "tư vấn"),
    Need.LEGAL: pgettext_lazy("short", "pháp lý"),
    Need.SCHOOLING: pgettext_lazy("short", "học tập"),
    Need.TRADE: pgettext_lazy("short", "học nghề"),
    Need.MONEY: pgettext_lazy("short", "tiền, hiện vật"),
    Need.DISABILITY: pgettext_lazy("short", "khuyết tật"),
    Need.PAPERS: pgettext_lazy("short", "giấy tờ"),
    Need.SKILLS: pgettext_lazy("short", "kỹ năng"),
    Need.RESCUE: pgettext_lazy("short", "khẩn cấp"),
}
"""Needs as a column of a list holds them."""


def short_needs(service: Service) -> str:
    """For which needs, for a list."""
    return ", ".join(str(SHORT[Need(one)]) for one in service.needs)


def short_whom(service: Service) -> str:
    """For which children, for a list: how many groups, which ages."""
    groups = _("mọi trẻ em")
    if service.groups:
        groups = ngettext("{n} nhóm", "{n} nhóm", len(service.groups)).format(n=len(service.groups))
    return ", ".join(filter(None, (groups, ages_words(service.age_from, service.age_below))))


def needs_words(service: Service) -> str:
    """For which needs, in one line."""
    return ", ".join(str(Need(one).label) for one in service.needs)


def capacity_words(service: Service) -> str:
    """``còn 3 trên 10 chỗ``; empty where nobody counts."""
    if service.free is not None and service.capacity is not None:
        return _("còn {free} trên {all} chỗ").format(free=service.free, all=service.capacity)
    if service.capacity is not None:
        return _("sức nhận {all} trẻ em").format(all=service.capacity)
    return _("còn {free} chỗ").format(free=service.free) if service.free is not None else ""


def short_capacity(service: Service) -> str:
    """``3/10``, for a list."""
    if service.capacity is None:
        return "" if service.free is None else str(service.free)
    return f"{'?' if service.free is None else service.free}/{service.capacity}"


def intake_status(service: Service) -> Status:
    """Whether it takes children now, with its mark."""
    intake = Intake(service.intake)
    return Status(INTAKE_STATES[intake], intake.label)


def counted_words(service: Service) -> str:
    """When somebody last said so."""
    if service.counted_at is None:
        return _("chưa ai cập nhật")
    return _("cập nhật {day}").format(day=format_date(local_day(service.counted_at)))


def whom_words(service: Service, titles: dict[str, str]) -> str:
    """For which children."""
    groups = ", ".join(in_line(titles.get(code, code)) for code in service.groups)
    parts = [groups or _("mọi trẻ em"), ages_words(service.age_from, service.age_below)]
    return ", ".join(filter(None, parts))


def served_words(service: Service) -> str:
    """Where it serves; its served communes must be fetched."""
    if service.everywhere:
        return _("toàn tỉnh, thành phố")
    return ", ".join(sorted({in_line(one.place.name) for one in service.served.all()}))


def short_served(service: Service) -> str:
    """Where it serves, for a list."""
    if service.everywhere:
        return _("toàn tỉnh")
    names = sorted({in_line(one.place.name) for one in service.served.all()})
    return names[0] if len(names) == 1 else _("{n} xã, phường").format(n=len(names))


def open_words(service: Service, at: datetime, *, holiday: bool) -> str:
    """Whether it is open at this moment; empty when nobody said its hours."""
    weeks = [week for week in map(week_of, service.locations.all()) if week.known]
    if not weeks:
        return ""
    return now_words(open_now=any(is_open(week, at, holiday=holiday) for week in weeks))


def now_words(*, open_now: bool) -> str:
    """Whether it is open."""
    return _("đang mở") if open_now else _("đã đóng")


def hours_words(location: Location) -> list[str]:
    """Lines of its hours."""
    week = week_of(location)
    if week.always:
        return [_("Cả ngày đêm, mọi ngày")]
    lines = said(week.spans) or [_("Chưa ghi giờ mở cửa")]
    return [*lines, _("Mở cả ngày lễ")] if week.days_off else lines


def where_words(location: Location) -> str:
    """Where it stands, in one line."""
    place = in_line(location.place.name) if location.place else ""
    return ", ".join(filter(None, (location.address, place)))


def kept_words(provider: Provider) -> str:
    """Who keeps the entry."""
    return in_line(provider.place.name) if provider.place else _("cấp tỉnh")


def checked_words(provider: Provider) -> str:
    """When it was last looked over."""
    return _("kiểm tra ngày {day}").format(day=format_date(provider.checked_on))


def ended_words(what: Provider | Service | Location) -> str:
    """Since when it is no more, and why; empty while it works."""
    if what.valid_to is None:
        return ""
    return _("Ngừng từ {day}: {why}").format(day=format_date(what.valid_to), why=what.ended_why)


def unbroken(number: str) -> str:
    """A telephone number that stays in one line."""
    return number.replace(" ", "\u00a0")
