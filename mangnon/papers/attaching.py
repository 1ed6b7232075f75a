"""Files that a form asks for: they belong to the record, the paper says which they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import QueryDict

from mangnon.access.actor import Actor
from mangnon.access.offers import filled
from mangnon.files.actions import store
from mangnon.files.kinds import PAPERS
from mangnon.files.models import StoredFile
from mangnon.files.slots import FileOwner
from mangnon.files.slots import OwnerRef as FilesOf
from mangnon.lib.refusal import Forbidden, NotFound, Refusal
from mangnon.papers.questions import Question, Questionnaire
from mangnon.papers.slots import OwnerRef
from mangnon.papers.typed import Read, name_of
from mangnon.statutes.kinds.form import FieldType


@dataclass(frozen=True, slots=True)
class Sent:
    """A sent form with its files, and by whom, when, about which record."""

    actor: Actor
    at: datetime
    owner: OwnerRef
    data: QueryDict
    files: Mapping[str, Any]


def may_attach(kind: str) -> bool:
    """Whether records of this kind have files at all."""
    return any(one.kind == kind for one in filled(FileOwner))


def kept_name(question: Question) -> str:
    """The hidden control with the file that came before."""
    return f"{name_of(question)}-kept"


def attach(asked: Questionnaire, sent: Sent, found: Read) -> QueryDict:
    """Take the files into what was read; gives the form with the files that it now has."""
    data = sent.data.copy()
    if not may_attach(sent.owner.kind):
        return data
    for one in asked.questions:
        if one.type is not FieldType.FILE:
            continue
        try:
            file = _file(one, sent)
        except (NotFound, Forbidden):
            raise
        except Refusal as refusal:
            found.faults[one.key] = str(refusal)
            continue
        if file is not None:
            found.answers[one.key] = {"file": str(file.pk), "name": file.name}
            data[kept_name(one)], data[name_of(one)] = str(file.pk), file.name
    return data


def _file(one: Question, sent: Sent) -> StoredFile | None:
    """The file sent now, else the one sent before: only a file of the same record."""
    of = FilesOf(sent.owner.kind, sent.owner.id)
    upload = sent.files.get(name_of(one))
    if upload is not None:
        return store(actor=sent.actor, at=sent.at, upload=upload, owner=of, rules=PAPERS)
    try:
        kept = UUID(sent.data.get(kept_name(one), ""))
    except ValueError:
        return None
    return StoredFile.objects.filter(pk=kept, owner_kind=of.kind, owner_id=of.id).first()
