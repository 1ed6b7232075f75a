"""Whether a place took child protection into its resolution, its yearly plan, its budget."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.places.models import Unit
from mangnon.programmes.plans.actions.keeping import documents_named, must_keep, same_version
from mangnon.programmes.plans.models import Adoption
from mangnon.programmes.refusals import AdoptedInWhat
from mangnon.programmes.rights import ADOPT


@dataclass(frozen=True, slots=True)
class Adopted:
    """Yes or no, in which document (a number of the register, or words), with how much money (đồng)."""

    adopted: bool
    document: str = ""
    words: str = ""
    planned: int = 0
    allotted: int = 0
    spent: int = 0


@action(ADOPT)
def tell_adoption(
    *, actor: Actor, at: datetime, place: Unit, year: int, kind: str, told: Adopted, version: int = 0
) -> Adoption:
    """Tell it for a place, a year and a kind of document; ``version`` is the one that was read, 0 for none.

    Raises Forbidden, StaleVersion, UnknownDocument, AdoptedInWhat.
    """
    must_keep(actor, ADOPT, place)
    row = Adoption.objects.select_for_update().filter(place=place, year=year, kind=kind).first()
    row = row or Adoption(place=place, year=year, kind=kind, version=0)
    same_version(row, version)
    document = next(iter(documents_named(actor, [told.document])), None)
    if told.adopted and document is None and not told.words.strip():
        raise AdoptedInWhat
    row.adopted, row.document, row.words = told.adopted, document, told.words.strip()
    row.planned, row.allotted, row.spent = told.planned, told.allotted, told.spent
    row.version += 1
    row.told_at, row.told_by_name = at, actor.name
    row.save()
    book(actor=actor, action=ADOPT, at=at, subject=row, year=year, kind=kind, adopted=told.adopted)
    return row
