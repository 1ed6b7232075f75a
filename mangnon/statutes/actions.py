"""Every write: a definition loaded from a file; a document added, corrected, ended."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.utils.translation import gettext_lazy as _

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.dates import format_date
from mangnon.lib.names import fold_tight
from mangnon.lib.refusal import NotFound, Refusal
from mangnon.statutes.loading import LOCK, add
from mangnon.statutes.models import Definition, Document, Relation, RelationKind, Source, State
from mangnon.statutes.register import derive
from mangnon.statutes.rules import Draft, is_local


class NotLocal(Refusal):
    """A version loaded by hand says so."""

    code = "statutes.not_local"
    sentence = _("Bản “{version}” trùng cách ghi của bản đi cùng phần mềm.")
    remedy = _("Bản tự nạp phải có dấu cộng, ví dụ {version}+1.")
    field = "file"


class DocumentTwice(Refusal):
    """The register has this number of this issuer and year."""

    code = "statutes.document_twice"
    sentence = _("Đã có văn bản số {number} của {issuer} cùng năm.")
    remedy = _("Tìm văn bản đó rồi sửa, không thêm lần nữa.")
    field = "number"


class UnknownDocument(Refusal):
    """A number leads to no document, or to several."""

    code = "statutes.unknown_document"
    sentence = _("Danh mục có {n} văn bản số “{number}”.")
    remedy = _("Thêm văn bản đó trước; nếu nhiều văn bản cùng số thì ghi thêm năm, ví dụ {number} (2019).")

    def __init__(self, *, field: str, **fields: object) -> None:
        super().__init__(**fields)
        self.field = field  # type: ignore[misc]  # beside the box in which the number was typed


class EndsBeforeForce(Refusal):
    """The end lies before the beginning."""

    code = "statutes.ends_before_force"
    sentence = _("Ngày hết hiệu lực phải sau ngày có hiệu lực {day}.")
    field = "force_to"


class EndedAlready(Refusal):
    """It isn't in force any more."""

    code = "statutes.ended_already"
    sentence = _("Văn bản này đã ghi hết hiệu lực từ {day}.")
    remedy = _("Muốn sửa ngày thì dùng “Sửa”.")
    field = "force_to"
    status = 409


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What is known of a document, as typed."""

    number: str
    kind: str
    issued: str
    issuer: str
    subject: str
    about: str = ""
    force_from: date | None = None
    state: str = State.UNKNOWN
    link: str = ""
    doubt: str = ""
    confirmed: bool = False
    replaces: str = ""
    amends: str = ""


FACTS = ("number", "kind", "issued", "issuer", "subject", "about", "force_from", "state", "link", "doubt", "confirmed")


@action("statutes.definitions.load")
def load_definition(*, actor: Actor, at: datetime, draft: Draft) -> Definition:
    """Add a local version; the same file again adds nothing. Raises NotLocal, VersionTaken, PeriodsOverlap."""
    version = draft.head["version"]
    if not is_local(version):
        raise NotLocal(version=version)
    with connection.cursor() as cursor:
        cursor.execute(LOCK)
    added = add(draft, source=Source.LOCAL, by=actor.name)
    kind, key = draft.name
    row = Definition.objects.get(kind=kind, key=key, version=version)
    book(
        actor=actor,
        action="statutes.definitions.load",
        at=at,
        subject=row,
        kind=kind,
        key=key,
        version=version,
        checksum=row.checksum,
        added=added,
    )
    return row


@action("statutes.documents.add")
def add_document(*, actor: Actor, at: datetime, facts: DocumentFacts) -> Document:
    """A document that the house lacks. Raises DocumentTwice, UnknownDocument."""
    document = Document(source=Source.LOCAL, corrected_at=at)
    _fill(document, facts)
    document.save(force_insert=True)
    _relate(document, facts)
    book(actor=actor, action="statutes.documents.add", at=at, subject=document, number=document.number)
    return document


@action("statutes.documents.correct")
def correct_document(*, actor: Actor, at: datetime, document_id: int, facts: DocumentFacts) -> Document:
    """Other facts; new releases leave it alone from then on. Raises NotFound, DocumentTwice, UnknownDocument."""
    document = _document(document_id)
    was = {name: getattr(document, name) for name in FACTS}
    _fill(document, facts)
    document.corrected_at = at
    document.save()
    _relate(document, facts)
    changed = {name: [was[name], getattr(document, name)] for name in FACTS if was[name] != getattr(document, name)}
    book(actor=actor, action="statutes.documents.correct", at=at, subject=document, changed=changed)
    return document


@action("statutes.documents.end")
def end_document(*, actor: Actor, at: datetime, document_id: int, force_to: date, state: str, by: str = "") -> Document:
    """No longer in force from a day on. Raises NotFound, EndedAlready, EndsBeforeForce, UnknownDocument."""
    document = _document(document_id)
    if document.force_to is not None:
        raise EndedAlready(day=format_date(document.force_to))
    if document.force_from is not None and force_to <= document.force_from:
        raise EndsBeforeForce(day=format_date(document.force_from))
    document.force_to, document.state, document.corrected_at = force_to, State(state).value, at
    document.save(update_fields=["force_to", "state", "corrected_at"])
    if by.strip():
        newer = named(by, field="by")
        Relation.objects.get_or_create(kind=RelationKind.REPLACES, newer=newer, older=document)
    book(actor=actor, action="statutes.documents.end", at=at, subject=document, force_to=force_to, state=state)
    return document


def _document(document_id: int) -> Document:
    found = Document.objects.select_for_update().filter(pk=document_id).first()
    if found is None:
        raise NotFound
    return found


def _fill(document: Document, facts: DocumentFacts) -> None:
    for name in FACTS:
        value = getattr(facts, name)
        setattr(document, name, value.strip() if isinstance(value, str) else value)
    derive(document)
    others = Document.objects.exclude(pk=document.pk).filter(number_key=document.number_key, year=document.year)
    if document.number_key and any(fold_tight(one.issuer) == fold_tight(document.issuer) for one in others):
        raise DocumentTwice(number=document.number, issuer=document.issuer)


def _relate(document: Document, facts: DocumentFacts) -> None:
    for field, kind in (("replaces", RelationKind.REPLACES), ("amends", RelationKind.AMENDS)):
        older = [named(one, field=field) for one in getattr(facts, field).split(";") if one.strip()]
        Relation.objects.filter(newer=document, kind=kind, older__isnull=False).exclude(older__in=older).delete()
        for one in older:
            Relation.objects.get_or_create(kind=kind, newer=document, older=one)


_WITH_YEAR = re.compile(r"(?P<number>.*?)\s*\((?P<year>\d{4})\)")


def named(text: str, *, field: str) -> Document:
    """The one document of a number, with its year in brackets where needed. Raises UnknownDocument."""
    match = _WITH_YEAR.fullmatch(text.strip())
    number = match["number"] if match else text.strip()
    rows = Document.objects.filter(number_key=fold_tight(number)).exclude(number_key="")
    found = list(rows.filter(year=int(match["year"])) if match else rows)
    if len(found) != 1:
        raise UnknownDocument(field=field, number=number, n=len(found))
    return found[0]
