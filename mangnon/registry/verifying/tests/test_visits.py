"""A second person goes, fills the sheet blind, and an officer settles what differs."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from mangnon.access.scope import acting
from mangnon.audit.models import Entry
from mangnon.lib.ids import new_id
from mangnon.lib.refusal import Forbidden, NotFound, Refusal, StaleVersion
from mangnon.notices.models import Notice
from mangnon.notices.slots import address_of
from mangnon.registry.actions import correct_child, leave_register, merge_children, record_disability
from mangnon.registry.actions.correcting import told_of
from mangnon.registry.actions.health import DisabilityTold
from mangnon.registry.models import Child, Correction, LookAlike, Parent, Recheck, RecheckAnswer, Residence
from mangnon.registry.refusals import Backwards, InFuture
from mangnon.registry.tests.conftest import Enter, belongs
from mangnon.registry.verifying.queries import VISIT, mine, to_visit, visitors
from mangnon.registry.verifying.refusals import (
    AlreadySent,
    AlreadySettled,
    AnsweredUnmet,
    AnswerWrong,
    KeepReasonMissing,
    NotAVisitor,
    NothingAsked,
    NothingToAssign,
    OutcomeMissing,
    RoundClosed,
    SamePerson,
    StillDifferent,
    WayMissing,
)
from mangnon.registry.verifying.rounds import close_round
from mangnon.registry.verifying.settling import APPLY, KEEP, MENDED, settle_difference
from mangnon.registry.verifying.tests.conftest import Draw, Send
from mangnon.registry.verifying.told import VisitTold
from mangnon.registry.verifying.visiting import assign_visits, note_look, send_visit
from mangnon.registry.verifying.working import work
from mangnon.testing.cast import AT, TODAY, Cast
from mangnon.testing.register import child


def _answers(cast: Cast, row: Recheck) -> dict[str, RecheckAnswer]:
    with acting(cast.phu):
        return {one.field: one for one in RecheckAnswer.objects.filter(recheck=row)}


def _child(cast: Cast, row: Recheck) -> Child:
    with acting(cast.phu):
        found: Child = Child.objects_unguarded.get(pk=row.child_id)
        return found


def _settle(cast: Cast, row: Recheck, field: str, way: str, reason: str = "", **more: Any) -> RecheckAnswer:
    version = more.get("version") or _child(cast, row).version
    return settle_difference(
        actor=more.get("by", cast.lien), at=AT, recheck_id=row.pk, field=field, way=way, reason=reason, version=version
    )


def test_a_record_that_is_right_is_verified_at_once(people: Cast, send: Send) -> None:
    row = send()
    answers = _answers(people, row)
    assert {one.result for code, one in answers.items() if code in ("full_name", "birth", "sex")} == {"equal"}
    assert answers["mother"].result == "unknown"
    assert (row.state, row.settled_on) == ("done", TODAY)
    assert _child(people, row).verified_on == TODAY
    assert send().pk == row.pk
    with pytest.raises(AlreadySent):
        send(full_name="Hồ Thị Sen")
    with acting(people.an):
        details = [one.detail for one in Entry.objects.filter(action=VISIT).order_by("pk")]
    assert [one.get("again", False) for one in details] == [False, True]
    assert "Sương" not in str(details)


def test_whoever_is_sent_is_told_once_for_all_sheets(people: Cast, suong: Child, drawn: Draw) -> None:
    one = drawn(only=people.land.own)
    with acting(people.phu):
        rows = list(Recheck.objects_unguarded.filter(round=one).values_list("pk", flat=True))
    assign_visits(actor=people.lien, at=AT, recheck_ids=rows, visitor_id=people.mo.me)
    with acting(people.mo):
        told = Notice.objects.get(telling__kind="registry.recheck_assigned")
        assert address_of(told.telling.subject_kind, told.telling.subject_id) == reverse("registry:recheck_visits")
    assert told.person_id == people.mo.me


def test_nobody_checks_what_they_wrote_themselves(people: Cast, enter: Enter, drawn: Draw) -> None:
    written = enter("Hồ Thị Mận", by=people.mo)
    plum = enter("Hồ Thị Mơ Nhỏ", by=people.lien)
    one = drawn(only=people.land.own)
    with acting(people.phu):
        rows = {row.child_id: row for row in Recheck.objects_unguarded.filter(round=one)}
    ids = [row.pk for row in rows.values()]
    given = assign_visits(actor=people.lien, at=AT, recheck_ids=ids, visitor_id=people.mo.me)
    assert (given.given, given.skipped) == (1, 1)
    with pytest.raises(SamePerson, match="Hồ Thị Mơ"):
        assign_visits(actor=people.lien, at=AT, recheck_ids=[rows[written.pk].pk], visitor_id=people.mo.me)
    with acting(people.phu):
        assert Recheck.objects_unguarded.get(pk=rows[plum.pk].pk).visitor == people.mo.me
    with pytest.raises(NotAVisitor):
        assign_visits(actor=people.phu, at=AT, recheck_ids=ids, visitor_id=people.thao.me)
    with pytest.raises(Forbidden):
        assign_visits(actor=people.mo, at=AT, recheck_ids=ids, visitor_id=people.lien.me)
    with pytest.raises(NotFound):
        assign_visits(actor=people.thao, at=AT, recheck_ids=ids, visitor_id=people.thao.me)
    names = [person.full_name for person in visitors(people.land.own.pk, TODAY)]
    assert sorted(names) == ["Hồ Thị Liên", "Hồ Thị Mơ", "Trần Đình Phú"]


def test_whoever_corrects_the_record_meanwhile_may_not_send(people: Cast, suong: Child, drawn: Draw) -> None:
    one = drawn(only=people.land.own)
    with acting(people.phu):
        row = Recheck.objects_unguarded.get(round=one, child=suong)
    assign_visits(actor=people.phu, at=AT, recheck_ids=[row.pk], visitor_id=people.lien.me)
    with acting(people.lien):
        told = told_of(suong)
    fields = {name: getattr(told, name) for name in told.__slots__} | {"home_place": "Trà Linh"}
    correct_child(
        actor=people.lien, at=AT, child_id=suong.pk, version=suong.version, told=type(told)(**fields), reason="Giấy"
    )
    visit = VisitTold("met", TODAY, {"sex": "2"})
    with pytest.raises(SamePerson):
        send_visit(actor=people.lien, at=AT, recheck_id=row.pk, told=visit)


@pytest.mark.parametrize(
    ("outcome", "more", "refusal"),
    [
        ("", {}, OutcomeMissing), ("odd", {}, OutcomeMissing), ("died", {"sex": "2"}, AnsweredUnmet),
        ("met", {"sex": "7"}, AnswerWrong), ("met", {"hamlet": "1"}, AnswerWrong), ("met", {"odd": "1"}, AnswerWrong),
        ("met", {"birth": "7/3/2016"}, AnswerWrong), ("met", {"schooling": "odd"}, AnswerWrong),
        ("met", dict.fromkeys(("full_name", "birth", "sex", "ethnicity", "registered"), ""), NothingAsked),
        ("met", {"on": TODAY + timedelta(1)}, InFuture), ("met", {"on": date(2026, 11, 1)}, Backwards),
    ],
)  # fmt: skip
def test_a_sheet_that_makes_no_sense_is_refused(
    send: Send, outcome: str, more: dict[str, Any], refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        send(outcome, **more)


def test_differences_wait_for_the_officer_and_change_nothing_by_themselves(people: Cast, send: Send) -> None:
    row = send(full_name="Hồ Thị Suơng", birth="2016-03-09", mother="Hồ Thị Nga", disability="yes", mother_state="CHET")
    answers = _answers(people, row)
    results = {code: one.result for code, one in answers.items() if one.result not in ("equal", "unknown")}
    assert results == {
        "full_name": "spelling", "birth": "different", "mother": "missing", "disability": "different",
        "mother_state": "different",
    }  # fmt: skip
    assert row.state == "sent"
    record = _child(people, row)
    assert (record.full_name, record.born, record.verified_on, record.version) == (
        "Hồ Thị Sương",
        "2016-03-07",
        None,
        1,
    )


def test_each_difference_is_corrected_or_kept_with_a_reason(people: Cast, send: Send) -> None:
    other = str(people.land.hamlet.pk)
    row = send(full_name="Hồ Thị Suơng", birth="2016-03-09", mother="Hồ Thị Nga", hamlet=other, disability="yes")
    with pytest.raises(KeepReasonMissing):
        _settle(people, row, "full_name", KEEP, " ")
    with pytest.raises(WayMissing):
        _settle(people, row, "disability", APPLY)
    with pytest.raises(WayMissing):
        _settle(people, row, "birth", "odd")
    with pytest.raises(StaleVersion):
        _settle(people, row, "birth", APPLY, version=9)
    with pytest.raises(Forbidden):
        _settle(people, row, "birth", APPLY, by=people.mo)
    with pytest.raises(NotFound):
        _settle(people, row, "birth", APPLY, by=people.thao)
    with pytest.raises(NotFound):
        _settle(people, row, "sex", KEEP, "Không khác")
    _settle(people, row, "full_name", KEEP, "Theo giấy khai sinh bản chính")
    _settle(people, row, "birth", APPLY, "giấy khai sinh")
    _settle(people, row, "birth", APPLY, "giấy khai sinh")
    with pytest.raises(AlreadySettled):
        _settle(people, row, "birth", KEEP, "Nghĩ lại")
    _settle(people, row, "mother", APPLY)
    _settle(people, row, "hamlet", APPLY)
    with pytest.raises(StillDifferent):
        _settle(people, row, "disability", MENDED)
    told = DisabilityTold(types=["1"], since=date(2026, 3, 1))
    record_disability(actor=people.lien, at=AT, child_id=row.child_id, told=told)
    assert _child(people, row).verified_on is None
    _settle(people, row, "disability", MENDED)
    record = _child(people, row)
    assert (record.full_name, record.born, record.verified_on) == ("Hồ Thị Sương", "2016-03-09", TODAY)
    assert record.hamlet_id == people.land.hamlet.pk
    with acting(people.phu):
        assert Recheck.objects_unguarded.get(pk=row.pk).state == "done"
        assert Correction.objects.get(child=record).reason == "Phúc tra: giấy khai sinh"
        assert Parent.objects.get(child=record).full_name == "Hồ Thị Nga"
        assert Residence.objects.filter(child=record, valid_to__isnull=True).count() == 1
    states = {code: one.settled for code, one in _answers(people, row).items() if one.settled}
    assert states == {
        "full_name": "kept", "birth": "corrected", "mother": "corrected", "hamlet": "corrected",
        "disability": "corrected",
    }  # fmt: skip


def test_what_somebody_changed_after_the_visit_is_not_overwritten(people: Cast, send: Send) -> None:
    row = send(ethnicity="01")
    record = _child(people, row)
    with acting(people.lien):
        told = told_of(record)
    fields = {name: getattr(told, name) for name in told.__slots__} | {"ethnicity": "29"}
    correct_child(
        actor=people.lien, at=AT, child_id=record.pk, version=record.version, told=type(told)(**fields), reason="Giấy"
    )
    with pytest.raises(StaleVersion):
        _settle(people, row, "ethnicity", APPLY)
    assert _child(people, row).ethnicity == "29"


def test_a_child_that_is_gone_leads_to_the_acts_of_the_register(people: Cast, send: Send) -> None:
    row = send("died", note="Bà ngoại cho biết")
    assert row.state == "sent"
    with pytest.raises(StillDifferent):
        _settle(people, row, "met", MENDED)
    leave_register(actor=people.lien, at=AT, child_id=row.child_id, kind="died", on=date(2026, 11, 20))
    _settle(people, row, "met", MENDED)
    assert _child(people, row).verified_on is None


def test_a_family_that_was_away_is_visited_again(people: Cast, send: Send) -> None:
    row = send("absent")
    assert (row.state, _answers(people, row)) == ("done", {})
    assign_visits(actor=people.lien, at=AT, recheck_ids=[row.pk], visitor_id=people.mo.me)
    assert send().outcome == "met"
    with pytest.raises(NothingToAssign):
        assign_visits(actor=people.lien, at=AT, recheck_ids=[row.pk], visitor_id=people.mo.me)


def test_after_the_close_nothing_is_sent_or_assigned(people: Cast, send: Send) -> None:
    with acting(people.phu):
        row = Recheck.objects_unguarded.get()
    close_round(actor=people.phu, at=AT, round_id=row.round_id)
    with pytest.raises(RoundClosed):
        send()
    with pytest.raises(RoundClosed):
        assign_visits(actor=people.lien, at=AT, recheck_ids=[row.pk], visitor_id=people.mo.me)


def test_the_visitor_finds_the_child_in_another_hamlet_and_nobody_else_does(people: Cast, send: Send) -> None:
    with acting(people.mo):
        (row,) = to_visit(people.mo)
        assert (row.child_name, row.head_name, row.house_address) == ("Hồ Thị Sương", "Hồ Văn Bảy", "Sau trường học")
    for actor in (people.lien, people.thao, people.phu):
        with acting(actor):
            assert not mine(actor).exists()


def test_opening_the_record_before_sending_is_noted_once(people: Cast, suong: Child, send: Send) -> None:
    assert note_look(actor=people.mo, at=AT, child_id=suong.pk)
    assert not note_look(actor=people.mo, at=AT, child_id=suong.pk)
    assert send().looked_at == AT


def test_very_sensitive_groups_are_not_compared(people: Cast, suong: Child, send: Send) -> None:
    with acting(people.phu):
        belongs(suong, "HCDB-11.4", 2)
    row = send(circumstance="no")
    assert _answers(people, row)["circumstance"].result == "equal"


def test_what_waits_stands_on_the_worklist(people: Cast, suong: Child, send: Send) -> None:
    with acting(people.mo):
        (line,) = work(people.mo, AT)
    assert (line.row.name, line.row.place) == ("HO THI SUONG", "Thôn Thử Hai")
    row = send(sex="1")
    with acting(people.lien):
        (line,) = work(people.lien, AT)
    assert line.row.about == "1 phiếu có điều khác"
    for actor in (people.mo, people.thao, people.quyet, people.an):
        with acting(actor):
            assert work(actor, AT) == []
    _settle(people, row, "sex", KEEP, "Đã xem giấy khai sinh")


def test_a_sheet_follows_its_child_into_a_merge(people: Cast, suong: Child, send: Send) -> None:
    row = send()
    with acting(people.phu):
        twin = child("Hồ Thị Sương", people.land.own, hamlet=people.land.hamlet, born="7/3/2016", sex="2")
        first, second = sorted((suong, twin), key=lambda one: one.pk)
        pair = LookAlike.objects.create(
            id=new_id(), first=first, second=second, score=9.0, verdict="likely", reasons=["name_same"]
        )
    merge_children(actor=people.lien, at=AT, pair_id=pair.pk, keep=twin.pk, choices={}, why="Cùng một cháu.")
    with acting(people.phu):
        assert Recheck.objects_unguarded.get(pk=row.pk).child_id == twin.pk
