"""The slot by which rooms let their records be destroyed when their term is over, and never otherwise."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from mangnon.access.offers import filled
from mangnon.lib.refusal import Text


@dataclass(frozen=True, slots=True)
class Due:
    """One record past its term. ``label`` describes it without a name; a hold fits by place or by subject."""

    id: str
    since: datetime
    """When its term began to run."""
    label: str
    place_id: int | None = None
    subjects: tuple[tuple[str, str], ...] = ()
    """Whom it is about: pairs of a model's label and an id, as the book holds them."""


@dataclass(frozen=True, slots=True)
class Retained:
    """One type of record. Both functions run under the machine ``oversight.retention``, which sees no page.

    ``due(before, ids, most)`` gives the records whose term began before a moment, the oldest first: of all, or of
    the listed ones. ``destroy(ids)`` takes them away for good with all that hangs on them and says how many; it is
    called inside the transaction of an act that has asked ``due`` about the same ids and has booked them.
    """

    record: str
    """Name of the type in the rules: ``notices.letter``."""
    title: Text
    """In the plural, lower case: "thư báo đã gửi"."""
    due: Callable[[datetime, Sequence[str] | None, int], list[Due]]
    destroy: Callable[[Sequence[str]], int]


def retained() -> dict[str, Retained]:
    """All types of records that rooms have told of."""
    return {one.record: one for one in filled(Retained)}
