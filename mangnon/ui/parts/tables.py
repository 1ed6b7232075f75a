"""Tables, the sentence that filters them, and what stands around them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from mangnon.ui.parts.acts import Act, Call
from mangnon.ui.parts.notes import EmptyState
from mangnon.ui.parts.status import Status
from mangnon.ui.parts.words import Text, Words


class Kind(StrEnum):
    """What a column holds: decides alignment and figures. The first column is a NAME."""

    NAME = "name"
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    STATUS = "status"
    ACT = "act"


@dataclass(frozen=True, slots=True)
class Column:
    """A column. Its head is in sentence case and holds the unit.

    `card=False` leaves it off the phone's card; `soft` puts its text in second ink.
    """

    label: Text
    kind: Kind = Kind.TEXT
    sort_url: str = ""
    sorted: str = ""  # "up" or "down"
    soft: bool = False
    card: bool = True


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: words, or a status, or one act or telephone. `note` follows in second ink."""

    text: Words = ""
    note: Text = ""
    url: str = ""
    status: Status | None = None
    act: Act | None = None
    call: Call | None = None

    @property
    def plain(self) -> bool:
        """Whether it is nothing but text: by far the most cells of a long list, drawn on a short way."""
        text = self.text
        return bool(text) and type(text) is str and not (self.note or self.url or self.status or self.act or self.call)


@dataclass(frozen=True, slots=True)
class Row:
    """A row. `url` opens it (Enter, or a press on the name); `danger` draws the red bar in the margin."""

    cells: tuple[Cell, ...]
    url: str = ""
    current: bool = False
    danger: bool = False

    @property
    def plain(self) -> bool:
        """Whether it is an unmarked row of plain cells."""
        return not (self.current or self.danger) and all(cell.plain for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption for readers. Rows must be as long as the columns."""

    caption: Text
    columns: tuple[Column, ...]
    rows: tuple[Row, ...] = ()
    total: Row | None = None
    empty: EmptyState | None = None
    cards: bool = True
    roomy: bool = False

    def __post_init__(self) -> None:
        """Refuse rows that do not fit, before a screen shows a figure under the wrong head."""
        rows = (*self.rows, self.total) if self.total else self.rows
        if any(len(row.cells) != len(self.columns) for row in rows):
            raise ValueError(f"each row of a table needs {len(self.columns)} cells")


@dataclass(frozen=True, slots=True)
class Tab:
    """A saved filter or a kind of entry, by name, with its plain count."""

    label: Text
    url: str
    count: int | None = None
    active: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    """One choice in a list that opens in place."""

    label: Text
    url: str = ""
    chosen: bool = False
    note: Text = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of the filter sentence that opens its list in place. `remove_url` takes the condition out."""

    text: Text
    options: tuple[Option, ...] = ()
    remove_url: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A filter as a sentence: fixed words and clauses in turn, ended by "+ thêm điều kiện".

    ``more`` holds options, or clauses whose options open below their name where there are many.
    """

    pieces: tuple[Text | Clause, ...]
    more: tuple[Option | Clause, ...] = ()


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """A column one can show or hide; `value` is sent as `columns`."""

    value: str
    label: Text
    shown: bool = True


@dataclass(frozen=True, slots=True)
class ListBar:
    """The line above a table: how many, what stands out, then link, columns, export."""

    count: Text
    remarks: tuple[Text, ...] = ()
    link: str = ""
    columns: tuple[ColumnChoice, ...] = ()
    columns_url: str = ""
    keep: tuple[tuple[str, str], ...] = ()
    export: Act | None = None


@dataclass(frozen=True, slots=True)
class Pager:
    """Next and previous by key, without a total. An empty url means there is none."""

    after_url: str = ""
    before_url: str = ""
    text: Text = ""
