"""Boards: one of a kind at a time, members with periods, meetings whose conclusions become tasks, what is lacking."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.lib.refusal import Forbidden
from mangnon.places.models import Unit
from mangnon.programmes import refusals
from mangnon.programmes.boards.actions import (
    MemberTold,
    add_member,
    call_meeting,
    conclude,
    correct_board,
    end_board,
    end_member,
    minute_meeting,
    set_up_board,
    task_of_conclusion,
)
from mangnon.programmes.boards.models import Board, Member
from mangnon.programmes.boards.queries import heirs, lacking, overview
from mangnon.programmes.boards.rules import Facts, Lack, lacks, missing_posts
from mangnon.programmes.plans.actions import Terms
from mangnon.programmes.plans.queries.grounds import Ground
from mangnon.programmes.tests.conftest import Desk
from mangnon.statutes.tests.shipping import put
from mangnon.testing.cast import AT, TODAY
from mangnon.testing.people import make_person, signed_in

SINCE = date(2025, 8, 12)


def facts(**told: object) -> Facts:
    known = {"ended": False, "head": True, "rules": True, "posts": ("Trưởng Công an",), "began": SINCE, "met": TODAY}
    return Facts(**{**known, **told})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (None, [Lack.MISSING]),
        (facts(), []),
        (facts(ended=True, head=False), [Lack.ENDED]),
        (facts(head=False, rules=False), [Lack.HEADLESS, Lack.RULELESS]),
        (facts(posts=()), [Lack.POSTS]),
        (facts(met=None), [Lack.SILENT]),
        (facts(met=None, began=date(2026, 10, 1)), []),
    ],
)
def test_a_board_lacks_what_its_facts_say(found: Facts | None, expected: list[Lack]) -> None:
    assert lacks(found, ["Trưởng công an"], TODAY) == expected


def test_posts_are_compared_without_marks_and_case() -> None:
    assert missing_posts(["truong tram y te"], ["Trưởng trạm Y tế", "Trưởng Công an"]) == ["Trưởng Công an"]


@pytest.fixture
def board(desk: Desk) -> Board:
    """A board of the own commune."""
    lien, own = desk.cast.lien, desk.cast.land.own
    with acting(lien):
        return set_up_board(actor=lien, at=AT, place=own, kind="board", decision="45/QĐ-UBND", since=SINCE)


@pytest.mark.django_db
def test_the_database_refuses_two_boards_two_heads_and_one_person_twice(desk: Desk, board: Board) -> None:
    lien, own = desk.cast.lien, desk.cast.land.own
    told = {"actor": lien, "at": AT, "board_id": board.pk}
    head = MemberTold("Hồ Văn Quyết", "Chủ tịch UBND xã", "head", SINCE)
    with acting(lien):
        with pytest.raises(refusals.BoardThere):
            set_up_board(actor=lien, at=AT, place=own, kind="board", decision="46", since=date(2026, 1, 1))
        set_up_board(actor=lien, at=AT, place=own, kind="standing", decision="47", since=SINCE)
        first = add_member(**told, told=head)
        with pytest.raises(refusals.HeadThere):
            add_member(**told, told=MemberTold("Hồ Thị Mận", "Phó Chủ tịch", "head", date(2026, 1, 1)))
        with pytest.raises(refusals.MemberThere):
            add_member(**told, told=MemberTold("Hồ Văn Quyết", "Trưởng Công an", "member", date(2026, 1, 1)))
        with pytest.raises(refusals.DayOutside):
            add_member(**told, told=MemberTold("Ai", "x", "member", date(2024, 1, 1)))
        end_member(actor=lien, at=AT, member_id=first.pk, last=date(2025, 12, 31), reason="Chuyển công tác")
        add_member(**told, told=MemberTold("Hồ Thị Mận", "Chủ tịch UBND xã", "head", date(2026, 1, 1)))
        correct_board(**told, version=1, decision="45/QĐ-UBND", rules="46/QĐ-UBND")
        end_board(**told, last=date(2026, 11, 1), reason="Lập lại ban theo quyết định mới")
        assert not Member.objects.filter(board=board, valid_to__isnull=True).exists()
        with pytest.raises(refusals.BoardEnded):
            add_member(**told, told=head)
        set_up_board(actor=lien, at=AT, place=own, kind="board", decision="90", since=date(2026, 11, 2))
    with acting(desk.cast.thao), pytest.raises(Forbidden):
        correct_board(actor=desk.cast.thao, at=AT, board_id=board.pk, version=3, decision="x", rules="")


@pytest.mark.django_db
def test_a_conclusion_becomes_one_task_of_a_plan(desk: Desk, board: Board) -> None:
    lien = desk.cast.lien
    with acting(lien):
        meeting = call_meeting(actor=lien, at=AT, board_id=board.pk, on=date(2026, 11, 20), agenda="Rà soát quý 4")
        with pytest.raises(refusals.NotHeld):
            conclude(actor=lien, at=AT, meeting_id=meeting.pk, text="Rào ao")
        told = {"actor": lien, "at": AT, "meeting_id": meeting.pk}
        minute_meeting(**told, version=1, agenda="Rà soát quý 4", present="Đủ", minutes="Thống nhất rào ao.")
        made = conclude(**told, text="Rào ao thôn Một")
        asked = {"actor": lien, "at": AT, "conclusion_id": made.pk, "objective_id": desk.objective.pk}
        terms = Terms(date(2026, 11, 20), date(2026, 12, 15), owner_name="Trưởng thôn Một")
        done = task_of_conclusion(**asked, terms=terms)
        with pytest.raises(refusals.ConcludedAlready):
            task_of_conclusion(**asked, terms=terms)
    assert done.task is not None
    assert (done.task.place, done.task.title) == (desk.cast.land.own, "Rào ao thôn Một")


@pytest.mark.django_db
def test_the_list_tells_what_each_commune_lacks_by_the_laws_posts(desk: Desk, board: Board) -> None:
    put("body")
    with acting(desk.cast.phu):
        rows = {one.unit.pk: one for one in overview(TODAY, today=TODAY)}
        assert len(rows) == 94
        own = rows[desk.cast.land.own.pk]
        assert own.lacking == (Lack.HEADLESS, Lack.RULELESS, Lack.POSTS, Lack.SILENT)
        assert own.standing_lacking == (Lack.MISSING,)
        assert rows[desk.cast.land.sibling.pk].lacking == (Lack.MISSING,)
        assert lacking(board, TODAY) == list(own.lacking)


@pytest.mark.django_db
def test_a_board_of_a_district_points_to_those_of_today(desk: Desk, board: Board) -> None:
    district = next(one for one in Ground(desk.cast.land.own).past if one.level == "district")
    with acting(desk.cast.phu):
        old = Board.objects.create(
            place=Unit.objects.get(pk=district.pk), kind="board", decision="9", valid_from=date(2018, 1, 1),
            valid_to=date(2025, 7, 1), ended_why="Bỏ cấp huyện", changed_at=AT, changed_by_name="x",
        )  # fmt: skip
        now = {unit.pk: one for unit, one in heirs(old)}
    assert now[desk.cast.land.own.pk] == board
    assert now[desk.cast.land.sibling.pk] is None


@pytest.mark.django_db
def test_an_officer_keeps_the_board_on_its_pages(desk: Desk) -> None:
    put("body")
    client: Client = signed_in(make_person("Hồ Thị Liên", Role.COMMUNE_OFFICER, desk.cast.land.own))
    told = {"kind": "board", "decision": "45/QĐ-UBND ngày 12/8/2025", "since": "12/8/2025", "rules": ""}
    page = client.post("/chuong-trinh/ban/moi", told).url
    assert client.post("/chuong-trinh/ban/moi", told).status_code == 409
    joins = {"name": "Hồ Văn Quyết", "part": "head", "since": "12/8/2025"}
    assert client.post(f"{page}/thanh-vien", joins).status_code == 422
    assert client.post(f"{page}/thanh-vien", joins | {"other": "Chủ tịch UBND xã"}).status_code == 303
    shown = client.get(page).text
    assert "Hồ Văn Quyết" in shown
    assert "Trưởng trạm Y tế" in shown
    meeting = client.post(f"{page}/hop", {"on": "20/11/2026", "agenda": "Rà soát quý 4"}).url
    said = {"version": "1", "agenda": "Rà soát", "present": "Đủ", "minutes": "Thống nhất."}
    assert client.post(f"{meeting}/bien-ban", said).status_code == 303
    assert client.post(f"{meeting}/bien-ban", said).status_code == 409
    assert client.post(f"{meeting}/ket-luan", {"text": "Rào ao thôn Một"}).status_code == 303
    make = client.get(meeting).text.split('class="button small" href="')[1].split('"')[0]
    sent = {"objective": str(desk.objective.pk), "owner_name": "Trưởng thôn", "due_on": "15/12/2026"}
    assert client.post(make, sent).status_code == 303
    assert "Rào ao thôn Một" in client.get("/chuong-trinh/").text
    assert client.get("/chuong-trinh/ban?xem=du").status_code == 200
    assert client.get("/chuong-trinh/ban?xem=x").status_code == 400
