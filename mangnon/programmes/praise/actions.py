"""Acts on nominations: drafted, proposed, put before the deciding body, decided or declined, made public or not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.accounts.queries import officers_of
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.files.actions import store
from mangnon.files.models import StoredFile
from mangnon.files.slots import OwnerRef
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.ids import new_id
from mangnon.lib.refusal import Forbidden, NotFound
from mangnon.notices.actions.telling import Ref, tell
from mangnon.places.models import Unit
from mangnon.programmes.examples.refusals import PlaceGone
from mangnon.programmes.plans.actions.keeping import must_keep, reason_of, same_version
from mangnon.programmes.plans.actions.telling import ACCEPTED
from mangnon.programmes.praise.models import Nomination, Stage, Whom
from mangnon.programmes.praise.refusals import (
    ChildUnasked,
    DaysBackwards,
    NominationShut,
    ProposerDecides,
    PublishUnasked,
)
from mangnon.programmes.praise.rules import Step, begins, by_province, may_decide
from mangnon.programmes.rights import (
    ATTACH_PRAISE,
    CORRECT_PRAISE,
    DECIDE_PRAISE,
    DECLINE_PRAISE,
    DRAFT_PRAISE,
    PROPOSE_PRAISE,
    PUBLISH_PRAISE,
    PUT_PRAISE,
)

DECIDED = "programmes.praise_decided"
OWNER = "programmes.nomination"
"""The kind under which nominations own files."""
LEAST_CONSENT = 10
"""Letters of a consent in words: who, when, where the paper lies."""
RIGHTS = {
    Step.CORRECT: CORRECT_PRAISE, Step.ATTACH: ATTACH_PRAISE, Step.PROPOSE: PROPOSE_PRAISE, Step.PUT: PUT_PRAISE,
    Step.DECIDE: DECIDE_PRAISE, Step.DECLINE: DECLINE_PRAISE, Step.PUBLISH: PUBLISH_PRAISE,
}  # fmt: skip
"""The right behind each step."""


@dataclass(frozen=True, slots=True)
class NominationTold:
    """Who is proposed, for what, for which form at which level; consents in words where it is a child."""

    whom: str
    name: str
    about: str
    deed: str
    level: str
    form: str
    proposer: str
    child_consent: str = ""
    parent_consent: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What the paper says."""

    number: str
    on: date
    signer: str


def may_step(actor: Actor, step: Step, one: Nomination) -> bool:
    """Whether somebody may do it now: right, place, level and stage; who proposed it never decides."""
    reach = actor.reach(RIGHTS[step])
    own = reach.everywhere or (one.place_id in reach and not by_province(step, one.level))
    second = step not in (Step.DECIDE, Step.DECLINE) or may_decide(one.proposed_by, actor.person_id)
    return own and second and begins(step, one.stage)


def take_nomination(actor: Actor, step: Step, nomination_id: UUID, *more: str) -> Nomination:
    """A nomination of the own place, locked, in a stage where the step begins (or in one of ``more``).

    Raises NotFound, Forbidden, NominationShut.
    """
    right = RIGHTS[step]
    seen = Nomination.objects.select_related("place").filter(pk=nomination_id).first()
    if seen is None:
        raise NotFound
    must_keep(actor, right, seen.place)
    if by_province(step, seen.level) and not actor.reach(right).everywhere:
        raise Forbidden(action=right, place_id=seen.place_id)
    found = Nomination.objects.select_for_update(of=("self",)).select_related("place").get(pk=nomination_id)
    if not begins(step, found.stage) and found.stage not in more:
        raise NominationShut(stage=Stage(found.stage).label)
    return found


@action(DRAFT_PRAISE)
def draft_nomination(
    *, actor: Actor, at: datetime, place: Unit, told: NominationTold, uid: UUID | None = None
) -> Nomination:
    """A nomination of the own place; sent again it adds nothing. Raises Forbidden, PlaceGone, ChildUnasked."""
    must_keep(actor, DRAFT_PRAISE, place)
    if uid and (known := Nomination.objects.filter(pk=uid).first()):
        book(actor=actor, action=DRAFT_PRAISE, at=at, subject=known, again=True)
        return known
    if place.valid_to is not None:
        raise PlaceGone(place=place.name)
    made = Nomination(id=uid or new_id(), place=place, changed_at=at, changed_by_name=actor.name)
    _write(made, told)
    made.save(force_insert=True)
    book(actor=actor, action=DRAFT_PRAISE, at=at, subject=made, whom=made.whom, level=made.level)
    return made


@action(CORRECT_PRAISE)
def correct_nomination(
    *, actor: Actor, at: datetime, nomination_id: UUID, version: int, told: NominationTold
) -> Nomination:
    """What the draft says. Raises NotFound, Forbidden, NominationShut, StaleVersion, ChildUnasked."""
    one = take_nomination(actor, Step.CORRECT, nomination_id)
    same_version(one, version)
    _write(one, told)
    _touch(one, actor, at)
    book(actor=actor, action=CORRECT_PRAISE, at=at, subject=one, version=one.version)
    return one


@action(PROPOSE_PRAISE)
def propose(*, actor: Actor, at: datetime, nomination_id: UUID, version: int) -> Nomination:
    """It is proposed; sent again by the same person nothing changes.

    Raises NotFound, Forbidden, NominationShut, StaleVersion.
    """
    one = take_nomination(actor, Step.PROPOSE, nomination_id, Stage.PROPOSED)
    if one.stage == Stage.PROPOSED:
        if one.proposed_by != actor.person_id:
            raise NominationShut(stage=Stage.PROPOSED.label)
        book(actor=actor, action=PROPOSE_PRAISE, at=at, subject=one, again=True)
        return one
    same_version(one, version)
    one.stage, one.proposed_on = Stage.PROPOSED, local_day(at)
    one.proposed_by, one.proposed_by_name = actor.person_id, actor.name
    _touch(one, actor, at)
    book(actor=actor, action=PROPOSE_PRAISE, at=at, subject=one)
    return one


