"""The frame round every staff page, and the head of a page inside it."""

from __future__ import annotations

from dataclasses import dataclass

from mangnon.ui.parts.acts import Act
from mangnon.ui.parts.status import Status, Tag
from mangnon.ui.parts.words import Piece, Text, Words


@dataclass(frozen=True, slots=True)
class NavItem:
    """A line of the rail. Items with a `short` word (two of them) also stand in the phone's bottom bar."""

    label: Text
    url: str
    icon: str
    count: int | None = None
    active: bool = False
    short: Text = ""


@dataclass(frozen=True, slots=True)
class NavGroup:
    """Lines of the rail that belong together; the first group needs no title."""

    items: tuple[NavItem, ...]
    title: Text = ""


@dataclass(frozen=True, slots=True)
class Language:
    """A language one can switch to, by its own name."""

    code: str
    label: str
    url: str
    active: bool = False


@dataclass(frozen=True, slots=True)
class Lock:
    """Screen lock after silence: seconds, where the password goes, whose password."""

    after_seconds: int
    unlock_url: str


@dataclass(frozen=True, slots=True)
class Shell:
    """All that the frame needs, on staff pages and on plain ones.

    `theme` is "light", "dark" or "" for the system's. `theme_url` takes a POST of `theme` when scripts
    are off; with scripts the cookie `theme` is set in place and the server reads it next time.
    """

    product: Text
    place_name: Text = ""
    home_url: str = "/"
    search_url: str = ""
    search_words: Text = ""
    palette_url: str = ""
    groups: tuple[NavGroup, ...] = ()
    main_act: Act | None = None
    person_name: str = ""
    person_role: Text = ""
    account_url: str = ""
    state_text: Words = ""
    notice: Status | None = None
    help_url: str = ""
    sign_out_url: str = ""
    languages: tuple[Language, ...] = ()
    language: str = "vi"
    theme: str = ""
    theme_url: str = ""
    lock: Lock | None = None

    @property
    def phone_items(self) -> tuple[NavItem, ...]:
        """The lines of the rail that the phone's bottom bar shows beside "Thêm"."""
        return tuple(item for group in self.groups for item in group.items if item.short)[:2]

    @property
    def phone_more_active(self) -> bool:
        """Whether the open page is one that on a phone lies behind "Thêm"."""
        lines = (item for group in self.groups for item in group.items)
        return any(item.active and item not in self.phone_items for item in lines)


@dataclass(frozen=True, slots=True)
class PageHead:
    """Crumbs, title, one line of facts, alerts, one main act, outlined second acts.

    `facts` stand side by side with a gap; `line` is one sentence. Use one of the two.
    """

    title: Text
    crumbs: tuple[Piece, ...] = ()
    status: Status | None = None
    facts: tuple[Words, ...] = ()
    line: Words = ""
    tags: tuple[Tag, ...] = ()
    main: Act | None = None
    acts: tuple[Act, ...] = ()


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """The body of 403, 404, 500, locked and offline: what happened, what to do, a number to quote."""

    title: Text
    text: Words
    icon: str = "info"
    reference: str = ""
    acts: tuple[Act, ...] = ()
