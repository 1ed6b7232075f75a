"""Files of documents: screened, seen only with their document, taken away with a reason."""

from __future__ import annotations

from uuid import UUID

import pytest

from mangnon.access.actor import Actor
from mangnon.access.scope import acting
from mangnon.files.models import StoredFile
from mangnon.files.queries import reached, shelf
from mangnon.files.refusals import FileRefused
from mangnon.files.slots import OwnerRef
from mangnon.files.tests.friendly import pdf, picture, upload
from mangnon.lib.refusal import Forbidden, NotFound
from mangnon.statutes.actions import (
    OWNER,
    attach_file,
    detach_file,
)
from mangnon.statutes.models import Document
from mangnon.statutes.queries import (
    history,
)
from mangnon.statutes.tests.local import Add, adding  # noqa: F401 - a fixture
from mangnon.testing.cast import AT, Cast

pytestmark = pytest.mark.django_db


def names(who: Actor, document: Document) -> list[str]:
    with acting(who):
        return [one.name for one in shelf(who, OwnerRef(OWNER, document.uid))]


def test_files_are_screened_and_seen_only_with_their_document(cast: Cast, add: Add) -> None:
    document = add(upload=upload(pdf(), "ke hoach.pdf"))
    with acting(cast.lien):
        made = attach_file(actor=cast.lien, at=AT, document_id=document.pk, upload=upload(picture(), "trang 1.jpg"))
        again = attach_file(actor=cast.lien, at=AT, document_id=document.pk, upload=upload(picture(), "trang 1.jpg"))
        with pytest.raises(FileRefused):
            attach_file(actor=cast.lien, at=AT, document_id=document.pk, upload=upload(b"MZ\x90", "a.pdf"))
        assert [one.act for one in history(document)] == ["attached", "attached", "added"]
    assert made.pk == again.pk
    assert made.stored_place == cast.land.own.pk
    assert names(cast.lien, document) == names(cast.mo, document) == names(cast.phu, document)
    assert names(cast.lien, document) == ["trang 1.jpg", "ke hoach.pdf"]
    for who in (cast.thao, cast.an, cast.quan):
        assert names(who, document) == []
        with acting(who), pytest.raises(NotFound):
            reached(who, made.pk)
    with acting(cast.phu):
        assert reached(cast.phu, made.pk)[1] == document
        with pytest.raises(Forbidden):
            attach_file(actor=cast.phu, at=AT, document_id=document.pk, upload=upload(pdf(), "b.pdf"))


def test_files_of_what_everybody_sees_are_everybodys(cast: Cast, add: Add) -> None:
    document = add(cast.phu, issuer="UBND thành phố", upload=upload(pdf(), "a.pdf"))
    assert {tuple(names(who, document)) for who in cast.everybody.values()} == {("a.pdf",)}
    with acting(cast.an):
        assert reached(cast.an, StoredFile.objects.get().pk)[1] == document


def test_a_refused_file_adds_no_document(cast: Cast, add: Add) -> None:
    with pytest.raises(FileRefused):
        add(upload=upload(b"MZ\x90", "a.exe"))
    with acting(cast.lien):
        assert not Document.objects.filter(source="local").exists()


def test_a_file_is_taken_away_with_a_reason_that_stays(cast: Cast, add: Add) -> None:
    document, other = add(upload=upload(pdf(), "a.pdf")), add(number="13/KH-UBND")
    with acting(cast.lien):
        file: UUID = StoredFile.objects.get().pk
        given = {"actor": cast.lien, "at": AT, "file_id": file, "reason": "Gửi nhầm bản dự thảo"}
        with pytest.raises(NotFound):
            detach_file(**given, document_id=other.pk)
        detach_file(**given, document_id=document.pk)
        assert history(document)[0].changed == [["file", "a.pdf", ""]]
        assert not StoredFile.objects.exists()
