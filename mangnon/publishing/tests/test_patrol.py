"""A defaced page is found in one round, whichever way the line came in; the last good copy stays before the public."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.db.utils import ProgrammingError
from django.template import engines
from django.test import Client

from mangnon.access.actor import job
from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.notices.models import Notice
from mangnon.portal.views.news import Article as ArticlePage
from mangnon.publishing import refusals
from mangnon.publishing.actions import confirm_release, patrol, sign_due, sign_pages
from mangnon.publishing.actions.signing import every_page_due
from mangnon.publishing.models import Article, Live, Manifest, Patrol, Release
from mangnon.publishing.rights import PATROL, SIGN
from mangnon.publishing.signing import release
from mangnon.publishing.signing.canonical import said_by
from mangnon.publishing.signing.copies import folder_of, numbers, read, shelf
from mangnon.publishing.signing.keys import public_pem, read_public
from mangnon.publishing.signing.patrolling import DISGUISES, Answer
from mangnon.publishing.slots import Page
from mangnon.publishing.tests.conftest import Office
from mangnon.testing.cast import AT, unit
from mangnon.testing.people import make_person

pytestmark = pytest.mark.django_db

LINE = '<p style="display:none"><a href="https://xxnx.example/">xxnx video adult</a></p>'


def fetch(address: str, headers: Mapping[str, str]) -> Answer:
    """The whole site, middleware and all, as a visitor gets it."""
    client = Client()
    client.cookies.load(headers.get("Cookie", ""))
    answer = client.get(address, headers={name: value for name, value in headers.items() if name != "Cookie"})
    return Answer(answer.status_code, answer.content)


@pytest.fixture
def article(office: Office) -> Iterator[Article]:
    """A signed article."""
    made = office.publish(office.write())
    sign_due(at=AT)
    return made


def go(most: int | None = None) -> Patrol:
    """One round."""
    return patrol(actor=job("publishing.patrol", PATROL), at=AT, fetch=fetch, most=most)


def kinds(found: Patrol, address: str) -> set[tuple[str, str]]:
    """What was found on one page, and by which way."""
    return {(one["kind"], one["way"]) for one in found.findings if one["address"] == address}


def address_of(article: Article) -> str:
    return f"/tin-tuc/{article.slug}"


def served(article: Article) -> str:
    """What a visitor gets after this process has begun anew."""
    shelf.forget()
    return fetch(address_of(article), {}).body.decode()


def test_a_clean_site_rings_no_bell(office: Office, article: Article) -> None:
    found = go()
    assert found.findings == []
    assert found.pages > 10
    fetch(address_of(article), {})  # the number of openings lives, and is no difference
    assert go().findings == []


def test_it_finds_a_line_put_in_by_sql(office: Office, article: Article) -> None:
    make_person("Quản", Role.ADMINISTRATOR, unit("48"))
    Live.objects.update(body="Từ ngày 21.\n\nxxnx video adult casino", title="Mưa lớn xxnx")
    found = go()
    assert ("seal", "seal") in kinds(found, address_of(article))
    assert "xxnx" not in served(article)
    assert "Khi trẻ phải qua suối" in served(article)
    assert "xxnx" not in fetch("/tim-kiem", {}).body.decode()
    assert "xxnx" not in fetch("/tin-tuc?cu-hon=99999999999999-" + "f" * 32, {}).body.decode()
    with acting(office.admin):
        assert [one.telling.kind for one in Notice.objects.all()] == ["publishing.defaced"]
    every_page_due(at=AT, why="test")
    with pytest.raises(refusals.SealBroken):
        sign_pages(actor=job("publishing.sign", SIGN), at=AT)


def test_it_finds_a_line_put_into_a_template(office: Office, article: Article, monkeypatch: pytest.MonkeyPatch) -> None:
    environment = engines["jinja2"].env
    loader = environment.loader.get_source

    def tampered(env: object, name: str) -> object:
        source, path, fresh = loader(env, name)
        return (source.replace("</article>", LINE + "</article>"), path, fresh) if name.endswith("article.html") else (
            source, path, fresh)  # fmt: skip

    monkeypatch.setattr(environment.loader, "get_source", tampered)
    environment.cache.clear()
    try:
        found = go()
    finally:
        environment.cache.clear()
    assert {("links", "source"), ("hidden", "source"), ("words", "source")} <= kinds(found, address_of(article))
    assert "xxnx" not in served(article)


def test_it_finds_a_file_put_in_place_of_a_copy(office: Office, article: Article) -> None:
    folder = folder_of(Page(address_of(article), "vi"))
    every_page_due(at=AT, why="test")
    last = numbers(folder)[0]
    copy = folder / f"{last}.html"
    copy.write_bytes(copy.read_bytes().replace(b"</article>", LINE.encode() + b"</article>"))
    (folder / f"{last + 1}.html").write_bytes(copy.read_bytes())
    (folder / f"{last + 1}.json").write_text('{"manifest": "{}", "signature": "00"}')
    found = go()
    assert any(one["kind"] == "signature" for one in found.findings)
    assert "xxnx" not in served(article)
    assert "Khi trẻ phải qua suối" in served(article)


def test_it_finds_lines_shown_to_some_visitors_only(office: Office, article: Article) -> None:
    """Each disguise gets a line of its own, so each is seen to be asked."""

    def cloaked(address: str, headers: Mapping[str, str]) -> Answer:
        answer = fetch(address, headers)
        told = {name: value for name, value in headers.items() if name != "Cookie"}
        way = next(name for name, shown in DISGUISES.items() if shown == told)
        if address != address_of(article):
            return answer
        line = LINE.replace("xxnx.example", f"{way}.example").encode()
        return Answer(answer.status, answer.body.replace(b"</article>", line + b"</article>"))

    found = patrol(actor=office.admin, at=AT, fetch=cloaked)
    links = {one["way"]: one["detail"] for one in found.findings if one["kind"] == "links"}
    assert links == {way: f"https://{way}.example/" for way in DISGUISES}
    assert {(kind, way) for kind in ("hidden", "words") for way in DISGUISES} <= kinds(found, address_of(article))
    assert {one["address"] for one in found.findings} == {address_of(article)}
    assert "xxnx" not in served(article)


def test_it_finds_a_cloak_in_a_view_of_ours(office: Office, article: Article, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = ArticlePage.get

    def cloaked(self: ArticlePage, request: object, slug: str) -> object:
        answer = plain(self, request, slug)  # type: ignore[arg-type]
        if "Googlebot" in request.headers.get("User-Agent", ""):  # type: ignore[attr-defined]
            answer.content = answer.content.replace(b"</article>", LINE.encode() + b"</article>")  # type: ignore[attr-defined]
        return answer

    monkeypatch.setattr(ArticlePage, "get", cloaked)
    found = go()
    assert ("links", "source") in kinds(found, address_of(article))
    robot = fetch(address_of(article), {"User-Agent": "Googlebot/2.1"}).body.decode()
    assert "xxnx" not in robot


def test_a_page_with_a_finding_is_not_signed_anew_until_it_is_clean(office: Office, article: Article) -> None:
    page = Page(address_of(article), "vi")
    body = Live.objects.get().body
    Live.objects.update(body="đã bị sửa")
    go()
    before = numbers(folder_of(page))
    Live.objects.update(body=body)
    every_page_due(at=AT, why="test")
    sign_due(at=AT)
    assert numbers(folder_of(page)) == before
    assert go().findings == []


def test_a_new_frame_is_signed_only_after_two_people_have_seen_it(
    office: Office, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mangnon.publishing.signing.release.fingerprint", lambda: "f" * 64)
    later = AT + timedelta(hours=1)
    every_page_due(at=later, why="test")
    with pytest.raises(refusals.ReleaseUnseen):
        sign_due(at=later)
    waiting = Release.objects.get(fingerprint="f" * 64)
    confirm_release(actor=office.publisher, at=later, release_id=waiting.pk)
    with pytest.raises(refusals.TwoPeople):
        confirm_release(actor=office.publisher, at=later, release_id=waiting.pk)
    with pytest.raises(refusals.ReleaseUnseen):
        sign_due(at=later)
    confirm_release(actor=office.admin, at=later, release_id=waiting.pk)
    assert sign_due(at=later) >= 0
    assert release.is_seen(Release.objects.get(pk=waiting.pk))


def test_copies_of_another_machine_are_checked_with_the_public_key(
    office: Office, tmp_path: Path, settings: object
) -> None:
    away = tmp_path / "away"
    away.mkdir()
    settings.PAGES_COPY_DIR = str(away)  # type: ignore[attr-defined]
    article = office.publish(office.write())
    sign_due(at=AT)
    (tmp_path / "pages.pub").write_text(public_pem())
    public = read_public(tmp_path / "pages.pub")
    page = Page(address_of(article), "vi")
    assert read(folder_of(page, away), 1, public) is not None
    (folder_of(page) / "1.html").write_bytes(b"xxnx")
    found = patrol(actor=office.admin, at=AT, fetch=fetch, root=away, public=public)
    assert {one["kind"] for one in found.findings} == {"signature"}  # and it was mended from there
    assert patrol(actor=office.admin, at=AT, fetch=fetch).findings == []


def test_a_live_region_holds_digits_and_nothing_else() -> None:
    one, other = (said_by(f'<p><span data-live="v">{n}</span></p>'.encode()) for n in ("12", "1.345"))
    assert one.digest == other.digest
    assert said_by(b'<p><span data-live="v">12 xxnx</span></p>').digest != one.digest
    assert said_by(b'<p><span data-live="v"><a href="//x.vn">1</a></span></p>').digest != one.digest


def test_manifests_are_only_ever_added(office: Office, article: Article) -> None:
    with pytest.raises(ProgrammingError), transaction.atomic():
        Manifest.objects.update(digest="x")
