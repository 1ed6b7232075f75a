"""Drafts: kept for one person, sealed, without passwords."""

from __future__ import annotations

import pytest
from django.db import connection

from mangnon.access.scope import acting
from mangnon.testing.cast import AT, Cast
from mangnon.ui import drafts, saved
from mangnon.ui.models import Draft

KEY = "/mau-thu/1/ghi-chu"
TYPED = {"text": ["Em sợ về nhà"], "password": ["bí mật"], "csrfmiddlewaretoken": ["x"], "code": ["123456"]}


def test_a_draft_comes_back_to_its_writer_without_secrets(cast: Cast) -> None:
    with acting(cast.lien):
        drafts.keep(person_id=cast.lien.person_id, form_key=KEY, data=TYPED, at=AT)
        kept = drafts.kept(person_id=cast.lien.person_id, form_key=KEY)
    assert kept == ({"text": ["Em sợ về nhà"]}, AT)


def test_a_draft_is_sealed_in_the_table(cast: Cast) -> None:
    with acting(cast.lien):
        drafts.keep(person_id=cast.lien.person_id, form_key=KEY, data=TYPED, at=AT)
        with connection.cursor() as cursor:
            cursor.execute("select content from ui_draft")
            (content,) = cursor.fetchone()
    assert "sợ".encode() not in bytes(content)


def test_nobody_else_reads_a_draft_not_even_the_province(cast: Cast) -> None:
    with acting(cast.lien):
        drafts.keep(person_id=cast.lien.person_id, form_key=KEY, data=TYPED, at=AT)
    for other in (cast.quyet, cast.van, cast.an):
        with acting(other):
            assert not Draft.objects.exists()


def test_a_later_draft_takes_the_place_of_the_earlier(cast: Cast) -> None:
    with acting(cast.lien):
        for text in ("một", "hai"):
            drafts.keep(person_id=cast.lien.person_id, form_key=KEY, data={"text": [text]}, at=AT)
        assert drafts.kept(person_id=cast.lien.person_id, form_key=KEY) == ({"text": ["hai"]}, AT)
        drafts.drop(person_id=cast.lien.person_id, form_key=KEY)
        assert drafts.kept(person_id=cast.lien.person_id, form_key=KEY) is None


def test_it_refuses_a_text_longer_than_a_draft_holds(cast: Cast) -> None:
    with acting(cast.lien), pytest.raises(drafts.DraftTooLong):
        drafts.keep(person_id=cast.lien.person_id, form_key=KEY, data={"t": ["a" * drafts.LARGEST]}, at=AT)


def test_saved_filters_are_named_replaced_and_limited(cast: Cast) -> None:
    me = cast.lien.person_id
    assert me is not None
    with acting(cast.lien):
        for number in range(saved.MOST):
            saved.keep(person_id=me, screen="testing:samples", name=f"lọc {number}", query=f"q={number}", at=AT)
        saved.keep(person_id=me, screen="testing:samples", name="lọc 0", query="q=mới", at=AT)
        with pytest.raises(saved.TooManyFilters):
            saved.keep(person_id=me, screen="testing:samples", name="một nữa", query="", at=AT)
        kept = saved.of(person_id=me, screen="testing:samples")
        assert kept[0].query == "q=mới"
        saved.drop(person_id=me, screen="testing:samples", name="lọc 0")
        assert len(saved.of(person_id=me, screen="testing:samples")) == saved.MOST - 1
