"""What is asked, what must be right, and how it is said."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from mangnon.papers.judging import BrokenDefinition, judge, relevance
from mangnon.papers.questions import Questionnaire, asked, in_force
from mangnon.papers.reckoning import Doubt
from mangnon.papers.telling import condition
from mangnon.papers.tests.conftest import TODAY
from mangnon.papers.tests.examples import answers

UNKNOWN = {"state": "unknown"}


def wrong(key: str, **told: Any) -> dict[str, str]:
    form = in_force(key, TODAY)
    return judge(form, {**answers(form), **told}, TODAY)


def test_a_case_ends_only_when_the_child_is_safe_and_stable(law: None) -> None:
    assert wrong("mau-06", proposal="KET_THUC", no_risk=True, stable=True) == {}
    assert wrong("mau-06", proposal="TIEP_TUC", no_risk=False, stable=UNKNOWN) == {}
    refused = wrong("mau-06", proposal="KET_THUC", no_risk=False, stable=True)
    assert refused == {"proposal": "Chỉ đề xuất kết thúc khi không còn nguy cơ và đã ổn định."}


def test_a_doubt_does_not_end_a_case_and_is_named(law: None) -> None:
    refused = wrong("mau-06", proposal="KET_THUC", no_risk=UNKNOWN, stable=True)
    assert refused["proposal"].endswith("Câu “Trẻ em không còn nguy cơ bị xâm hại” đang ghi “Không rõ”.")


def test_a_missing_answer_that_a_check_needs_is_named(law: None) -> None:
    form = in_force("mau-05", TODAY)
    told = {key: one for key, one in answers(form).items() if key != "starts_on"}
    assert judge(form, told, TODAY) == {
        "ends_on": "Ngày cuối không thể trước ngày đầu. Cần trả lời cả câu “Thực hiện từ ngày”."
    }


@pytest.mark.parametrize(("ends", "fits"), [("2026-11-20", True), ("2026-12-05", True), ("2026-12-06", False)])
def test_a_separation_lasts_fifteen_days_at_most(ends: str, fits: bool, law: None) -> None:
    assert ("ends_on" not in wrong("mau-07", starts_on="2026-11-20", ends_on=ends)) is fits


def test_parents_who_harmed_need_not_be_heard_and_in_doubt_they_may_be(law: None) -> None:
    form = in_force("mau-03", TODAY)
    told = [
        relevance(form, one, TODAY)["parents_opinion"]
        for one in ({"parent_is_abuser": True}, {}, {"parent_is_abuser": UNKNOWN})
    ]
    assert told == [False, True, None]
    assert "parents_opinion" in wrong("mau-03", parent_is_abuser=True, parents_opinion="không đồng ý")
    assert wrong("mau-03", parent_is_abuser=UNKNOWN, parents_opinion="không đồng ý") == {}


@pytest.mark.parametrize(
    ("form", "text", "said"),
    [
        ("mau-01", "not known(birth_date)", "chưa rõ “Ngày tháng năm sinh”"),
        ("mau-01", "known(birth_date)", "đã rõ “Ngày tháng năm sinh”"),
        ("mau-08", "foreign = true", "“Người đăng ký là người nước ngoài” là “Có”"),
        ("mau-03", "count(needs) > 0", "“Xác định nhu cầu cần hỗ trợ, can thiệp theo thứ tự ưu tiên” đã có lựa chọn"),
        (
            "mau-03",
            "not parent_is_abuser = true",
            "“Cha, mẹ, người chăm sóc là người gây tổn hại” không phải “Có”",
        ),
        (
            "mau-01",
            "channel = 'GAP' and known(child_name)",
            "“Thông qua” là “gặp trực tiếp” và đã rõ “Họ và tên trẻ em”",
        ),
        ("mau-01", "years(birth_date, today()) < 16", "years(birth_date, today()) < 16"),
    ],
)
def test_conditions_are_said_in_words(form: str, text: str, said: str, law: None) -> None:
    assert condition(in_force(form, TODAY), text) == said


def test_every_condition_of_the_shipped_forms_has_words(form: Questionnaire) -> None:
    texts = [one.when for one in form.questions if one.when] + [part.when for part in form.parts if part.when]
    assert [text for text in texts if condition(form, text) == text] == []


def test_a_condition_that_cannot_be_reckoned_names_the_definition_and_the_field(law: None) -> None:
    form = in_force("mau-01", TODAY)
    body = form.law.body
    first = body.sections[0]
    field = dataclasses.replace(first.fields[0], check="office > 5")
    sections = (dataclasses.replace(first, fields=(field, *first.fields[1:])), *body.sections[1:])
    broken = asked(dataclasses.replace(form.law, body=dataclasses.replace(body, sections=sections)), TODAY)
    with pytest.raises(BrokenDefinition) as refused:
        judge(broken, answers(form), TODAY)
    assert str(refused.value).startswith(
        "Mẫu mau-01 bản 2017-07-01: điều kiện “office > 5” của “office” không tính được (text > number)."
    )


def test_what_the_office_says_itself_is_never_unknown(form: Questionnaire) -> None:
    for one in form.questions:
        if one.prefill in ("actor", "today", "office.name", "paper.number", "grounds") or one.required:
            assert one.states == () or one.type == "yes_no_unknown"
        assert set(one.states) <= {Doubt.UNKNOWN, Doubt.REFUSED}
