"""What publishing asks the portal: which pages there are, and which change with an article."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Model

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
class Guarded:
    """A page that isn't signed, such as what a search found, and the signed one that stands in for it in need.

    It may have no link outside and no hidden text that the signed one hasn't. Both have one path.
    """

    page: Page
    base: Page


@dataclass(frozen=True, slots=True)
class PublicPages:
    """Some pages that are signed. ``standing``: always there. ``touched``: those that an article changes.

    ``own``: the page of an article itself, which goes with it.
    """

    name: str
    standing: Callable[[], Sequence[Page]]
    touched: Callable[[Touching], Sequence[Page]] = lambda article: ()
    own: Callable[[str, str], Page | None] = lambda slug, language: None
    acts: Mapping[str, Callable[[Model | None], Sequence[Page]]] = field(default_factory=dict)
    """Beginnings of the names of other rooms' acts, each with the pages that such an act on a subject may change."""
    guarded: Callable[[], Sequence[Guarded]] = lambda: ()
    """Pages too many or too changeable to be signed: a sample of each kind, for the patrol."""


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


def changed_pages(action: str, subject: Model | None) -> list[Page]:
    """Pages that an act of another room may have changed."""
    told = (pages for slot in filled(PublicPages) for start, pages in slot.acts.items() if action.startswith(start))
    return list(dict.fromkeys(page for pages in told for page in pages(subject)))


def guarded_pages() -> list[Guarded]:
    """A sample of the pages that aren't signed."""
    return [one for slot in filled(PublicPages) for one in slot.guarded()]
