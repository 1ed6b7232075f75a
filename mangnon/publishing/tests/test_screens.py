"""Screens of editors, and what a visitor gets: pages of fifteen, search with and without marks, feeds."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from mangnon.access.consenting import Answer
from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.publishing import refusals
from mangnon.publishing.actions import add_picture, approve_article, clear_picture, send_article, sign_due
from mangnon.publishing.models import Article, Live, Picture, PictureChild, Version
from mangnon.publishing.offers import OFFERS
from mangnon.publishing.queries import public
from mangnon.publishing.tests.conftest import BODY, Office
from mangnon.testing import register
from mangnon.testing.cast import AT, Cast, unit
from mangnon.testing.people import make_person, signed_in

pytestmark = pytest.mark.django_db


def many(office: Office, count: int) -> list[Article]:
    """Public articles, each an hour younger than the one before."""
    made = []
    for number in range(count):
        article = office.write(f"Bài số {number}")
        at = AT + timedelta(hours=number)
        sent = send_article(actor=office.editor, at=at, article_id=article.pk, version=1)
        approve_article(actor=office.publisher, at=at, publication_id=sent.pk)
        made.append(article)
    return made


def test_an_editor_writes_previews_saves_and_sends(office: Office) -> None:
    client = signed_in(make_person("Linh", Role.PORTAL_EDITOR, unit("48")))
    told = {"kind": "news", "section": "an-toan", "language": "vi", "title": "Áo phao cho trẻ", "summary": "",
            "body": "## Vì sao\n\n[x](https://evil.com) <script>1</script>", "author": ""}  # fmt: skip
    preview = client.post("/tin-bai/viet", told | {"preview": "1"})
    assert "<h2>Vì sao</h2>" in preview.text
    assert "https://evil.com" in preview.text
    assert 'href="https://evil.com"' not in preview.text
    assert not Article.objects.exists()
    made = client.post("/tin-bai/viet", told)
    assert made.status_code == 303
    assert "<script>" not in Version.objects.get().body
    stale = client.post(made.url + "/sua", told | {"version": "0", "title": "Tên khác"})
    assert stale.status_code == 409
    assert "Tên khác" in stale.text
    refused = client.post(made.url + "/gui-duyet", {"version": "1"})
    assert refused.status_code == 422
    assert "evil.com" in refused.text


def test_lists_go_in_pages_of_fifteen_and_back(office: Office) -> None:
    many(office, 17)
    client = Client()
    first = client.get("/tin-tuc")
    assert first.text.count("<h2><a") == public.PAGE
    older = first.text.split('class="on" href="')[1].split('"')[0].replace("&amp;", "&")
    second = client.get(older)
    assert [name in second.text for name in ("Bài số 1<", "Bài số 0<", "Bài số 2<")] == [True, True, False]
    assert "noindex" in second.text
    assert client.get("/tin-tuc?cu-hon=abc").status_code == 404
    assert client.get("/tin-tuc?la=1").status_code == 404
    page = client.get(f"/tin-tuc/{Article.objects.get(title='Bài số 16').slug}").text
    assert "Bài số 1<" in page
    assert "cu-hon=" in page


def test_search_finds_with_and_without_marks_and_helps_after_a_slip(office: Office) -> None:
    office.publish(office.write("Phòng đuối nước mùa hè", "Cho các em <b>học bơi</b>."))
    office.publish(office.write("Lịch tiêm chủng", BODY))
    client = Client()
    for words in ("đuối nước", "duoi nuoc", "HOC BOI"):
        assert "Phòng " in client.get("/tim-kiem", {"q": words}).text, words
    assert "<mark>đuối</mark> <mark>nước</mark>" in client.get("/tim-kiem", {"q": "duoi nuoc"}).text
    slip = client.get("/tim-kiem", {"q": "tiem chugn"})
    assert "chủng</a>" in slip.text
    hostile = client.get("/tim-kiem", {"q": '"><script>alert(1)</script>'})
    assert "<script>alert" not in hostile.text
    assert 'content="noindex' in hostile.text
    web = client.get("/tim-kiem", {"q": "tre em", "noi": "web"}).text
    assert 'href="https://duckduckgo.com/?q=tre+em"' in web
    assert "rời khỏi trang này" in web
    assert client.get("/tim-kiem", {"tu": "31/4/2026"}).text.count('class="fault"') == 1


def test_the_feed_and_the_english_pages(office: Office) -> None:
    article = office.publish(office.write("Safe near <streams> & fords", language="en"))
    client = Client()
    feed = client.get("/news.atom")
    assert feed["Content-Type"].startswith("application/atom+xml")
    assert "Safe near &lt;streams&gt; &amp; fords" in feed.text
    assert "<streams>" not in feed.text
    page = client.get(f"/news/{article.slug}").text
    assert 'lang="en"' in page
    assert "views" in page
    assert client.get(f"/tin-tuc/{article.slug}").status_code == 404


def test_a_face_waits_for_every_consent(office: Office, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    article = office.write()
    picture = add_picture(
        actor=office.editor, at=AT, article_id=article.pk, upload=photo(), alt="Hai em qua cầu", caption="", faces=1
    )
    with pytest.raises(refusals.ConsentMissing):
        send_article(actor=office.editor, at=AT, article_id=article.pk, version=1)
    with acting(cast.lien):
        child = register.child("Hồ Văn Thử", cast.land.own)
        with pytest.raises(refusals.ConsentRefused):
            clear_picture(actor=cast.lien, at=AT, picture_id=picture.pk, child_id=child.pk)
        monkeypatch.setattr("mangnon.publishing.actions.pictures.may", lambda *_a, **_k: Answer(allowed=True))
        clear_picture(actor=cast.lien, at=AT, picture_id=picture.pk, child_id=child.pk)
        clear_picture_rows = PictureChild.objects.count()
    assert (clear_picture_rows, PictureChild.objects.count()) == (1, 0)  # editors don't see who it is
    assert Picture.objects.get().cleared == 1
    office.publish(article)
    sign_due(at=AT)
    name = Live.objects.get().pictures[0]["file"]
    page = Client().get(f"/tin-tuc/{article.slug}").text
    assert f'src="/hinh/{name}" alt="Hai em qua cầu"' in page
    assert Client().get(f"/hinh/{name}")["Content-Type"] == "image/png"
    assert Client().get(f"/hinh/{'0' * 64}.png").status_code == 404


def photo() -> SimpleUploadedFile:
    """A small picture."""
    data = BytesIO()
    Image.new("RGB", (40, 30), "green").save(data, "PNG")
    return SimpleUploadedFile("cau.png", data.getvalue(), content_type="image/png")


def test_the_worklist_shows_what_others_sent(office: Office) -> None:
    article = office.write()
    send_article(actor=office.editor, at=AT, article_id=article.pk, version=1)
    source = next(one for one in OFFERS if getattr(one, "name", "") == "publishing.waiting")
    assert [one.row.name for one in source.rows(office.publisher, AT)] == [article.title]
    assert source.rows(office.editor, AT) == []
