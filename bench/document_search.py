"""Search in 50,000 documents by number, words and year, as the register does it; and what the page of results costs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bench.figures import Figure, Result, median, timed
from bench.ground import Ground

ROWS, FEW_ROWS = 50_000, 5_000
GOAL_MS = 30.0
ROUNDS, LONG_ROUNDS = 20, 100
PAGE = 51
SUBJECTS = (
    "Kế hoạch bảo vệ trẻ em", "Quy chế phối hợp phòng, chống xâm hại", "Chương trình phòng, chống đuối nước",
    "Kiện toàn Ban bảo vệ trẻ em", "Hướng dẫn tổ chức diễn đàn trẻ em", "Hỗ trợ trẻ em có hoàn cảnh đặc biệt",
    "Tháng hành động vì trẻ em", "Tập huấn cộng tác viên", "Công nhận xã phù hợp với trẻ em", "Vui chơi dịp Trung thu",
)  # fmt: skip
ISSUERS = ("Ủy ban nhân dân xã", "Ủy ban nhân dân phường", "Sở Y tế", "Hội đồng nhân dân", "Ủy ban nhân dân thành phố")
ASKED = (
    "4321/KH-UBND",
    "17/QĐ",
    "dien dan tre em",
    "Diễn đàn trẻ em 2024",
    "tre em",
    "phòng chống đuối nước xã thứ 120",
    "2023",
    "khong co chu nay",
)


def run(ground: Ground, *, long: bool) -> Result:
    """Fill the register once, ask each question many times, tell the 95th percentile of all."""
    rows = FEW_ROWS if ground.quick else ROWS
    _fill(rows)
    rounds = LONG_ROUNDS if long else ROUNDS
    times = {words: [timed(_page(words)) for _round in range(rounds)] for words in ASKED}
    every = sorted(one for taken in times.values() for one in taken)
    slow = every[int(len(every) * 0.95)]
    figures = [Figure("95th of all questions", slow, GOAL_MS, "ms", slow / GOAL_MS, most=1.0, how="first page of rows")]
    figures += [
        Figure(f"“{words}”", median(taken), GOAL_MS, "ms", median(taken) / GOAL_MS) for words, taken in times.items()
    ]
    return Result("document_search", figures, [f"{rows:,} documents; Django's query and the building of rows counted"])


def _page(words: str) -> Callable[[], Any]:
    from mangnon.statutes.queries import search_documents

    return lambda: list(search_documents(words).order_by("-issued_sort", "-id")[:PAGE])


def _fill(rows: int) -> None:
    from django.db import connections

    from mangnon.statutes.models import Document

    Document.objects.using("owner").filter(source="local", issuer__startswith="Thử ").delete()
    made = [_document(number) for number in range(rows)]
    Document.objects.using("owner").bulk_create(made, batch_size=2_000)
    with connections["owner"].cursor() as cursor:
        cursor.execute("analyze statutes_document")


def _document(number: int) -> Any:
    from mangnon.statutes.models import Document
    from mangnon.statutes.register import derive

    year, month = 2010 + number % 17, 1 + number % 12
    row = Document(
        number=f"{number % 9_000}/{('KH-UBND', 'QĐ-UBND', 'CV-UBND')[number % 3]}",
        issued=f"{year}-{month:02}-{1 + number % 28:02}",
        issuer=f"Thử {ISSUERS[number % 5]}",
        kind=("plan", "decision", "dispatch")[number % 3],
        subject=f"{SUBJECTS[number % 10]} năm {year} của xã thứ {number % 240}",
        state="in_force",
        source="local",
    )
    derive(row)
    return row
