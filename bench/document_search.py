"""Search in 50,000 documents by number, words and year, as the register does it; and what the page of results costs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from bench.figures import Figure, Result, median, percentile, timed
from bench.ground import Ground

SHARE = """
update statutes_document set place_id = (%s::bigint[])[1 + id %% %s] where issuer like 'Thử %%' and (id / 7) %% 10 > 0
"""
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
    """Fill the register, ask each question many times as row security shows it, tell the 95th percentile of all.

    Asked by the province, which sees everything; by a commune's officer where nine documents of ten are other
    communes'; and by the same where all are everybody's.
    """
    rows = FEW_ROWS if ground.quick else ROWS
    rounds = LONG_ROUNDS if long else ROUNDS
    _fill(rows)
    figures = list(_asked("commune, all shared", _officer(ground), rounds))
    _share(ground)
    figures += _asked("commune", _officer(ground), rounds)
    figures += _asked("province", _province(), rounds, each=True)
    how = f"{rows:,} documents; two queries of Django, row security and the building of rows counted"
    return Result("document_search", figures, [how])


def _asked(who: str, actor: Any, rounds: int, *, each: bool = False) -> Iterator[Figure]:
    from django.db import transaction

    from mangnon.access.scope import acting

    with acting(actor), transaction.atomic():
        times = {words: [timed(_page(words, actor)) for _round in range(rounds)] for words in ASKED}
    slow = percentile((one for taken in times.values() for one in taken), 0.95)
    yield Figure(f"95th, {who}", slow, GOAL_MS, "ms", slow / GOAL_MS, most=1.0, how="first page of rows")
    for words, taken in times.items() if each else ():
        yield Figure(f"“{words}”", median(taken), GOAL_MS, "ms", median(taken) / GOAL_MS)


def _page(words: str, actor: Any) -> Callable[[], Any]:
    from mangnon.statutes.queries import listed_documents, search_documents

    return lambda: list(search_documents(words, listed_documents(actor)).order_by("-issued_sort", "-id")[:PAGE])


def _officer(ground: Ground) -> Any:
    from mangnon.access.roles import Role
    from mangnon.places.models import Unit
    from mangnon.testing.cast import actor

    return actor("Hồ Thị Liên", Role.COMMUNE_OFFICER, Unit.objects.get(pk=ground.communes[0]))


def _province() -> Any:
    from mangnon.access.roles import Role
    from mangnon.places.queries import province_served
    from mangnon.testing.cast import actor

    return actor("Trần Đình Phú", Role.PROVINCE_OFFICER, province_served())


def _fill(rows: int) -> None:
    from mangnon.statutes.models import Document

    Document.objects.using("owner").filter(source="local", issuer__startswith="Thử ").delete()
    made = [_document(number) for number in range(rows)]
    Document.objects.using("owner").bulk_create(made, batch_size=2_000)
    _settle()


def _share(ground: Ground) -> None:
    """Nine of ten become some commune's own."""
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute(SHARE, [list(ground.communes), len(ground.communes)])
    _settle()


def _settle() -> None:
    """As autovacuum does in the hours after."""
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute("vacuum analyze statutes_document")


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
