"""How a document relates to others, and what rests on it: from typed text to rows, and from rows to that text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Q

from mangnon.access.actor import Actor
from mangnon.lib.dates import PartialDate
from mangnon.lib.names import fold, fold_tight
from mangnon.lib.refusal import Refusal
from mangnon.statutes.models import Definition, Document, Relation, RelationKind, Reliance
from mangnon.statutes.queries import listed_documents
from mangnon.statutes.refusals import TiedBothWays, TiedToItself, UnknownDocument
from mangnon.statutes.told import FACTS, DocumentFacts
from mangnon.statutes.whose import sees

SIDES = (
    ("replaces", RelationKind.REPLACES, "newer"),
    ("replaced_by", RelationKind.REPLACES, "older"),
    ("amends", RelationKind.AMENDS, "newer"),
    ("rests", RelationKind.RESTS, "newer"),
)
"""Fields of the form: the kind of relation, and which end of it the document of the form is."""
_CLOSER = re.compile(r"(?P<number>.*?)\s*\((?P<closer>[^()]*)\)")


def reference(document: Document) -> str:
    """A document as one writes it in a box: ``06/QĐ-TTg (2019)``; a commune's with its issuer."""
    closer = [str(document.year)] if document.year else []
    closer += [document.issuer] if document.place_id else []
    return f"{document.number} ({', '.join(closer)})" if closer else document.number


def named(text: str, *, field: str, actor: Actor, known: Iterable[Document] = ()) -> Document:
    """The one document of a number; year, day or issuer may stand in brackets behind it. Raises UnknownDocument.

    Among several of one number those that are ``known`` to be related already are meant.
    """
    match = _CLOSER.fullmatch(text.strip())
    number, closer = (match["number"], match["closer"]) if match else (text.strip(), "")
    related = [one for one in known if reference(one) == text.strip()]
    if len(related) == 1:
        return related[0]
    rows = listed_documents(actor).filter(number_key=fold_tight(number)).exclude(number_key="")
    found = [one for one in rows if all(_fits(one, part.strip()) for part in closer.split(",") if part.strip())]
    if len(found) != 1:
        raise UnknownDocument(field=field, number=number, n=len(found))
    return found[0]


def _fits(document: Document, part: str) -> bool:
    """Whether what stands in the brackets is true of it: its year, its day, or words of its issuer."""
    try:
        day = PartialDate.parse(part).code
    except Refusal:
        return f" {fold(part)} " in f" {fold(document.issuer)} "
    return document.issued.startswith(day)


def relate(document: Document, facts: DocumentFacts, actor: Actor) -> None:
    """Bring relations to what was typed; those with a document out of sight, or without a number, stay.

    Raises UnknownDocument, TiedToItself, TiedBothWays.
    """
    wanted = {}
    for field, kind, end in SIDES:
        known = others(document, kind, end, actor)
        wanted[field] = [named(one, field=field, actor=actor, known=known) for one in _parts(getattr(facts, field))]
        if document in wanted[field]:
            raise TiedToItself(field=field)
        _write(document, kind, end, known=known, wanted=wanted[field])
    if both := set(wanted["replaces"]) & set(wanted["replaced_by"]):
        raise TiedBothWays(name=reference(both.pop()))


def _write(
    document: Document, kind: RelationKind, end: str, *, known: Sequence[Document], wanted: Sequence[Document]
) -> None:
    gone = [one for one in known if one.number_key and one not in wanted]
    if end == "newer":
        Relation.objects.filter(kind=kind, newer=document, older__in=gone).delete()
    else:
        Relation.objects.filter(kind=kind, older=document, newer__in=gone).delete()
    for one in wanted:
        newer, older = (document, one) if end == "newer" else (one, document)
        Relation.objects.get_or_create(kind=kind, newer=newer, older=older)


def others(document: Document, kind: RelationKind, end: str, actor: Actor) -> list[Document]:
    """The documents at the other end, as far as this person sees them."""
    mine = Q(newer=document) if end == "newer" else Q(older=document)
    rows = Relation.objects.filter(mine, kind=kind).select_related("newer", "older").order_by("id")
    found = (row.older if end == "newer" else row.newer for row in rows)
    return [one for one in found if one is not None and sees(actor, one)]


def _parts(text: str) -> list[str]:
    return [one.strip() for one in text.split(";") if one.strip()]


def rely(document: Document, text: str) -> None:
    """Bring what rests on it to the lines that were typed: names of definitions, or words."""
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    names = _names() if lines else {}
    wanted = dict.fromkeys(_reliance(line, names) for line in lines)
    known = {(one.kind, one.key, one.words): one for one in document.reliances.all()}
    gone = [one.pk for which, one in known.items() if which not in wanted]
    Reliance.objects.filter(document=document, pk__in=gone).delete()
    new = [which for which in wanted if which not in known]
    Reliance.objects.bulk_create(Reliance(document=document, kind=k, key=key, words=words) for k, key, words in new)


def _reliance(line: str, names: Mapping[tuple[str, str], str]) -> tuple[str, str, str]:
    """The definition that a line means, by its code or by the beginning of its name, or the words as they are."""
    folded = fold(line)
    exact = [which for which, name in names.items() if line in (which[1], "/".join(which)) or folded == fold(name)]
    begun = [which for which, name in names.items() if f"{fold(name)} ".startswith(f"{folded} ")]
    for found in (exact, begun):
        if len(found) == 1:
            return (*found[0], "")
    return "", "", line[:200]


def _names() -> dict[tuple[str, str], str]:
    """What each definition is called in a box: its title, or kind and key where two share one."""
    rows = Definition.objects.order_by("valid_from", "id").values_list("kind", "key", "title")
    latest = {(kind, key): title for kind, key, title in rows}
    often = Counter(map(fold, latest.values()))
    return {(kind, key): title if often[fold(title)] == 1 else f"{kind}/{key}" for (kind, key), title in latest.items()}


def facts_of(document: Document, actor: Actor) -> DocumentFacts:
    """A document as its form would say it."""
    told: dict[str, Any] = {name: getattr(document, name) for name in FACTS}
    for field, kind, end in SIDES:
        told[field] = "; ".join(reference(one) for one in others(document, kind, end, actor) if one.number_key)
    reliances = list(document.reliances.order_by("id"))
    names = _names() if any(one.key for one in reliances) else {}
    lines = (names.get((one.kind, one.key), f"{one.kind}/{one.key}") if one.key else one.words for one in reliances)
    return DocumentFacts(**told, resting="\n".join(lines))
