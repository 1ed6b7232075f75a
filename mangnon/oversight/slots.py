"""What rooms tell about the things that the book speaks of, so that the reading room can name and open them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from mangnon.access import offers
from mangnon.access.actor import Actor
from mangnon.lib.refusal import Text


@dataclass(frozen=True, slots=True)
class Shown:
    """How a thing is called and where it opens, for somebody who may open it."""

    title: Text
    url: str = ""


@dataclass(frozen=True, slots=True)
class Traits:
    """What the rules of odd reading ask about a child. ``surname`` is folded; ``places`` answer for it today."""

    surname: str = ""
    places: frozenset[int] = frozenset()
    restricted: bool = False


@dataclass(frozen=True, slots=True)
class Subject:
    """One kind of thing in the book.

    ``shown`` tells, for those of the ids that the actor may open, title and address; the others are named by noun
    and number alone. ``traits`` runs beyond anybody's reach, for the nightly rules: it shows nothing to people.
    """

    kind: str
    """The model's label, as the book holds it: ``registry.Child``."""
    noun: Text
    """Lower case: "trẻ", "người dùng"."""
    shown: Callable[[Actor, Sequence[str]], Mapping[str, Shown]]
    identified: bool = False
    """True for those whose every view is booked."""
    traits: Callable[[Sequence[str]], Mapping[str, Traits]] | None = None


def subjects() -> dict[str, Subject]:
    """All kinds that rooms have told of."""
    return {one.kind: one for one in offers.filled(Subject)}
