"""The public site: search in 20,000 articles, and a signed page beside a view of the same server that says hello."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from bench import servers
from bench.figures import Figure, Result, median, percentile, timed
from bench.ground import Ground
from bench.load import need_wrk, press

ROWS, FEW_ROWS = 20_000, 2_000
SEARCH_GOAL_MS, SERVED_GOAL = 50.0, 0.5
ROUNDS, LONG_ROUNDS = 12, 60
TURNS, LONG_TURNS = 5, 12
SECONDS = 3
FIRST = datetime(2020, 1, 1, tzinfo=UTC)
TITLES = (
    "Mưa lớn ở miền núi: giữ trẻ an toàn", "Diễn đàn trẻ em thành phố", "Lịch tiêm bù cho trẻ vùng mưa lũ",
    "Tập huấn quy trình can thiệp", "Dạy con không đòn roi", "Nhận ra sớm dấu hiệu trẻ bị xâm hại",
    "Quỹ Bảo trợ trẻ em trao xe đạp", "Tháng hành động vì trẻ em", "Phòng, chống đuối nước mùa hè",
    "Trung thu của trẻ em làng xa",
)  # fmt: skip
SENTENCES = (
    "Các xã miền núi phía tây có mưa to, nước suối lên nhanh về chiều.",
    "Gia đình và thôn có thể làm ngay những việc sau.",
    "Cộng tác viên bảo vệ trẻ em đến từng nhà.", "Trường học gửi thông báo cho cha mẹ.", "Trạm y tế mở cửa cả ngày.",
    "Các em hỏi về chỗ chơi và đường đến trường.", "Người lớn cần nghe trẻ nói hết câu.",
    "Gọi 111 khi trẻ gặp nguy hiểm.",
)  # fmt: skip
TITLE_WORDS = """
update publishing_live set title_words = to_tsvector('simple', lower(title) || ' ' || replace(slug, '-', ' '))
"""
WORDS = """
update publishing_live set words = title_words || to_tsvector('simple', lower(body) || ' ' || lower(unaccent(body)))
"""
ASKED = (
    "tre em", "Diễn đàn trẻ em", "mua lon mien nui", "đuối nước", "xe dap so 4321", "tram y te mo cua",
    "khong co chu nay", "suói lên nhanh",
)  # fmt: skip


def run(ground: Ground, *, long: bool) -> Result:
    """Fill, search as a visitor, then press a signed page and the hello in turn."""
    rows = FEW_ROWS if ground.quick else ROWS
    slug = _fill(rows)
    figures = [_searching(LONG_ROUNDS if long else ROUNDS)]
    need_wrk()
    figures.append(_served(ground, slug, LONG_TURNS if long else TURNS))
    return Result("public_pages", figures, [f"{rows:,} articles; seals checked, hits marked by the caller"])


def _searching(rounds: int) -> Figure:
    from django.db import transaction

    from mangnon.access.actor import visitor
    from mangnon.access.scope import acting
    from mangnon.publishing.queries.public import Asked, search

    with acting(visitor()), transaction.atomic():
        taken = [
            timed(lambda words=words: search(Asked(words, "vi")))  # type: ignore[misc]  # bound at once
            for _round in range(rounds) for words in ASKED
        ]  # fmt: skip
    slow = percentile(taken, 0.95)
    return Figure("search, 95th", slow, SEARCH_GOAL_MS, "ms", slow / SEARCH_GOAL_MS, most=1.0, how="eight questions")


def _served(ground: Ground, slug: str, turns: int) -> Figure:
    from config.cli.serving import web_command

    port = servers.free_port()
    base = f"http://127.0.0.1:{port}"
    with ExitStack() as stack:
        command, log = web_command("127.0.0.1", port), ground.folder / "public.log"
        where = {"MANGNON_DATA": str(ground.folder)}  # a test module that some measure loaded may point elsewhere
        stack.enter_context(servers.running(command, f"{base}/healthz", log, where))
        code, body = servers.status(f"{base}/tin-tuc/{slug}")
        assert code == 200, f"the page answered {code}: {body[:300]!r}"  # noqa: S101 - else it measures nothing
        assert b"data-live" in body, "the page is another one"  # noqa: S101
        page, hello = [], []
        for _turn in range(turns):
            page.append(press(f"{base}/tin-tuc/{slug}", "", seconds=SECONDS).rps)
            hello.append(press(f"{base}/healthz", "", seconds=SECONDS).rps)
    ours, other = median(page), median(hello)
    return Figure(
        "signed page / hello view", ours, other, "rps", ours / other, least=SERVED_GOAL, how="wrk, same server"
    )


def _fill(rows: int) -> str:
    """Articles, sealed; the newest is signed as a page. Returns its slug."""
    from django.db import connections, transaction

    from config import keys
    from mangnon.access.actor import visitor
    from mangnon.access.scope import acting
    from mangnon.publishing.models import Article, Live, Seen
    from mangnon.publishing.signing.copies import keep
    from mangnon.publishing.signing.rendering_pages import rendered
    from mangnon.publishing.slots import Page

    keys.prepare()
    for model in (Seen, Live, Article):
        model.objects.using("owner").filter(pk__gte=UUID(int=0), pk__lt=UUID(int=10**9)).delete()
    made = [_article(number) for number in range(rows)]
    Article.objects.using("owner").bulk_create([article for article, _live in made], batch_size=2_000)
    Live.objects.using("owner").bulk_create([live for _article, live in made], batch_size=2_000)
    with connections["owner"].cursor() as cursor:
        cursor.execute(TITLE_WORDS)
        cursor.execute(WORDS)
        cursor.execute("vacuum analyze publishing_live")
    slug = made[-1][1].slug
    page, now = Page(f"/tin-tuc/{slug}", "vi"), datetime.now(UTC)
    with acting(visitor()), transaction.atomic():
        html = rendered(page, at=now)
    assert html is not None, "the page isn't public"  # noqa: S101 - else it measures nothing
    keep(page, html, at=now)
    return slug


def _article(number: int) -> tuple[Any, Any]:
    from mangnon.lib.names import fold
    from mangnon.publishing.models import Article, Live, Section
    from mangnon.publishing.signing.seals import SEALED, seal_of

    title = f"{TITLES[number % 10]} số {number}"
    body = "\n\n".join(SENTENCES[(number * 7 + part * part) % 8] for part in range(12 + number % 9))
    at = FIRST + timedelta(hours=2 * number)
    facts = {
        "article": UUID(int=number), "kind": "news", "section": Section.values[number % 7], "language": "vi",
        "slug": fold(title).replace(" ", "-"), "number": 1, "title": title,
        "summary": SENTENCES[number % 8], "body": body,
        "author": "Ban biên tập", "pictures": [], "published_at": at, "changed_at": at,
    }  # fmt: skip
    article = Article(
        id=facts["article"], kind="news", section=facts["section"], language="vi", slug=facts["slug"], title=title,
        live_number=1, state="live", created_at=at, changed_at=at, changed_by_name="thử",
    )  # fmt: skip
    told = {name: facts[name] for name in (*SEALED, "published_at", "changed_at")}
    return article, Live(article_id=facts["article"], seal=seal_of(facts), title_words="", words="", **told)
