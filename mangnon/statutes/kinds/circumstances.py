"""Groups of children in special circumstances, with their sub-groups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from mangnon.statutes.kinds.words import Code, Confirmed, English, Letter, Note, Sensitivity, Vietnamese
from mangnon.statutes.shapes import Said


@dataclass(frozen=True, slots=True)
class Subgroup:
    """One clause of the article."""

    code: Code
    vi: Vietnamese
    en: English = ""
    clause: Annotated[int | None, Said(_("Khoản"))] = None
    sensitivity: Annotated[Sensitivity | None, Said(_("Mức giữ kín"))] = None
    confirmed: Confirmed = True
    note: Note = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A group; a list without a letter in the law is a working list."""

    sensitivity: Annotated[Sensitivity, Said(_("Mức giữ kín"))]
    letter: Letter = ""
    indicator: Annotated[str, Said(_("Chỉ tiêu thống kê"))] = ""
    text: Annotated[str, Said(_("Lời của văn bản"))] = ""
    requires: Annotated[str, Said(_("Giấy tờ phải có"))] = ""
    subgroups: Annotated[tuple[Subgroup, ...], Said(_("Các nhóm nhỏ"))] = ()
    note: Note = ""
