"""Recognition: points against a hand-computed table; score, send, give back, check, decide; a table without points."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client

from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.lib.refusal import Forbidden, StaleVersion
from mangnon.programmes import refusals
from mangnon.programmes.plans.queries.grounds import Ground
from mangnon.programmes.recognition.actions import (
    Checked,
    Told,
    open_round,
    recognise,
    refuse,
    return_dossier,
    score,
    set_class,
    submit,
    verify,
)
from mangnon.programmes.recognition.actions.deciding import Decision
from mangnon.programmes.recognition.making import FILE, SHOWN, make
from mangnon.programmes.recognition.models import Dossier, PlaceClass, Round, Stand
from mangnon.programmes.recognition.queries import Reading, history, law_on, round_rows
from mangnon.programmes.recognition.rules import judge, lines, maximum, missing, what_if
from mangnon.programmes.recognition.views.dossiers import adding
from mangnon.statutes.kinds.figures import CriteriaTable
from mangnon.statutes.loading import row_of
from mangnon.statutes.reading import read_yaml
from mangnon.statutes.rules import check_file
from mangnon.statutes.shapes import build
from mangnon.statutes.tests.shipping import put, shipped
from mangnon.testing.cast import AT, TODAY, Cast
from mangnon.testing.people import make_person, signed_in
from mangnon.ui.screens.base import AskedWrongly

DRAFT = check_file(read_yaml(FILE.read_bytes()))[0]
assert DRAFT is not None
TABLE: CriteriaTable = build(CriteriaTable, DRAFT.body)
FULL = {one.key: one.most or 0 for one in lines(TABLE)}
PAPER = Decision("1200/QĐ-UBND", date(2026, 11, 20), "Võ Thị Vân, Phó Chủ tịch")


@pytest.mark.parametrize(
    ("taken", "place_class", "total", "short", "zeros", "passes"),
    [
        ({}, "T900", 1000, 0, (), True),
        ({("TC02", 0): 75, ("TC06", 1): 30}, "T900", 895, 5, (2,), False),
        ({("TC02", 0): 74, ("TC06", 1): 30, ("TC13", 0): 49}, "T850", 847, 3, (), False),
        ({("TC02", 0): 70, ("TC03", 0): 60, ("TC07", 0): 45, ("TC09", 0): 25}, "T800", 800, 0, (), True),
        ({("TC01", 1): 50, ("TC01", 2): 15, ("TC01", 3): 15, ("TC01", 4): 20}, "T850", 900, 0, (1,), False),
    ],
)
def test_five_communes_as_computed_by_hand(
    taken: Any, place_class: str, total: int, short: int, zeros: tuple[int, ...], passes: bool
) -> None:
    points = {key: most - taken.get(key, 0) for key, most in FULL.items()}
    found = judge(TABLE, points, place_class)
    assert (found.total, found.short, found.zeros, found.passes) == (total, short, zeros, passes)


def test_a_part_without_points_is_unscored_and_an_unknown_class_never_passes() -> None:
    assert judge(TABLE, {**FULL, ("TC06", 2): None}, "T800").unscored == ("6.2",)
    assert judge(TABLE, FULL, "T000").short is None
    assert not judge(TABLE, FULL, "T000").passes


def test_the_shipped_table_lacks_points_and_the_demo_table_adds_up() -> None:
    law = next(one for one in shipped() if one.head["id"] == "xa_phu_hop_tre_em")
    real: CriteriaTable = build(CriteriaTable, law.body)
    assert missing(real) == ["2", "3", "4", "5", "8", "9", "10", "11", "12", "13"]
    assert maximum(real) == 275
    assert missing(TABLE) == []
    assumed = {one.code for one in TABLE.criteria if "giả định" in one.note}
    assert {one.code for one in TABLE.criteria} - assumed == {"TC01", "TC06", "TC07"}


def test_what_if_never_passes_what_the_table_gives() -> None:
    points = {**FULL, ("TC06", 2): 50}
    assert what_if(TABLE, points, {("TC06", 2): 900})["TC06", 2] == 75
    assert adding("TC06-2:25,TC07-0:5") == {("TC06", 2): 25, ("TC07", 0): 5}
    for wrong in ("TC06:2", "x-y:1", "TC06-2:-4"):
        with pytest.raises(AskedWrongly):
            adding(wrong)


@pytest.fixture
def assumed(db: None) -> None:
    """The table with assumed points is in force."""
    assert DRAFT is not None
    row_of(DRAFT, source="local", by="x").save()


def opened(cast: Cast, kind: str = "assessment") -> Round:
    with acting(cast.phu):
        return open_round(
            actor=cast.phu, at=AT, year=2026, kind=kind, order="Công văn 9", opens_on=date(2026, 11, 1),
            due_on=date(2026, 11, 30),
        )  # fmt: skip


def scored(cast: Cast, one: Round, taken: int = 0) -> Dossier:
    told = {key: Told(most - (taken if key == ("TC09", 0) else 0), "Báo cáo 12") for key, most in FULL.items()}
    with acting(cast.lien):
        return score(actor=cast.lien, at=AT, round_id=one.pk, place=cast.land.own, version=0, told=told)


VISIT: dict[str, Any] = {"visit_on": date(2026, 11, 18), "visit_by": "Sở Y tế", "minutes": "Đã xem."}


def test_from_scoring_to_the_decision(cast: Cast, assumed: None) -> None:
    lien, phu, van, own = cast.lien, cast.phu, cast.van, cast.land.own
    one = opened(cast)
    dossier = scored(cast, one, taken=5)
    of: dict[str, Any] = {"at": AT, "dossier_id": dossier.pk}
    checks = {key: Checked(most) for key, most in FULL.items()}
    with acting(lien):
        with pytest.raises(StaleVersion):
            score(actor=lien, at=AT, round_id=one.pk, place=own, version=0, told={})
        first = submit(actor=lien, version=1, **of)
        assert submit(actor=lien, version=1, **of).version == first.version
        with pytest.raises(refusals.DossierShut):
            score(actor=lien, at=AT, round_id=one.pk, place=own, version=2, told={})
    with acting(phu):
        with pytest.raises(refusals.ClassUnknown):
            verify(actor=phu, version=2, checked=checks, **VISIT, **of)
        set_class(actor=phu, at=AT, place=own, code="T800", decision="QĐ 861", since=date(2025, 7, 1))
        with pytest.raises(refusals.DifferenceUntold):
            verify(actor=phu, version=2, checked=checks, **VISIT, **of)
        return_dossier(actor=phu, version=2, reason="Bổ sung minh chứng mục 9", **of)
    with acting(lien):
        submit(actor=lien, version=3, **of)
    checks["TC09", 0] = Checked(FULL["TC09", 0], "Đã xem sổ khám của trạm")
    with acting(phu):
        checked = verify(actor=phu, version=4, checked=checks, **VISIT, **of)
        assert (checked.self_total, checked.checked_total, checked.place_class) == (995, 1000, "T800")
    sender = replace(van, person_id=lien.person_id)
    with acting(sender), pytest.raises(refusals.SamePerson):
        recognise(actor=sender, version=5, decision=PAPER, **of)
    with acting(van):
        done = recognise(actor=van, version=5, decision=PAPER, **of)
        assert recognise(actor=van, version=5, decision=PAPER, **of).version == done.version
        with pytest.raises(refusals.DossierShut):
            refuse(actor=van, version=6, decision=PAPER, reason="Không đủ điều kiện", **of)
    assert (done.state, done.signer) == (Stand.RECOGNISED, PAPER.signer)
    with acting(cast.thao), pytest.raises(Forbidden):
        submit(actor=cast.thao, version=6, **of)


def test_a_criterion_at_zero_is_refused_in_a_sentence(cast: Cast, assumed: None) -> None:
    one = opened(cast)
    dossier = scored(cast, one, taken=75)
    of: dict[str, Any] = {"at": AT, "dossier_id": dossier.pk}
    with acting(cast.lien):
        submit(actor=cast.lien, version=1, **of)
    with acting(cast.phu):
        set_class(actor=cast.phu, at=AT, place=cast.land.own, code="T800", decision="x", since=date(2025, 7, 1))
        checks = {key: Checked(0 if key == ("TC09", 0) else most) for key, most in FULL.items()}
        verify(actor=cast.phu, version=2, checked=checks, **VISIT, **of)
    with acting(cast.van):
        with pytest.raises(refusals.NotPassing) as caught:
            recognise(actor=cast.van, version=3, decision=PAPER, **of)
        assert "tiêu chí 0 điểm: 9" in str(caught.value)
        done = refuse(actor=cast.van, version=3, decision=PAPER, reason="Tiêu chí 9 không có điểm", **of)
    assert done.state == Stand.REFUSED


def test_nobody_is_recognised_by_a_table_that_lacks_points(cast: Cast, db: None) -> None:
    put("criteria")
    one = opened(cast)
    dossier = scored(cast, one)
    of: dict[str, Any] = {"at": AT, "dossier_id": dossier.pk}
    with acting(cast.lien):
        submit(actor=cast.lien, version=1, **of)
    with acting(cast.phu):
        set_class(actor=cast.phu, at=AT, place=cast.land.own, code="T850", decision="x", since=date(2025, 7, 1))
        verify(actor=cast.phu, version=2, checked={k: Checked(v) for k, v in FULL.items()}, **VISIT, **of)
    with acting(cast.van), pytest.raises(refusals.TableIncomplete) as caught:
        recognise(actor=cast.van, version=3, decision=PAPER, **of)
    assert "2, 3, 4, 5, 8" in str(caught.value)


def test_points_parts_rounds_and_classes_are_held_to_their_bounds(cast: Cast, assumed: None) -> None:
    lien, phu, own = cast.lien, cast.phu, cast.land.own
    one = opened(cast, "self_check")
    asked: dict[str, Any] = {"actor": lien, "at": AT, "round_id": one.pk, "place": own, "version": 0}
    with acting(lien):
        with pytest.raises(refusals.TooManyPoints):
            score(**asked, told={("TC06", 2): Told(76)})
        with pytest.raises(refusals.WithoutUntold):
            score(**asked, told={("TC06", 2): Told(75, without="full")})
        made = score(**asked, told={("TC06", 2): Told(75, "Sở hướng dẫn ngày 3/11", "full")})
        assert made.self_total == 75
        with pytest.raises(refusals.Unscored):
            submit(actor=lien, at=AT, dossier_id=made.pk, version=1)
    with acting(phu):
        with pytest.raises(refusals.RoundThere):
            open_round(actor=phu, at=AT, year=2026, kind="self_check", order="x", opens_on=TODAY, due_on=TODAY)
        told: dict[str, Any] = {"actor": phu, "at": AT, "place": own, "decision": "x"}
        set_class(**told, code="T850", since=date(2025, 7, 1))
        set_class(**told, code="T800", since=date(2026, 1, 1))
        with pytest.raises(refusals.ClassThere):
            set_class(**told, code="T900", since=date(2025, 9, 1))
        spans = PlaceClass.objects.filter(place=own).order_by("valid_from").values_list("code", "valid_to")
        assert list(spans) == [("T850", date(2026, 1, 1)), ("T800", None)]


def test_a_commune_and_the_province_work_on_the_pages(cast: Cast, assumed: None) -> None:
    one = opened(cast)
    client: Client = signed_in(make_person("Hồ Thị Liên", Role.COMMUNE_OFFICER, cast.land.own))
    form = f"/chuong-trinh/cong-nhan/dot/{one.pk}/{cast.land.own.pk}"
    assert "giả định" in client.get(form).text
    sent = {f"points-{code}-{part}": str(most) for (code, part), most in FULL.items()} | {"version": "0"}
    assert client.post(form, sent | {"points-TC07-0": "51"}).status_code == 422
    page = client.post(form, sent | {"points-TC07-0": "20"}).url
    assert client.post(form, sent).status_code == 409
    shown = client.get(f"{page}?them=TC07-0:30").text
    assert "Bỏ thử" in shown
    assert "chưa biết loại địa bàn" in shown
    assert client.get(f"{page}?them=x").status_code == 400
    assert client.post(f"{page}/nop", {"version": "1"}).status_code == 303
    officer: Client = signed_in(make_person("Trần Đình Phú", Role.PROVINCE_OFFICER, cast.land.province))
    place = f"/chuong-trinh/cong-nhan/noi/{cast.land.own.pk}"
    told = {"code": "T800", "decision": "QĐ 861", "since": "1/7/2025"}
    assert officer.post(f"{place}/loai", told).status_code == 303
    visit = {"visit_on": "18/11/2026", "visit_by": "Sở", "minutes": "Đã xem", "version": "2"}
    checked = {name: value for name, value in sent.items() if name != "version"} | {"points-TC07-0": "20"}
    assert officer.get(f"{page}/tham-dinh").status_code == 200
    assert officer.post(f"{page}/tham-dinh", checked | visit).status_code == 303
    assert "Đủ điều kiện: 970 điểm" in officer.get(page).text
    assert officer.post(f"{page}/cong-nhan", {}).status_code == 403
    listed = officer.get("/chuong-trinh/cong-nhan").text
    assert cast.land.own.name in listed
    assert "Điểm giả định" in listed
    assert officer.get("/chuong-trinh/cong-nhan?xem=du").status_code == 200
    assert officer.get("/chuong-trinh/cong-nhan?dot=x").status_code == 400
    assert "970" in officer.get(place).text


def test_the_demo_shows_old_decisions_at_todays_place(cast: Cast, db: None) -> None:
    put("criteria")
    began = AT.replace(year=2024, month=11, day=1)
    make(cast.phu, cast.quan, cast.land.own, began, AT)
    with acting(cast.phu):
        assert Round.objects.count() == 2
        old = [one for one in history(cast.land.own) if one.round.year == 2024]
        assert old
        assert {one.place_id for one in old} <= set(Ground(cast.land.own).ids) - {cast.land.own.pk}
        decided = Dossier.objects.filter(round__year=2024)
        assert {one.state for one in decided} <= {Stand.RECOGNISED, Stand.REFUSED}
        for one in decided.select_related("place", "round"):
            assert Reading(one).verdict.passes == (one.state == Stand.RECOGNISED)
        new = Round.objects.get(kind="self_check")
        assert sum(row.dossier is not None for row in round_rows(new, TODAY, law_on(TODAY))) == SHOWN - 1
