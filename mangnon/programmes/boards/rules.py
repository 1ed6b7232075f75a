"""What a board lacks on a day: pure. Which posts belong to it comes from the law's list, never from here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from mangnon.lib.names import fold

SILENT = timedelta(days=100)
"""Without a meeting for longer than a quarter and ten days (ours): the boards review "hằng tháng, quý, năm"."""


class Lack(StrEnum):
    """What isn't as it should be; the gravest first."""

    MISSING = "missing"
    ENDED = "ended"
    HEADLESS = "headless"
    RULELESS = "ruleless"
    POSTS = "posts"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a board on a day."""

    ended: bool
    head: bool
    rules: bool
    posts: tuple[str, ...]
    """Posts that its members of the day hold."""
    began: date
    met: date | None
    """The last meeting held."""


def lacks(facts: Facts | None, wanted: Sequence[str], on: date) -> list[Lack]:
    """Everything that a board lacks. None: there is none. ``wanted``: posts that the law's list names."""
    if facts is None:
        return [Lack.MISSING]
    if facts.ended:
        return [Lack.ENDED]
    last = facts.met or facts.began
    found = {
        Lack.HEADLESS: not facts.head,
        Lack.RULELESS: not facts.rules,
        Lack.POSTS: bool(missing_posts(facts.posts, wanted)),
        Lack.SILENT: on - last > SILENT,
    }
    return [one for one, there in found.items() if there]


STANDING = frozenset({Lack.MISSING, Lack.ENDED, Lack.RULELESS})
"""What a standing group can lack: how many it has and how often it meets no text that was read says."""


def standing_lacks(facts: Facts | None, on: date) -> list[Lack]:
    """Everything that a standing group lacks."""
    return [one for one in lacks(facts, (), on) if one in STANDING]


def missing_posts(held: Iterable[str], wanted: Iterable[str]) -> list[str]:
    """Posts of the list that nobody holds."""
    there = {fold(one) for one in held}
    return [one for one in wanted if fold(one) not in there]
