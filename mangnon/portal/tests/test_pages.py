"""Public pages: open to strangers, read under the portal's role, light; what isn't published isn't there."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.urls import reverse

from mangnon.access.actor import visitor
from mangnon.access.scope import acting
from mangnon.directory.models import Hours, Location, Need, Provider, ProviderKind, Service
from mangnon.lib.names import fold_tight
from mangnon.portal import joints
from mangnon.portal.joints import Item, Mapped
from mangnon.portal.reading import GUIDES
from mangnon.programmes.models import Dossier, Forum, ForumAnswer, ForumQuestion, Nomination, Round
from mangnon.statutes.models import Document, DocumentKind, Source, State
from mangnon.testing.cast import AT, Cast

pytestmark = pytest.mark.django_db

PAGES = (
    "home",
    "services",
    "communes",
    "forums",
    "praise",
    "documents",
    "guides",
    "privacy",
    "accessibility",
    "report",
    "report_child",
    "follow",
)
STATIC = Path(__file__).parents[1] / "static" / "portal"
DAY = dt.date(2026, 1, 5)


def get(name: str, *, language: str = "vi", **query: str) -> Any:
    client = Client()
    client.cookies["language"] = language
    return client.get(reverse(f"portal:{name}"), query)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_page_is_open_light_and_sets_no_cookie(language: str) -> None:
    """First view within 20 KB without fonts, any within 60 with them: as they are, not compressed."""
    fonts = sum(path.stat().st_size for path in STATIC.glob("fonts/*.woff2"))
    for name in PAGES:
        answer = get(name, language=language)
        page = answer.content.decode()
        files = sum(path.stat().st_size for path in STATIC.glob("*.*") if f"portal/{path.name}" in page)
        assert (answer.status_code, list(answer.cookies)) == (200, []), name
        assert page.count("tel:111"), name
        assert f'lang="{language}"' in page
        weight = len(answer.content) + files
        assert weight + fonts <= 60_000, name
        assert weight <= 20_480 or name not in ("home", "report", "report_child"), name
        assert "http://" not in page.replace('xmlns="http://', "")


def _service(cast: Cast, name: str, *, released: bool = True, need: str = Need.COUNSEL) -> Service:
    provider = Provider.objects.create(
        name=f"Cơ sở {name}", kind=ProviderKind.CENTRE, public=True, checked_on=DAY, valid_from=DAY, sort_key=name,
        link="https://elsewhere.example/",
    )  # fmt: skip
    service = Service.objects.create(
        provider=provider, name=name, needs=[need], public=released, valid_from=DAY, sort_key=name
    )
    place = Location.objects.create(service=service, name="Nhà", address=f"Số 9 {name}", place=cast.land.own,
                                    valid_from=DAY)  # fmt: skip
    Hours.objects.create(location=place, weekday=0, opens=dt.time(7), closes=dt.time(11))
    return service


def test_released_services_are_shown_by_need_and_commune_and_nothing_else(cast: Cast) -> None:
    with acting(cast.phu):
        _service(cast, "Tư vấn mở")
        _service(cast, "Tư vấn nội bộ", released=False)
        _service(cast, "Nhà an toàn", need=Need.SHELTER)
    page = get("services").content.decode()
    assert ("Tư vấn mở" in page, "Tư vấn nội bộ" in page) == (True, False)
    assert ("Nhà an toàn" in page, "Số 9 Nhà an toàn" in page) == (True, False), "its address protects children"
    assert "elsewhere.example" not in page, "only code and reviewed domains link"
    assert "Tư vấn mở" not in get("services", can="legal").content.decode()
    found = get("services", can="counsel", xa="tra nam").content.decode()
    assert ("Tư vấn mở" in found, cast.land.own.name in found) == (True, True)
    assert get("services", can="xxx").status_code == 404
    with acting(visitor()):
        assert [one.name for one in Location.objects.all()] == ["Nhà"]


def _document(number: str, **more: Any) -> Document:
    whole = {
        "number": number, "number_key": fold_tight(number), "issuer": "Chính phủ", "kind": DocumentKind.DECREE,
        "subject": f"Nghị định thử {number}", "source": Source.LOCAL,
        "search_key": f" {fold_tight(number)} nghi dinh thu ",
        "state": State.IN_FORCE, "issued": "2026-01-05", "issued_sort": DAY, **more,
    }  # fmt: skip
    return Document.objects.create(**whole)


def test_law_is_published_and_letters_of_communes_and_what_was_withdrawn_are_not(cast: Cast) -> None:
    with acting(cast.phu):
        shown = _document("901/2026/NĐ-CP")
        hidden = [
            _document("902/CV", kind=DocumentKind.DISPATCH),
            _document("903/QĐ", place=cast.land.own),
            _document("904/QĐ", withdrawn_at=dt.datetime(2026, 2, 1, tzinfo=dt.UTC)),
        ]
    page = get("documents", tu="nghi dinh thu").content.decode()
    assert "901/2026/NĐ-CP" in page
    assert [one.number for one in hidden if one.number in page] == []
    client = Client()
    one = client.get(reverse("portal:document", args=[shown.uid]))
    assert ("đang có hiệu lực" in one.content.decode(), "5/1/2026" in one.content.decode()) == (True, True)
    answers = {client.get(reverse("portal:document", args=[row.uid])).status_code for row in hidden}
    assert answers == {404}
    assert get("documents", trang="9999").status_code == 404


def test_guides_cite_the_register_and_another_name_is_no_page(cast: Cast) -> None:
    with acting(cast.phu):
        _document("102/2016/QH13", kind=DocumentKind.LAW)
    for name in GUIDES:
        page = Client().get(reverse("portal:guide", args=[name])).content.decode()
        assert "102/2016/QH13" in page
    assert Client().get("/cong/huong-dan/xxx").status_code == 404


def test_what_joins_the_site_stands_on_its_front_page_and_map(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(joints, "LATEST", (lambda _at: [Item("Tin thử", "/cong/tin-thu", DAY)],))
    monkeypatch.setattr(joints, "MAPPED", (lambda _at: [Mapped("/cong/tin-thu", DAY)],))
    assert "Tin thử" in get("home").content.decode()
    assert "/cong/tin-thu</loc><lastmod>2026-01-05</lastmod>" in get("sitemap").content.decode()


def test_machines_read_what_they_may() -> None:
    assert "Disallow: /\n" in get("robots").content.decode()
    told = get("security").content.decode()
    assert ("Contact: mailto:" in told, "Expires: 20" in told) == (True, True)


@pytest.mark.parametrize("statement", [
    "update places_unit set name = 'x'", "insert into places_flag default values", "delete from directory_service",
    "select from registry_child", "select from directory_contact", "select from accounts_session",
    "create temporary table t ()",
])  # fmt: skip
def test_the_portals_role_writes_nothing_and_reads_nothing_else(statement: str) -> None:
    with pytest.raises(ProgrammingError), acting(visitor()), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_recognised_communes_answers_and_praise_are_shown_and_nothing_before_they_are_let_out(cast: Cast) -> None:
    """Of a dossier, an answer, a nomination only what was decided and let out; a child that was praised never."""
    land, said = cast.land, {"changed_at": AT, "changed_by_name": "x"}
    with acting(cast.phu):
        held = Round.objects.create(year=2024, kind="assessment", order="x", opens_on=DAY, due_on=DAY, opened_at=AT,
                                    opened_by_name="x")  # fmt: skip
        for place, state in ((land.own, "recognised"), (land.sibling, "refused"), (land.foreign, "verified")):
            decided = {} if state == "verified" else {"decided_number": "12/QĐ", "decided_on": DAY}
            Dossier.objects.create(place=place, round=held, state=state, definition="x", checked_total=850, **decided,
                                   **said)  # fmt: skip
        forum = Forum.objects.create(place=land.own, kind="level", year=2026, title="Diễn đàn thử", starts_on=DAY,
                                     ends_on=DAY, state="held", **said)  # fmt: skip
        for n, shown in ((1, DAY), (2, None)):
            asked = ForumQuestion.objects.create(forum=forum, number=n, kind="question", topic="play", due_on=DAY,
                                                 text=f"Câu {n} <b>", answerer="outside", body="x", told_at=AT,
                                                 told_by_name="x")  # fmt: skip
            ForumAnswer.objects.create(question=asked, text=f"Trả lời {n}", by="Chủ tịch", on=DAY, told_at=AT,
                                       published_on=shown, published_by_name="x", told_by_name="x")  # fmt: skip
        for name, whom, public in (
            ("Cô Tốt", "person", True),
            ("Chú Kín", "person", False),
            ("Em Ngoan", "child", True),
        ):
            Nomination.objects.create(
                place=land.own, whom=whom, name=name, about="x", deed="Giúp trẻ", level="commune", form="giay_khen",
                proposer="x", stage="decided", decided_number="5/QĐ", decided_on=DAY, publishable=public,
                publish_consent="đồng ý" if public else "", child_consent="x", parent_consent="x", **said,
            )  # fmt: skip
    page = get("communes").content.decode()
    assert [one.name in page for one in (land.own, land.sibling, land.foreign)] == [True, False, False]
    assert ("12/QĐ" in page, "giả định" in page) == (True, True), "a table that nobody knows is no official one"
    page = get("forums").content.decode()
    assert ("Câu 1 &lt;b&gt;" in page, "Trả lời 1" in page, "Câu 2" in page, "Trả lời 2" in page) == (
        True,
        True,
        False,
        False,
    )
    page = get("praise").content.decode()
    assert [name in page for name in ("Cô Tốt", "Chú Kín", "Em Ngoan", "đồng ý")] == [True, False, False, False]


@pytest.mark.parametrize("statement", [
    "select minutes from programmes_dossier", "select parent_consent from programmes_nomination",
    "select told_by_name from programmes_forumanswer", "select from programmes_score",
    "select from programmes_forumgroup",
])  # fmt: skip
def test_of_programmes_the_portals_role_reads_what_a_page_shows_and_no_column_more(statement: str) -> None:
    with pytest.raises(ProgrammingError), acting(visitor()), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
