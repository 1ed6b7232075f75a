"""The demo's own news: invented articles that say so at their end, two in English, one that waits, one draft."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid5

from mangnon.access.actor import Actor
from mangnon.access.commands import DemoCall
from mangnon.access.scope import acting
from mangnon.accounts.queries import actor_named
from mangnon.lib.yamls import read_yaml
from mangnon.publishing.actions import (
    Text,
    add_article,
    approve_article,
    ask_domain,
    confirm_domain,
    send_article,
)
from mangnon.publishing.models import Article

SPACE = UUID("7b1f5a26-90d4-4e1b-b1a7-6c2d9e4f8a31")
WRITER, SECOND = "linh.ntd", "van.vth"
OFFICE = "Nguyễn Thị Diệu Linh, ban biên tập Cổng thông tin"
SAMPLE = "*Bài mẫu của hệ thống dùng thử; người, việc và số liệu là tưởng tượng.*"
SAMPLE_EN = "*A sample article of the demo; people, events and figures are invented.*"
FILE = Path(__file__).parent / "data" / "demo.yaml"
HOSTS = (
    ("vanban.chinhphu.vn", "Trang văn bản của Chính phủ, các bài về chính sách cần dẫn đến toàn văn"),
    ("tongdai111.vn", "Trang của Tổng đài quốc gia bảo vệ trẻ em 111"),
)


@dataclass(frozen=True, slots=True)
class Sample:
    """One article: how many days ago it came out; ``end``: ``live``, ``waiting`` or ``draft``."""

    days: int
    section: str
    title: str
    summary: str
    body: str
    kind: str = "news"
    language: str = "vi"
    end: str = "live"


def samples() -> list[Sample]:
    """The articles of ``data/demo.yaml``, the oldest first."""
    told = read_yaml(FILE.read_text(encoding="utf-8"))["articles"]
    return sorted((Sample(**one) for one in told), key=lambda sample: -sample.days)


def make(call: DemoCall) -> None:
    """Write, send and let out; each piece by the person who may."""
    writer, second = _person(WRITER, call.at), _person(SECOND, call.at)
    articles = samples()
    first = call.at - timedelta(days=articles[0].days + 1)
    with acting(writer):
        if Article.objects.exists():
            return
    for host, why in HOSTS:
        asked = ask_domain(actor=writer, at=first, host=host, why=why)
        confirm_domain(actor=second, at=first, domain_id=asked.pk)
    with call.progress("tin bài", len(articles)) as step:
        for one in articles:
            _make(one, writer, second, call.at - timedelta(days=one.days, hours=2))
            step(1)


def _person(username: str, at: datetime) -> Actor:
    return replace(actor_named(username, at=at), proved=True)


def _make(one: Sample, writer: Actor, second: Actor, at: datetime) -> None:
    body = f"{one.body.strip()}\n\n{SAMPLE_EN if one.language == 'en' else SAMPLE}"
    text = Text(one.title, one.summary, body, OFFICE)
    article = add_article(
        actor=writer, at=at, text=text, kind=one.kind, section=one.section, language=one.language,
        uid=uuid5(SPACE, one.title),
    )  # fmt: skip
    if one.end == "draft":
        return
    sent = send_article(actor=writer, at=at, article_id=article.pk, version=1)
    if one.end == "live":
        approve_article(actor=second, at=at, publication_id=sent.pk)
