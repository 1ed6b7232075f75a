"""Accidents, spots and entitlements over HTTP."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest

from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.lib.ids import new_id
from mangnon.registry.actions import say_parent_state
from mangnon.registry.harm.counting import Quarter
from mangnon.registry.harm.tests.conftest import Happen, Spot
from mangnon.registry.models import Accident, Aid, Child, Entitlement, RiskSpot
from mangnon.registry.tests.test_screens import TODAY, Desk
from mangnon.testing.cast import AT, Cast
from mangnon.testing.people import make_person, signed_in
from mangnon.testing.register import child

YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def desks(cast: Cast, forms: None) -> dict[str, Desk]:
    """The officer and the chair of the own commune, the officer of the sibling, a provincial officer."""
    land = cast.land
    people = (
        ("lien", Role.COMMUNE_OFFICER, land.own), ("quyet", Role.COMMUNE_CHAIR, land.own),
        ("thao", Role.COMMUNE_OFFICER, land.sibling), ("phu", Role.PROVINCE_OFFICER, land.province),
    )  # fmt: skip
    return {name: Desk(signed_in(make_person(f"Người {name}", role, place))) for name, role, place in people}


@pytest.fixture
def suong(cast: Cast) -> Child:
    """A girl of the own commune."""
    with acting(cast.phu):
        return child("Hồ Thị Sương", cast.land.own, hamlet=cast.land.hamlet, born="7/3/2016")


def typed(**more: Any) -> dict[str, Any]:
    told = {
        "accident_id": str(new_id()), "happened_on": f"{YESTERDAY:%d/%m/%Y}", "cause": "1", "where": "Suối đầu thôn",
        "setting": "2", "outcome": "healed", "child_name": "Hồ Văn Lạ", "child_sex": "1", "child_born_year": "2018",
        "hamlet": "",
    }  # fmt: skip
    return {**told, **more}


def test_an_accident_is_typed_sent_twice_and_listed_once(cast: Cast, desks: dict[str, Desk]) -> None:
    lien, told = desks["lien"], typed()
    assert "Chưa ghi vụ tai nạn nào." in lien.see("accidents")
    lien.see("record_accident")
    for _send in range(2):
        lien.send("record_accident", **told)
    page = lien.see("accidents")
    for words in ("1 vụ tai nạn", "Hồ Văn Lạ", "Đuối nước", "Suối đầu thôn"):
        assert words in page
    assert "Hồ Văn Lạ" not in desks["thao"].see("accidents")
    with acting(cast.lien):
        made = Accident.objects.visible_to(cast.phu, "registry.accidents.see").get()
    assert "Suối đầu thôn" in desks["quyet"].see("accident", made.pk)
    desks["thao"].see("accident", made.pk, status=404)
    desks["quyet"].see("record_accident", status=403)


def test_a_refusal_stands_beside_its_field(desks: dict[str, Desk]) -> None:
    page = desks["lien"].send("record_accident", status=422, **typed(outcome="died"))
    assert "Trẻ tử vong thì phải ghi ngày tử vong." in page
    assert 'value="Hồ Văn Lạ"' in page
    later = desks["lien"].send("record_accident", status=422, **typed(happened_on=f"{TODAY + timedelta(2):%d/%m/%Y}"))
    assert "chưa tới" in later


def test_child_and_accident_lead_to_each_other(cast: Cast, desks: dict[str, Desk], suong: Child) -> None:
    lien = desks["lien"]
    assert "Hồ Thị Sương" in lien.see("child_accident", suong.pk)
    lien.send("child_accident", suong.pk, **typed(hamlet=str(cast.land.hamlet.pk)))
    with acting(cast.lien):
        made = Accident.objects.visible_to(cast.phu, "registry.accidents.see").get()
    assert made.child_id == suong.pk
    assert f"tai-nan/{made.pk}" in lien.see("child", suong.pk)
    assert f"/{suong.pk}" in lien.see("accident", made.pk)
    lien.see("correct_accident", made.pk)
    lien.send("correct_accident", made.pk, **typed(version="1", where="Ao sau nhà", hamlet=str(cast.land.hamlet.pk)))
    assert "Ao sau nhà" in lien.see("accident", made.pk)
    stale = lien.send("correct_accident", made.pk, status=409, **typed(version="1"))
    assert "Ao sau nhà" in lien.see("accident", made.pk)
    assert "Hồ Văn Lạ" not in stale


FINDS: tuple[tuple[dict[str, str], int], ...] = (
    ({"quy": "2026-4"}, 3), ({"quy": "2026-3"}, 1), ({"nguyen-nhan": "1"}, 2), ({"nguyen-nhan": "R10"}, 1),
    ({"ket-qua": "died"}, 1), ({"duoi-nuoc": "moi"}, 2), ({"duoi-nuoc": "1"}, 1), ({"o-dau": "0"}, 1),
    ({"gioi": "2"}, 1), ({"tuoi": "6-9"}, 3), ({"tuoi": "0"}, 1), ({"thon": "0"}, 3), ({"ket-qua": "lasting"}, 0),
)  # fmt: skip


def test_each_condition_of_the_list_finds_its_accidents(cast: Cast, desks: dict[str, Desk], happen: Happen) -> None:
    happen(outcome="died", died_on=date(2026, 11, 4))
    happen(setting="1", child_sex="2", hamlet=cast.land.hamlet)
    happen(cause="R10", setting="", child_born_year=None)
    happen(cause="3", happened_on=date(2026, 9, 30))
    wrong = []
    for query, n in FINDS:
        shown = desks["lien"].see("accidents", **query).count("data-row-link")
        wrong += [(query, shown)] if shown != n else []
    assert wrong == []
    desks["lien"].see("accidents", status=400, quy="2026-9")


def test_each_figure_of_the_report_opens_as_many_accidents(desks: dict[str, Desk], happen: Happen) -> None:
    happen(outcome="died", died_on=date(2026, 11, 4))
    happen(child_sex="2", setting="1")
    happen(cause="R05", setting="3")
    lien = desks["lien"]
    page = lien.see("injury_report", quy=Quarter(2026, 4).code)
    for words in ("Đuối nước", "14-16 tuổi", "chưa xác nhận", "Tổng số trẻ em tử vong do TNTT"):
        assert words in page
    links = re.findall(r'href="([^"]*/tai-nan/\?[^"]*)">(\d+)/\d+<', page)
    assert len(links) == 2 * 4 + 2
    for url, n in links:
        shown = lien.client.get(url.replace("&amp;", "&")).content.decode().count("data-row-link")
        assert shown == int(n), url
    printed = lien.client.get(f"/tre-em/tai-nan/bieu?quy={Quarter(2026, 4).code}&in=pdf")
    assert (printed.status_code, printed.content[:5]) == (200, b"%PDF-")
    for wrong in ("2026-7", "9999-1", "x"):
        lien.see("injury_report", status=400, quy=wrong)
    assert "Xã Trà Leng" in desks["phu"].see("injury_report")


def test_a_spot_is_registered_checked_and_corrected(cast: Cast, desks: dict[str, Desk]) -> None:
    lien = desks["lien"]
    assert "Chưa ghi điểm nguy cơ nào." in lien.see("spots")
    told = {"spot_id": str(new_id()), "name": "Ao ông Bảy", "cause": "1", "keeper": "Trưởng thôn", "hamlet": ""}
    bad = lien.send("register_spot", status=422, **told, latitude="15,03421")
    assert "Vị trí cần đủ vĩ độ" in bad
    for _send in range(2):
        lien.send("register_spot", **told, latitude="15,03421", longitude="108.1")
    with acting(cast.phu):
        spot = RiskSpot.objects.visible_to(cast.phu, "registry.spots.see").get()
    page = lien.see("spot", spot.pk)
    for words in ("Ao ông Bảy", "Trưởng thôn", "Chưa an toàn", "15,03421; 108,10000"):
        assert words in page
    lien.send("check_spot", spot.pk, on=f"{YESTERDAY:%d/%m/%Y}", found="Đã rào quanh ao", safe="yes")
    assert "Đã an toàn từ" in lien.see("spots", **{"tinh-trang": "da"})
    assert "Không có điểm nào khớp." in lien.see("spots", **{"tinh-trang": "lau"})
    lien.see("correct_spot", spot.pk)
    lien.send("correct_spot", spot.pk, **{**told, "name": "Ao ông Tám"}, version="2")
    assert "Ao ông Tám" in lien.see("spot", spot.pk)
    assert "Ao ông Tám" in lien.see("record_accident", diem=str(spot.pk))
    desks["thao"].see("spot", spot.pk, status=404)
    desks["quyet"].see("check_spot", spot.pk, status=403)


def test_spots_with_accidents_are_listed_first_and_by_key(desks: dict[str, Desk], spot: Spot, happen: Happen) -> None:
    for number in range(52):
        spot(f"Ao {number:02}")
    worst = spot("Suối cuối cùng")
    happen(spot_id=worst.pk)
    page = desks["lien"].see("spots")
    names = re.findall(r"data-row-link>([^<]+)</a>", page)
    assert (names[0], len(names)) == ("Suối cuối cùng", 50)
    after = re.search(r'href="([^"]*after=[^"]*)"', page)
    assert after is not None
    rest = desks["lien"].client.get(after[1].replace("&amp;", "&")).content.decode()
    assert re.findall(r"data-row-link>([^<]+)</a>", rest) == ["Ao 49", "Ao 50", "Ao 51"]
    assert "Suối cuối cùng" in desks["lien"].see("spots", **{"tinh-trang": "tai-nan"})


def test_an_entitlement_is_granted_paid_and_ended_from_the_child(
    cast: Cast, desks: dict[str, Desk], suong: Child
) -> None:
    for which in ("father", "mother"):
        say_parent_state(actor=cast.lien, at=AT, child_id=suong.pk, which=which, state="CHET", since=date(2020, 1, 1))
    lien, line = desks["lien"], ("tro_cap_hang_thang", "TC02")
    page = lien.see("child", suong.pk)
    for words in ("Quyền lợi", "Có thể đề nghị", "750.000 đồng", "Ghi quyết định"):
        assert words in page
    assert "Ghi quyết định" not in desks["quyet"].see("child", suong.pk)
    lien.see("grant_entitlement", suong.pk, *line)
    told = {"decision": "12/QĐ-UBND", "since": "01/08/2026"}
    low = lien.send("grant_entitlement", suong.pk, *line, status=422, **told, monthly_vnd="100.000")
    assert "thấp hơn mức của Nghị định" in low
    lien.send("grant_entitlement", suong.pk, *line, **told)
    with acting(cast.phu):
        row = Entitlement.objects.get()
    page = lien.see("child", suong.pk)
    assert "Đang hưởng" in page
    assert "Chưa ghi trả" in page
    assert 'name="for_month"' in lien.see("record_aid", suong.pk)
    pay = {"entitlement": str(row.pk), "for_month": "8/2026", "kind": "2", "what": "Trợ cấp", "value_vnd": "750.000",
           "given_on": "05/09/2026"}  # fmt: skip
    lien.send("record_aid", suong.pk, **pay)
    again = lien.send("record_aid", suong.pk, status=409, **{**pay, "what": "Trợ cấp lần nữa"})
    assert "Tháng 8/2026 đã ghi trả" in again
    assert "Không hiểu tháng" in lien.send("record_aid", suong.pk, status=422, **{**pay, "for_month": "13/2026"})
    lien.see("end_entitlement", suong.pk, row.pk)
    lien.send("end_entitlement", suong.pk, row.pk, on="01/11/2026", reason="Có người nhận nuôi")
    page = lien.see("child", suong.pk)
    assert "Đã thôi hưởng" in page
    assert "Có người nhận nuôi" in page
    with acting(cast.phu):
        assert Aid.objects.count() == 1
    desks["thao"].see("record_aid", suong.pk, status=404)
    desks["quyet"].see("record_aid", suong.pk, status=403)
    lien.see("grant_entitlement", suong.pk, "tro_cap_hang_thang", "TC99", status=404)
