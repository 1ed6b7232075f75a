"""Stating days and withdrawing them: who may, what is refused, what moves, what was known when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import Error, connection, transaction

from mangnon.access.actor import Actor
from mangnon.access.scope import acting
from mangnon.audit.models import Entry
from mangnon.lib.periods import Period
from mangnon.lib.refusal import Forbidden, NotFound, Refusal
from mangnon.places.calendar.actions import (
    AlreadyStated,
    AlreadyWithdrawn,
    Days,
    DocumentMissing,
    NoDayStated,
    OffAndWorked,
    ReasonMissing,
    TooManyDays,
    add_days,
    preview_add,
    preview_withdraw,
    withdraw_days,
)
from mangnon.places.calendar.models import CalendarEntry, CalendarWithdrawal
from mangnon.places.calendar.queries import calendar_for, calendars
from mangnon.places.calendar.tests.conftest import Desk
from mangnon.testing.cast import AT, Cast

STORM = date(2026, 11, 26)
"""A Thursday, three days after the moment of all tests."""
SATURDAY = date(2026, 12, 5)


def off(*, first: date = STORM, last: date | None = None, **given: Any) -> Days:
    """A storm day, by a document."""
    return Days(
        **{
            "name": "Nghỉ tránh bão",
            "document": "Công điện 99/CĐ-TEST ngày 22/11/2026",
            "off": Period.closed(first, last or first),
            **given,
        }
    )


def add(who: Actor, days: Days) -> CalendarEntry:
    return add_days(actor=who, at=AT, days=days)


def test_a_day_off_holds_for_everybody_and_is_booked(cast: Cast) -> None:
    row = add(cast.phu, off())
    assert calendar_for().is_off(STORM)
    assert calendar_for(cast.land.own.pk).is_off(STORM)
    with acting(cast.an):
        entry = Entry.objects.get(action="places.calendar.add")
    assert (entry.subject_id, entry.actor_name) == (str(row.pk), "Trần Đình Phú")
    assert entry.detail["document"] == "Công điện 99/CĐ-TEST ngày 22/11/2026"


def test_a_local_day_holds_in_its_place_and_what_lies_in_it(cast: Cast) -> None:
    add(cast.phu, off(unit_id=cast.land.own.pk))
    assert calendar_for(cast.land.own.pk).is_off(STORM)
    assert not calendar_for(cast.land.sibling.pk).is_off(STORM)
    assert not calendar_for().is_off(STORM)
    add(cast.phu, off(first=STORM + timedelta(days=1), unit_id=cast.land.province.pk))
    assert calendar_for(cast.land.sibling.pk).is_off(STORM + timedelta(days=1))
    assert not calendar_for(cast.land.foreign.pk).is_off(STORM + timedelta(days=1))


def test_a_swap_is_one_statement_with_two_sides(cast: Cast) -> None:
    add(cast.phu, off(worked=SATURDAY))
    mine = calendar_for()
    assert (mine.is_off(STORM), mine.is_off(SATURDAY)) == (True, False)
    assert [(mark.day, mark.off) for mark in mine.marks(STORM, SATURDAY)] == [(STORM, True), (SATURDAY, False)]


def test_of_two_statements_the_local_one_holds_then_the_later(cast: Cast) -> None:
    add(cast.phu, off(worked=SATURDAY))
    add(cast.phu, off(first=SATURDAY, unit_id=cast.land.own.pk, name="Lũ lớn"))
    assert calendar_for(cast.land.own.pk).is_off(SATURDAY)
    assert not calendar_for(cast.land.sibling.pk).is_off(SATURDAY)
    add(cast.phu, Days("Vẫn làm việc", "Công điện 100/CĐ-TEST", worked=STORM))
    assert not calendar_for().is_off(STORM)


def test_the_country_is_stated_by_the_province_and_the_administrator_only(cast: Cast) -> None:
    add(cast.quan, off())
    for who in (cast.lien, cast.quyet, cast.mo, cast.van, cast.an):
        with pytest.raises(Forbidden):
            add(who, off(unit_id=cast.land.own.pk))


@pytest.mark.parametrize(
    ("days", "refusal"),
    [
        (off(off=None), NoDayStated),
        (off(last=STORM + timedelta(days=31)), TooManyDays),
        (off(off=Period(STORM)), TooManyDays),
        (off(worked=STORM), OffAndWorked),
        (off(document="  "), DocumentMissing),
        (off(unit_id=0), NotFound),
    ],
)
def test_it_refuses_in_a_sentence_and_writes_nothing(cast: Cast, days: Days, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal) as refused:
        add(cast.phu, days)
    assert str(refused.value)
    assert not CalendarEntry.objects.exists()


def test_it_refuses_the_same_days_twice_until_they_are_confirmed(cast: Cast) -> None:
    add(cast.phu, off())
    with pytest.raises(AlreadyStated):
        add(cast.phu, off(name="Lại nghỉ"))
    assert not calendar_for().marks(STORM, STORM)[0].confirmed
    add(cast.phu, off(confirmed=True))
    assert calendar_for().marks(STORM, STORM)[0].confirmed
    add(cast.phu, off(unit_id=cast.land.own.pk))


def test_open_deadlines_move_and_say_why_the_past_stays(cast: Cast, desk: Desk) -> None:
    desk.begin("open", "9:00 23/11/2026", 5)
    desk.begin("past", "9:00 9/11/2026", 5)
    desk.begin("far", "9:00 30/11/2026", 5)
    before = desk.days()
    row = add(cast.phu, off())
    assert (before["open"], desk.days()["open"]) == ("2026-12-01", "2026-12-02")
    assert {key: desk.days()[key] for key in ("past", "far")} == {key: before[key] for key in ("past", "far")}
    assert desk.lines == [("open", "Nghỉ tránh bão, theo Công điện 99/CĐ-TEST ngày 22/11/2026")]
    assert row.moved == {"thu": 1}


def test_a_day_in_the_past_leaves_what_was_due_and_moves_what_is_open(cast: Cast, desk: Desk) -> None:
    desk.begin("past", "9:00 16/11/2026", 2)
    desk.begin("open", "9:00 16/11/2026", 7)
    add(cast.phu, off(first=date(2026, 11, 17)))
    assert desk.days() == {"past": "2026-11-18", "open": "2026-11-27"}


def test_a_local_day_moves_deadlines_of_its_place_only(cast: Cast, desk: Desk) -> None:
    desk.begin("own", "9:00 23/11/2026", 5, cast.land.own.pk)
    desk.begin("sibling", "9:00 23/11/2026", 5, cast.land.sibling.pk)
    add(cast.phu, off(unit_id=cast.land.own.pk))
    assert desk.days() == {"own": "2026-12-02", "sibling": "2026-12-01"}


def test_a_preview_tells_what_the_act_does_and_writes_nothing(cast: Cast, desk: Desk) -> None:
    desk.begin("a", "9:00 23/11/2026", 5)
    desk.begin("b", "9:00 23/11/2026", 5)
    found = preview_add(actor=cast.phu, at=AT, days=off())
    assert [(one.day, one.off) for one in found.days] == [(STORM, True)]
    assert [dict(told) for _slot, told in found.tellings()] == [{(date(2026, 12, 1), date(2026, 12, 2)): 2}]
    assert not CalendarEntry.objects.exists()
    assert set(desk.days().values()) == {"2026-12-01"}
    assert add(cast.phu, off()).moved == found.moved


def test_a_withdrawal_moves_deadlines_back_and_says_why(cast: Cast, desk: Desk) -> None:
    desk.begin("open", "9:00 23/11/2026", 5)
    row = add(cast.phu, off())
    assert preview_withdraw(actor=cast.quan, at=AT, entry_id=row.pk).moved == {"thu": 1}
    gone = withdraw_days(actor=cast.quan, at=AT, entry_id=row.pk, reason=" Nhập nhầm ngày ")
    assert desk.days() == {"open": "2026-12-01"}
    assert desk.lines[-1] == ("open", "rút lại “Nghỉ tránh bão”: Nhập nhầm ngày")
    assert (gone.reason, gone.moved) == ("Nhập nhầm ngày", {"thu": 1})
    assert not calendar_for().is_off(STORM)


def test_a_withdrawal_is_refused_without_a_reason_twice_or_without_the_right(cast: Cast) -> None:
    row = add(cast.phu, off())
    with pytest.raises(ReasonMissing):
        withdraw_days(actor=cast.phu, at=AT, entry_id=row.pk, reason=" ")
    with pytest.raises(Forbidden):
        withdraw_days(actor=cast.quyet, at=AT, entry_id=row.pk, reason="Nhầm")
    with pytest.raises(NotFound):
        withdraw_days(actor=cast.phu, at=AT, entry_id=0, reason="Nhầm")
    withdraw_days(actor=cast.phu, at=AT, entry_id=row.pk, reason="Nhầm")
    with pytest.raises(AlreadyWithdrawn):
        withdraw_days(actor=cast.phu, at=AT, entry_id=row.pk, reason="Nhầm")


def test_what_was_known_when_can_always_be_asked(cast: Cast) -> None:
    row = add(cast.phu, off())
    gone = withdraw_days(actor=cast.phu, at=AT, entry_id=row.pk, reason="Nhầm")
    row.refresh_from_db()
    gone.refresh_from_db()
    tick = timedelta(microseconds=1)
    known = [calendars(known_at=at)(None).is_off(STORM) for at in (row.recorded_at - tick, row.recorded_at)]
    assert known == [False, True]
    known = [calendars(known_at=at)(None).is_off(STORM) for at in (gone.recorded_at - tick, gone.recorded_at)]
    assert known == [True, False]


def test_the_swap_of_january_was_not_known_before_its_letter(cast: Cast) -> None:
    day = date(2026, 1, 2)
    before, after = AT.replace(year=2025, month=12, day=24), AT.replace(year=2025, month=12, day=25)
    assert [calendars(known_at=at)(None).is_off(day) for at in (before, after)] == [False, True]
    assert calendar_for().is_off(day)


CHANGES: list[Callable[[], Any]] = [
    lambda: CalendarEntry.objects.update(name="khác"),
    lambda: CalendarEntry.objects.all()._raw_delete("default"),
    lambda: CalendarWithdrawal.objects.all().delete(),
    lambda: CalendarWithdrawal.objects.update(reason="khác"),
]


@pytest.mark.parametrize("change", CHANGES)
def test_the_database_lets_nobody_change_or_delete_a_statement(cast: Cast, change: Callable[[], Any]) -> None:
    row = add(cast.phu, off())
    withdraw_days(actor=cast.phu, at=AT, entry_id=row.pk, reason="Nhầm")
    for who in (cast.phu, cast.quan, cast.an):
        with acting(who), pytest.raises(Error, match="permission denied"), transaction.atomic():
            change()


def test_the_moment_of_knowing_is_the_database_s(cast: Cast) -> None:
    row = add(cast.phu, off())
    row.refresh_from_db()
    with connection.cursor() as cursor:
        cursor.execute("select clock_timestamp()")
        now = cursor.fetchone()[0]
    assert row.entered_at == AT
    assert abs(now - row.recorded_at) < timedelta(minutes=5)


def test_the_database_refuses_an_entry_that_says_nothing(cast: Cast) -> None:
    add(cast.phu, off())
    good = CalendarEntry.objects.get()
    for wrong in ({"off_from": None, "off_to": None}, {"off_to": None}, {"worked_on": STORM}):
        bad = CalendarEntry(**{name: getattr(good, name) for name in FIELDS} | wrong)
        with acting(cast.phu), pytest.raises(Error, match="calendar_entry"), transaction.atomic():
            bad.save(force_insert=True)


FIELDS = ("unit", "off_from", "off_to", "worked_on", "name", "document", "confirmed", "entered_by", "entered_at")
