"""Forms about school and health, what the child's page and its timeline say of them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.registry.models import Checkup, Child, Dose
from mangnon.registry.tests.conftest import TODAY, Desk
from mangnon.testing.cast import Cast
from mangnon.testing.people import make_person, signed_in
from mangnon.testing.register import child

DAY = f"{TODAY:%d/%m/%Y}"
SCREENS = ("schooling", "insurance", "dose", "checkup", "disability")


@pytest.fixture
def nho(cast: Cast) -> Child:
    """A girl of three months in Mơ's hamlet."""
    born = TODAY - timedelta(days=100)
    with acting(cast.phu):
        return child("Hồ Thị Nhỏ", cast.land.own, hamlet=cast.land.hamlet, born=f"{born:%d/%m/%Y}")


def test_what_is_recorded_stands_in_one_block_and_on_the_timeline(lien: Desk, suong: Child) -> None:
    assert "Chưa ghi việc học" in lien.see("child", suong.pk)
    school = {"level": "2", "grade": "Lớp 5", "school": "TH Trà Linh", "source": "told"}
    lien.send("schooling", suong.pk, year=str(TODAY.year), status_="at", **school)
    lien.send("insurance", suong.pk, number="TE 1 48 0123456789", since="1/3/2026", until="31/12/2026", source="paper")
    lien.send("dose", suong.pk, vaccine="Sởi", number="1", given_on="2/3/2026", source="paper")
    lien.send(
        "checkup", suong.pk, on="5/3/2026", height_cm="128,5", weight_kg="22,4", nutrition=["underweight", "stunted"],
        conclusion="Hẹn khám lại", source="paper",
    )  # fmt: skip
    lien.send(
        "disability", suong.pk, types=["2", "4"], label="tự kỷ", degree="3", certificate="12/GXN", since="1/3/2026",
        source="paper",
    )  # fmt: skip
    page = lien.see("child", suong.pk)
    for told in (
        f"Tiểu học, Lớp 5, TH Trà Linh, {TODAY.year}-{TODAY.year + 1}",
        "1 mũi; gần nhất Sởi, 2/3/2026",
        "128,5 cm, 22,4 kg, nhẹ cân, thấp còi",
        "(tự kỷ), mức độ nhẹ",
    ):
        assert told in page
    learnt, health = lien.see("child", suong.pk, loai="hoc-tap"), lien.see("child", suong.pk, loai="suc-khoe")
    assert f"Năm học {TODAY.year}-{TODAY.year + 1}: Đang đi học, Tiểu học, Lớp 5, TH Trà Linh." in learnt
    for told in ("Thẻ bảo hiểm y tế TE1480123456789.", "Sởi, mũi 1.", "128,5 cm, 22,4 kg, nhẹ cân, thấp còi. Hẹn khám"):
        assert told in health


def test_what_is_wrong_stands_beside_its_field(lien: Desk, suong: Child) -> None:
    year = str(TODAY.year)
    later = f"{TODAY + timedelta(days=2):%d/%m/%Y}"
    size = {"on": DAY, "source": "paper"}
    for view, field, typed in (
        ("schooling", "level", {"year": year, "status_": "at", "source": "told"}),
        ("schooling", "reason", {"year": year, "status_": "dropped", "source": "told"}),
        ("insurance", "number", {"number": "12", "since": DAY, "source": "paper"}),
        ("insurance", "until", {"number": "0123456789", "since": "2/3/2026", "until": "1/3/2026", "source": "paper"}),
        ("dose", "given_on", {"vaccine": "Sởi", "number": "1", "given_on": later, "source": "paper"}),
        ("dose", "other", {"vaccine": "-", "number": "1", "given_on": DAY, "source": "paper"}),
        ("checkup", "height_cm", {**size, "height_cm": "1,28"}),
        ("checkup", "height_cm", {**size, "height_cm": "128.5"}),
        ("checkup", "weight_kg", {**size, "weight_kg": "22,45"}),
        ("checkup", "height_cm", size),
        ("disability", "certificate", {"types": ["1"], "degree": "2", "since": DAY, "source": "paper"}),
    ):
        assert f'href="#f-{field}' in lien.send(view, suong.pk, status=422, **typed), (view, field)
    both = lien.send("checkup", suong.pk, status=422, weight_kg="22", nutrition=["fine", "stunted"], **size)
    assert "Đã chọn “Bình thường”" in both


def test_a_second_send_adds_nothing_and_another_truth_is_refused(cast: Cast, lien: Desk, suong: Child) -> None:
    dose = {"vaccine": "-", "other": "Cúm mùa", "number": "1", "given_on": "2/3/2026", "source": "paper"}
    size = {"on": "2/3/2026", "weight_kg": "22", "nutrition": ["fine"], "source": "paper"}
    for _time in range(2):
        lien.send("dose", suong.pk, **dose)
        lien.send("checkup", suong.pk, **size)
    assert "Mỗi mũi chỉ ghi một lần" in lien.send("dose", suong.pk, status=409, **{**dose, "given_on": "3/3/2026"})
    assert "một lần khám khác" in lien.send("checkup", suong.pk, status=409, **{**size, "weight_kg": "23"})
    with acting(cast.lien):
        assert Dose.objects.get(child=suong).vaccine == "Cúm mùa"
        kept = Checkup.objects.get(child=suong)
    assert (kept.underweight, kept.stunted, kept.overweight) == (False, False, False)
    assert "dinh dưỡng bình thường" in lien.see("child", suong.pk)


def test_due_doses_and_the_end_of_the_card_are_proposed_with_their_basis(mo: Desk, lien: Desk, nho: Child) -> None:
    page = mo.see("dose", nho.pk)
    for told in ("Viêm gan B sơ sinh, mũi 1", "DPT-VGB-Hib, mũi 2", "chưa xác nhận", "23/QĐ-TTg"):
        assert told in page
    assert "Sởi - Rubella, mũi 1" not in page
    mo.send("dose", nho.pk, vaccine="Viêm gan B sơ sinh", number="1", given_on=DAY, source="paper")
    assert "Viêm gan B sơ sinh, mũi 1" not in mo.see("dose", nho.pk)
    assert "Nghị định 188/2025/NĐ-CP" in lien.see("insurance", nho.pk)


def test_this_years_schooling_is_shown_to_be_said_anew(lien: Desk, suong: Child) -> None:
    year = TODAY.year if TODAY.month >= 8 else TODAY.year - 1
    lien.send("schooling", suong.pk, year=str(year), status_="at", level="2", school="TH Trà Linh", source="told")
    assert 'value="TH Trà Linh"' in lien.see("schooling", suong.pk)


def test_who_may_record(mo: Desk, thao: Desk, lien: Desk, suong: Child) -> None:
    for view in SCREENS:
        thao.see(view, suong.pk, status=404)
        mo.see(view, suong.pk, status=403 if view == "disability" else 200)
    page, theirs = lien.see("child", suong.pk), mo.see("child", suong.pk)
    for view in SCREENS:
        at = reverse(f"registry:{view}", args=[suong.pk])
        assert at in page
        assert (at in theirs) == (view != "disability")


def test_a_dose_can_be_recorded_before_the_table_is_loaded(cast: Cast, nho: Child) -> None:
    desk = Desk(signed_in(make_person("Hồ Thị Liên", Role.COMMUNE_OFFICER, cast.land.own)))
    assert "Theo tuổi, chưa thấy ghi" not in desk.see("dose", nho.pk)
    desk.send("dose", nho.pk, vaccine="-", other="Cúm mùa", number="1", given_on=DAY, source="paper")