@action(PUT_PRAISE)
def put(
    *, actor: Actor, at: datetime, nomination_id: UUID, version: int, body: str, on: date, number: str = ""
) -> Nomination:
    """It is put before the deciding body. Raises NotFound, Forbidden, NominationShut, StaleVersion, DaysBackwards."""
    one = take_nomination(actor, Step.PUT, nomination_id)
    same_version(one, version)
    _not_before(on, one.proposed_on)
    one.stage, one.body, one.put_on, one.put_number = Stage.PUT, body.strip(), on, number.strip()
    _touch(one, actor, at)
    book(actor=actor, action=PUT_PRAISE, at=at, subject=one, on=on.isoformat())
    return one


@action(DECIDE_PRAISE)
def decide(
    *, actor: Actor, at: datetime, nomination_id: UUID, version: int, decision: Decision, form: str
) -> Nomination:
    """The body praised, in a form that may differ from what was asked; the same paper again changes nothing.

    Raises NotFound, Forbidden, NominationShut, ProposerDecides, StaleVersion, DaysBackwards.
    """
    one = take_nomination(actor, Step.DECIDE, nomination_id, Stage.DECIDED)
    if one.stage == Stage.DECIDED:
        if (one.decided_number, one.decided_on) != (decision.number.strip(), decision.on):
            raise NominationShut(stage=Stage.DECIDED.label)
        book(actor=actor, action=DECIDE_PRAISE, at=at, subject=one, again=True)
        return one
    _second(actor, one)
    same_version(one, version)
    _not_before(decision.on, one.put_on)
    one.stage, one.form = Stage.DECIDED, form
    one.decided_number, one.decided_on, one.signer = decision.number.strip(), decision.on, decision.signer.strip()
    one.decided_by_name = actor.name
    _touch(one, actor, at)
    _tell(actor, at, one)
    book(actor=actor, action=DECIDE_PRAISE, at=at, subject=one, on=decision.on.isoformat())
    return one


@action(DECLINE_PRAISE)
def decline(*, actor: Actor, at: datetime, nomination_id: UUID, version: int, reason: str) -> Nomination:
    """The body doesn't praise, and says why.

    Raises NotFound, Forbidden, NominationShut, ProposerDecides, StaleVersion, ReasonMissing.
    """
    one = take_nomination(actor, Step.DECLINE, nomination_id)
    _second(actor, one)
    same_version(one, version)
    one.stage, one.decided_why, one.decided_on = Stage.DECLINED, reason_of(reason), local_day(at)
    one.decided_by_name = actor.name
    _touch(one, actor, at)
    _tell(actor, at, one)
    book(actor=actor, action=DECLINE_PRAISE, at=at, subject=one)
    return one


@action(PUBLISH_PRAISE)
def set_publishable(
    *, actor: Actor, at: datetime, nomination_id: UUID, version: int, public: bool, consent: str = ""
) -> Nomination:
    """It may be made public, with who agreed; or no more. Raises NotFound, Forbidden, StaleVersion, PublishUnasked."""
    one = take_nomination(actor, Step.PUBLISH, nomination_id)
    same_version(one, version)
    if public and len(consent.strip()) < LEAST_CONSENT:
        raise PublishUnasked
    one.publishable, one.publish_consent = public, consent.strip() if public else ""
    _touch(one, actor, at)
    book(actor=actor, action=PUBLISH_PRAISE, at=at, subject=one, public=public)
    return one


@action(ATTACH_PRAISE)
def attach_nomination(*, actor: Actor, at: datetime, nomination_id: UUID, upload: Any) -> StoredFile:
    """Put a file to it; the same content again is the same file.

    Raises NotFound, Forbidden, NominationShut, FileRefused.
    """
    one = take_nomination(actor, Step.ATTACH, nomination_id)
    made = store(actor=actor, at=at, upload=upload, owner=OwnerRef(OWNER, one.pk), rules=ACCEPTED)
    book(actor=actor, action=ATTACH_PRAISE, at=at, subject=one, file=str(made.pk))
    return made


def _tell(actor: Actor, at: datetime, one: Nomination) -> None:
    """The other people of the place hear of it, by number alone."""
    to = [each.pk for each in officers_of(one.place_id, local_day(at)) if each.pk != actor.person_id]
    if not to:
        return
    about = Ref("programmes.Nomination", str(one.pk), f"KT-{local_day(at).year}/{one.place.code}")
    tell(
        actor=actor, at=at, to=to, kind=DECIDED, about=about, key=one.stage, words={"place": one.place.name},
        place_id=one.place_id,
    )  # fmt: skip


def _second(actor: Actor, one: Nomination) -> None:
    if not may_decide(one.proposed_by, actor.person_id):
        raise ProposerDecides


def _not_before(on: date, last: date | None) -> None:
    if last is not None and on < last:
        raise DaysBackwards(day=format_date(last))


def _write(one: Nomination, told: NominationTold) -> None:
    for name in NominationTold.__dataclass_fields__:
        setattr(one, name, getattr(told, name).strip())
    if one.whom != Whom.CHILD:
        one.child_consent = one.parent_consent = ""
    elif min(len(one.child_consent), len(one.parent_consent)) < LEAST_CONSENT:
        raise ChildUnasked


def _touch(one: Nomination, actor: Actor, at: datetime) -> None:
    one.version += 1
    one.changed_at, one.changed_by_name = at, actor.name
    one.save()
