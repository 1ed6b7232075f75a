"""The demo's own documents: two of a commune, one of the province. Invented, and they say so."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from mangnon.access.commands import DemoCall
from mangnon.access.scope import acting
from mangnon.accounts.queries import actor_named
from mangnon.statutes.actions import add_document
from mangnon.statutes.models import Document, DocumentKind, State
from mangnon.statutes.told import DocumentFacts

SAMPLE = "Văn bản mẫu của hệ thống dùng thử."
COMMUNE, PROVINCE = "Ủy ban nhân dân xã Đông Giang", "Ủy ban nhân dân thành phố Đà Nẵng"
DOCUMENTS: tuple[tuple[str, UUID, DocumentFacts], ...] = (
    (
        "thuy.ptt",
        UUID("5d0c7c0e-6a35-4f7e-9a6e-0d1a52b30c01"),
        DocumentFacts(
            "901/KH-UBND", DocumentKind.PLAN, "2026-01-20", PROVINCE, "Kế hoạch công tác trẻ em năm 2026", SAMPLE,
            date(2026, 1, 20), state=State.IN_FORCE, confirmed=True, rests="102/2016/QH13",
        ),
    ),
    (
        "hanh.bt",
        UUID("5d0c7c0e-6a35-4f7e-9a6e-0d1a52b30c02"),
        DocumentFacts(
            "41/KH-UBND", DocumentKind.PLAN, "2026-02-09", COMMUNE, "Kế hoạch phòng, chống đuối nước trẻ em năm 2026",
            SAMPLE, date(2026, 2, 9), state=State.IN_FORCE, confirmed=True, rests="102/2016/QH13; 901/KH-UBND (2026)",
            resting="Lớp dạy bơi hè tại trường tiểu học\nRà soát điểm có nguy cơ đuối nước, hai lần một năm",
        ),
    ),
    (
        "hanh.bt",
        UUID("5d0c7c0e-6a35-4f7e-9a6e-0d1a52b30c03"),
        DocumentFacts(
            "117/QĐ-UBND", DocumentKind.DECISION, "2025-07-28", COMMUNE, "Quyết định kiện toàn Ban bảo vệ trẻ em xã",
            SAMPLE, date(2025, 7, 28), state=State.IN_FORCE, rests="102/2016/QH13",
        ),
    ),
)  # fmt: skip


def make(call: DemoCall) -> None:
    """Add them; a demo made again keeps them."""
    for username, uid, facts in DOCUMENTS:
        with acting(actor := actor_named(username, at=call.at)):
            if not Document.objects.filter(uid=uid).exists():
                add_document(actor=actor, at=call.at, facts=facts, uid=uid)
