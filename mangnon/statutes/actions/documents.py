"""A document comes into the register, is corrected, ends, is taken out, comes back. Each line stays in its history."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.dates import format_date
from mangnon.lib.ids import new_id
from mangnon.lib.names import fold_tight
from mangnon.lib.refusal import StaleVersion
from mangnon.statutes.actions.attaching import attach_file
from mangnon.statutes.actions.keeping import note, take_document
from mangnon.statutes.models import Document, DocumentChange, Relation, RelationKind, Source, State
from mangnon.statutes.queries import with_same_number
from mangnon.statutes.refusals import (
    DocumentTwice,
    EndedAlready,
    EndsBeforeForce,
    NothingChanged,
    NotWithdrawn,
    ReasonMissing,
    SentBefore,
    ShippedStays,
)
from mangnon.statutes.register import derive
from mangnon.statutes.relating import facts_of, named, relate, rely
from mangnon.statutes.told import FACTS, DocumentFacts, kept
from mangnon.statutes.whose import office_named, seen_by

ADD, CORRECT, END = "statutes.documents.add", "statutes.documents.correct", "statutes.documents.end"
WITHDRAW, RESTORE = "statutes.documents.withdraw", "statutes.documents.restore"
Act = DocumentChange.Act


@action(ADD)
def add_document(
    *,
    actor: Actor,
    at: datetime,
    facts: DocumentFacts,
    uid: UUID | None = None,
    office: str = "",
    other: bool = False,
    upload: Any = None,
) -> Document:
    """A document that the house lacks, in the name of the actor's office.

    ``uid`` is made by the form: sent again it adds nothing. ``office`` is the key of the one that somebody with
    several chose. ``other``: a person has said that it isn't the one with the same number.
    ``upload``: its first file; when that is refused nothing is added.
    Raises Forbidden, DocumentTwice, UnknownDocument, TiedToItself, TiedBothWays, EndsBeforeForce, SentBefore,
    FileRefused.
    """
    place_id = office_named(actor, ADD, office)
    document = Document(uid=uid or new_id(), source=Source.LOCAL, corrected_at=at, place_id=place_id)
    _fill(document, facts)
    if again := _sent_before(document, actor):
        book(actor=actor, action=ADD, at=at, subject=again, number=again.number, again=True)
        return again
    if not other:
        _refuse_twice(document)
    try:
        with transaction.atomic():
            document.save(force_insert=True)
    except IntegrityError:  # the same form, sent twice at the same moment
        again = _sent_before(document, actor)
        if again is None:
            raise
        book(actor=actor, action=ADD, at=at, subject=again, number=again.number, again=True)
        return again
    relate(document, facts, actor)
    rely(document, facts.resting)
    note(document, Act.ADDED, actor=actor, at=at)
    if upload is not None:
        attach_file(actor=actor, at=at, document_id=document.pk, upload=upload)
    book(actor=actor, action=ADD, at=at, subject=document, number=document.number)
    return document


def _sent_before(document: Document, actor: Actor) -> Document | None:
    """The document that this form made already. Raises SentBefore when it says something else."""
    known = seen_by(actor).filter(uid=document.uid).first()
    if known is None:
        return None
    if any(getattr(known, name) != getattr(document, name) for name in ("number", "issued", "subject", "place_id")):
        raise SentBefore(name=known.number or known.subject)
    return known


@action(CORRECT)
def correct_document(
    *,
    actor: Actor,
    at: datetime,
    document_id: int,
    version: int,
    facts: DocumentFacts,
    reason: str,
    other: bool = False,
) -> Document:
    """Other facts, with the reason; new releases leave it alone from then on. ``version`` is what was read.

    Raises NotFound, Forbidden, WithdrawnDocument, StaleVersion, ReasonMissing, NothingChanged, and as
    ``add_document``.
    """
    document = take_document(actor, CORRECT, document_id)
    if document.version != version:
        raise StaleVersion
    if not reason.strip():
        raise ReasonMissing
    was, same = facts_of(document, actor), _sameness(document)
    _fill(document, facts)
    if not other and same != _sameness(document):
        _refuse_twice(document)
    _touch(document, at)
    relate(document, facts, actor)
    rely(document, facts.resting)
    changed = _changed(was, facts_of(document, actor))
    if not changed:
        raise NothingChanged
    note(document, Act.CORRECTED, actor=actor, at=at, changed=changed, reason=reason)
    book(actor=actor, action=CORRECT, at=at, subject=document, changed={name: [old, new] for name, old, new in changed})
    return document


def _changed(was: DocumentFacts, now: DocumentFacts) -> list[list[str]]:
    pairs = ((one.name, kept(getattr(was, one.name)), kept(getattr(now, one.name))) for one in fields(DocumentFacts))
    return [[name, old, new] for name, old, new in pairs if old != new]


@action(END)
def end_document(*, actor: Actor, at: datetime, document_id: int, force_to: date, state: str, by: str = "") -> Document:
    """No longer in force from a day on.

    Raises NotFound, Forbidden, WithdrawnDocument, EndedAlready, EndsBeforeForce, UnknownDocument.
    """
    document = take_document(actor, END, document_id)
    if document.force_to is not None:
        raise EndedAlready(day=format_date(document.force_to))
    changed = [["force_to", "", kept(force_to)], ["state", document.state, State(state).value]]
    document.force_to, document.state = force_to, State(state).value
    _refuse_backwards(document)
    _touch(document, at)
    if by.strip():
        newer = named(by, field="by", actor=actor)
        Relation.objects.get_or_create(kind=RelationKind.REPLACES, newer=newer, older=document)
        changed.append(["replaced_by", "", by.strip()])
    note(document, Act.ENDED, actor=actor, at=at, changed=[line for line in changed if line[1] != line[2]])
    book(actor=actor, action=END, at=at, subject=document, force_to=force_to, state=state)
    return document


@action(WITHDRAW)
def withdraw_document(*, actor: Actor, at: datetime, document_id: int, reason: str) -> Document:
    """Entered by mistake: out of lists and search, never thrown away.

    Raises NotFound, Forbidden, WithdrawnDocument, ShippedStays, ReasonMissing.
    """
    document = take_document(actor, WITHDRAW, document_id)
    if not document.is_local:
        raise ShippedStays
    if not reason.strip():
        raise ReasonMissing
    document.withdrawn_at, document.withdrawn_why = at, reason.strip()
    _touch(document, at)
    note(document, Act.WITHDRAWN, actor=actor, at=at, reason=reason)
    book(actor=actor, action=WITHDRAW, at=at, subject=document, number=document.number)
    return document


@action(RESTORE)
def restore_document(*, actor: Actor, at: datetime, document_id: int) -> Document:
    """It was no mistake after all. Raises NotFound, Forbidden, NotWithdrawn."""
    document = take_document(actor, RESTORE, document_id, withdrawn=True)
    if document.withdrawn_at is None:
        raise NotWithdrawn
    document.withdrawn_at, document.withdrawn_why = None, ""
    _touch(document, at)
    note(document, Act.RESTORED, actor=actor, at=at)
    book(actor=actor, action=RESTORE, at=at, subject=document, number=document.number)
    return document


def _touch(document: Document, at: datetime) -> None:
    document.version += 1
    document.corrected_at = at
    document.save()


def _fill(document: Document, facts: DocumentFacts) -> None:
    """Put what was told into the row. Raises EndsBeforeForce."""
    for name in FACTS:
        value: Any = getattr(facts, name)
        setattr(document, name, value.strip() if isinstance(value, str) else value)
    derive(document)
    _refuse_backwards(document)


def _refuse_backwards(document: Document) -> None:
    if document.force_from and document.force_to and document.force_to <= document.force_from:
        raise EndsBeforeForce(day=format_date(document.force_from))


def _sameness(document: Document) -> tuple[str, str, int | None]:
    return document.number_key, fold_tight(document.issuer), document.year


def _refuse_twice(document: Document) -> None:
    known = with_same_number(number=document.number, issuer=document.issuer, year=document.year, but=document.pk)
    if known:
        raise DocumentTwice(number=document.number, issuer=document.issuer, known=known)
