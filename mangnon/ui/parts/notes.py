"""Small things a page says: nothing here yet, a first hint, work in progress, where one is in a form."""

from __future__ import annotations

from dataclasses import dataclass

from mangnon.ui.parts.acts import Act
from mangnon.ui.parts.words import Text, Words


@dataclass(frozen=True, slots=True)
class EmptyState:
    """One sentence of fact, two of what will come or what to do, one outlined button."""

    fact: Text
    text: Words = ""
    act: Act | None = None


@dataclass(frozen=True, slots=True)
class Hint:
    """One line of help the first time somebody opens a screen; `seen_url` takes the POST of "Đã hiểu"."""

    text: Words
    seen_url: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """Real counts of long work: "Đang nhập 1.840 trên 6.216 dòng, còn khoảng 2 phút."."""

    text: Text
    done: int
    total: int
    label: Text = ""

    @property
    def percent(self) -> int:
        """Share done, 0 to 100."""
        return min(100, self.done * 100 // self.total) if self.total else 0


@dataclass(frozen=True, slots=True)
class Steps:
    """Where one is in a form of several pages: "câu 1 trên 5"."""

    now: int
    total: int
    back_url: str = ""
    title: Text = ""
