"""Forms 01-16: sections and fields as data, so that the official text can replace what is only remembered."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from mangnon.statutes.kinds.words import Code, Confirmed, English, Key, Note, Reference, Vietnamese
from mangnon.statutes.shapes import Said


class FieldType(StrEnum):
    """What a field takes."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    CHOICE = "choice"
    MANY = "many"
    YES_NO_UNKNOWN = "yes_no_unknown"
    DATE = "date"
    TIME = "time"
    NUMBER = "number"
    PERSON = "person"
    PLACE = "place"
    TABLE = "table"
    LEVEL = "level"
    SIGNATURE = "signature"
    FILE = "file"


class Takes(StrEnum):
    """Answers that are no value, where a field says itself which it takes; else a rule of the form engine does."""

    UNKNOWN = "unknown"
    REFUSED = "refused"
    NEITHER = "neither"


class Basis(StrEnum):
    """Where a field comes from: the printed form, the articles of the law, memory, or ourselves."""

    PRINTED = "printed"
    ARTICLES = "articles"
    RECALLED = "recalled"
    OURS = "ours"


class Polarity(StrEnum):
    """Whether a high level is bad (harm) or good (self-protection); the two are never added."""

    HIGH_IS_BAD = "high_is_bad"
    HIGH_IS_GOOD = "high_is_good"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that can be chosen."""

    code: Code
    vi: Vietnamese
    en: English = ""


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of a table field."""

    key: Key
    vi: Vietnamese
    type: Annotated[FieldType, Said(_("Loại"))]
    en: English = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One field. ``when`` and ``check`` are expressions (``mangnon.statutes.expressions``)."""

    key: Key
    vi: Vietnamese
    type: Annotated[FieldType, Said(_("Loại"))]
    en: English = ""
    required: Annotated[bool, Said(_("Bắt buộc"))] = False
    restricted: Annotated[bool, Said(_("Giữ kín"))] = False
    partial: Annotated[bool, Said(_("Ngày chưa rõ hết"), quiet=True)] = False
    takes: Annotated[tuple[Takes, ...], Said(_("Cũng nhận"))] = ()
    options: Annotated[tuple[Option, ...], Said(_("Lựa chọn"))] = ()
    code_list: Annotated[str, Said(_("Bảng mã"))] = ""
    columns: Annotated[tuple[TableColumn, ...], Said(_("Các cột"))] = ()
    rows: Annotated[tuple[str, ...], Said(_("Các dòng sẵn"))] = ()
    levels: Annotated[tuple[Option, ...], Said(_("Lời của từng mức"))] = ()
    prefill: Annotated[str, Said(_("Lấy sẵn từ"), quiet=True)] = ""
    when: Annotated[str, Said(_("Chỉ hỏi khi"))] = ""
    check: Annotated[str, Said(_("Phải đúng"))] = ""
    check_says: Annotated[str, Said(_("Nếu sai thì nói"))] = ""
    basis: Annotated[Basis, Said(_("Lấy từ"))] = Basis.PRINTED
    reference: Reference = ""
    note: Note = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the form; one step on a telephone."""

    key: Annotated[str, Said(_("Tên phần"), quiet=True)]
    vi: Vietnamese
    fields: Annotated[tuple[Field, ...], Said(_("Các trường"))]
    en: English = ""
    restricted: Annotated[bool, Said(_("Giữ kín"))] = False
    when: Annotated[str, Said(_("Chỉ hỏi khi"))] = ""
    polarity: Annotated[Polarity | None, Said(_("Chiều của mức Cao"))] = None
    totals: Annotated[bool, Said(_("Có dòng tổng số"))] = False
    head: Annotated[bool, Said(_("Tên phần không in ra"))] = False
    confirmed: Confirmed = True
    note: Note = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A form as it stood in a period."""

    number: Annotated[str, Said(_("Mẫu số"))]
    use: Annotated[str, Said(_("Dùng để"))]
    sections: Annotated[tuple[Section, ...], Said(_("Các phần"))]
    step: Annotated[str, Said(_("Bước của quy trình"))] = ""
    symbol: Annotated[str, Said(_("Số, ký hiệu"))] = ""
    decision: Annotated[bool, Said(_("Là quyết định"), quiet=True)] = False
    attachments: Annotated[tuple[str, ...], Said(_("Giấy tờ kèm theo"))] = ()
    open_points: Annotated[tuple[str, ...], Said(_("Còn để ngỏ"))] = ()
    note: Note = ""

    def field(self, key: str) -> Field | None:
        """The field under a key."""
        return next((one for part in self.sections for one in part.fields if one.key == key), None)
