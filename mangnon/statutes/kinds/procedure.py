"""Procedures: steps with who acts, on which form, by when; what holds in an emergency; when it ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from mangnon.statutes.kinds.words import Code, Confirmed, English, Note, Reference, Unit, Vietnamese
from mangnon.statutes.shapes import Said


@dataclass(frozen=True, slots=True)
class Deadline:
    """By when. ``value`` is missing where the law sets no number; ``derived`` where it follows from another step."""

    text: Annotated[str, Said(_("Thời hạn"))]
    value: Annotated[int | None, Said(_("Số"), quiet=True)] = None
    unit: Annotated[Unit | None, Said(_("Đơn vị"), quiet=True)] = None
    clock_from: Annotated[str, Said(_("Tính từ"), quiet=True)] = ""
    derived: Annotated[bool, Said(_("Suy ra"), quiet=True)] = False
    repeats: Annotated[bool, Said(_("Lặp lại"), quiet=True)] = False


@dataclass(frozen=True, slots=True)
class Step:
    """One step."""

    code: Code
    vi: Vietnamese
    actor: Annotated[str, Said(_("Ai làm"))]
    en: English = ""
    role: Annotated[str, Said(_("Vai trò"), quiet=True)] = ""
    deadlines: Annotated[tuple[Deadline, ...], Said(_("Thời hạn"))] = ()
    forms: Annotated[tuple[str, ...], Said(_("Mẫu"))] = ()
    condition: Annotated[str, Said(_("Khi nào"))] = ""
    output: Annotated[str, Said(_("Kết quả"))] = ""
    content: Annotated[tuple[str, ...], Said(_("Nội dung phải có"))] = ()
    reference: Reference = ""
    confirmed: Confirmed = True
    note: Note = ""


@dataclass(frozen=True, slots=True)
class Duty:
    """What others do in an emergency."""

    who: Annotated[str, Said(_("Ai"))]
    does: Annotated[tuple[str, ...], Said(_("Làm gì"))]


@dataclass(frozen=True, slots=True)
class Track:
    """Emergency protection and temporary separation."""

    when: Annotated[str, Said(_("Khi nào"))]
    cases: Annotated[tuple[str, ...], Said(_("Các trường hợp cách ly"))]
    decided_by: Annotated[str, Said(_("Ai quyết định"))]
    within_hours: Annotated[int, Said(_("Trong bao nhiêu giờ"))]
    most_days: Annotated[int, Said(_("Nhiều nhất bao nhiêu ngày"))]
    warn_from_day: Annotated[int, Said(_("Nhắc từ ngày thứ"))]
    term: Annotated[str, Said(_("Thời hạn cách ly"))] = ""
    ends: Annotated[str, Said(_("Kết thúc khi"))] = ""
    afterwards: Annotated[str, Said(_("Hết thời hạn"))] = ""
    child_goes_to: Annotated[tuple[str, ...], Said(_("Trẻ em ở đâu"))] = ()
    duties: Annotated[tuple[Duty, ...], Said(_("Việc của người khác"))] = ()


@dataclass(frozen=True, slots=True)
class Procedure:
    """A whole procedure as it stood in a period."""

    steps: Annotated[tuple[Step, ...], Said(_("Các bước"))]
    summary: Annotated[str, Said(_("Tóm tắt"))] = ""
    emergency: Annotated[Track | None, Said(_("Khẩn cấp và tạm thời cách ly"))] = None
    ends_when: Annotated[tuple[str, ...], Said(_("Kết thúc khi đủ các điều"))] = ()
    otherwise: Annotated[str, Said(_("Nếu chưa đủ"))] = ""
    rules: Annotated[tuple[str, ...], Said(_("Quy tắc"))] = ()
    open_points: Annotated[tuple[str, ...], Said(_("Còn để ngỏ"))] = ()
