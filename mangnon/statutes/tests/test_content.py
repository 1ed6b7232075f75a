"""The shipped law against the counts of the sources; what isn't confirmed says so and why."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from mangnon.statutes.expressions import parse
from mangnon.statutes.kinds import KINDS
from mangnon.statutes.loading import DATA, DOCUMENTS
from mangnon.statutes.register import Entry, read_register
from mangnon.statutes.rules import Draft
from mangnon.statutes.shapes import build
from mangnon.statutes.tests.shipping import shipped

LAST_OF_THREE_LEVELS, TODAY = date(2025, 6, 30), date(2026, 11, 23)


def drafts(kind: str) -> list[Draft]:
    return [draft for draft in shipped() if draft.head["kind"] == kind]


def body(kind: str, key: str, version: str = "") -> Any:
    found = [one for one in drafts(kind) if one.head["id"] == key and one.head["version"].startswith(version)]
    return build(KINDS[kind].shape, found[-1].body)


def register() -> dict[str, Entry]:
    return {entry.id: entry for path in (DATA / DOCUMENTS).glob("*.yaml") for entry in read_register(path)}


def test_every_kind_has_its_definitions() -> None:
    counted = {kind: len({draft.head["id"] for draft in drafts(kind)}) for kind in KINDS}
    assert counted == {
        "circumstances": 15,
        "procedure": 5,
        "form": 16,
        "scale": 2,
        "protection": 3,
        "criteria": 1,
        "indicators": 3,
        "targets": 3,
        "report": 8,
        "body": 24,
        "codes": 32,
        "entitlement": 4,
        "table": 8,
    }


def test_fourteen_groups_stand_under_articles_3_to_16_with_their_clauses() -> None:
    groups = [one for one in drafts("circumstances") if one.head["id"] != "NC"]
    assert [one.head["id"] for one in groups] == [f"HCDB-{n:02}" for n in range(1, 15)]
    assert [one.head["citation"][0]["article"] for one in groups] == [str(n) for n in range(3, 17)]
    assert [len(one.body.get("subgroups", [])) for one in groups] == [4, 2, 12, 3, 0, 4, 2, 2, 0, 5, 5, 2, 2, 3]
    assert "".join(one.body["letter"] for one in groups) == "abcdđeghiklmno"
    assert all(one.head["confirmed"] for one in groups)


def test_the_groups_that_are_need_to_know() -> None:
    kept = {one.head["id"] for one in drafts("circumstances") if one.body["sensitivity"] == "very_high"}
    assert kept == {f"HCDB-{n:02}" for n in (5, 6, 7, 9, 10, 11, 12)}


def test_the_list_of_children_at_risk_is_a_working_list_and_unconfirmed() -> None:
    (risk,) = (one for one in drafts("circumstances") if one.head["id"] == "NC")
    assert risk.head["confirmed"] is False
    assert len(risk.body["subgroups"]) == 11
    assert all(one["confirmed"] is False for one in risk.body["subgroups"])


def test_the_procedure_has_eleven_steps_before_and_after_the_districts_ended() -> None:
    both = [one for one in drafts("procedure") if one.head["id"] == "ho_tro_can_thiep"]
    assert [(one.head["valid_from"], one.head.get("valid_to")) for one in both] == [
        ("2017-07-01", "2025-07-01"),
        ("2025-07-01", None),
    ]
    before, after = (build(KINDS["procedure"].shape, one.body) for one in both)
    assert [step.code.partition("_")[0] for step in before.steps] == [f"S{n}" for n in range(1, 12)]
    assert [step.code for step in after.steps] == [step.code for step in before.steps]
    assert "Phòng Lao động" in " ".join(before.rules)
    assert "Phòng Lao động" not in " ".join(after.rules)
    assert "Sở Y tế" in after.steps[0].actor
    assert "Sở Y tế" not in before.steps[0].actor


def test_the_legal_times_of_the_procedure() -> None:
    steps = {step.code: step for step in body("procedure", "ho_tro_can_thiep", "2025").steps}
    times = {
        code: [(one.value, str(one.unit), one.clock_from) for one in steps[code].deadlines if one.value is not None]
        for code in ("S1_INTAKE", "S4_EMERGENCY", "S7_PLAN_DRAFT", "S8_APPROVAL", "S10_REVIEW")
    }
    assert times == {
        "S1_INTAKE": [(0, "hour", "first_information")],
        "S4_EMERGENCY": [(12, "hour", "first_information")],
        "S7_PLAN_DRAFT": [(5, "working_day", "first_information")],
        "S8_APPROVAL": [(2, "working_day", "S7_PLAN_DRAFT"), (7, "working_day", "first_information")],
        "S10_REVIEW": [],
    }
    track = body("procedure", "ho_tro_can_thiep").emergency
    assert (track.within_hours, track.most_days, track.warn_from_day, len(track.cases)) == (12, 15, 10, 3)


def test_forms_01_to_16_and_which_of_them_are_confirmed() -> None:
    forms = drafts("form")
    assert [one.body["number"] for one in forms] == [f"{n:02}" for n in range(1, 17)]
    assert [one.body["number"] for one in forms if one.head["confirmed"]] == ["01"]
    assert all(one.head.get("why") for one in forms if not one.head["confirmed"])


def test_nothing_about_the_child_is_compulsory_in_form_01() -> None:
    parts = {part.key: part for part in body("form", "mau-01").sections}
    assert [field.key for field in parts["child"].fields if field.required] == []
    assert len(parts["child"].fields) == 17
    assert all(field.restricted for field in parts["informant"].fields)


def test_the_eight_subjects_of_form_03_are_there() -> None:
    fields = [one for part in body("form", "mau-03").sections for one in part.fields]
    assert len(fields) == 3 + 10 + 5 + 5 + 6 + 1
    assert {"physical_state", "risk_factors", "schooling", "community", "needs", "child_opinion"} <= {
        one.key for one in fields
    }


def test_harm_and_self_protection_never_point_the_same_way() -> None:
    for number in ("02", "03", "06"):
        parts = {part.key: part for part in body("form", f"mau-{number}").sections}
        assert parts["harm"].polarity == "high_is_bad"
        assert parts["protection"].polarity == "high_is_good"


def test_a_separation_lasts_at_most_fifteen_days_in_form_07() -> None:
    field = body("form", "mau-07").field("ends_on")
    assert "days(starts_on, ends_on) <= 15" in field.check
    parse(field.check)


def test_the_three_levels_of_protection_with_their_measures() -> None:
    assert [len(one.body["measures"]) for one in drafts("protection")] == [5, 4, 8]


def test_thirteen_criteria_of_which_three_have_known_points() -> None:
    table = body("criteria", "xa_phu_hop_tre_em")
    assert [one.number for one in table.criteria] == list(range(1, 14))
    assert {one.code: one.points for one in table.criteria if one.points} == {"TC01": 100, "TC06": 125, "TC07": 50}
    assert {one.code: one.least for one in table.thresholds} == {"T900": 900, "T800": 800, "T850": 850}
    assert sum(not one.confirmed for one in table.criteria) == 10


def test_sixty_and_twenty_four_indicators_and_the_five_of_the_sector() -> None:
    counted = {one.head["id"]: len(one.body["items"]) for one in drafts("indicators")}
    assert counted == {"tre_em": 60, "xam_hai": 24, "nganh": 5}
    codes = [item["code"] for one in drafts("indicators") for item in one.body["items"]]
    assert len(set(codes)) == 89


def test_every_indicator_that_something_names_exists() -> None:
    codes = {item["code"] for one in drafts("indicators") for item in one.body["items"]}
    named = {one.body["indicator"] for one in drafts("circumstances") if one.body.get("indicator")}
    named |= {goal["indicator"] for one in drafts("targets") for goal in one.body["items"] if goal.get("indicator")}
    named |= {i["same_count_as"] for one in drafts("indicators") for i in one.body["items"] if i.get("same_count_as")}
    assert len(named) > 25
    assert named - codes == set()


def test_the_targets_of_the_three_decisions() -> None:
    assert {one.head["id"]: len(one.body["items"]) for one in drafts("targets")} == {
        "1863_qd_ttg": 7,
        "23_qd_ttg": 19,
        "1437_qd_ttg": 1,
    }


def test_the_report_form_of_special_circumstances_keeps_the_printed_misprint() -> None:
    report = body("report", "601-602")
    by_group = {column.group: column.printed for column in report.columns if column.group}
    assert len(by_group) == 14
    assert (by_group["HCDB-06"], by_group["HCDB-07"]) == ("9", "(không in số)")
    assert [len(one.body.get("columns", [])) for one in drafts("report")] == [18, 15, 3, 13, 4, 1, 3, 9]


def test_both_ethnic_lists_hold_55_codes_and_agree_by_name() -> None:
    census, older = body("codes", "dan_toc"), body("codes", "dan_toc_1979")
    assert (len(census.items), len(older.items)) == (55, 55)
    assert {one.vi for one in census.items} == {one.vi for one in older.items}
    assert (census.by_code("26").vi, older.by_code("26").vi) == ("Giáy", "Cơ Tu")
    assert [one.code for one in census.items if one.confirmed] == [f"{n:02}" for n in range(1, 21)]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Cơ Tu", "25"),
        ("co tu", "25"),
        ("Katu", "25"),
        ("Ca Dong", "16"),
        ("xê đăng", None),
        ("Xơ đăng", "16"),
        ("H'Mông", "08"),
        ("hmong", "08"),
        ("M’Nông", "20"),
        ("Bh'noong", "29"),
        ("Gié Triêng", "29"),
        ("Cor", "30"),
        ("Thái", "03"),
        ("", None),
    ],
)
def test_an_ethnic_group_is_found_by_any_of_its_names(typed: str, meant: str | None) -> None:
    found = body("codes", "dan_toc").by_name(typed)
    assert (found.code if found else None) == meant


def test_code_lists_of_the_record() -> None:
    counted = {one.head["id"]: len(one.body["items"]) for one in drafts("codes")}
    expected = {
        "dang_khuyet_tat": 6,
        "muc_do_khuyet_tat": 3,
        "loai_ho": 3,
        "cap_hoc": 8,
        "trinh_do": 4,
        "tinh_trang_cha_me": 13,
        "bien_dong": 10,
        "hinh_thuc_xam_hai": 6,
        "xam_hai_tinh_duc": 5,
        "hinh_thuc_cham_soc_thay_the": 4,
        "ly_do_cham_dut": 5,
        "trang_thai_vu_viec": 12,
        "thong_tin_rieng": 11,
        "thu_tuc_hanh_chinh": 6,
        "noi_tiep_nhan": 4,
        "phan_loai_111": 9,
    }
    assert {key: counted[key] for key in expected} == expected


def test_allowances_with_their_base_by_day() -> None:
    policy = body("entitlement", "tro_cap_hang_thang")
    assert [str(one.coefficient) for one in policy.benefits] == [
        "2.5", "1.5", "1.5", "2.5", "2.0", "1.0", "2.5", "2.0", "1.5",
    ]  # fmt: skip
    assert len(policy.cases) == 11
    assert (policy.base(date(2024, 6, 30)).amount, policy.base(date(2024, 7, 1)).amount) == (360_000, 500_000)
    assert policy.base(date(2021, 6, 30)) is None


def test_who_answers_for_children_before_and_after_2025() -> None:
    department = body("body", "ROLE_PROVINCE_DEPARTMENT")
    assert "Lao động" in department.holder(date(2025, 2, 28)).body
    assert "Sở Y tế tỉnh Quảng Nam" in department.holder(LAST_OF_THREE_LEVELS).body
    assert "Đà Nẵng" in department.holder(TODAY).body
    assert body("body", "ROLE_DISTRICT_CHAIR").holder(TODAY) is None


def test_what_code_lists_and_forms_name_exists() -> None:
    lists = {one.head["id"] for one in drafts("codes")}
    forms = {one.body["number"] for one in drafts("form")}
    fields = [field for one in drafts("form") for part in one.body["sections"] for field in part["fields"]]
    named = {field["code_list"] for field in fields if field.get("code_list")}
    stepped = {form for d in drafts("procedure") for step in d.body["steps"] for form in step.get("forms", [])}
    assert named - lists == set()
    assert stepped == forms


def test_the_register_has_every_document_of_the_sources() -> None:
    documents = register()
    assert len(documents) == 92
    assert documents["QD-395"].issued == "2020-12-23"
    assert "in nhầm" in documents["QD-395"].doubt
    assert (documents["CT-20"].state, documents["CT-20"].replaced_by) == ("replaced", ("CT-28",))
    assert not documents["QD-3978"].confirmed


def test_every_numbered_citation_leads_to_a_document_of_the_register() -> None:
    numbers = {entry.number for entry in register().values()}
    cited = {one["document"] for draft in shipped() for one in draft.head["citation"]}
    assert cited - numbers == {
        "121-TCTK/PPCĐ",
        "Danh mục các dân tộc Việt Nam (cơ quan thống kê)",
        "Thông cáo của Tổng đài 111 năm 2022, 2023",
    }


def test_whatever_is_unconfirmed_says_why() -> None:
    unconfirmed = [draft for draft in shipped() if not draft.head["confirmed"]]
    assert len(unconfirmed) > 30
    assert [draft.name for draft in unconfirmed if not draft.head.get("why")] == []
    assert [one.id for one in register().values() if not one.confirmed and not one.confirmed_note] == []
