"""What can be pressed."""

from __future__ import annotations

from dataclasses import dataclass

from mangnon.ui.parts.words import Text


@dataclass(frozen=True, slots=True)
class Confirm:
    """A question for what can't be undone: names the thing, then posts to `url`."""

    title: Text
    text: Text
    yes: Text
    url: str


@dataclass(frozen=True, slots=True)
class Act:
    """One act, named by a verb.

    A link, or with `post` a form of one button. `key` is a single letter that presses it on desks.
    With `asks` the url is the page that asks when scripts are off; with scripts a dialog asks in place.
    """

    label: Text
    url: str = ""
    icon: str = ""
    key: str = ""
    post: bool = False
    note: Text = ""
    asks: Confirm | None = None
    disabled: bool = False
    new_window: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """A telephone beside a person. `label` is read aloud: "Gọi bà Nhiêu"."""

    number: str
    label: Text

    @property
    def href(self) -> str:
        """The number as a tel: address, without spaces and dots."""
        return "tel:" + "".join(sign for sign in self.number if sign.isdigit() or sign == "+")


@dataclass(frozen=True, slots=True)
class Toast:
    """What was just done, with the way back. Never for errors."""

    text: Text
    undo: Act | None = None
