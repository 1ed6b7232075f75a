"""Clocks of cases that move from below, and the database's clock, which nobody moves."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import Model

from mangnon.access.scope import acting
from mangnon.cases.actions import keeping, working
from mangnon.cases.actions.opening import FromReport
from mangnon.cases.models import Case, CaseNote, DueShift, LogKind, ServiceLog, StepRecord
from mangnon.cases.queries.parts import parts_of
from mangnon.cases.queries.procedures import steps_of
from mangnon.cases.queries.story import story
from mangnon.cases.tests.conftest import TOLD, Begin
from mangnon.cases.tests.test_chain import again
from mangnon.intake.actions import confirm_first_information, propose_first_information, receive_report
from mangnon.intake.models import HarmReport
from mangnon.intake.told import ChildTold, PlaceTold, ReportTold
from mangnon.lib.ids import new_id
from mangnon.lib.periods import Period
from mangnon.lib.workdays import end_of
from mangnon.places.calendar.actions import Days, add_days
from mangnon.testing.cast import AT, Cast

DAYS, PLAN = timedelta(days=1), "S7_PLAN_DRAFT"


def due(cast: Cast, case: Case, code: str) -> datetime | None:
    """When a step is due."""
    with acting(cast.lien):
        return StepRecord.objects.get(case=case, code=code).due_at


def test_a_day_off_moves_what_is_open_with_a_line_and_leaves_the_past_alone(cast: Cast, begin: Begin) -> None:
    past = begin(first_information_at=AT - 12 * DAYS, at=AT - 12 * DAYS, name="Hồ Thị Trước")
    case = begin()
    assert (due(cast, past, PLAN), due(cast, case, PLAN)) == (end_of(date(2026, 11, 18)), end_of(date(2026, 12, 1)))
    off = Period.closed(date(2026, 11, 16), date(2026, 11, 25))
    add_days(actor=cast.phu, at=AT, days=Days("Nghỉ tránh bão", "Công điện 99/CĐ-TEST", off=off))
    assert (due(cast, past, PLAN), due(cast, case, PLAN)) == (end_of(date(2026, 11, 18)), end_of(date(2026, 12, 2)))
    assert due(cast, case, "S4_EMERGENCY") == TOLD + timedelta(hours=12)
    with acting(cast.lien):
        lines = story(cast.lien, case, parts_of(cast.lien, case), steps_of(case))
        (line,) = [one for one in lines if one.kind == "Lịch làm việc đổi" and "kế hoạch" in one.text.lower()][:1]
        assert not DueShift.objects.filter(case=past, code=PLAN).exists()
    assert "1/12/2026" in line.text
    assert "2/12/2026" in line.text
    assert "Công điện 99/CĐ-TEST" in line.text


def test_an_earlier_first_information_moves_every_clock_of_the_case(cast: Cast, begin: Begin) -> None:
    pk, earlier = new_id(), AT - 2 * DAYS
    with acting(cast.lien):
        told = ReportTold("phone", "Nghe trẻ khóc", PlaceTold(cast.land.own.pk), children=(ChildTold("Hồ Thị Sương"),))
        receive_report(actor=cast.lien, at=AT, report_id=pk, told=told)
        report = HarmReport.objects.visible_to(cast.lien, "intake.see").get(pk=pk)
    case = begin(first_information_at=report.first_information_at, source=FromReport(report))
    before = again(case)
    with acting(cast.lien):
        propose_first_information(actor=cast.lien, at=AT, report_id=pk, new=earlier, source="sổ trực công an xã")
    with acting(cast.quyet):
        confirm_first_information(actor=cast.quyet, at=AT, report_id=pk)
    now = again(case)
    assert (before.first_information_at, now.first_information_at) == (AT, earlier)
    assert due(cast, case, "S4_EMERGENCY") == earlier + timedelta(hours=12) == now.due_at
    assert due(cast, case, PLAN) == end_of(date(2026, 11, 30))


def test_nobody_sets_when_something_was_written_down(cast: Cast, begin: Begin) -> None:
    case = begin()
    working.log_service(
        actor=cast.lien, at=AT, case_id=case.pk, log_id=new_id(), told=working.LogTold(LogKind.CALL, "Gọi."), done_at=AT
    )
    keeping.add_note(actor=cast.lien, at=AT, case_id=case.pk, note_id=new_id(), text="Ghi chú.")
    with acting(cast.lien):
        StepRecord.objects.filter(case=case, code=PLAN).update(done_at=AT)
        rows: list[type[Model]] = [ServiceLog, CaseNote, StepRecord]
        for model in rows:
            mine = model._default_manager.filter(case=case, done_at__isnull=False)
            first = list(mine.values_list("pk", "recorded_at"))
            mine.update(recorded_at=AT - 90 * DAYS)
            assert list(mine.values_list("pk", "recorded_at")) == first
            assert first
            assert AT - 90 * DAYS not in [moment for _pk, moment in first]
        made = ServiceLog.objects.create(
            id=new_id(), case=case, kind="call", what="x", done_at=AT, recorded_at=AT - 90 * DAYS, by="x", by_name="x"
        )
        made.refresh_from_db()
    assert made.recorded_at > AT - DAYS


def test_a_step_that_is_not_done_was_not_recorded(cast: Cast, begin: Begin) -> None:
    case = begin()
    with acting(cast.lien):
        StepRecord.objects.filter(case=case, code=PLAN).update(recorded_at=AT)
        assert StepRecord.objects.get(case=case, code=PLAN).recorded_at is None
