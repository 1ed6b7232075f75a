"""The register over HTTP: lists, pages, forms, and what people without the right get."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.urls import reverse

from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.audit.models import Entry
from mangnon.lib.ids import new_id
from mangnon.registry.models import Carer, Child, Circumstance, Correction, Household, Parent, Residence, Visit
from mangnon.registry.tests.conftest import TODAY, Desk, belongs
from mangnon.testing.cast import Cast
from mangnon.testing.people import make_person, signed_in
from mangnon.testing.register import child


def test_an_empty_register_says_how_to_begin(lien: Desk) -> None:
    page = lien.see("children")
    assert "Sổ chưa có trẻ nào." in page
    assert "Ghi một trẻ" in page


def test_children_stand_in_vietnamese_order_with_where_and_with_whom(cast: Cast, lien: Desk, suong: Child) -> None:
    with acting(cast.phu):
        child("Đinh Văn Ánh", cast.land.own, hamlet=cast.land.other_hamlet, mark="con ông Tư")
        child("Ai Khác", cast.land.sibling)
    page = lien.see("children")
    assert page.index("Đinh Văn Ánh") < page.index("Hồ Thị Sương")
    assert "Ai Khác" not in page
    for told in ("2 trẻ em", "(con ông Tư)", "Thôn Thử Một", "Hồ Văn Bảy", "chưa thăm lần nào"):
        assert told in page


FINDS: tuple[tuple[dict[str, str], set[str]], ...] = (
    ({"thon": "own"}, {"Sương"}),
    ({"tuoi": "6-10"}, {"Sương", "Nhí", "Xa"}),
    ({"gioi": "1"}, {"Lớn"}),
    ({"dan-toc": "16"}, {"Nhí"}),
    ({"nhom": "HCDB"}, {"Nhí", "Lớn"}),
    ({"nhom": "HCDB-04"}, {"Nhí"}),
    ({"nhom": "HCDB-05"}, {"Lớn"}),
    ({"nhom": "NC"}, {"Xa"}),
    ({"nhom": "NC-06"}, {"Xa"}),
    ({"chua-tham": "6"}, {"Sương", "Nhí"}),
    ({"chua-tham": "12"}, {"Nhí"}),
    ({"chua-tham": "lan-nao"}, {"Nhí"}),
    ({"thieu": "so-dinh-danh"}, {"Sương", "Nhí"}),
    ({"thieu": "khai-sinh"}, {"Nhí"}),
    ({"thieu": "uoc-luong"}, {"Nhí"}),
    ({"thieu": "ho"}, {"Nhí", "Lớn", "Xa", "Sắp"}),
    ({"tinh-trang": "roi"}, {"Mất"}),
    ({"tinh-trang": "died"}, {"Mất"}),
    ({"tinh-trang": "abroad"}, set()),
    ({"tinh-trang": "du-16"}, {"Già"}),
    ({"tinh-trang": "sap-16"}, {"Sắp"}),
    ({"tuoi": "6-10", "thieu": "ho"}, {"Nhí", "Xa"}),
)


def test_each_condition_finds_its_children(cast: Cast, lien: Desk, suong: Child) -> None:
    land, near = cast.land, TODAY + timedelta(days=20)
    seen = {"visited_on": TODAY, "personal_number": "049213000001"}
    with acting(cast.phu):
        nhi = child("Zơrâm Nhí", land.own, born=f"khoảng {TODAY.year - 8}", ethnicity="16", registered="no")
        lon = child("Hồ Văn Lớn", land.own, born="7/3/2013", **{**seen, "sex": "1"})
        far = child("Hồ Thị Xa", land.own, born="7/3/2017", **seen)
        child("Hồ Thị Mất", land.own, left="died", left_on=TODAY)
        child("Hồ Thị Già", land.own, born="1/1/2010", **seen)
        child("Hồ Thị Sắp", land.own, born=f"{near.replace(year=near.year - 16):%d/%m/%Y}", **seen)
        suong.visited_on = TODAY - timedelta(days=220)
        suong.save()
        for one, code, sensitivity in ((nhi, "HCDB-04.2", 0), (lon, "HCDB-05", 2), (far, "NC-06", 0)):
            belongs(one, code, sensitivity)
    wrong = []
    for query, found in FINDS:
        asked = {"thon": str(land.hamlet.pk)} if "thon" in query else query
        page = lien.see("children", **asked)
        body = page[page.index('id="rows"') :]
        shown = {name for name in ("Sương", "Nhí", "Lớn", "Xa", "Mất", "Già", "Sắp") if f" {name}</a>" in body}
        wrong += [(query, shown)] if shown != found else []
    assert wrong == []


def test_a_very_sensitive_group_is_seen_and_asked_for_with_its_own_right_only(
    cast: Cast, lien: Desk, mo: Desk, suong: Child
) -> None:
    with acting(cast.phu):
        belongs(suong, "HCDB-05", 2)
    assert "nhiễm HIV" in lien.see("children")
    seen = mo.see("children")
    assert "Hồ Thị Sương" in seen
    assert "HIV" not in seen
    mo.see("children", nhom="HCDB-05", status=400)
    page = lien.see("child", suong.pk)
    assert "HIV" not in page
    assert "Hoàn cảnh rất nhạy cảm" in page
    assert "Hoàn cảnh rất nhạy cảm" not in mo.see("child", suong.pk)


def test_what_is_closed_opens_for_one_view_with_a_reason_in_the_book(
    cast: Cast, lien: Desk, mo: Desk, suong: Child
) -> None:
    with acting(cast.phu):
        belongs(suong, "HCDB-05", 2)
    lien.send("open_sensitive", suong.pk, reason="xem", status=422)
    opened = lien.send("open_sensitive", suong.pk, reason="Chuẩn bị đến thăm em", status=200)
    assert "Trẻ em nhiễm HIV/AIDS" in opened
    assert "HIV" not in lien.see("child", suong.pk)
    mo.send("open_sensitive", suong.pk, reason="Chuẩn bị đến thăm em", status=403)
    with acting(cast.an):
        entries = Entry.objects.filter(action="registry.sensitive.open", outcome="done")
        assert [one.detail["reason"] for one in entries] == ["Chuẩn bị đến thăm em"]


def test_an_export_leaves_out_what_is_very_sensitive(cast: Cast, lien: Desk, suong: Child) -> None:
    with acting(cast.phu):
        belongs(suong, "HCDB-05", 2)
        belongs(suong, "HCDB-04.2", 0)
    url = reverse("registry:children")
    sheet = lien.client.post(url, {"reason": "Gửi trường học", "as": "csv"}).content.decode()
    assert "Hồ Thị Sương" in sheet
    assert "khuyết tật" in sheet
    assert "HIV" not in sheet
    assert lien.client.post(f"{url}?nhom=HCDB-05", {"reason": "Gửi trường học"}).status_code == 403


def test_a_child_out_of_reach_looks_like_nothing(thao: Desk, mo: Desk, cast: Cast, suong: Child) -> None:
    thao.see("child", suong.pk, status=404)
    thao.see("household", suong.household_id, status=404)
    thao.send("visit", suong.pk, status=404)
    with acting(cast.phu):
        other = child("Ai Khác", cast.land.own, hamlet=cast.land.other_hamlet)
    mo.see("child", other.pk, status=404)
    mo.see("correct", suong.pk, status=403)
    mo.see("groups", suong.pk, status=403)


def register(desk: Desk, **more: Any) -> dict[str, Any]:
    """What is typed to enter a child."""
    return {
        "child_id": str(new_id()), "household_id": str(new_id()), "full_name": "Hồ Văn An", "born": "14/3/2020",
        "sex": "1", "hamlet": "", "registered": "unknown", "source": "told", "house": "new", "relation": "3",
        "mother": "Hồ Thị Nhiêu", "mother_year": "1990", "phone": "0905 123 456", **more,
    }  # fmt: skip


def test_a_child_is_entered_with_family_and_household_and_a_second_send_adds_nothing(cast: Cast, lien: Desk) -> None:
    typed = register(lien, hamlet=str(cast.land.hamlet.pk))
    lien.send("register", **typed)
    lien.send("register", **typed)
    with acting(cast.lien):
        one = Child.objects.everything_unchecked().get()
        assert (one.full_name, one.hamlet_id, one.household.head_name) == (
            "Hồ Văn An", cast.land.hamlet.pk, "Hồ Thị Nhiêu",
        )  # fmt: skip
        assert Household.objects.everything_unchecked().count() == 1
        assert Parent.objects.get(child=one).phone == "0905123456"


REFUSED: tuple[tuple[dict[str, str], str, str], ...] = (
    ({"born": ""}, "f-born", "Ghi ngày sinh"),
    ({"born": "31/2/2020"}, "f-born", "31/2/2020"),
    ({"born": "1/1/2001"}, "f-born", "đã đủ 16 tuổi"),
    ({"full_name": ""}, "f-full_name", "Chưa có họ tên"),
    ({"personal_number": "12"}, "f-personal_number", "cần đúng 12 chữ số"),
    ({"phone": "12"}, "f-phone", "không phải số điện thoại"),
    ({"mother": "", "head_name": ""}, "f-head_name", "Ghi tên chủ hộ"),
    ({"house": "old", "household": "Không Ai"}, "f-household", "Không xác định được hộ"),
    ({"nameless": "newborn"}, "f-nameless", "không chọn lý do chưa có tên"),
)


def test_what_is_refused_is_said_beside_its_field_and_nothing_is_written(cast: Cast, lien: Desk) -> None:
    for wrong, field, said in REFUSED:
        page = lien.send("register", **register(lien, **wrong), status=422)
        assert f'href="#{field}' in page, wrong
        assert said in page, wrong
    with acting(cast.lien):
        assert Child.objects.everything_unchecked().count() == 0
        assert Household.objects.everything_unchecked().count() == 0


def test_what_was_typed_in_a_search_is_carried_over(cast: Cast, lien: Desk, suong: Child) -> None:
    page = lien.see("register", full_name="Hồ Văn An", born="2020", household=str(suong.household_id))
    assert 'value="Hồ Văn An"' in page
    assert 'value="2020"' in page
    lien.send("register", **register(lien, house="old", household=str(suong.household_id)))
    with acting(cast.lien):
        assert Child.objects.everything_unchecked().filter(household=suong.household_id).count() == 2


def test_a_collaborator_enters_children_of_the_own_hamlet(cast: Cast, mo: Desk) -> None:
    mo.send("register", **register(mo, hamlet=str(cast.land.other_hamlet.pk)), status=422)
    mo.send("register", **register(mo, hamlet=str(cast.land.hamlet.pk)))


def test_province_people_name_commune_and_hamlet(cast: Cast, law: None) -> None:
    phu = Desk(signed_in(make_person("Trần Đình Phú", Role.PROVINCE_OFFICER, cast.land.province)))
    assert 'name="place"' in phu.see("register")
    wrong = register(phu, place=cast.land.own.name, place_key=str(cast.land.own.pk), hamlet="Thôn Lạ")
    assert "Thôn Thử Một" in phu.send("register", **wrong, status=422)
    phu.send("register", **{**wrong, "hamlet": "thon thu mot", "child_id": str(new_id())})
    assert "xã Trà Linh" in phu.see("children")
    assert "Xã Trà Leng" in phu.see("summary")


def corrected(one: Child, **more: Any) -> dict[str, Any]:
    """What is typed to correct a child."""
    return {
        "full_name": one.full_name, "born": str(one.birth), "sex": one.sex, "registered": one.registered,
        "version": one.version, "reason": "Theo giấy khai sinh", "nationality": "VN", "swims": "", **more,
    }  # fmt: skip


def test_a_correction_keeps_both_texts_and_stands_on_the_timeline(cast: Cast, lien: Desk, suong: Child) -> None:
    lien.send("correct", suong.pk, **corrected(suong, reason=""), status=422)
    lien.send("correct", suong.pk, **corrected(suong, full_name="Hồ Thị Sương Mai", swims="True"))
    with acting(cast.lien):
        assert Correction.objects.filter(child=suong).count() == 2
    page = lien.see("child", suong.pk, loai="so")
    assert "Hồ Thị Sương → Hồ Thị Sương Mai" in page
    assert "Lý do: Theo giấy khai sinh" in page


def test_when_somebody_saved_meanwhile_both_texts_are_shown_and_the_typed_is_kept(
    cast: Cast, lien: Desk, suong: Child
) -> None:
    read = corrected(suong, full_name="Hồ Thị Sương Lan", born="8/3/2016")
    lien.send("correct", suong.pk, **corrected(suong, full_name="Hồ Thị Sương Mai"))
    page = lien.send("correct", suong.pk, **read, status=409)
    assert "<del>Hồ Thị Sương Mai</del>" in page
    assert "<ins>Hồ Thị Sương Lan</ins>" in page
    assert "<ins>8/3/2016</ins>" in page
    assert 'name="version" value="2"' in page
    lien.send("correct", suong.pk, **{**read, "version": "2"})
    with acting(cast.lien):
        assert Child.objects.everything_unchecked().get().full_name == "Hồ Thị Sương Lan"


def test_a_visit_is_a_few_fields_and_a_second_send_adds_nothing(cast: Cast, mo: Desk, suong: Child) -> None:
    page = mo.see("visit", suong.pk)
    assert page.count('class="field') <= 6
    typed = {"visit_id": str(uuid4()), "on": f"{TODAY:%d/%m/%Y}", "seen": "Cháu khỏe", "met": ["child"], "worry": "on"}
    mo.send("visit", suong.pk, **{**typed, "seen": " "}, status=422)
    for _send in range(2):
        mo.send("visit", suong.pk, **typed)
    with acting(cast.lien):
        assert Visit.objects.filter(child=suong).count() == 1
    told = mo.see("child", suong.pk)
    assert "Thăm tại nhà, có điều lo ngại" in told
    assert "Hôm nay" in told
    assert "chưa thăm lần nào" not in told.lower()


def test_father_mother_and_carers_are_said_and_ended(cast: Cast, lien: Desk, suong: Child) -> None:
    source = {"source": "told"}
    lien.send("parent", suong.pk, "father", full_name="Hồ Văn Bảy", born_year="1985", **source)
    lien.send("parent", suong.pk, "mother", unknown="on", **source)
    lien.send("state", suong.pk, "father", state="DIXA", since="1/3/2026", **source)
    lien.send("carer", suong.pk, full_name="Hồ Thị Nhiêu", relation="05", since="1/3/2026", main="on",
              phone="0905000112", **source)  # fmt: skip
    page = lien.see("child", suong.pk)
    for told in ("Hồ Văn Bảy", "cha, đi làm ăn xa", "không biết là ai", 'href="tel:0905000112"', "cháu ngoại"):
        assert told in page
    assert "đi làm ăn xa" in lien.see("parent", suong.pk, "father")
    lien.see("parent", suong.pk, "uncle", status=404)
    with acting(cast.lien):
        carer = Carer.objects.get(child=suong)
        state = suong.parent_states.get()
    lien.send("end_carer", suong.pk, carer.pk, on=f"{TODAY:%d/%m/%Y}")
    lien.send("end_state", suong.pk, state.pk, on=f"{TODAY:%d/%m/%Y}")
    lien.send("end_state", suong.pk, 0, on=f"{TODAY:%d/%m/%Y}", status=404)
    page = lien.see("child", suong.pk)
    assert "Hồ Thị Nhiêu thôi chăm sóc trẻ." in page
    assert "Chưa ghi ai chăm sóc." in page


def test_a_group_is_chosen_in_the_order_of_the_law_and_ended(cast: Cast, lien: Desk, suong: Child) -> None:
    page = lien.see("groups", suong.pk)
    assert page.index("mồ côi cả cha và mẹ") < page.index("Trẻ em khuyết tật") < page.index("có nguy cơ")
    assert "chưa xác nhận" in page
    assert reverse("statutes:definition", args=["circumstances", "HCDB-04"]) in page
    assert "Vì sao?" in lien.see("circumstance", suong.pk, "HCDB-09")
    typed = {"code": "HCDB-09", "since": "1/3/2026", "evidence": "", "source": "paper"}
    assert 'href="#f-evidence"' in lien.send("circumstance", suong.pk, "HCDB-09", **typed, status=422)
    lien.send("circumstance", suong.pk, "HCDB-04", code="HCDB-04.2", since="1/3/2026", source="paper")
    lien.see("circumstance", suong.pk, "HCDB-99", status=404)
    with acting(cast.lien):
        row = Circumstance.objects.get(child=suong)
    lien.send("end_circumstance", suong.pk, row.pk, on="1/2/2026", reason="Nhầm", status=422)
    lien.send("end_circumstance", suong.pk, row.pk, on=f"{TODAY:%d/%m/%Y}", reason="Chuyển mức độ")
    assert "Chuyển mức độ" in lien.see("child", suong.pk, loai="hoan-canh")
    lien.see("end_circumstance", suong.pk, row.pk, status=404)


def test_home_registered_residence_and_other_names_are_recorded(cast: Cast, lien: Desk, suong: Child) -> None:
    there = {"hamlet": str(cast.land.other_hamlet.pk), "address": "Nhà bà ngoại", "source": "told"}
    lien.send("move", suong.pk, since="1/3/2026", **there)
    assert "Không có gì khác" in lien.send("move", suong.pk, since="2/3/2026", **there, status=422)
    place = {"place": cast.land.sibling.name, "place_key": str(cast.land.sibling.pk), "address": ""}
    lien.send("registered_residence", suong.pk, since="1/4/2016", **place)
    lien.send("name", suong.pk, name="bé Na", kind="house")
    page = lien.see("child", suong.pk, loai="noi-o")
    for told in ("Nhà bà ngoại, Thôn Thử Hai, xã Trà Linh", "Nơi thường trú: xã Trà Leng", "bé Na"):
        assert told in page
    with acting(cast.lien):
        assert Residence.objects.filter(child=suong).count() == 3
        name = suong.other_names.get()
    lien.send("drop_name", suong.pk, name.pk)
    assert "bé Na" not in lien.see("child", suong.pk)


def test_a_file_and_form_01_hang_on_the_child(lien: Desk, suong: Child) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    page = lien.see("child", suong.pk)
    assert reverse("registry:attach", args=[suong.pk]) in page
    assert "Chưa có giấy nào." in page
    wrong = SimpleUploadedFile("x.exe", b"MZ")
    assert 'href="#f-file"' in lien.send("attach", suong.pk, file=wrong, status=422)


def test_what_waits_is_named_capped_and_counted(cast: Cast, lien: Desk, mo: Desk) -> None:
    newborn = TODAY - timedelta(days=90)
    with acting(cast.phu):
        for number in range(7):
            child(f"Hồ Thị Thứ {number}", cast.land.own, hamlet=cast.land.other_hamlet)
        child("Hồ Văn Mới", cast.land.own, born=f"{newborn:%d/%m/%Y}", registered="no", visited_on=TODAY)
    page = lien.client.get(reverse("desk:home")).content.decode()
    assert page.count("Đến thăm, ghi lần thăm") == 5
    assert "Và 2 em khác" in page
    assert "mốc chưa xác nhận" in page
    assert "Hồ Văn Mới" in page
    assert "Hồ Văn Mới" not in mo.client.get(reverse("desk:home")).content.decode()


def test_a_record_that_left_offers_nothing_to_write(cast: Cast, lien: Desk, suong: Child) -> None:
    with acting(cast.phu):
        suong.left, suong.left_on = "abroad", date(2026, 3, 1)
        suong.save()
    page = lien.see("child", suong.pk)
    assert "Ra nước ngoài, 1/3/2026" in page
    assert "Ghi lần thăm" not in page
    assert "Ghi thêm" not in page
    assert "đã thôi quản lý" in lien.send("visit", suong.pk, visit_id=str(uuid4()), on="1/3/2026", seen="x", status=409)
