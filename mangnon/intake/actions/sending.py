"""Where a report goes, the ledger's next step, and who is called. Always inside the act that sends."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import connection

from mangnon.access.actor import Actor
from mangnon.intake.models import HandOver, HarmReport
from mangnon.intake.queries.people import alternates, answers_for, leaders, of_province, on_duty
from mangnon.intake.queries.reports import current
from mangnon.intake.queries.where import province
from mangnon.intake.settings import accepting
from mangnon.intake.told import Against, Sent
from mangnon.lib.dates import local_day
from mangnon.notices.actions import Ref, start_chain, tell
from mangnon.places.models import Level, Unit

CHAIN = "tin-bao"
HANDED, KEPT = "intake.handed", "intake.kept"


def reference(report: HarmReport) -> Ref:
    """How a report is called outside: its number alone."""
    return Ref("intake.HarmReport", str(report.pk), report.number)


def choose(
    *, incident: Unit | None, home: Unit | None, office: Unit, against: Against, actor: Actor, at: datetime
) -> Sent:
    """Who must act: the commune where it happened; one level up when it names the commune's people (trust A-05).

    The commune where the child lives sees it too, else the office that received it. What names the province's own
    people is kept for the alternate, or where none is named for leaders who aren't.
    """
    top = province()
    if not against:
        place = incident or top
        return Sent(place.pk, _other(place, home, office, shut=None))
    named = set(against.people)
    if against.commune and incident is not None:
        named |= {one.pk for one in answers_for(incident, at)}
    kept: list[UUID] = []
    if against.province or incident is None or of_province(against.people, at):
        kept = alternates(top.pk, named) or leaders(top.pk, at, named)
    sees = actor.person_id not in named and not (against.commune and office == incident)
    sees = sees and not (kept and office == top)
    shut = incident if against.commune or against.people else None
    return Sent(top.pk, _other(top, home, office, shut=shut), sees, tuple(sorted(named)), tuple(kept))


def _other(place: Unit, home: Unit | None, office: Unit, *, shut: Unit | None) -> int | None:
    """The second place: the child's home, else the office that received it; never the one that is named."""
    for unit in (home, office):
        if unit is not None and unit != place and unit != shut and unit.level == Level.COMMUNE:
            return unit.pk
    return None


def hand_over(
    report: HarmReport,
    *,
    actor: Actor,
    at: datetime,
    to: Unit,
    from_place: Unit | None,
    to_person: UUID | None = None,
    to_name: str = "",
    note: str = "",
) -> HandOver:
    """The next step of the ledger; what was open passes on. The report waits for somebody again."""
    before = current(report, lock=True)
    if before is not None:
        before.passed_at = at
        before.save(update_fields=["passed_at"])
    last = report.hand_overs.order_by("-step").values_list("step", flat=True).first()
    row = HandOver.objects.create(
        report=report, step=(last or 0) + 1, from_place=from_place, from_name=actor.name,
        from_person=actor.person_id, to_place=to, to_person=to_person, to_name=to_name, note=note.strip()[:300],
        sent_at=at, accept_by=at + accepting(report.urgency, local_day(at)).time,
    )  # fmt: skip
    report.accept_by = row.accept_by
    return row


def call_people(*, actor: Actor, at: datetime, report: HarmReport, step: HandOver, place_id: int) -> list[UUID]:
    """Tell whoever must accept: at once and one after the other when it is an emergency. Returns who was told now.

    ``place_id`` is the office that tells. What is kept for somebody is told to nobody else.
    """
    if report.kept_for:
        return _tell(actor, at, report, step, report.kept_for, place_id, kind=KEPT)
    first = [step.to_person] if step.to_person else [one.pk for one in on_duty(step.to_place_id, at)]
    if report.is_emergency:
        start_chain(
            actor=actor, at=at, about=reference(report), place_id=step.to_place_id, chain=CHAIN,
            named=_but(first, report.hidden_from), key=str(step.step),
        )  # fmt: skip
        return first
    people = first or [one.pk for one in answers_for(step.to_place, at)]
    return _tell(actor, at, report, step, _but(people, report.hidden_from), place_id, kind=HANDED)


def _but(people: Iterable[UUID], hidden: Iterable[UUID]) -> list[UUID]:
    shut = set(hidden)
    return [one for one in people if one not in shut]


def _tell(
    actor: Actor, at: datetime, report: HarmReport, step: HandOver, to: Iterable[UUID], place_id: int, *, kind: str
) -> list[UUID]:
    people = [one for one in to if one != actor.person_id]
    tell(
        actor=actor, at=at, to=people, kind=kind, about=reference(report), key=str(step.step),
        words={"place": step.to_place.name}, place_id=place_id,
    )  # fmt: skip
    return people


def route(report: HarmReport, sent: Sent) -> None:
    """Give the report to its places. The last thing of an act: afterwards it may lie outside of one's reach."""
    with connection.cursor() as cursor:  # no policy lets anybody write a row into a place they don't reach
        cursor.execute(
            "select intake_route(%s, %s, %s, %s::uuid[], %s::uuid[], %s)",
            [
                report.pk, sent.place_id, sent.other_place_id, list(sent.hidden_from), list(sent.kept_for),
                sent.sender_sees,
            ],
        )  # fmt: skip
    report.place_id, report.other_place_id = sent.place_id, sent.other_place_id
    report.hidden_from, report.kept_for = list(sent.hidden_from), list(sent.kept_for)
    report.sender_sees = sent.sender_sees
