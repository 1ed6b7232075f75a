"""Roles and bodies: a duty belongs to a role, and a role to an organisation for a period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from mangnon.statutes.kinds.words import Confirmed, Note
from mangnon.statutes.shapes import Said


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds the role in a period ``[since, until)``."""

    body: Annotated[str, Said(_("Cơ quan"))]
    since: Annotated[date | None, Said(_("Từ ngày"))] = None
    until: Annotated[date | None, Said(_("Đến trước ngày"))] = None
    confirmed: Confirmed = True
    note: Note = ""


@dataclass(frozen=True, slots=True)
class Body:
    """A role."""

    duties: Annotated[tuple[str, ...], Said(_("Việc phải làm"))] = ()
    holders: Annotated[tuple[Holder, ...], Said(_("Ai đảm nhiệm"))] = ()
    head: Annotated[str, Said(_("Người đứng đầu"))] = ""
    members: Annotated[tuple[str, ...], Said(_("Thành viên"))] = ()
    contact: Annotated[str, Said(_("Liên hệ"))] = ""
    rules: Annotated[tuple[str, ...], Said(_("Quy tắc"))] = ()
    afterwards: Annotated[str, Said(_("Sau khi kết thúc"))] = ""
    open_points: Annotated[tuple[str, ...], Said(_("Còn để ngỏ"))] = ()
    note: Note = ""

    def holder(self, day: date) -> Holder | None:
        """Who holds it on a day."""
        return next(
            (
                one
                for one in self.holders
                if (one.since is None or one.since <= day) and (one.until is None or day < one.until)
            ),
            None,
        )
