"""Pure rules of the room: how the chain stands; when access is reviewed, and by whom."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from mangnon.access.roles import Role
from mangnon.accounts.rules import may_give

SEALED_WITHIN = timedelta(minutes=2)
"""The sealer comes by each second; later than this it stands still."""
VERIFIED_WITHIN = timedelta(hours=36)
SENT_WITHIN = timedelta(hours=3)
AT_ONCE = 50_000
"""Entries that a press of the button verifies while one waits; a longer book goes to the worker."""
BROKEN, NOT_LEAVING = "nhat-ky-khong-nguyen-ven", "dau-chuoi-khong-roi-may"
"""Alerts about the book itself."""
OFTEN_ENOUGH = timedelta(minutes=1)
"""A second press within this time is the same press."""


class Health(StrEnum):
    """How the chain stands, worst first."""

    BROKEN = "broken"
    BEHIND = "behind"
    UNVERIFIED = "unverified"
    WHOLE = "whole"


def health(behind: timedelta, findings: int | None, age: timedelta | None) -> Health:
    """From how long the oldest unsealed entry waits, and the last verification's findings and age."""
    if findings:
        return Health.BROKEN
    if behind > SEALED_WITHIN:
        return Health.BEHIND
    if findings is None or age is None or age > VERIFIED_WITHIN:
        return Health.UNVERIFIED
    return Health.WHOLE


REVIEW_MONTHS = 6
REVIEW_LASTS = timedelta(days=30)
"""A review is in time when it is signed so many days after it was opened."""
CONFIRMS_TOO: dict[Role, frozenset[Role]] = {Role.DATA_OFFICER: frozenset({Role.ADMINISTRATOR})}
"""Who may confirm beyond whom they may give: else the only administrator would be confirmed by nobody."""


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last one of that month."""
    years, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(years, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def is_due(last: date, today: date) -> bool:
    """Whether six months have gone by since the last review was opened (or access was first given)."""
    return last <= months_before(today, REVIEW_MONTHS)


def may_confirm(roles: Iterable[Role], role: Role) -> bool:
    """Whether somebody with these roles says that another still needs this one."""
    held = list(roles)
    return may_give(held, role) or any(role in CONFIRMS_TOO.get(one, frozenset()) for one in held)
