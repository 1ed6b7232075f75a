"""Everything that hangs on a case, read in one statement for its page.

Each part comes as an array of JSON arrays in the order of its columns and becomes rows of its model again. Sealed
columns never come along: of them only whether there are any.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    BooleanField,
    Exists,
    ExpressionWrapper,
    F,
    Field,
    ForeignKey,
    Func,
    JSONField,
    Model,
    OuterRef,
    QuerySet,
)

from mangnon.access.actor import Actor
from mangnon.cases.models import (
    Approval,
    Assessment,
    BreakGlass,
    Case,
    CaseMove,
    CaseNote,
    CasePerson,
    CaseReport,
    CaseTask,
    CriminalNotice,
    DueShift,
    EmergencyMeasure,
    Meeting,
    Plan,
    PlanItem,
    Review,
    SealedFact,
    Separation,
    SeparationExtension,
    ServiceLog,
    StepRecord,
    TeamMember,
)
from mangnon.cases.queries.reach import SEE
from mangnon.cases.queries.sheets import OWNER
from mangnon.lib.fields import SealedTextField
from mangnon.papers.models import Sheet

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Parts:
    """All parts of one case, each in the order in which its page tells it."""

    steps: tuple[StepRecord, ...]
    """The earlier cycles first."""
    shifts: tuple[DueShift, ...]
    assessments: tuple[Assessment, ...]
    measures: tuple[EmergencyMeasure, ...]
    meetings: tuple[Meeting, ...]
    plans: tuple[Plan, ...]
    """The newest first."""
    items: tuple[PlanItem, ...]
    """Of all plans, in their places."""
    approvals: tuple[Approval, ...]
    log: tuple[ServiceLog, ...]
    reviews: tuple[Review, ...]
    separations: tuple[Separation, ...]
    extensions: tuple[SeparationExtension, ...]
    moves: tuple[CaseMove, ...]
    openings: tuple[BreakGlass, ...]
    criminal: tuple[CriminalNotice, ...]
    """The newest first."""
    notes: tuple[CaseNote, ...]
    tasks: tuple[CaseTask, ...]
    """The nearest day first."""
    team: tuple[TeamMember, ...]
    """Those who are in it now."""
    people: tuple[CasePerson, ...]
    """Without removed ones and without members of staff."""
    reports: tuple[CaseReport, ...]
    sheets: tuple[Sheet, ...]
    places: dict[int, str]
    """Id of a place that was asked to take the case over → its name."""
    has_closed: bool
    """Whether something is kept closed."""

    @property
    def plan(self) -> Plan | None:
        """The newest one that isn't replaced."""
        return next((one for one in self.plans if one.state != Plan.State.REPLACED), None)

    @property
    def apart(self) -> Separation | None:
        """The separation that runs."""
        return next((one for one in self.separations if one.ended_on is None), None)

    @property
    def asked(self) -> CaseMove | None:
        """The move that waits for an answer."""
        return next((one for one in self.moves if one.state == CaseMove.State.ASKED), None)


def parts_of(actor: Actor, case: Case) -> Parts:
    """The parts of a case that was seen, in one statement."""
    rows = [_asked(one) for one in _parts()]
    places = CaseMove.objects.filter(case=OuterRef("pk")).values(
        made=Func("to_place_id", "to_place__name", function="jsonb_build_array", output_field=JSONField())
    )
    one = Case.objects.visible_to(actor, SEE).filter(pk=case.pk)
    found = one.values_list(*rows, ArraySubquery(places), _closed()).get()
    made = [tuple(_rows(part.model, told)) for part, told in zip(_parts(), found, strict=False)]
    every: list[Any] = [*made, dict(found[-2]), found[-1]]
    return Parts(*every)


def _parts() -> Sequence[QuerySet[Any]]:
    """In the order of ``Parts``."""
    mine = OuterRef("pk")
    return (
        StepRecord.objects.filter(case=mine).order_by("cycle"),
        DueShift.objects.filter(case=mine).order_by("pk"),
        Assessment.objects.filter(case=mine),
        EmergencyMeasure.objects.filter(case=mine),
        Meeting.objects.filter(case=mine),
        Plan.objects.filter(case=mine).order_by("-n"),
        PlanItem.objects.filter(plan__case=mine).order_by("position"),
        Approval.objects.filter(case=mine),
        ServiceLog.objects.filter(case=mine),
        Review.objects.filter(case=mine),
        Separation.objects.filter(case=mine),
        SeparationExtension.objects.filter(case=mine),
        CaseMove.objects.filter(case=mine),
        BreakGlass.objects.filter(case=mine).order_by("at", "pk"),
        CriminalNotice.objects.filter(case=mine).order_by("-done_at"),
        CaseNote.objects.filter(case=mine),
        CaseTask.objects.filter(case=mine).order_by(F("due_on").asc(nulls_last=True), "pk"),
        TeamMember.objects.filter(case=mine, until__isnull=True).order_by("since", "pk"),
        CasePerson.objects.filter(case=mine, removed_at__isnull=True, staff__isnull=True).order_by("done_at", "pk"),
        CaseReport.objects.filter(case=mine).order_by("linked_at"),
        Sheet.objects.filter(owner_kind=OWNER, owner_id=mine).order_by("-filled_at", "-pk"),
    )


def _closed() -> ExpressionWrapper[Any]:
    mine = OuterRef("pk")
    alleged = CasePerson.objects.filter(case=mine, identity__isnull=False, removed_at__isnull=True)
    apart = Separation.objects.filter(case=mine, address__isnull=False)
    found = Exists(SealedFact.objects.filter(case=mine)) | Exists(alleged) | Exists(apart)
    return ExpressionWrapper(found, output_field=BooleanField())


def _columns(model: type[Model]) -> list[Field[Any, Any]]:
    return [one for one in model._meta.concrete_fields if not isinstance(one, SealedTextField)]


def _asked(rows: QuerySet[Any]) -> ArraySubquery:
    names = [one.attname for one in _columns(rows.model)]
    made = Func(*names, function="jsonb_build_array", output_field=JSONField())
    return ArraySubquery(rows.values(made=made))


def _rows(model: type[M], told: list[list[Any]]) -> Iterator[M]:
    columns = _columns(model)
    names = [one.attname for one in columns]
    for row in told:
        yield model.from_db("default", names, [_read(one, value) for one, value in zip(columns, row, strict=True)])


def _read(column: Field[Any, Any], value: Any) -> Any:
    """A value as the column gives it: moments, days and ids are text in JSON."""
    if value is None:
        return None
    own = column.target_field if isinstance(column, ForeignKey) else column
    return value if isinstance(own, JSONField) else own.to_python(value)
