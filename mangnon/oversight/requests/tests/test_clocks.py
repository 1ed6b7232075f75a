"""Clocks of requests: over Tết, weekends and swapped days; moved with the calendar; told in time."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from hypothesis import given
from hypothesis import strategies as st

from mangnon.access.scope import acting
from mangnon.lib.dates import local_day
from mangnon.lib.periods import Period
from mangnon.lib.workdays import Weekends
from mangnon.notices.models import Notice, Telling
from mangnon.notices.outbox import COURIER, Courier
from mangnon.oversight.definitions import Basis, DefinitionFileWrong
from mangnon.oversight.requests import jobs
from mangnon.oversight.requests.definitions import every_kind, kind_on
from mangnon.oversight.requests.rules import clocks_of
from mangnon.oversight.requests.tests.conftest import Registry
from mangnon.places.calendar.actions import Days, add_days
from mangnon.places.calendar.moments import read_moment
from mangnon.places.calendar.queries import calendar_for

GOLDEN = [
    ("16:30 13/2/2026", "24/2/2026", "23/2/2026"),  # the Friday before Tết
    ("9:00 5/2/2026", "9/2/2026", "23/2/2026"),  # ten days end in Tết
    ("8:00 24/4/2026", "29/4/2026", "4/5/2026"),  # Hùng Kings' day is bridged, then 30/4 and 1/5
    ("8:00 8/1/2026", "10/1/2026", "19/1/2026"),  # Saturday 10/1 is worked in exchange
    ("23:59 20/11/2026", "25/11/2026", "30/11/2026"),  # 24/11 is a holiday
]


@pytest.mark.parametrize(("received", "answer", "fulfil"), GOLDEN)
def test_the_golden_table_of_clocks(db: None, received: str, answer: str, fulfil: str) -> None:
    start = read_moment(received)
    kind = kind_on("copy", local_day(start))
    assert kind is not None
    clocks = clocks_of(kind, start, calendar_for(None))
    said = [f"{day.day}/{day.month}/{day.year}" for day in map(local_day, (clocks.answer, clocks.fulfil))]
    assert said == [answer, fulfil]


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - given a zone
    st.frozensets(st.dates(date(2026, 1, 1), date(2030, 3, 1)), max_size=40),
)
def test_clocks_end_on_working_days_after_the_receipt(start: datetime, off: frozenset[date]) -> None:
    days, kind = Weekends(off), every_kind()[0]
    clocks = clocks_of(kind, start, days)
    for end in (clocks.answer, clocks.fulfil):
        assert end > start
        assert not days.is_off(local_day(end))
    later = clocks_of(kind, start + timedelta(days=1), days)
    assert later.answer >= clocks.answer
    assert later.fulfil >= clocks.fulfil


def test_what_no_source_states_for_a_kind_is_marked_and_takes_the_strictest_term() -> None:
    for kind in every_kind():
        assert (str(kind.answer.term), kind.answer.basis) == ("2 ngày làm việc", Basis.SUMMARY)
        assert (kind.fulfil.term.amount, kind.fulfil.basis, kind.extension.basis) == (
            10, Basis.UNSTATED, Basis.UNSTATED,
        )  # fmt: skip
        assert "chưa xác nhận" in kind.fulfil.words()
        assert not kind.answer.confirmed


def test_a_mistake_in_the_file_is_named() -> None:
    from mangnon.oversight.definitions import read_definitions
    from mangnon.oversight.requests.definitions import FILE, build

    text = FILE.read_text(encoding="utf-8")
    for broken, said in (
        (text.replace("child_from: 7", "child_from: bảy", 1), "know.*child_from"),
        (text.replace("id: copy", "id: know"), "know is defined twice"),
        (text.replace("    child_from: 7\n", "", 1), "lacks 'child_from'"),
        (text.replace("gives_copy", "gives_paper", 1), "doesn't know gives_paper"),
    ):
        with pytest.raises(DefinitionFileWrong, match=said):
            read_definitions(FILE, build, broken)


def test_a_new_day_off_moves_open_clocks_and_leaves_a_line(registry: Registry) -> None:
    registry.at = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
    row = registry.receive()
    done = registry.accept(registry.receive())
    days = Days("Bão số 9", "Công điện 01", Period(date(2026, 11, 25), date(2026, 11, 28)), None, registry.land.own.pk)
    add_days(actor=registry.actor("phu"), at=registry.at + timedelta(hours=1), days=days)
    moved = registry.fresh(row)
    assert local_day(row.answer_due) == date(2026, 11, 26)
    assert local_day(moved.answer_due) == date(2026, 12, 1)
    assert local_day(moved.fulfil_due) == local_day(row.fulfil_due) == date(2026, 12, 3)
    line = registry.steps(row)[-1]
    assert (line.what, line.by_name) == ("moved", "")
    assert "từ 26/11/2026 sang 1/12/2026" in line.words
    assert "Công điện 01" in line.words
    assert registry.fresh(done).answer_due == done.answer_due


def test_an_extended_clock_follows_the_calendar_too(registry: Registry) -> None:
    from mangnon.oversight.requests.actions.answering import extend_request

    registry.at = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
    row = registry.accept(registry.receive())
    row = extend_request(
        actor=registry.actor("tam"), at=registry.at, request_id=row.pk, version=2, reason="Hồ sơ giấy ở kho huyện cũ."
    )
    assert local_day(row.fulfil_due) == date(2026, 12, 14)
    days = Days("Bão", "Công điện 02", Period(date(2026, 12, 14), date(2026, 12, 15)), None, registry.land.own.pk)
    add_days(actor=registry.actor("phu"), at=registry.at, days=days)
    assert local_day(registry.fresh(row).fulfil_due) == date(2026, 12, 15)


def told(registry: Registry, name: str) -> list[str]:
    """Kinds of what lies in somebody's inbox."""
    with acting(registry.actor(name)):
        return list(Notice.objects.order_by("id").values_list("telling__kind", flat=True))


def test_people_are_told_once_when_it_is_nearly_due_and_once_when_it_is_late(registry: Registry) -> None:
    row = registry.receive()
    assert told(registry, "tam") == ["oversight.request_received"]
    start = row.answer_due
    assert jobs.remind_all(at=start - timedelta(days=1)) == 1
    assert jobs.remind_all(at=start - timedelta(hours=12)) == 0
    assert told(registry, "van") == []
    assert jobs.remind_all(at=start + timedelta(hours=8)) == 1
    assert jobs.remind_all(at=start + timedelta(days=1)) == 0
    assert told(registry, "tam") == ["oversight.request_received", "oversight.request_due", "oversight.request_late"]
    assert told(registry, "van") == ["oversight.request_late"]
    assert told(registry, "lien") == []


def test_nothing_but_a_code_leaves(registry: Registry) -> None:
    tam = registry.people["tam"]
    tam.email = "tam@example.vn"
    tam.save(update_fields=["email"])
    registry.at = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
    row = registry.receive(subject_name="Hồ Thị Ánh Canary", asked="Canary muốn xem dữ liệu.", requester_name="Canary")
    Courier(clock=lambda: registry.at + timedelta(hours=1)).round()
    sent = [one.subject + one.body for one in mail.outbox]
    assert len(sent) == 1
    assert re.search(rf"{re.escape(row.code)}", sent[0])
    assert "Canary" not in sent[0]
    with acting(COURIER):
        assert "Canary" not in str(list(Telling.objects.values()))
