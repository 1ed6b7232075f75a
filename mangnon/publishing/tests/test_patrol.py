"""A defaced page is found in one round, whichever way the line came in; the last good copy stays before the public."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
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
from mangnon.directory.actions import check_provider
from mangnon.directory.models import Need, Provider, ProviderKind, Service
from mangnon.notices.models import Notice
from mangnon.portal.views.news import Article as ArticlePage
from mangnon.publishing import refusals
from mangnon.publishing.actions import confirm_release, patrol, sign_due, sign_pages
from mangnon.publishing.actions.releasing import every_page_due, waiting
from mangnon.publishing.models import Article, Due, Live, Manifest, Patrol, Release
from mangnon.publishing.rights import PATROL, SIGN
from mangnon.publishing.signing import files, release
from mangnon.publishing.signing.canonical import said_by
from mangnon.publishing.signing.copies import folder_of, hold, is_held, numbers, read, shelf
from mangnon.publishing.signing.keys import public_pem, read_public
from mangnon.publishing.signing.patrolling import DISGUISES, Answer, signed_pages
from mangnon.publishing.slots import Page
from mangnon.publishing.tests.conftest import Office
from mangnon.testing.cast import AT, Cast, unit
from mangnon.testing.people import make_person

pytestmark = pytest.mark.django_db

SERVICES = "/cong/noi-giup-do"
LINE = '<p style="display:none"><a href="https://xxnx.example/">xxnx video adult</a></p>'


VISITOR = Client()
"""Its middleware is loaded once; no cookie stays with it."""


def fetch(address: str, headers: Mapping[str, str]) -> Answer:
    """The whole site, middleware and all, as a visitor gets it."""
    client = VISITOR
    client.cookies.clear()
    client.cookies.load(headers.get("Cookie", ""))
    answer = client.get(address, headers={name: value for name, value in headers.items() if name != "Cookie"})
    return Answer(answer.status_code, answer.getvalue())


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


@contextmanager
def tampered(monkeypatch: pytest.MonkeyPatch, templates: str, old: str, new: str) -> Iterator[None]:
    """While open, templates of ours say something else, as after a visit on the disk."""
    environment = engines["jinja2"].env
    plain = environment.loader.get_source

    def read_source(env: object, name: str) -> object:
        source, path, fresh = plain(env, name)
        return (source.replace(old, new) if name.endswith(tuple(templates.split())) else source, path, fresh)

    monkeypatch.setattr(environment.loader, "get_source", read_source)
    environment.cache.clear()
    try:
        yield
    finally:
        environment.cache.clear()


def test_it_finds_a_line_put_into_a_template(office: Office, article: Article, monkeypatch: pytest.MonkeyPatch) -> None:
    with tampered(monkeypatch, "article.html", "</article>", LINE + "</article>"):
        found = go()
    assert {("links", "source"), ("hidden", "source"), ("words", "source")} <= kinds(found, address_of(article))
    assert "xxnx" not in served(article)


def service(cast: Cast) -> Service:
    """A released service that the directory lists, and the page that says so, signed."""
    with acting(cast.phu):
        provider = Provider.objects.create(
            name="Trung tâm Công tác xã hội", kind=ProviderKind.CENTRE, public=True, checked_on=AT.date(),
            valid_from=AT.date(), sort_key="trung tam",
        )  # fmt: skip
        return Service.objects.create(
            provider=provider, name="Tư vấn cho gia đình", needs=[Need.COUNSEL], public=True, valid_from=AT.date(),
            sort_key="tu van",
        )  # fmt: skip


def test_it_finds_a_line_put_into_a_service_and_no_search_shows_it(office: Office, cast: Cast) -> None:
    made = service(cast)
    sign_due(at=AT)
    with acting(cast.phu):
        Service.objects.filter(pk=made.pk).update(about="Gọi ngay xxnx video adult casino")
    for address in (SERVICES, f"{SERVICES}?can=counsel"):
        assert "xxnx" not in fetch(address, {}).body.decode()  # before anybody has looked
    assert {("text", "source"), ("words", "source")} <= kinds(go(), SERVICES)
    with acting(cast.phu):  # an honest act after it doesn't carry it before the public
        check_provider(actor=cast.phu, at=AT, provider_id=made.provider_id)
    assert Due.objects.filter(address=SERVICES).count() == 2
    sign_due(at=AT)
    assert "xxnx" not in fetch(SERVICES, {}).body.decode()
    assert "Tư vấn cho gia đình" in fetch(f"{SERVICES}?can=counsel", {}).body.decode()


def test_what_an_office_changes_in_the_directory_is_signed_and_a_request_made_by_sql_is_not(
    office: Office, cast: Cast
) -> None:
    made = service(cast)
    sign_due(at=AT)
    Due.objects.create(address=SERVICES, language="vi", since=AT, why="act directory.services.correct")
    with acting(cast.phu):
        Service.objects.filter(pk=made.pk).update(name="Tên mới")
    sign_due(at=AT)
    assert "Tên mới" not in fetch(SERVICES, {}).body.decode()
    with acting(cast.phu):
        check_provider(actor=cast.phu, at=AT, provider_id=made.provider_id)
    assert kinds(go(), SERVICES) == set()  # it waits to be signed, which is no finding
    sign_due(at=AT)
    assert "Tên mới" in fetch(SERVICES, {}).body.decode()
    assert go().findings == []


def test_it_finds_a_line_in_the_templates_of_guides_the_door_and_the_search(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_due(at=AT)
    with tampered(monkeypatch, "portal/text.html report/frame.html news/search.html", "{% endblock %}",
                  LINE + "{% endblock %}"):  # fmt: skip
        found = go()
        for address in ("/cong/huong-dan/tre-em", "/bao-tin", "/tim-kiem"):
            assert {("links", "source"), ("hidden", "source")} <= kinds(found, address), address
        for address in ("/cong/huong-dan/tre-em", "/tim-kiem", "/tim-kiem?q=casino"):
            assert "xxnx" not in fetch(address, {}).body.decode(), address


def test_it_finds_another_static_file_and_the_signed_one_is_served(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_due(at=AT)
    css = "/static/portal/portal.css"
    good = fetch(css, {}).body
    assert {one.told.address for one in signed_pages()[0] if one.is_file} >= {
        css, "/static/portal/exit.js", "/static/ui/favicon.svg",
        "/static/portal/fonts/be-vietnam-pro-vietnamese-400.woff2",
    }  # fmt: skip
    lying = files.on_disk
    monkeypatch.setattr(
        "mangnon.publishing.signing.patrolling.on_disk",
        lambda one: b"body::after{content:'xxnx'}" if one == css else lying(one),
    )
    assert kinds(go(), css) == {("file", "source")}
    folder = folder_of(Page(css, ""))
    (folder / f"{numbers(folder)[0]}.html").write_bytes(b"body::after{content:'xxnx'}")
    shelf.forget()
    assert good.startswith(b"/* The public site")
    assert b"xxnx" not in fetch(css, {}).body


def test_it_finds_a_cloak_before_the_list_beyond_the_first_page(
    office: Office, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mangnon.publishing.queries.public.PAGE", 1)
    office.publish(office.write("Bài thứ hai"))
    sign_due(at=AT)

    def cloaked(address: str, headers: Mapping[str, str]) -> Answer:
        answer = fetch(address, headers)
        robot = "Googlebot" in headers.get("User-Agent", "") and "cu-hon=" in address
        return Answer(answer.status, answer.body.replace(b"</main>", LINE.encode() + b"</main>")) if robot else answer

    found = patrol(actor=office.admin, at=AT, fetch=cloaked)
    assert kinds(found, "/tin-tuc") == {("text", "robot"), ("links", "robot"), ("hidden", "robot")}
    older = fetch("/tin-tuc", {}).body.decode().split('class="on" href="')[1].split('"')[0]
    assert fetch(older, {}).body == fetch("/tin-tuc", {}).body  # the signed one stands in for all of them


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
    assert waiting(AT) is None  # there is nothing to see: it is as it was signed
    assert go().findings == []


def test_a_change_that_a_patrol_keeps_back_is_signed_when_two_people_have_seen_it(office: Office, cast: Cast) -> None:
    made = service(cast)
    sign_due(at=AT)
    with acting(cast.phu):
        Service.objects.filter(pk=made.pk).update(name="Tên mới")  # by hand, as who looks after a database may
    assert kinds(go(), SERVICES) == {("text", "source")}
    asked = waiting(AT)
    assert asked is not None
    confirm_release(actor=office.publisher, at=AT, release_id=asked.pk)
    with pytest.raises(refusals.TwoPeople):
        confirm_release(actor=office.publisher, at=AT, release_id=asked.pk)
    with acting(cast.phu):
        Service.objects.filter(pk=made.pk).update(name="Tên khác nữa")
    with pytest.raises(refusals.NotWaiting):  # not what the first one saw
        confirm_release(actor=office.admin, at=AT, release_id=asked.pk)
    with acting(cast.phu):
        Service.objects.filter(pk=made.pk).update(name="Tên mới")
    confirm_release(actor=office.admin, at=AT, release_id=asked.pk)
    sign_due(at=AT)
    assert "Tên mới" in fetch(SERVICES, {}).body.decode()
    assert waiting(AT) is None


def test_a_new_frame_is_signed_only_after_two_people_have_seen_it(
    office: Office, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mangnon.publishing.signing.release.fingerprint", lambda: "f" * 64)
    later, page = AT + timedelta(hours=1), Page(address_of(article), "vi")
    hold(page, "patrol")  # it came by before anybody had looked
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
    assert not is_held(page)
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


def test_a_copy_that_outlived_an_undone_transaction_gets_its_manifest(office: Office) -> None:
    with transaction.atomic():
        sign_due(at=AT)
        transaction.set_rollback(True)
    assert not Manifest.objects.exists()
    sign_due(at=AT)
    assert Manifest.objects.filter(address="/cong/", language="vi").count() == 1


def test_manifests_are_only_ever_added(office: Office, article: Article) -> None:
    with pytest.raises(ProgrammingError), transaction.atomic():
        Manifest.objects.update(digest="x")
