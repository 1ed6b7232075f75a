"""While a child lives with a carer: what the carer tells, and help for a young person of sixteen."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.cases.caring.actions.placements import between, save, take_home
from mangnon.cases.caring.models import CareWord, Placement, PlacementState
from mangnon.cases.caring.queries import follow_terms
from mangnon.cases.caring.refusals import NotGrown
from mangnon.cases.caring.rules import grown_day, next_follow
from mangnon.lib.dates import format_date

HEAR, GROWN = "cases.placements.hear", "cases.placements.grown"


@action(HEAR)
def hear_carer(*, actor: Actor, at: datetime, placement_id: UUID, word_id: UUID, on: date, said: str) -> CareWord:
    """The carer told of the child (Law on Children, article 64(1)b). Sent twice, written once.

    Raises NotFound, Forbidden, WrongStage, NotWhereCarerLives, InFuture, WrongDays.
    """
    row = take_home(actor, HEAR, placement_id, PlacementState.CARED)
    handed = row.handed_on or on
    between(on, handed, at)
    told, made = CareWord.objects.get_or_create(
        id=word_id, defaults={"placement": row, "on": on, "said": said.strip(), "by_name": actor.name}
    )
    if made:
        row.hear_on = next_follow(handed, *follow_terms(handed, "C7b"), list(row.words.values_list("on", flat=True)))
        save(row)
    book(actor=actor, action=HEAR, at=at, subject=row, on=on, again=not made)
    return told


@action(GROWN)
def arrange_grown(*, actor: Actor, at: datetime, placement_id: UUID, on: date, note: str) -> Placement:
    """At sixteen the young person is assessed and help is arranged (Circular 14/2020, article 13(4)).

    Raises NotFound, Forbidden, WrongStage, NotWhereCarerLives, InFuture, WrongDays, NotGrown.
    """
    row = take_home(actor, GROWN, placement_id, PlacementState.CARED)
    between(on, row.handed_on or on, at)
    first = grown_day(row.child_born)
    if on < first:
        raise NotGrown(day=format_date(first))
    row.grown_on, row.grown_note = on, note.strip()
    save(row)
    book(actor=actor, action=GROWN, at=at, subject=row, on=on)
    return row
