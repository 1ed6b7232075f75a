"""One cell: from what stands in it to a value, or a sentence that says what is wrong and how to mend it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from mangnon.lib.dates import PartialDate, UnreadableDate, format_date
from mangnon.lib.names import clean_name, fold_tight, typing_leftovers
from mangnon.lib.refusal import Refusal, Text
from mangnon.registry.models import Nameless
from mangnon.registry.numbers import read_card, read_personal_number, read_phone
from mangnon.registry.rosters.columns import BY_KEY
from mangnon.registry.rosters.lists import Lists, bare
from mangnon.registry.rosters.reading import Cell

SPLIT = re.compile(r"[;,\n]+")
_EXCEL_DAYS = (20_000, 80_000)
_EPOCH = date(1899, 12, 30)
_LETTERS = re.compile(r"[^\W\d_]")
LENGTHS = {
    "external_code": 40, "address": 200, "school": 160, "grade": 20, "evidence": 500, "household_number": 30,
    "carer_relation": 60, "note": 500,
}  # fmt: skip
DISARMED = frozenset("=+-@")
"""What an export of ours put a quotation mark before, so that no spreadsheet runs it."""
NAME_LENGTH = 120
OLDEST_YEAR = 1900


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong in a cell, and how to mend it."""

    said: str
    mend: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """What may be wrong; ``kind`` is what people accept or look at together."""

    kind: str
    said: str


@dataclass(frozen=True, slots=True)
class Name:
    """A name, or why there is none."""

    text: str = ""
    nameless: str = ""


class Unfit(Exception):
    """A cell that can't be taken, on its way to its column."""

    def __init__(self, said: Text, mend: Text = "", /, **fields: Any) -> None:
        self.wrong = Wrong(str(said).format(**fields), str(mend).format(**fields))
        super().__init__(type(self).__name__)


Said = list[Doubt]
Reader = Callable[[Cell, Lists, Said], Any]


def _text(cell: Cell) -> str:
    text = format_date(cell) if isinstance(cell, date) else " ".join(str(cell or "").split())
    return text[1:] if text[:1] == "'" and text[1:2] in DISARMED else text


def _limited(key: str) -> Reader:
    most = LENGTHS[key]

    def read(cell: Cell, _lists: Lists, _said: Said) -> str:
        text = _text(cell)
        if len(text) > most:
            raise Unfit(_("Dài hơn {most} ký tự."), _("Viết ngắn lại."), most=most)
        return text

    return read


def _name(cell: Cell, _lists: Lists, said: Said) -> str:
    name = clean_name(_text(cell))
    if len(name) > NAME_LENGTH:
        raise Unfit(_("Tên dài hơn {most} ký tự."), _("Chỉ ghi họ và tên."), most=NAME_LENGTH)
    if name and not _LETTERS.search(name):
        raise Unfit(_("“{text}” không phải tên người."), _("Ghi họ và tên."), text=name[:40])
    if meant := typing_leftovers(name):
        asked = str(_("“{name}” có vẻ gõ sai; có phải “{meant}” không?")).format(name=name, meant=meant)
        said.append(Doubt("typing", asked))
    return name


def _child_name(cell: Cell, lists: Lists, said: Said) -> Name:
    tight = fold_tight(_text(cell))
    for reason in Nameless:
        if reason and tight == fold_tight(str(reason.label)):
            return Name(nameless=reason.value)
    name = _name(cell, lists, said)
    if not name:
        raise Unfit(_("Chưa có họ tên."), _("Ghi họ và tên, hoặc “Trẻ sơ sinh chưa đặt tên”."))
    return Name(name)


def _birth(cell: Cell, lists: Lists, said: Said) -> PartialDate:
    if isinstance(cell, date):
        return PartialDate.of(cell)
    text = _text(cell)
    if not text:
        raise Unfit(_("Chưa có ngày sinh."), _("Ghi ngày, tháng, năm; chỉ biết năm thì ghi năm."))
    if text.isdigit() and _EXCEL_DAYS[0] < int(text) < _EXCEL_DAYS[1]:
        day = _EPOCH + timedelta(days=int(text))
        meant = str(_("Số {text} được đọc là ngày {day}.")).format(text=text, day=format_date(day))
        said.append(Doubt("serial", meant))
        return PartialDate.of(day)
    try:
        return PartialDate.parse(text, today=lists.on)
    except UnreadableDate as refusal:
        raise Unfit("{said}", "{mend}", said=refusal.said, mend=refusal.mend) from None


def _chosen(name: str, key: str) -> Reader:
    def read(cell: Cell, lists: Lists, _said: Said) -> str:
        text = _text(cell)
        if not text:
            return ""
        code = lists.by_name[name].code(text)
        if code is None:
            raise _not_listed(text, lists.labels(name), key)
        return code

    return read


def _several(name: str, key: str) -> Reader:
    """Several of a list; a wording may hold a comma itself, so commas part only what isn't one wording."""
    one = _chosen(name, key)

    def read(cell: Cell, lists: Lists, said: Said) -> tuple[str, ...]:
        found: list[str] = []
        for part in re.split(r"[;\n]+", str(cell or "")):
            whole = lists.by_name[name].code(part)
            found += [whole] if whole else [one(bit, lists, said) for bit in part.split(",") if bit.strip()]
        return tuple(dict.fromkeys(found))

    return read


