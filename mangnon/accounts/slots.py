"""What rooms tell about the open work that a person holds, so that nobody leaves it behind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from mangnon.lib.refusal import Text

Places = frozenset[int] | None
"""Ids of commune-level units; None means everywhere."""


@dataclass(frozen=True, slots=True)
class HeldWork:
    """One kind of open work: how much of it a person holds in some places, and how it goes to somebody else.

    Whoever manages people sees no child, so both run beyond their reach: fill the slot with
    ``mangnon.accounts.held.held_in_table``, whose functions in the database count and move and show nothing.
    """

    name: str
    title: Text
    """Lower case, as it follows a number: "hồ sơ đang mở"."""
    count: Callable[[UUID, Places], int]
    move: Callable[[UUID, UUID, Places], int]
    needs: str = ""
    """The right without which nobody can take it over; empty: whoever works in the place can."""
