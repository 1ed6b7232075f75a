"""Code lists, rating scales, levels of protection, and plain tables of reference."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from mangnon.lib.names import fold_tight
from mangnon.statutes.kinds.form import Polarity
from mangnon.statutes.kinds.words import Code, Confirmed, English, Key, Letter, Note, Reference, Vietnamese
from mangnon.statutes.shapes import Said


@dataclass(frozen=True, slots=True)
class Item:
    """One code."""

    code: Code
    vi: Vietnamese
    en: English = ""
    also: Annotated[tuple[str, ...], Said(_("Tên khác"))] = ()
    local: Annotated[bool, Said(_("Có ở Quảng Nam"), quiet=True)] = False
    since: Annotated[date | None, Said(_("Từ ngày"))] = None
    until: Annotated[date | None, Said(_("Đến trước ngày"))] = None
    confirmed: Confirmed = True
    reference: Reference = ""
    note: Note = ""


@dataclass(frozen=True, slots=True)
class CodeList:
    """A list of codes. A code is valid only together with the name of its list."""

    items: Annotated[tuple[Item, ...], Said(_("Các mã"))]
    use: Annotated[str, Said(_("Dùng để"))] = ""
    note: Note = ""

    def by_code(self, code: str) -> Item | None:
        """The item of a code."""
        return next((one for one in self.items if one.code == code), None)

    def by_name(self, name: str) -> Item | None:
        """The item of a name, official or other, with or without diacritics, spaces and apostrophes.

        The exact spelling wins; then the official names, then the others.
        """
        exact = next((one for one in self.items if name.strip() in (one.vi, *one.also)), None)
        if exact is not None:
            return exact
        tight = fold_tight(name)
        official = next((one for one in self.items if tight and fold_tight(one.vi) == tight), None)
        return official or next((one for one in self.items if tight in map(fold_tight, one.also)), None)


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a scale."""

    code: Code
    vi: Vietnamese
    en: English = ""


@dataclass(frozen=True, slots=True)
class Wording:
    """What the levels mean for one question of a form."""

    form: Annotated[str, Said(_("Mẫu số"))]
    field: Key
    vi: Vietnamese
    high: Annotated[str, Said(_("Cao"))] = ""
    medium: Annotated[str, Said(_("Trung bình"))] = ""
    low: Annotated[str, Said(_("Thấp"))] = ""
    confirmed: Confirmed = True


@dataclass(frozen=True, slots=True)
class Scale:
    """A rating scale with its direction."""

    polarity: Annotated[Polarity, Said(_("Chiều của mức Cao"))]
    levels: Annotated[tuple[Level, ...], Said(_("Các mức"))]
    wordings: Annotated[tuple[Wording, ...], Said(_("Lời của từng mức"))] = ()
    conclusion: Annotated[str, Said(_("Kết luận"))] = ""
    note: Note = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure of a level of protection."""

    letter: Letter
    vi: Vietnamese
    note: Note = ""


@dataclass(frozen=True, slots=True)
class Protection:
    """A level of protection of the Law on Children."""

    target: Annotated[str, Said(_("Cho ai"))]
    measures: Annotated[tuple[Measure, ...], Said(_("Các biện pháp"))]
    note: Note = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of a reference table."""

    key: Key
    vi: Vietnamese
    en: English = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a reference table."""

    cells: Annotated[dict[str, str], Said(_("Các ô"))]
    confirmed: Confirmed = True
    note: Note = ""


@dataclass(frozen=True, slots=True)
class LookUp:
    """A table to look things up in."""

    columns: Annotated[tuple[Heading, ...], Said(_("Các cột"))]
    lines: Annotated[tuple[Line, ...], Said(_("Các dòng"))]
    note: Note = ""