def _not_listed(text: str, labels: list[str], key: str) -> Unfit:
    title = str(BY_KEY[key].title)
    if key == "ethnicity" and text.isdigit():
        return Unfit(
            _("“{text}” là mã dân tộc; hai danh mục dùng mã khác nhau nên không đọc mã."),
            _("Ghi tên dân tộc, ví dụ Cơ Tu."),
            text=text[:10],
        )
    shown = ", ".join(labels[:12]) + ("…" if len(labels) > 12 else "")
    return Unfit(
        _("“{text}” không có trong danh mục {title}."),
        _("Chọn một trong: {shown}."),
        text=text[:60],
        title=title,
        shown=shown,
    )


def _ethnicity(cell: Cell, lists: Lists, said: Said) -> str:
    text = re.sub(r"^(?:dân tộc|dt)\s+", "", _text(cell), flags=re.IGNORECASE)
    return str(_chosen("ethnicity", "ethnicity")(text, lists, said))


def _hamlet(cell: Cell, lists: Lists, _said: Said) -> int | None:
    tight = fold_tight(_text(cell))
    if not tight:
        return None
    found = lists.hamlet_ids.get(tight) or lists.hamlet_ids.get(bare(tight))
    if found is None:
        raise _not_listed(_text(cell), lists.labels("hamlet"), "hamlet")
    return found


def _number(cell: Cell, _lists: Lists, said: Said) -> str:
    text = _text(cell)
    if len(text) == 11 and text.isdigit():
        said.append(Doubt("zero", str(_("Đã thêm số 0 ở đầu: 0{text}.")).format(text=text)))
        text = f"0{text}"
    return read_personal_number(text)


def _phone(cell: Cell, _lists: Lists, _said: Said) -> str:
    text = _text(cell)
    return read_phone(f"0{text}" if len(text) == 9 and text.isdigit() else text)


def _card(cell: Cell, _lists: Lists, _said: Said) -> str:
    return read_card(_text(cell))


def _year(cell: Cell, lists: Lists, _said: Said) -> int | None:
    text = str(cell.year) if isinstance(cell, date) else _text(cell)
    if not text:
        return None
    year = text[-4:] if re.fullmatch(r"(?:\d{1,2}[/.\-]){1,2}\d{4}", text) else text
    if not year.isdigit() or not OLDEST_YEAR <= int(year) <= lists.on.year:
        raise Unfit(_("“{text}” không phải năm sinh."), _("Ghi năm bốn chữ số, ví dụ 1989."), text=text[:20])
    return int(year)


def _circumstances(cell: Cell, lists: Lists, _said: Said) -> tuple[str, ...]:
    found = []
    for part in SPLIT.split(_text(cell)):
        code = part.strip().upper()
        if code and code not in lists.groups:
            raise Unfit(
                _("“{text}” không phải mã hoàn cảnh đặc biệt."),
                _("Dùng mã ở trang “Danh mục” của tệp mẫu, ví dụ HCDB-03.7."),
                text=part.strip()[:40],
            )
        if code:
            found.append(code)
    return tuple(dict.fromkeys(found))


def _system_id(cell: Cell, _lists: Lists, _said: Said) -> UUID | None:
    text = _text(cell)
    try:
        return UUID(text) if text else None
    except ValueError:
        raise Unfit(_("Mã trong hệ thống bị sửa."), _("Chép lại mã từ tệp đã xuất, hoặc để trống.")) from None


def _mark(cell: Cell, _lists: Lists, _said: Said) -> str:
    return "2" if _text(cell) else "1"


READERS: dict[str, Reader] = {
    "system_id": _system_id, "full_name": _child_name, "birth": _birth, "sex": _chosen("sex", "sex"),
    "female_mark": _mark, "ethnicity": _ethnicity, "personal_number": _number,
    "registered": _chosen("registered", "registered"), "card": _card, "hamlet": _hamlet,
    "residence_status": _chosen("residence_status", "residence_status"),
    "school_status": _chosen("school_status", "school_status"),
    "disability_types": _several("disability_type", "disability_types"),
    "disability_degree": _chosen("disability_degree", "disability_degree"), "circumstances": _circumstances,
    "mother_name": _name, "mother_year": _year, "mother_phone": _phone,
    "mother_state": _several("parent_state", "mother_state"), "father_name": _name, "father_year": _year,
    "father_phone": _phone, "father_state": _several("parent_state", "father_state"), "carer_name": _name,
    "carer_phone": _phone, "head_name": _name, "relation": _chosen("relation", "relation"),
    "poverty": _chosen("poverty", "poverty"), **{key: _limited(key) for key in LENGTHS},
}  # fmt: skip


def read_cell(key: str, cell: Cell, lists: Lists) -> tuple[Any, Wrong | None, tuple[Doubt, ...]]:
    """The value of a cell, what is wrong with it, what is doubtful. Never raises a Refusal."""
    said: Said = []
    try:
        return READERS[key](cell, lists, said), None, tuple(said)
    except Unfit as unfit:
        return None, unfit.wrong, tuple(said)
    except Refusal as refusal:
        return None, Wrong(refusal.said, refusal.mend), tuple(said)
