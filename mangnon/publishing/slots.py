"""What publishing asks the portal: which pages there are, and which change with an article."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mangnon.access.offers import filled


@dataclass(frozen=True, slots=True)
class Page:
    """A public page: its path without a host, and the language it is written in."""

    address: str
    language: str


@dataclass(frozen=True, slots=True)
class Touching:
    """The article that was published or taken down, as far as addresses hang on it."""

    slug: str
    language: str
    section: str
    neighbours: tuple[str, ...] = ()
    """Slugs of the articles whose pages name it among newer and older ones."""


@dataclass(frozen=True, slots=True)
class PublicPages:
    """Some pages that are signed. ``standing``: always there. ``touched``: those that an article changes.

    ``own``: the page of an article itself, which goes with it.
    """

    name: str
    standing: Callable[[], Sequence[Page]]
    touched: Callable[[Touching], Sequence[Page]] = lambda article: ()
    own: Callable[[str, str], Page | None] = lambda slug, language: None


def standing_pages() -> list[Page]:
    """Pages that are there with or without articles."""
    return [page for slot in filled(PublicPages) for page in slot.standing()]


def touched_pages(article: Touching) -> list[Page]:
    """Pages that show something of an article, beside its own."""
    return [page for slot in filled(PublicPages) for page in slot.touched(article)]


def page_of(slug: str, language: str) -> Page | None:
    """The page of an article; None when no room shows articles."""
    found = (slot.own(slug, language) for slot in filled(PublicPages))
    return next((page for page in found if page is not None), None)
