"""What people say of a document: the facts of its form, and how each reads in a history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from mangnon.lib.dates import PartialDate, format_date
from mangnon.statutes.models import DocumentKind, State


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What is known of a document, as typed.

    ``issued`` is the code of a ``PartialDate``. ``replaces``, ``replaced_by``, ``amends`` and ``rests`` hold numbers
    with a semicolon between; ``resting`` one line for each thing that rests on the document.
    """

    number: str
    kind: str
    issued: str
    issuer: str
    subject: str
    about: str = ""
    force_from: date | None = None
    force_to: date | None = None
    state: str = State.UNKNOWN
    link: str = ""
    doubt: str = ""
    confirmed: bool = False
    replaces: str = ""
    replaced_by: str = ""
    amends: str = ""
    rests: str = ""
    resting: str = ""


FACTS = (
    "number", "kind", "issued", "issuer", "subject", "about", "force_from", "force_to", "state", "link", "doubt",
    "confirmed",
)  # fmt: skip
"""Those that are columns."""

LABELS: dict[str, Any] = {
    "number": _("Số, ký hiệu"),
    "kind": _("Loại văn bản"),
    "issued": _("Ngày ban hành"),
    "issuer": _("Cơ quan ban hành"),
    "subject": _("Trích yếu"),
    "about": _("Quy định về việc gì"),
    "force_from": _("Có hiệu lực từ ngày"),
    "force_to": _("Hết hiệu lực từ ngày"),
    "state": _("Tình trạng hiệu lực"),
    "link": _("Đường dẫn đến toàn văn"),
    "doubt": _("Chỗ nghi in nhầm"),
    "confirmed": _("Đã đối chiếu với bản chính"),
    "replaces": _("Thay thế văn bản số"),
    "replaced_by": _("Bị thay thế bởi văn bản số"),
    "amends": _("Sửa đổi, bổ sung văn bản số"),
    "rests": _("Căn cứ vào văn bản số"),
    "resting": _("Những gì dựa vào văn bản này"),
    "file": _("Tệp"),
}
"""Of forms, differences and histories."""


def kept(value: object) -> str:
    """A value as a history keeps it."""
    if isinstance(value, bool):
        return "1" if value else ""
    return value.isoformat() if isinstance(value, date) else str(value or "")


def said(field: str, text: str) -> str:
    """A kept value as people read it; empty for nothing."""
    if not text:
        return ""
    if field == "kind":
        return str(DocumentKind(text).label)
    if field == "state":
        return str(State(text).label)
    if field == "issued":
        return str(PartialDate.parse(text))
    if field in ("force_from", "force_to"):
        return format_date(date.fromisoformat(text))
    return str(_("có")) if field == "confirmed" else text
