"""Re-verification over HTTP: what each person sees, types and may not see."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.accounts.models import Person
from mangnon.lib.ids import new_id
from mangnon.registry.models import Child, Recheck, RecheckRound
from mangnon.registry.tests.test_screens import TODAY, Desk
from mangnon.testing.cast import Cast
from mangnon.testing.people import make_person, signed_in
from mangnon.testing.register import child


@pytest.fixture
def desks(people: Cast) -> dict[str, Desk]:
    """Everybody who has something to do with a round, and the officer of the sibling commune."""
    make_person("Hồ Văn Quyết", Role.COMMUNE_CHAIR, people.land.own)
    names = {"lien": "Hồ Thị Liên", "mo": "Hồ Thị Mơ", "thao": "Trần Thị Thảo", "phu": "Trần Đình Phú",
             "quyet": "Hồ Văn Quyết"}  # fmt: skip
    return {key: Desk(signed_in(Person.objects.get(full_name=name))) for key, name in names.items()}


def opened(desk: Desk, cast: Cast, **more: str) -> RecheckRound:
    told = {
        "round_id": str(new_id()), "title": "Phúc tra quý 4", "first_day": f"{TODAY:%d/%m/%Y}",
        "due_on": f"{TODAY:%d/%m/%Y}", "measure": "number", "size": "10", **more,
    }  # fmt: skip
    for _send in range(2):
        desk.send("open_recheck", **told)
    with acting(cast.phu):
        found: RecheckRound = RecheckRound.objects.get()
        return found


def sheet(cast: Cast, one: Child) -> Recheck:
    with acting(cast.phu):
        found: Recheck = Recheck.objects_unguarded.get(child=one)
        return found


def answers(**more: str) -> dict[str, str]:
    return {"visit_on": f"{TODAY:%d/%m/%Y}", "outcome": "met", "full_name": "Hồ Thị Suơng", **more}


def test_a_round_goes_from_the_draw_to_the_report(people: Cast, suong: Child, desks: dict[str, Desk]) -> None:
    phu, lien, mo = desks["phu"], desks["lien"], desks["mo"]
    assert "Chưa có đợt phúc tra nào." in lien.see("recheck_rounds")
    phu.send("open_recheck", status=422, round_id=str(new_id()), title=" ", size="0")
    one = opened(phu, people)
    row = sheet(people, suong)
    assert "Ra đúng mẫu này" in phu.see("recheck_draw", one.pk)
    assert one.seed in phu.see("recheck_round", one.pk)
    assert "Phiếu chưa giao cho ai." in lien.see("recheck", row.pk)
    assert "1 phiếu chưa giao" in lien.see("recheck_assign", one.pk)
    lien.send("recheck_assign", one.pk, visitor=str(people.mo.me), hamlet="", most="")

    blind = mo.see("recheck_visit", row.pk)
    for shown in ("HO THI SUONG", "Hồ Văn Bảy", "Sau trường học", "Thôn Thử Hai"):
        assert shown in blind
    for hidden in ("Hồ Thị Sương", "7/3/2016", "2016-03-07"):
        assert hidden not in blind
    assert "Hồ Thị Sương" not in mo.see("recheck_visits")
    bad = mo.send("recheck_visit", row.pk, status=422, **answers(outcome="died"))
    assert "các câu trả lời phải để trống" in bad
    assert 'value="Hồ Thị Suơng"' in bad
    for _send in range(2):
        mo.send("recheck_visit", row.pk, **answers(birth="7/3/2016", mother="Hồ Thị Nga"))
    mo.see("recheck_visit", row.pk, status=404)

    page = lien.see("recheck", row.pk)
    for shown in ("Khác cách viết", "Hồ Thị Suơng", "Sổ chưa ghi", "Giống"):
        assert shown in page
    assert "chờ cán bộ xã" in desks["quyet"].see("recheck", row.pk)
    beyond = lien.send("recheck_settle", row.pk, "full_name", status=422, way="keep", version="1")
    assert "vì sao giữ như sổ" in beyond
    lien.send("recheck_settle", row.pk, "full_name", way="keep", version="1", reason="Theo giấy khai sinh")
    lien.send("recheck_settle", row.pk, "mother", way="apply", version="1")
    assert "Hồ Thị Nga" in lien.see("child", suong.pk)
    assert suong.full_name in lien.see("children", **{"phuc-tra": "da"})
    assert suong.full_name not in lien.see("children", **{"phuc-tra": "chua"})

    report = phu.see("recheck_round", one.pk)
    for shown in ("100,0%", "20,7-100,0", "Xã Trà Linh"):
        assert shown in report
    assert "HO THI SUONG" not in phu.see("rechecks", one.pk, truong="full_name", kq="cach-viet")
    assert "Hồ Thị Sương" in phu.see("rechecks", one.pk, truong="full_name", kq="giu")
    assert "Không có phiếu nào khớp." in phu.see("rechecks", one.pk, truong="sex", kq="khac")
    phu.see("rechecks", one.pk, status=400, kq="odd")
    phu.see("recheck_round", one.pk, status=400, tang="odd")
    printed = phu.client.get(f"/tre-em/phuc-tra/{one.pk}?in=pdf")
    assert printed.content[:5] == b"%PDF-"
    _exported(phu, one)
    phu.see("close_recheck", one.pk)
    phu.send("close_recheck", one.pk)
    assert "Số đã chốt lúc" in phu.see("recheck_round", one.pk)


def _exported(phu: Desk, one: RecheckRound) -> None:
    short = phu.send("recheck_export", one.pk, status=422, reason="x")
    assert "ít nhất 10 ký tự" in short
    response = phu.client.post(f"/tre-em/phuc-tra/{one.pk}/xuat", {"reason": "Gửi Sở Y tế tổng hợp"})
    book = load_workbook(io.BytesIO(response.content))
    assert book.sheetnames == ["Từng điều", "Từng xã, phường"]
    names = next(row for row in book["Từng điều"].iter_rows(values_only=True) if row[0] == "Họ và tên")
    assert names[1:6] == (1, 1, "100,0%", "20,7-100,0", 1)
    assert "Sương" not in str([list(page.iter_rows(values_only=True)) for page in book])


def test_others_neither_see_nor_do(people: Cast, suong: Child, desks: dict[str, Desk]) -> None:
    one = opened(desks["lien"], people)
    row = sheet(people, suong)
    thao, quyet, mo = desks["thao"], desks["quyet"], desks["mo"]
    for view, args in (
        ("recheck_round", (one.pk,)), ("rechecks", (one.pk,)), ("recheck_draw", (one.pk,)), ("recheck", (row.pk,)),
        ("recheck_assign", (one.pk,)), ("recheck_settle", (row.pk, "sex")), ("recheck_visit", (row.pk,)),
    ):  # fmt: skip
        thao.see(view, *args, status=404)
    quyet.see("recheck", row.pk)
    quyet.see("recheck_assign", one.pk)
    for view, args in (("open_recheck", ()), ("close_recheck", (one.pk,)), ("recheck_settle", (row.pk, "sex"))):
        quyet.see(view, *args, status=403)
    mo.see("recheck", row.pk, status=403)
    mo.see("recheck_visit", row.pk, status=404)


def test_an_officer_who_goes_herself_is_led_to_the_blind_sheet(
    people: Cast, suong: Child, desks: dict[str, Desk]
) -> None:
    one = opened(desks["phu"], people)
    row = sheet(people, suong)
    desks["phu"].send("recheck_assign_one", row.pk, visitor=str(people.lien.me))
    lien = desks["lien"]
    response = lien.client.get(f"/tre-em/phuc-tra/phieu/{row.pk}")
    assert response.headers["Location"].endswith("/di")
    assert "HO THI SUONG" in lien.see("rechecks", one.pk)
    assert "HO THI SUONG" in lien.client.get("/").content.decode()
    assert "đã mở hồ sơ trước khi gửi" in lien.see("child", suong.pk)
    desks["thao"].see("child", suong.pk, status=404)
    assert sheet(people, suong).looked_at is not None
    lien.send("recheck_visit", row.pk, **answers(full_name="Hồ Thị Sương"))
    assert "1 phiếu không còn kín" in desks["phu"].see("recheck_round", one.pk)
    assert "trước khi gửi phiếu" in desks["phu"].see("recheck", row.pk)


def test_in_a_large_province_one_commune_at_a_time_is_drawn_again(
    people: Cast, suong: Child, desks: dict[str, Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    one = opened(desks["phu"], people)
    share = sheet(people, suong).share_id
    monkeypatch.setattr("mangnon.registry.verifying.views.rounds.AT_ONCE", 0)
    page = desks["phu"].see("recheck_draw", one.pk)
    assert f"?xa={share}" in page
    assert "Ra đúng mẫu này" not in page
    assert "Ra đúng mẫu này" in desks["phu"].see("recheck_draw", one.pk, xa=str(share))


def test_with_many_communes_one_is_chosen_first(people: Cast, suong: Child, desks: dict[str, Desk]) -> None:
    with acting(people.phu):
        child("Trẻ Trà Leng", people.land.sibling)
    phu, one = desks["phu"], opened(desks["phu"], people, special_size="2")
    assert "Tiếp tục" in phu.see("recheck_assign", one.pk)
    with acting(people.phu):
        share = sheet(people, suong).share_id
    there = phu.client.post(f"/tre-em/phuc-tra/{one.pk}/giao", {"share": str(share)})
    assert there.headers["Location"].endswith(f"?xa={share}")
    assert "Hồ Thị Mơ" in phu.see("recheck_assign", one.pk, xa=str(share))
    whole = phu.see("recheck_round", one.pk)
    assert "Xã Trà Leng" in whole
    assert "mẫu hoàn cảnh đặc biệt" in whole
    assert "Xã Trà Leng" in phu.see("recheck_round", one.pk, tang="special", xa=str(share))
