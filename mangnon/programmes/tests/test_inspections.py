"""Inspections: who leads and who is looked at read them, each recommendation is followed to its end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.db.utils import ProgrammingError
from django.test import Client

from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.lib.refusal import Forbidden, NotFound, StaleVersion
from mangnon.programmes.days import NotYet, TooEarly
from mangnon.programmes.inspections import queries, refusals
from mangnon.programmes.inspections.actions import (
    FindingTold,
    FollowedTold,
    HandlingTold,
    InspectionTold,
    InspectorTold,
    RecommendationTold,
    add_inspection,
    add_inspector,
    answer_recommendation,
    cancel_inspection,
    close_inspection,
    correct_finding,
    correct_inspection,
    correct_recommendation,
    drop_inspector,
    find,
    follow_recommendation,
    handle,
    hold_inspection,
    recommend,
)
from mangnon.programmes.inspections.models import Finding, Inspection, Inspector, Recommendation
from mangnon.programmes.inspections.offers import _work
from mangnon.programmes.inspections.rules import Stand, behind, stand
from mangnon.testing.cast import AT, TODAY, Cast
from mangnon.testing.people import make_person, signed_in

HELD = date(2026, 10, 5)


@pytest.mark.parametrize(
    ("answered_on", "closed_on", "today", "expected"),
    [
        (None, None, HELD, Stand.WAITING),
        (None, None, HELD + timedelta(days=1), Stand.LATE),
        (HELD, None, TODAY, Stand.ANSWERED),
        (None, HELD, TODAY, Stand.CLOSED),
    ],
)
def test_how_a_recommendation_stands(
    answered_on: date | None, closed_on: date | None, today: date, expected: Stand
) -> None:
    assert stand(due_on=HELD, answered_on=answered_on, closed_on=closed_on, today=today) is expected


def test_only_a_planned_inspection_is_behind() -> None:
    assert behind(state="planned", planned_to=HELD, today=TODAY)
    assert not behind(state="planned", planned_to=TODAY, today=TODAY)
    assert not behind(state="held", planned_to=HELD, today=TODAY)


def told(cast: Cast, **more: object) -> InspectionTold:
    known: dict[str, Any] = {
        "kind": "joint", "leader": "Sở Y tế", "subject": "UBND xã Trà Linh", "topics": "Tin báo\nAn toàn",
        "planned_from": HELD, "planned_to": HELD, "subject_place": cast.land.own,
    }  # fmt: skip
    return InspectionTold(**{**known, **more})


@pytest.fixture
def held(cast: Cast) -> Inspection:
    """The province looked at the own commune."""
    phu = cast.phu
    with acting(phu):
        made = add_inspection(actor=phu, at=AT, place=cast.land.province, told=told(cast))
        return hold_inspection(actor=phu, at=AT, inspection_id=made.pk, version=1, held_on=HELD, minutes="Thống nhất")


@pytest.mark.django_db
def test_an_inspection_is_planned_held_and_not_closed_before_its_recommendations(cast: Cast, held: Inspection) -> None:
    phu, whom = cast.phu, {"actor": cast.phu, "at": AT, "inspection_id": held.pk}
    with acting(phu):
        with pytest.raises(refusals.PlannedBackwards):
            add_inspection(actor=phu, at=AT, place=held.place, told=told(cast, planned_to=HELD - timedelta(days=1)))
        with pytest.raises(StaleVersion):
            correct_inspection(**whom, version=1, told=told(cast))
        correct_inspection(**whom, version=2, told=told(cast, leader="Thanh tra thành phố"))
        with pytest.raises(refusals.InspectionShut):
            cancel_inspection(**whom, version=3, reason="Đã làm rồi còn đâu")
        with pytest.raises(NotYet):
            hold_inspection(**whom, version=3, held_on=TODAY + timedelta(days=1), minutes="x")
        one = recommend(**whom, told=RecommendationTold("Làm rào", "UBND xã", HELD + timedelta(days=20)))
        with pytest.raises(refusals.RecommendationsOpen, match="Còn 1 kiến nghị"):
            close_inspection(**whom, version=3)
        follow = {"actor": phu, "at": AT, "recommendation_id": one.pk}
        with pytest.raises(refusals.FollowedOpen):
            follow_recommendation(**follow, version=1, told=FollowedTold("not_done", TODAY, "thôi", close=True))
        with pytest.raises(TooEarly):
            follow_recommendation(**follow, version=1, told=FollowedTold("done", HELD - timedelta(days=1)))
        follow_recommendation(**follow, version=1, told=FollowedTold("partly", TODAY))
        follow_recommendation(**follow, version=2, told=FollowedTold("done", TODAY, close=True))
        with pytest.raises(refusals.RecommendationShut):
            correct_recommendation(**follow, version=3, told=RecommendationTold("x", "x", TODAY))
        assert close_inspection(**whom, version=3).closed_on == TODAY
        with pytest.raises(refusals.InspectionShut):
            find(**whom, told=FindingTold("x", "none"))


@pytest.mark.django_db
def test_a_team_has_one_head_and_each_person_once(cast: Cast, held: Inspection) -> None:
    whom = {"actor": cast.phu, "at": AT, "inspection_id": held.pk}
    hoa = InspectorTold("Nguyễn Thị Hoa", "Phó Giám đốc", "Sở Y tế", head=True)
    with acting(cast.phu):
        first = add_inspector(**whom, told=hoa)
        with pytest.raises(refusals.HeadThere):
            add_inspector(**whom, told=replace(hoa, name="Lê Văn Dũng"))
        with pytest.raises(refusals.InspectorThere):
            add_inspector(**whom, told=replace(hoa, name="nguyễn thị hoa", head=False))
        drop_inspector(actor=cast.phu, at=AT, inspector_id=first.pk)
        drop_inspector(actor=cast.phu, at=AT, inspector_id=first.pk)
        add_inspector(**whom, told=hoa)
        assert [one.name for one in queries.team(held)] == ["Nguyễn Thị Hoa"]


@pytest.mark.django_db
def test_a_violation_names_its_rule_and_its_handling_the_body(cast: Cast, held: Inspection) -> None:
    whom = {"actor": cast.phu, "at": AT}
    with acting(cast.phu):
        with pytest.raises(refusals.RuleUntold):
            find(**whom, inspection_id=held.pk, told=FindingTold("Hồ bơi không rào", "serious"))
        one = find(**whom, inspection_id=held.pk, told=FindingTold("Hồ bơi không rào", "serious", "Điều 5"))
        with pytest.raises(StaleVersion):
            correct_finding(**whom, finding_id=one.pk, version=9, told=FindingTold("x", "none"))
        with pytest.raises(refusals.HandlerUntold):
            handle(**whom, finding_id=one.pk, version=1, told=HandlingTold("criminal"))
        with pytest.raises(TooEarly):
            handle(**whom, finding_id=one.pk, version=1, told=HandlingTold("", on=HELD - timedelta(days=1)))
        done = handle(
            **whom, finding_id=one.pk, version=1,
            told=HandlingTold("administrative", "Chủ tịch UBND xã", "31/QĐ-XPHC", TODAY, "Đã nộp phạt"),
        )  # fmt: skip
        assert done.get_handling_display() == "xử phạt hành chính"


@pytest.mark.django_db
def test_the_inspected_place_reads_and_answers_and_a_stranger_does_neither(cast: Cast, held: Inspection) -> None:
    with acting(cast.phu):
        find(actor=cast.phu, at=AT, inspection_id=held.pk, told=FindingTold("Tốt", "none"))
        add_inspector(actor=cast.phu, at=AT, inspection_id=held.pk, told=InspectorTold("A", "b", "c"))
        asked = RecommendationTold("Làm rào", "UBND xã", TODAY - timedelta(days=3), "0900 111 222")
        one = recommend(actor=cast.phu, at=AT, inspection_id=held.pk, told=asked)
        later = replace(asked, text="Dán biển", due_on=TODAY + timedelta(days=30))
        soon = recommend(actor=cast.phu, at=AT, inspection_id=held.pk, told=later)
        assert [row.pk for row in queries.to_answer(cast.phu, TODAY)] == [one.pk]
    with acting(cast.lien):
        assert [row.pk for row in queries.to_answer(cast.lien, TODAY)] == [one.pk, soon.pk]
    with acting(cast.thao):
        assert queries.to_answer(cast.thao, TODAY) == []
    reply = {"at": AT, "recommendation_id": one.pk, "version": 1, "text": "Đã rào", "by": "Chủ tịch", "on": TODAY}
    with acting(cast.thao):
        for model in (Inspection, Inspector, Finding, Recommendation):
            assert not model.objects.exists()
        with pytest.raises(NotFound):
            queries.inspection_seen(held.pk)
        with pytest.raises(NotFound):
            answer_recommendation(actor=cast.thao, **reply)
        assert queries.listed(cast.thao, TODAY, going=False) == []
        assert _work(cast.thao, AT) == []
    with acting(cast.thao), pytest.raises(ProgrammingError), transaction.atomic():
        Inspector.objects.create(inspection_id=held.pk, name="x", name_key="x", post="x", agency="x")
    with acting(cast.lien):
        (row,) = queries.listed(cast.lien, TODAY, going=True)
        assert (row.findings, row.recommended, row.open, row.late) == (1, 2, 2, 1)
        assert [work.row.place for work in _work(cast.lien, AT)] == ["UBND xã Trà Linh"]
        assert Inspection.objects.filter(pk=held.pk).update(subject="x") == 0
        with pytest.raises(Forbidden):
            follow_recommendation(
                actor=cast.lien, at=AT, recommendation_id=one.pk, version=1, told=FollowedTold("done", TODAY)
            )
        answer_recommendation(actor=cast.lien, **reply)
        with pytest.raises(StaleVersion):
            answer_recommendation(actor=cast.lien, **reply)
        assert _work(cast.lien, AT) == []
    with acting(cast.an):
        assert Recommendation.objects.get(pk=one.pk).answer == "Đã rào"
    with acting(cast.an), pytest.raises(ProgrammingError), transaction.atomic():
        Recommendation.objects.update(answer="x")


@pytest.mark.django_db
def test_the_fronts_supervision_on_its_pages(cast: Cast) -> None:
    client: Client = signed_in(make_person("Hồ Thị Liên", Role.COMMUNE_OFFICER, cast.land.own))
    sent = {
        "kind": "front", "leader": "Ủy ban Mặt trận Tổ quốc xã", "subject": "Trường tiểu học", "topics": "An toàn",
        "subject_place": str(cast.land.own.pk), "planned_from": "5/10/2026", "planned_to": "4/10/2026",
    }  # fmt: skip
    assert client.post("/chuong-trinh/kiem-tra/moi", sent).status_code == 422
    page = client.post("/chuong-trinh/kiem-tra/moi", sent | {"planned_to": "6/10/2026"}).url
    assert "Quá ngày dự kiến" in client.get("/chuong-trinh/kiem-tra").text
    person = {"name": "Alăng Minh", "post": "Chủ tịch", "agency": "Mặt trận", "head": "on"}
    assert client.post(f"{page}/doan", person).status_code == 303
    assert client.post(f"{page}/da-lam", {"version": "1", "held_on": "6/10/2026", "minutes": "Ổn"}).status_code == 303
    found = {"text": "Cầu thang trơn", "severity": "minor", "rule": ""}
    assert client.post(f"{page}/phat-hien", found).status_code == 422
    assert client.post(f"{page}/phat-hien", found | {"rule": "Quy chế trường"}).status_code == 303
    asked = {"text": "Dán băng chống trơn", "who": "Hiệu trưởng", "phone": "0900 111 222", "due_on": "20/10/2026"}
    assert client.post(f"{page}/kien-nghi", asked).status_code == 303
    with acting(cast.lien):
        one, finding, person_there = Recommendation.objects.get(), Finding.objects.get(), Inspector.objects.get()
    base = "/chuong-trinh/kiem-tra"
    shown = client.get(f"{base}?xem=du").text
    assert "Dán băng chống trơn" in shown
    assert "0900 111 222" in shown
    assert client.get(f"{base}/doan/{person_there.pk}/roi").status_code == 200
    assert client.post(f"{base}/phat-hien/{finding.pk}/xu-ly", {"version": "1", "handling": ""}).status_code == 303
    assert "Quy chế trường" in client.get(f"{base}/phat-hien/{finding.pk}").text
    reply = {"version": "1", "text": "Đã dán", "by": "Hiệu trưởng", "on": "1/11/2026"}
    assert client.post(f"{base}/kien-nghi/{one.pk}/tra-loi", reply).status_code == 303
    assert client.post(f"{base}/kien-nghi/{one.pk}/tra-loi", reply).status_code == 409
    looked = {"version": "2", "followed": "done", "note": "", "on": "2/11/2026", "close": "on"}
    assert client.post(f"{base}/kien-nghi/{one.pk}/ket-qua", looked).status_code == 303
    assert "Đã kết thúc" in client.get(f"{base}/kien-nghi/{one.pk}").text
    assert client.post(f"{page}/ket-thuc", {"version": "2"}).status_code == 303
    assert client.get(f"{page}/in").content[:4] == b"%PDF"
    assert "Trường tiểu học" in client.get(f"{base}?xem=du").text
    auditor: Client = signed_in(make_person("Lê Hoài An", Role.AUDITOR, cast.land.province))
    assert "Trường tiểu học" in auditor.get(f"{base}?xem=du").text
    assert auditor.get(page).status_code == 200
    assert auditor.get(f"{page}/sua").status_code == 403
    stranger: Client = signed_in(make_person("Trần Thị Thảo", Role.COMMUNE_OFFICER, cast.land.sibling))
    assert stranger.get(page).status_code == 404
