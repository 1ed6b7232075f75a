"""An article on its way: written, sent, let out by somebody else, read by the public, taken down."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError
from django.test import Client

from mangnon.access.actor import visitor
from mangnon.access.scope import acting
from mangnon.lib.refusal import Forbidden, StaleVersion
from mangnon.publishing import refusals
from mangnon.publishing.actions import (
    Text,
    approve_article,
    ask_domain,
    confirm_domain,
    end_domain,
    return_article,
    save_article,
    send_article,
    sign_due,
    start_publication,
    withdraw_article,
)
from mangnon.publishing.jobs import publish_due
from mangnon.publishing.models import Article, Live, Publication, Version
from mangnon.publishing.queries.public import opened
from mangnon.publishing.tests.conftest import Office
from mangnon.testing.cast import AT

pytestmark = pytest.mark.django_db


def test_it_becomes_public_only_by_a_second_person(office: Office) -> None:
    article = office.write()
    sent = send_article(actor=office.publisher, at=AT, article_id=article.pk, version=1)
    with pytest.raises(refusals.TwoPeople):
        approve_article(actor=office.publisher, at=AT, publication_id=sent.pk)
    with pytest.raises(Forbidden):
        approve_article(actor=office.editor, at=AT, publication_id=sent.pk)
    approve_article(actor=office.second, at=AT, publication_id=sent.pk)
    assert Live.objects.get().title == article.title


def test_the_writer_never_lets_out_what_somebody_else_sent(office: Office) -> None:
    article = office.write()
    text = Text("Mưa lớn", "", "Chữ của người duyệt.", "Vân")
    save_article(actor=office.publisher, at=AT, article_id=article.pk, version=1, text=text)
    sent = send_article(actor=office.editor, at=AT, article_id=article.pk, version=2)
    with pytest.raises(refusals.TwoPeople):
        approve_article(actor=office.publisher, at=AT, publication_id=sent.pk)
    with pytest.raises(IntegrityError), transaction.atomic():  # the database says so too
        Publication.objects.filter(pk=sent.pk).update(state="live", decided_by=office.publisher.me)


def test_two_editors_never_overwrite_and_versions_stay(office: Office) -> None:
    article = office.write()
    text = Text("Tên khác", "", "Nội dung khác.", "")
    save_article(actor=office.editor, at=AT, article_id=article.pk, version=1, text=text)
    with pytest.raises(StaleVersion):
        save_article(actor=office.second, at=AT, article_id=article.pk, version=1, text=text)
    assert [one.number for one in Version.objects.order_by("number")] == [1, 2]
    with pytest.raises(ProgrammingError), transaction.atomic():
        Version.objects.update(body="sửa lén")


def test_a_link_needs_a_domain_that_two_people_allowed(office: Office) -> None:
    body = "Xem [văn bản](https://vanban.chinhphu.vn/a?b=1)."
    article = office.write(body=body)
    with pytest.raises(refusals.UnknownLinks):
        send_article(actor=office.editor, at=AT, article_id=article.pk, version=1)
    asked = ask_domain(actor=office.publisher, at=AT, host="vanban.chinhphu.vn", why="Trang văn bản của Chính phủ")
    with pytest.raises(refusals.TwoPeople):
        confirm_domain(actor=office.publisher, at=AT, domain_id=asked.pk)
    with pytest.raises(refusals.UnknownLinks):
        send_article(actor=office.editor, at=AT, article_id=article.pk, version=1)
    confirm_domain(actor=office.second, at=AT, domain_id=asked.pk)
    office.publish(article)
    sign_due(at=AT)
    page = Client().get(f"/tin-tuc/{article.slug}").content.decode()
    assert 'href="https://vanban.chinhphu.vn/a?b=1"' in page
    end_domain(actor=office.admin, at=AT, domain_id=asked.pk, reason="Tên miền đã đổi chủ")
    sign_due(at=AT)
    assert "chinhphu.vn" not in Client().get(f"/tin-tuc/{article.slug}").content.decode()


@pytest.mark.parametrize(
    "host", ["gооgle.com", "xn--ggle-55da.com", "127.0.0.1", "https://a.vn", "a", "a.vn/b", "a_b.vn"]
)
def test_it_refuses_hosts_that_deceive(office: Office, host: str) -> None:
    with pytest.raises(refusals.HostNotPlain):
        ask_domain(actor=office.editor, at=AT, host=host, why="Cần dẫn đến trang này")


def test_it_waits_for_its_time_and_comes_back_with_a_reason(office: Office) -> None:
    article = office.write()
    later = AT + timedelta(hours=3)
    sent = send_article(actor=office.editor, at=AT, article_id=article.pk, version=1, start=later)
    with pytest.raises(refusals.ReasonMissing):
        return_article(actor=office.publisher, at=AT, publication_id=sent.pk, reason="sửa")
    approve_article(actor=office.publisher, at=AT, publication_id=sent.pk)
    assert not Live.objects.exists()
    assert publish_due(at=later - timedelta(seconds=1)) == 0
    assert publish_due(at=later) == 1
    assert Live.objects.get().published_at == later
    with pytest.raises(Forbidden):
        start_publication(actor=office.publisher, at=later, publication_id=sent.pk)


def test_what_is_taken_down_is_gone_from_page_list_search_and_copy(office: Office) -> None:
    article = office.publish(office.write())
    sign_due(at=AT)
    client, address = Client(), f"/tin-tuc/{article.slug}"
    assert client.get(address).status_code == 200
    withdraw_article(actor=office.second, at=AT, article_id=article.pk, reason="Số liệu trong bài đã cũ")
    sign_due(at=AT)
    assert client.get(address).status_code == 404
    assert article.title not in client.get("/tin-tuc").content.decode()
    assert article.title not in client.get("/tim-kiem", {"q": "mua lon"}).content.decode()
    article.refresh_from_db()
    assert (article.state, article.live_number) == ("withdrawn", None)


def test_the_portal_reads_what_is_public_and_writes_nothing(office: Office) -> None:
    article = office.publish(office.write())
    draft = office.write("Bản nháp chưa ai duyệt")
    with acting(visitor()):
        assert [row.slug for row in Live.objects.all()] == [article.slug]
        assert (opened("vi", article.slug, 3), opened("vi", article.slug, 0), opened("vi", draft.slug, 1)) == (3, 3, 0)
        for hidden in (Article, Version):
            with pytest.raises(ProgrammingError), transaction.atomic():
                hidden.objects.exists()
        with pytest.raises(ProgrammingError), transaction.atomic():
            Live.objects.update(title="x")


def test_views_are_counted_without_telling_who(office: Office) -> None:
    article = office.publish(office.write())
    sign_due(at=AT)
    client = Client()
    for _time in range(3):
        answer = client.get(f"/tin-tuc/{article.slug}")
    assert '<span data-live="views">3</span>' in answer.content.decode()
    assert not answer.cookies
    with connection.cursor() as cursor:
        cursor.execute("select array_agg(attname::text order by attnum) from pg_attribute where attnum > 0"
                       " and attrelid = 'publishing_seen'::regclass")  # fmt: skip
        assert cursor.fetchone()[0] == ["article_id", "times"]
