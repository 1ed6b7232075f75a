"""Papers of a record: who may, what is kept, what is sealed, which version, which number."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction

from mangnon.access.scope import acting
from mangnon.audit.models import Entry
from mangnon.lib.refusal import Forbidden, NotFound, StaleVersion
from mangnon.papers.actions import (
    AnswersUnfit,
    Filling,
    HasNumber,
    NoNumber,
    NotThisForm,
    ReasonMissing,
    book_print,
    correct_sheet,
    fill_sheet,
    number_of,
    number_sheet,
    open_sealed,
)
from mangnon.papers.models import Revision, Series, Sheet
from mangnon.papers.offers import count_pinned
from mangnon.papers.queries import blank, opened
from mangnon.papers.slots import OwnerRef
from mangnon.papers.tests.conftest import FORMS
from mangnon.statutes.loading import add
from mangnon.statutes.models import Source
from mangnon.statutes.rules import Draft
from mangnon.statutes.tests.shipping import shipped
from mangnon.testing.cast import AT, Cast

ANSWERS = {
    "received_on": "2026-11-23",
    "received_at": "08:15",
    "child_name": "Alăng Thị Mơ",
    "father_job": {"state": "unknown"},
}
SEALED = {"informant_name": "CANARY-NGUOI-BAO"}


def fill(actor: Any, owner: OwnerRef, form: str = "mau-01", **answers: Any) -> Sheet:
    filling = Filling(form, "2017-07-01", answers)
    return fill_sheet(actor=actor, at=AT, owner=owner, filling=filling)


@pytest.fixture
def as_lien(cast: Cast) -> Iterator[Any]:
    with acting(cast.lien):
        yield cast.lien


@pytest.fixture
def sheet(as_lien: Any, owner: OwnerRef) -> Sheet:
    return fill(as_lien, owner, **ANSWERS, **SEALED)


def test_it_keeps_open_answers_as_they_are_and_sealed_ones_sealed(sheet: Sheet) -> None:
    revision = Revision.objects.get(sheet=sheet)
    assert revision.answers == ANSWERS
    with connection.cursor() as cursor:
        cursor.execute("select r::text from papers_revision r")
        assert "CANARY" not in cursor.fetchone()[0]


def test_each_act_is_booked_with_the_paper_and_without_its_answers(sheet: Sheet, as_lien: Any, cast: Cast) -> None:
    number_sheet(actor=as_lien, at=AT, sheet_id=sheet.pk)
    book_print(actor=as_lien, at=AT, sheet_id=sheet.pk, as_type="pdf")
    open_sealed(actor=as_lien, at=AT, sheet_id=sheet.pk, reason="gọi lại người báo tin")
    with acting(cast.an):
        entries = list(Entry.objects.filter(action__startswith="papers.").order_by("id"))
    assert [one.action for one in entries] == ["papers.fill", "papers.number", "papers.print", "papers.open"]
    assert all(one.subject_id == str(sheet.owner_id) and one.detail["sheet"] == str(sheet.pk) for one in entries)
    assert not any("Alăng" in str(one.detail) or "CANARY" in str(one.detail) for one in entries)


def test_out_of_reach_there_is_no_paper(sheet: Sheet, cast: Cast) -> None:
    with acting(cast.thao):
        assert not Sheet.objects.exists()
        assert not Revision.objects.exists()
        with pytest.raises(NotFound):
            opened(cast.thao, sheet.pk)
        with pytest.raises(NotFound):
            fill(cast.thao, sheet.owner, **ANSWERS)


def test_without_the_owners_right_it_is_refused(sheet: Sheet, cast: Cast) -> None:
    with acting(cast.quyet):
        with pytest.raises(Forbidden):
            number_sheet(actor=cast.quyet, at=AT, sheet_id=sheet.pk)
        with pytest.raises(Forbidden):
            open_sealed(actor=cast.quyet, at=AT, sheet_id=sheet.pk, reason="gọi lại người báo tin")
        with pytest.raises(Forbidden):
            book_print(actor=cast.quyet, at=AT, sheet_id=sheet.pk, as_type="pdf", sealed=True)
        assert opened(cast.quyet, sheet.pk).answers == ANSWERS


def test_leaders_of_the_province_look_but_print_nothing(sheet: Sheet, cast: Cast) -> None:
    with acting(cast.van):
        assert opened(cast.van, sheet.pk).sheet == sheet
        with pytest.raises(Forbidden):
            book_print(actor=cast.van, at=AT, sheet_id=sheet.pk, as_type="pdf")


def test_opening_needs_a_reason_and_gives_what_was_sealed(sheet: Sheet, as_lien: Any) -> None:
    with pytest.raises(ReasonMissing):
        open_sealed(actor=as_lien, at=AT, sheet_id=sheet.pk, reason=" xem ")
    assert open_sealed(actor=as_lien, at=AT, sheet_id=sheet.pk, reason="gọi lại người báo tin")[1] == SEALED


def test_a_correction_keeps_what_was_there_and_what_is_sealed(sheet: Sheet, as_lien: Any) -> None:
    told = {**ANSWERS, "child_name": "Alăng Thị Mở"}
    correct_sheet(actor=as_lien, at=AT, sheet_id=sheet.pk, revision=1, answers=told, keep_sealed=True)
    assert [one.answers["child_name"] for one in Revision.objects.order_by("n")] == ["Alăng Thị Mơ", "Alăng Thị Mở"]
    assert open_sealed(actor=as_lien, at=AT, sheet_id=sheet.pk, reason="gọi lại người báo tin")[1] == SEALED
    with pytest.raises(StaleVersion):
        correct_sheet(actor=as_lien, at=AT, sheet_id=sheet.pk, revision=1, answers=told, keep_sealed=True)


def test_a_correction_that_keeps_the_sealed_part_cannot_write_into_it(sheet: Sheet, as_lien: Any) -> None:
    told = {**ANSWERS, "informant_name": "ai khác"}
    correct_sheet(actor=as_lien, at=AT, sheet_id=sheet.pk, revision=1, answers=told, keep_sealed=True)
    assert open_sealed(actor=as_lien, at=AT, sheet_id=sheet.pk, reason="gọi lại người báo tin")[1] == SEALED


def test_a_revision_is_never_changed(sheet: Sheet) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Revision.objects.filter(sheet=sheet).update(answers={})
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Revision.objects.filter(sheet=sheet).update(sealed=None)


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {**ANSWERS, "received_on": "2026-11-24"},
        {**ANSWERS, "nothing_of_this_form": "x"},
        {**ANSWERS, "birth_date": "2017", "estimated_age": 9},
    ],
    ids=["required", "check", "unknown key", "not asked"],
)
def test_answers_that_the_definition_does_not_take_are_refused(
    answers: dict[str, Any], as_lien: Any, owner: OwnerRef
) -> None:
    with pytest.raises(AnswersUnfit):
        fill(as_lien, owner, **answers)


def test_a_form_that_the_record_does_not_use_is_refused(as_lien: Any, owner: OwnerRef) -> None:
    with pytest.raises(NotThisForm):
        fill(as_lien, owner, form="mau-99")


def test_numbers_follow_each_other_by_kind_and_close_the_paper(as_lien: Any, owner: OwnerRef) -> None:
    sheets = [fill(as_lien, owner, **ANSWERS) for _n in range(2)]
    decision = fill(as_lien, owner, form="mau-12", child_name="Alăng Thị Mơ")
    numbers = [number_of(number_sheet(actor=as_lien, at=AT, sheet_id=one.pk)) for one in (*sheets, decision)]
    assert numbers == ["01/BC-UBND", "02/BC-UBND", "01/QĐ-UBND"]
    with pytest.raises(HasNumber):
        number_sheet(actor=as_lien, at=AT, sheet_id=sheets[0].pk)
    with pytest.raises(HasNumber):
        correct_sheet(actor=as_lien, at=AT, sheet_id=sheets[0].pk, revision=1, answers=ANSWERS, keep_sealed=True)


def test_a_new_year_begins_with_one_in_the_zone_of_vietnam(as_lien: Any, owner: OwnerRef) -> None:
    sheets = [fill(as_lien, owner, **ANSWERS) for _n in range(2)]
    eve = AT.replace(month=12, day=31, hour=17, minute=30)
    number_sheet(actor=as_lien, at=eve - timedelta(hours=1), sheet_id=sheets[0].pk)
    number_sheet(actor=as_lien, at=eve, sheet_id=sheets[1].pk)
    assert list(Series.objects.order_by("year").values_list("year", "last")) == [(2026, 1), (2027, 1)]


def test_a_form_without_a_symbol_takes_no_number(as_lien: Any, owner: OwnerRef) -> None:
    with pytest.raises(NoNumber):
        number_sheet(actor=as_lien, at=AT, sheet_id=fill(as_lien, owner, form="mau-14").pk)


def test_a_paper_keeps_its_version_whatever_is_loaded_later(sheet: Sheet, as_lien: Any, owner: OwnerRef) -> None:
    old = next(one for one in shipped() if one.name == ("form", "mau-01"))
    body = {**old.body, "sections": [part for part in old.body["sections"] if part["key"] != "child"]}
    head = {**old.head, "version": "2026-01-01", "valid_from": "2026-01-01"}
    with acting(None):
        add(Draft(head, body), source=Source.SHIPPED, by="")
    assert blank(as_lien, AT, owner, "mau-01").asked.by_key.get("child_name") is None
    found = opened(as_lien, sheet.pk)
    assert found.asked.by_key["child_name"].label == "Họ và tên trẻ em"
    assert found.answers["child_name"] == "Alăng Thị Mơ"


def test_what_one_paper_says_the_next_one_knows_with_its_source(as_lien: Any, owner: OwnerRef) -> None:
    fill(as_lien, owner, **ANSWERS, family_circumstances="Hộ nghèo", **SEALED)
    known = blank(as_lien, AT, owner, "mau-03").known
    assert (known["child_name"].answer, str(known["child_name"].source)) == ("Hồ Thị Sương", "hồ sơ mẫu thử")
    assert (known["family_circumstances"].answer, str(known["family_circumstances"].source)) == (
        "Hộ nghèo",
        "Từ Mẫu số 01 ngày 23/11/2026",
    )
    assert known["officer"].answer == "Hồ Thị Liên"
    assert known["done_on"].answer == "2026-11-23"


def test_the_plan_knows_the_conclusion_of_the_assessment(as_lien: Any, owner: OwnerRef) -> None:
    fill(as_lien, owner, form="mau-03", done_on="2026-11-23", conclusion="Nguy cơ cao", needs={"state": "unknown"})
    known = blank(as_lien, AT, owner, "mau-04").known
    assert known["assessment"].answer == "Nguy cơ cao"
    assert "needs" not in known
    assert known["to"].answer == "Chủ tịch Ủy ban nhân dân xã Trà Linh"


def test_whoever_loads_law_is_told_how_many_papers_keep_a_version(sheet: Sheet, cast: Cast) -> None:
    with acting(cast.quan):
        assert not Sheet.objects.exists()
        assert count_pinned("form", "mau-01", "2017-07-01") == 1
    assert count_pinned("form", "mau-01", "2026-01-01") == count_pinned("codes", "mau-01", "2017-07-01") == 0


@pytest.mark.parametrize("form", FORMS)
def test_what_is_sealed_is_never_offered_to_another_paper(form: str, as_lien: Any, owner: OwnerRef) -> None:
    fill(as_lien, owner, **ANSWERS, **SEALED)
    assert "CANARY" not in str(blank(as_lien, AT, owner, form).known)
