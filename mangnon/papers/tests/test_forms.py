"""All sixteen shipped forms: asked, judged, typed and read back, exported, kept, read again, printed."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.http import QueryDict

from mangnon.access.scope import acting
from mangnon.papers.actions import Filling, fill_sheet, number_sheet
from mangnon.papers.asking import Page
from mangnon.papers.judging import judge
from mangnon.papers.numbering import kind_of
from mangnon.papers.printing import printed
from mangnon.papers.printing.kinds import AS
from mangnon.papers.queries import blank, opened
from mangnon.papers.questions import Questionnaire
from mangnon.papers.schema import schema_of
from mangnon.papers.showing import View, shown
from mangnon.papers.slots import OwnerRef
from mangnon.papers.tests.conftest import FORMS, TODAY
from mangnon.papers.tests.examples import answers
from mangnon.papers.tests.reading import text_of_docx, text_of_pdf
from mangnon.papers.typed import as_typed, read
from mangnon.statutes.kinds.form import FieldType
from mangnon.testing.cast import AT, Cast


def test_it_takes_a_form_filled_in_whole(form: Questionnaire) -> None:
    assert judge(form, answers(form), TODAY) == {}


def test_it_asks_what_must_be_there(form: Questionnaire) -> None:
    required = {one.key for one in form.questions if one.required}
    assert set(judge(form, {}, TODAY)) == required


def test_what_is_typed_comes_back_as_it_was_stored(form: Questionnaire) -> None:
    whole = answers(form)
    found = read(form, as_typed(form, whole))
    assert found.faults == {}
    assert found.answers == whole


def test_every_state_that_may_be_answered_is_an_answer(form: Questionnaire) -> None:
    told = {one.key: {"state": state.value} for one in form.questions for state in one.states}
    found = read(form, as_typed(form, told))
    assert (found.faults, found.answers) == ({}, told)
    wrong = judge(form, told, TODAY)
    assert wrong.keys() & told.keys() <= {"proposal"}


def test_an_empty_form_is_read_as_no_answers(form: Questionnaire) -> None:
    assert read(form, as_typed(form, {})).answers == {}


def test_the_page_has_a_control_for_every_question(form: Questionnaire) -> None:
    parts = Page(form, as_typed(form, answers(form)), {}, {}, files=True).parts()
    asked = [one for part in parts for one in part.asked]
    assert len(asked) == len(form.questions)
    assert all(one.field.label for one in asked)
    ids = [field.id for one in asked for field in (one.field, *(cell for row in one.rows for cell in row.fields))]
    assert len(ids) == len(set(ids))


def test_the_schema_names_every_answer(form: Questionnaire) -> None:
    schema = schema_of(form)
    assert set(schema["properties"]) == {one.key for one in form.questions if not one.given}
    assert schema["$id"] == f"urn:mangnon:form:{form.law.key}:2017-07-01"


def test_reading_shows_every_answer(form: Questionnaire) -> None:
    lines = [line for part in shown(form, answers(form), View(TODAY, closed=False)) for line in part.lines]
    unanswered = {line.question.key for line in lines if not line.answered}
    files = {one.key for one in form.questions if one.type is FieldType.FILE or one.given}
    assert unanswered <= files | {"estimated_age", "parents_opinion"}


@pytest.mark.parametrize("key", FORMS)
def test_a_filled_form_is_kept_numbered_where_it_has_a_symbol_and_printed(
    key: str, cast: Cast, owner: OwnerRef
) -> None:
    with acting(cast.lien):
        form = blank(cast.lien, AT, owner, key).asked
        whole = answers(form)
        sheet = fill_sheet(actor=cast.lien, at=AT, owner=owner, filling=Filling(key, form.law.version, whole))
        if kind_of(form.form):
            number_sheet(actor=cast.lien, at=AT, sheet_id=sheet.pk)
        found = opened(cast.lien, sheet.pk)
        assert {**found.answers} == {name: one for name, one in whole.items() if not form.by_key[name].sealed}
        for kind in AS.values():
            if kind.fits(form.form):
                content = printed(found, kind, at=AT, by="Hồ Thị Liên", link="https://mangnon.example/giay-to/x")
                _look_at(form, whole, text_of_pdf(content) if kind is AS["pdf"] else text_of_docx(content))


def _look_at(form: Questionnaire, whole: dict[str, Any], text: str) -> None:
    squeezed = re.sub(r"\s+", "", text)
    told = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "ỦY BAN NHÂN DÂN", form.number]
    told += [part.title for part in form.parts if not part.head and any(_in_body(one) for one in part.questions)]
    told += ["Số: 01/"] if kind_of(form.form) else []
    for one in told:
        assert re.sub(r"\s+", "", one) in squeezed, one
    if not form.law.confirmed:
        assert re.sub(r"\s+", "", "chưa xác nhận") in squeezed
    if any(one.sealed for one in form.questions):
        assert "giữkín" in squeezed


def _in_body(one: Any) -> bool:
    elsewhere = one.type is FieldType.SIGNATURE or one.prefill in ("office.name", "office.place", "paper.number")
    return not elsewhere and one.key not in ("signed_on", "grounds", "recipients", "to")


def test_rows_are_read_in_their_order_and_empty_ones_left_out(law: None) -> None:
    from mangnon.papers.questions import in_force

    form = in_force("mau-08", TODAY)
    data = QueryDict(mutable=True)
    data.update({"q-household-rows": "3", "q-household-0-name": "Hồ Văn A", "q-household-2-name": "Hồ Thị B",
                 "q-household-2-year": "1980"})  # fmt: skip
    assert read(form, data).answers["household"] == [{"name": "Hồ Văn A"}, {"name": "Hồ Thị B", "year": 1980}]
