"""The province gives a dossier back, visits and checks it; its leader recognises the place, or doesn't."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.accounts.queries import officers_of
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.dates import local_day
from mangnon.notices.actions.telling import Ref, tell
from mangnon.programmes.plans.actions.keeping import reason_of, same_version
from mangnon.programmes.recognition.actions.scoring import Checked, take_dossier, touch, within
from mangnon.programmes.recognition.models import Dossier, Score, Stand
from mangnon.programmes.recognition.queries import Reading
from mangnon.programmes.recognition.rules import Key, lines, total
from mangnon.programmes.recognition.words import verdict_words
from mangnon.programmes.refusals import (
    ClassUnknown,
    DifferenceUntold,
    DossierShut,
    NotPassing,
    OnlySelfCheck,
    SamePerson,
    TableIncomplete,
    Unscored,
)
from mangnon.programmes.rights import RECOGNISE, REFUSE, RETURN, VERIFY

RETURNED, DECIDED = "programmes.recognition_returned", "programmes.recognition_decided"


@dataclass(frozen=True, slots=True)
class Decision:
    """What the decision paper says."""

    number: str
    on: date
    signer: str


@action(RETURN)
def return_dossier(*, actor: Actor, at: datetime, dossier_id: UUID, version: int, reason: str) -> Dossier:
    """Give it back to be scored anew; its people hear of it.

    Raises NotFound, DossierShut, StaleVersion, ReasonMissing.
    """
    dossier = take_dossier(actor, RETURN, dossier_id, Stand.SUBMITTED, Stand.VERIFIED)
    same_version(dossier, version)
    dossier.returned_why, dossier.state = reason_of(reason), Stand.RETURNED
    dossier.checked_total, dossier.place_class = None, ""
    touch(dossier, actor=actor, at=at)
    _tell(actor, at, dossier, RETURNED)
    book(actor=actor, action=RETURN, at=at, subject=dossier, place_id=dossier.place_id)
    return dossier


@action(VERIFY)
def verify(
    *, actor: Actor, at: datetime, dossier_id: UUID, version: int, visit_on: date, visit_by: str, minutes: str,
    checked: Mapping[Key, Checked],
) -> Dossier:  # fmt: skip
    """What the visit found, part by part; may be written again until it is decided.

    Raises NotFound, OnlySelfCheck, DossierShut, StaleVersion, ClassUnknown, Unscored, TooManyPoints, DifferenceUntold.
    """
    dossier = take_dossier(actor, VERIFY, dossier_id, Stand.SUBMITTED, Stand.VERIFIED)
    same_version(dossier, version)
    if not dossier.round.decides:
        raise OnlySelfCheck
    dossier.place_class = ""
    reading = Reading(dossier)
    if not reading.place_class:
        raise ClassUnknown(name=dossier.place.name)
    rows = _checked(reading, checked)
    Score.objects.bulk_update(rows, ["checked_points", "difference"])
    dossier.place_class, dossier.state = reading.place_class, Stand.VERIFIED
    dossier.checked_total = total(reading.table, reading.points(checked=True))
    dossier.visit_on, dossier.visit_by, dossier.minutes = visit_on, visit_by.strip(), minutes.strip()
    dossier.verified_by_name = actor.name
    touch(dossier, actor=actor, at=at)
    book(actor=actor, action=VERIFY, at=at, subject=dossier, place_id=dossier.place_id, total=dossier.checked_total)
    return dossier


def _checked(reading: Reading, checked: Mapping[Key, Checked]) -> list[Score]:
    found, left = [], []
    for line in lines(reading.table):
        said, row = checked.get(line.key, Checked(None)), reading.scores.get(line.key)
        if said.points is None or row is None:
            left.append(line.label)
            continue
        row.checked_points = within(line, said.points, reading.table.total or 0)
        row.difference = said.difference.strip()
        if row.checked_points != row.self_points and not row.difference:
            raise DifferenceUntold(label=line.label)
        found.append(row)
    if left:
        raise Unscored(list=", ".join(left))
    return found


@action(RECOGNISE)
def recognise(*, actor: Actor, at: datetime, dossier_id: UUID, version: int, decision: Decision) -> Dossier:
    """The place is recognised by a decision paper; the same paper again changes nothing.

    Raises NotFound, DossierShut, StaleVersion, SamePerson, TableIncomplete, NotPassing.
    """
    dossier = take_dossier(actor, RECOGNISE, dossier_id, Stand.VERIFIED, Stand.RECOGNISED)
    if _again(dossier, actor, at, RECOGNISE, decision, Stand.RECOGNISED):
        return dossier
    same_version(dossier, version)
    reading = Reading(dossier)
    if reading.missing:
        raise TableIncomplete(version=dossier.definition, list=", ".join(reading.missing))
    if not reading.verdict.passes:
        raise NotPassing(what=verdict_words(reading.verdict))
    return _decide(dossier, actor, at, RECOGNISE, decision, Stand.RECOGNISED)


@action(REFUSE)
def refuse(*, actor: Actor, at: datetime, dossier_id: UUID, version: int, decision: Decision, reason: str) -> Dossier:
    """The place isn't recognised, with the reason; the same paper again changes nothing.

    Raises NotFound, DossierShut, StaleVersion, SamePerson, ReasonMissing.
    """
    dossier = take_dossier(actor, REFUSE, dossier_id, Stand.VERIFIED, Stand.REFUSED)
    if _again(dossier, actor, at, REFUSE, decision, Stand.REFUSED):
        return dossier
    same_version(dossier, version)
    dossier.decided_why = reason_of(reason)
    return _decide(dossier, actor, at, REFUSE, decision, Stand.REFUSED)


def _again(dossier: Dossier, actor: Actor, at: datetime, right: str, decision: Decision, stand: Stand) -> bool:
    """Whether this very paper was written down before. Raises DossierShut for another one."""
    if dossier.state != stand:
        return False
    if dossier.decided_number != decision.number.strip():
        raise DossierShut(state=stand.label)
    book(actor=actor, action=right, at=at, subject=dossier, place_id=dossier.place_id, again=True)
    return True


def _decide(dossier: Dossier, actor: Actor, at: datetime, right: str, decision: Decision, stand: Stand) -> Dossier:
    if dossier.submitted_by is not None and dossier.submitted_by == actor.person_id:
        raise SamePerson
    dossier.state, dossier.decided_number, dossier.decided_on = stand, decision.number.strip(), decision.on
    dossier.signer = decision.signer.strip()
    touch(dossier, actor=actor, at=at)
    _tell(actor, at, dossier, DECIDED)
    book(actor=actor, action=right, at=at, subject=dossier, place_id=dossier.place_id, number=dossier.decided_number)
    return dossier


def _tell(actor: Actor, at: datetime, dossier: Dossier, kind: str) -> None:
    """The commune's people hear of it."""
    to = [one.pk for one in officers_of(dossier.place_id, local_day(at))]
    if not to:
        return
    code = f"PH-{dossier.round.year}/{dossier.place.code}"
    about = Ref("programmes.Dossier", str(dossier.pk), code)
    words = {"place": dossier.place.name, "year": str(dossier.round.year)}
    tell(
        actor=actor, at=at, to=to, kind=kind, about=about, key=str(dossier.version), words=words,
        place_id=dossier.place_id,
    )  # fmt: skip
