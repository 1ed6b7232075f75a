"""What a project reached in a place, and the reports that it owes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.names import fold
from mangnon.lib.refusal import NotFound, StaleVersion
from mangnon.places.models import Unit
from mangnon.programmes.boards.actions import refused
from mangnon.programmes.projects.actions.keeping import take_project
from mangnon.programmes.projects.actions.money import must_be_in
from mangnon.programmes.projects.models import ProjectReport, ProjectResult
from mangnon.programmes.projects.refusals import DayAhead, ResultEmpty, SentAlready, YearOutsideProject
from mangnon.programmes.rights import ADD_REPORT, SEND_REPORT, TELL_RESULT


@dataclass(frozen=True, slots=True)
class ResultTold:
    """An indicator in words with its unit; what was planned, what was reached."""

    year: int
    indicator: str
    unit: str
    planned: Decimal | None = None
    reached: Decimal | None = None


@action(TELL_RESULT)
def tell_result(
    *, actor: Actor, at: datetime, project_id: UUID, place: Unit, version: int, told: ResultTold
) -> ProjectResult:
    """What was planned and reached; the same indicator, place and year are one line. ``version`` 0: a new one.

    Raises NotFound, Forbidden, NotInProject, YearOutsideProject, ResultEmpty, StaleVersion.
    """
    project = must_be_in(actor, TELL_RESULT, project_id, place)
    first, last = project.starts_on.year, project.ends_on.year
    if not first <= told.year <= last:
        raise YearOutsideProject(year=told.year, first=first, last=last)
    if told.planned is None and told.reached is None:
        raise ResultEmpty
    key = fold(told.indicator)[:200]
    found = ProjectResult.objects.filter(project=project, place=place, year=told.year, indicator_key=key).first()
    row = found or ProjectResult(project=project, place=place, year=told.year, indicator_key=key, version=0)
    if row.version and (row.unit, row.planned, row.reached) == (told.unit.strip(), told.planned, told.reached):
        book(actor=actor, action=TELL_RESULT, at=at, subject=row, place_id=place.pk, again=True)
        return row
    if row.version != version:
        raise StaleVersion
    row.indicator, row.unit, row.planned, row.reached = (
        told.indicator.strip(), told.unit.strip(), told.planned, told.reached,
    )  # fmt: skip
    row.version, row.told_at, row.told_by_name = version + 1, at, actor.name
    with refused("project_result_once", StaleVersion()):
        row.save()
    book(actor=actor, action=TELL_RESULT, at=at, subject=row, place_id=place.pk, year=told.year)
    return row


@action(ADD_REPORT)
def add_report(
    *, actor: Actor, at: datetime, project_id: UUID, to_whom: str, about: str, due_on: date
) -> ProjectReport:  # fmt: skip
    """A report that is owed by a day; the same again adds nothing. Raises NotFound, Forbidden."""
    project = take_project(actor, ADD_REPORT, project_id)
    row, new = ProjectReport.objects.get_or_create(
        project=project, to_whom=to_whom.strip(), about=about.strip(), due_on=due_on,
        defaults={"told_at": at, "told_by_name": actor.name},
    )  # fmt: skip
    book(actor=actor, action=ADD_REPORT, at=at, subject=row, place_id=project.place_id, again=not new)
    return row


@action(SEND_REPORT)
def send_report(*, actor: Actor, at: datetime, report_id: UUID, on: date, number: str = "") -> ProjectReport:
    """It was sent. Raises NotFound, Forbidden, DayAhead, SentAlready."""
    seen = ProjectReport.objects.filter(pk=report_id).first()
    if seen is None:
        raise NotFound
    project = take_project(actor, SEND_REPORT, seen.project_id)
    row = ProjectReport.objects.get(pk=report_id)
    if on > local_day(at):
        raise DayAhead(day=format_date(on))
    again = (row.sent_on, row.sent_as) == (on, number.strip())
    if row.sent_on is not None and not again:
        raise SentAlready(day=format_date(row.sent_on))
    row.sent_on, row.sent_as = on, number.strip()
    row.save(update_fields=["sent_on", "sent_as"])
    book(actor=actor, action=SEND_REPORT, at=at, subject=row, place_id=project.place_id, again=again)
    return row
