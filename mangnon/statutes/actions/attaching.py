"""Files of a document: the scan, the text, an annex."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.files.actions import remove, store
from mangnon.files.kinds import Accepts, Kind
from mangnon.files.models import StoredFile
from mangnon.files.slots import OwnerRef
from mangnon.lib.refusal import NotFound
from mangnon.statutes.actions.keeping import note, take_document
from mangnon.statutes.models import Document, DocumentChange

ATTACH, DETACH = "statutes.documents.attach", "statutes.documents.detach"
OWNER = "statutes.document"
"""The kind under which documents own files, by their ``uid``."""
ACCEPTED = Accepts(frozenset(Kind) - {Kind.CSV, Kind.TEXT})


@action(ATTACH)
def attach_file(*, actor: Actor, at: datetime, document_id: int, upload: Any) -> StoredFile:
    """Put a file to a document; the same content again is the same file.

    Raises NotFound, Forbidden, WithdrawnDocument, FileRefused.
    """
    document = take_document(actor, ATTACH, document_id)
    had = set(_files(document).values_list("pk", flat=True))
    made = store(actor=actor, at=at, upload=upload, owner=OwnerRef(OWNER, document.uid), rules=ACCEPTED)
    if made.pk not in had:
        note(document, DocumentChange.Act.ATTACHED, actor=actor, at=at, changed=[["file", "", made.name]])
    book(actor=actor, action=ATTACH, at=at, subject=document, file=str(made.pk))
    return made


@action(DETACH)
def detach_file(*, actor: Actor, at: datetime, document_id: int, file_id: UUID, reason: str) -> Document:
    """Take a file away; that it was there stays in the history.

    Raises NotFound, Forbidden, WithdrawnDocument, and ReasonMissing of files.
    """
    document = take_document(actor, DETACH, document_id)
    file = _files(document).filter(pk=file_id).first()
    if file is None:
        raise NotFound
    remove(actor=actor, at=at, file_id=file_id, reason=reason)
    line = ["file", file.name, ""]
    note(document, DocumentChange.Act.DETACHED, actor=actor, at=at, changed=[line], reason=reason)
    book(actor=actor, action=DETACH, at=at, subject=document, file=str(file_id))
    return document


def _files(document: Document) -> Any:
    return StoredFile.objects.filter(owner_kind=OWNER, owner_id=document.uid)
