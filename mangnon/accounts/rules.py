"""Pure rules: who may give which role, how long, when silence closes an account, how a user name is made."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from enum import Enum

from mangnon.access.roles import ROLES, Role
from mangnon.lib.names import clean_name, fold
from mangnon.lib.periods import Period

LONGEST = 5
"""Years for which access may be given at once; whoever stays longer is given it anew."""
LINK_LIVES = timedelta(days=7)
WARN_AT = (30, 40)
CLOSE_AT = 45
SOON = timedelta(days=30)
"""How far ahead the end of somebody's access is told."""

GIVES: dict[Role, frozenset[Role]] = {
    Role.ADMINISTRATOR: frozenset(Role),
    Role.COMMUNE_CHAIR: frozenset({Role.COLLABORATOR, Role.COMMUNE_OFFICER}),
}
"""Which roles the holders of a role may give and end; where, follows from their reach."""

USERNAME = re.compile(r"[a-z][a-z0-9._-]{2,59}")


def may_give(givers: Iterable[Role], role: Role) -> bool:
    """Whether one of the giver's roles gives this one."""
    return any(role in GIVES.get(giver, frozenset()) for giver in givers)


def longest_last(first: date) -> date:
    """The last day of the longest access that begins on ``first``."""
    try:
        return first.replace(year=first.year + LONGEST) - timedelta(days=1)
    except ValueError:  # 29 February
        return first.replace(year=first.year + LONGEST, day=28)


def too_long(period: Period) -> bool:
    """Whether a period is longer than may be given, or has no end."""
    return period.last is None or period.last > longest_last(period.start)


def role_is_over(role: Role, period: Period) -> bool:
    """Whether the period reaches beyond the day on which nobody may hold the role any more."""
    ended = ROLES[role].ended
    return ended is not None and period.bound > ended


def clash(role: Role, others: Iterable[Role]) -> Role | None:
    """The other role that this one can't be held beside, if any."""
    for other in others:
        if other is not role and (ROLES[role].exclusive or ROLES[other].exclusive):
            return other
    return None


class Step(Enum):
    """What silence calls for."""

    NOTHING = 0
    WARN = 1
    CLOSE = 2


def silence_step(days: int, warned: int) -> tuple[Step, int]:
    """What to do after ``days`` of silence when the warning of day ``warned`` was the last; with its day."""
    if days >= CLOSE_AT:
        return Step.CLOSE, CLOSE_AT
    due = max((day for day in WARN_AT if day <= days), default=0)
    return (Step.WARN, due) if due > warned else (Step.NOTHING, warned)


def proposed_username(full_name: str) -> str:
    """``hanh.bt`` for Bríu Thị Hạnh: given name, then the initials before it."""
    words = [re.sub(r"[^a-z0-9]", "", word) for word in fold(clean_name(full_name)).split()]
    words = [word for word in words if word]
    if not words:
        return "nguoi.dung"
    initials = "".join(word[0] for word in words[:-1])
    name = f"{words[-1]}.{initials}" if initials else words[-1]
    return name if len(name) >= 3 else f"{name}.x1"


def numbered(username: str, taken: Iterable[str]) -> str:
    """The same name, or with the first free number behind it."""
    known = set(taken)
    free = username
    number = 2
    while free in known:
        free, number = f"{username}{number}", number + 1
    return free
