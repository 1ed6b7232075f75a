"""Accounts in words: periods, states, factors."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.utils.translation import gettext as _

from mangnon.accounts.models import Assignment, Disabled, Person
from mangnon.accounts.rules import CLOSE_AT, WARN_AT
from mangnon.lib.dates import format_date, format_datetime
from mangnon.lib.periods import Period
from mangnon.ui.parts import State, Status

KINDS = frozenset(("thôn", "tổ", "khối", "bản", "làng", "ấp", "khu", "nóc"))
"""What the name of a hamlet may begin with; "A Dinh" alone doesn't say that it is one."""


def period_words(one: Assignment) -> str:
    """``1/7/2025 đến 30/6/2030``; one ended before it began says so."""
    if one.valid_from >= one.valid_to:
        return _("bỏ trước khi bắt đầu, {day}").format(day=format_date(one.valid_from))
    return str(Period(one.valid_from, one.valid_to))


def status_of(person: Person, at: datetime) -> Status:
    """How an account stands."""
    if person.disabled_at is not None:
        said = _("Tự khóa vì lâu không vào") if person.disabled_kind == Disabled.IDLE else _("Đã khóa")
        return Status(State.RESTRICTED, said)
    if not person.has_usable_password():
        return Status(State.WAITING, _("Chưa nhận lời mời"))
    days = silent_days(person, at)
    if days >= WARN_AT[0] and not person.demo:
        left = max(0, CLOSE_AT - days)
        return Status(State.LATE, _("Sắp tự khóa, còn {n} ngày").format(n=left))
    return Status(State.DONE, _("Đang dùng"))


def silent_days(person: Person, at: datetime) -> int:
    """Days since the last sign of life."""
    return (at - (person.last_active_at or person.created_at)) // timedelta(days=1)


def last_seen(person: Person) -> str:
    """When somebody last worked here."""
    return format_datetime(person.last_active_at) if person.last_active_at else _("chưa lần nào")


def factor_words(types: Iterable[str]) -> str:
    """Which second factors somebody has."""
    names = {
        Authenticator.Type.TOTP.value: _("mã trên điện thoại"),
        Authenticator.Type.WEBAUTHN.value: _("khóa đăng nhập"),
    }
    have = [name for kind, name in names.items() if kind in types]
    return ", ".join(have) if have else _("chưa có")


def hamlet_words(one: Assignment) -> str:
    """The hamlets that a collaborator answers for; empty for those with the whole place."""
    names = [line.hamlet.name for line in one.hamlets.all()]
    listed = ", ".join(names)
    if not names or names[0].partition(" ")[0].lower() in KINDS:
        return listed
    return _("thôn {names}").format(names=listed)
