"""An editor, two publishers and an administrator of the cast's province; pages in a folder of their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from mangnon.access.actor import Actor
from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.portal import news
from mangnon.portal import pages as site_pages
from mangnon.portal.news import openings
from mangnon.publishing.actions import Text, add_article, approve_article, send_article
from mangnon.publishing.models import Article
from mangnon.publishing.signing.copies import shelf
from mangnon.testing.cast import AT, Cast, actor

BODY = """Từ ngày 21 đến 26/11, các xã miền núi phía tây có mưa to.

## Khi trẻ phải qua suối

- Không để trẻ tự qua suối.
- Hỏi trưởng thôn [ngầm nào đang cấm](/tin-tuc).
"""


@dataclass(frozen=True)
class Office:
    """Who writes and who lets out."""

    editor: Actor
    publisher: Actor
    second: Actor
    admin: Actor

    def write(self, title: str = "Mưa lớn ở miền núi", body: str = BODY, language: str = "vi") -> Article:
        """A new article by the editor."""
        text = Text(title, "Những việc gia đình và thôn làm được ngay.", body, "Nguyễn Thị Thử, Sở Y tế")
        return add_article(actor=self.editor, at=AT, text=text, kind="news", section="an-toan", language=language)

    def publish(self, article: Article) -> Article:
        """Sent by the editor, approved by the publisher; signing follows by itself after the commit."""
        sent = send_article(actor=self.editor, at=AT, article_id=article.pk, version=article.latest)
        approve_article(actor=self.publisher, at=AT, publication_id=sent.pk)
        article.refresh_from_db()
        return article


@pytest.fixture
def pages(tmp_path: Path, settings: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Keys and copies of this test's own; of each kind of standing page one is enough."""
    monkeypatch.setattr(site_pages, "STANDING", ("services", "report"))
    monkeypatch.setattr(site_pages, "GUIDES", {"tre-em": "tre_em"})
    monkeypatch.setattr(news, "SECTIONS", ("an-toan",))
    keys = tmp_path / "keys"
    keys.mkdir()
    key = Ed25519PrivateKey.generate()
    (keys / "pages.pem").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    settings.KEY_DIR, settings.PAGES_DIR, settings.PAGES_COPY_DIR = keys, tmp_path / "pages", ""  # type: ignore[attr-defined]
    shelf.forget()
    openings.forget()
    yield tmp_path / "pages"
    shelf.forget()
    openings.forget()


@pytest.fixture
def office(cast: Cast, pages: Path) -> Iterator[Office]:
    """The people; what a test itself looks at is read as the editor."""
    city = cast.land.province
    people = Office(
        actor("Linh", Role.PORTAL_EDITOR, city), actor("Vân", Role.PORTAL_PUBLISHER, city),
        actor("Duyên", Role.PORTAL_PUBLISHER, city), actor("Quản", Role.ADMINISTRATOR, city),
    )  # fmt: skip
    with acting(people.editor):
        yield people
