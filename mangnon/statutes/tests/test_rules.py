"""Versions, periods, differences, the language of expressions: no database."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mangnon.statutes.expressions import Call, Literal, Name, Operation, Several, WrongExpression, names, parse
from mangnon.statutes.kinds import KINDS
from mangnon.statutes.kinds.form import Form
from mangnon.statutes.models import Definition
from mangnon.statutes.rules import Span, differences, is_local, overlapping
from mangnon.statutes.shapes import build, schema_lines
from mangnon.statutes.spelling import spelled
from mangnon.statutes.tests.shipping import shipped
from mangnon.statutes.views.loading import replaced


def span(version: str, end: str = "") -> Span:
    return Span(version, date.fromisoformat(version[:10]), date.fromisoformat(end) if end else None)


@pytest.mark.parametrize(
    ("new", "clash"),
    [
        (span("2025-07-01"), False),
        (span("2025-06-30"), True),
        (span("2017-07-01.2"), False),
        (span("2010-01-01"), False),
        (span("2010-01-01", "2017-07-01"), False),
        (span("2010-01-01", "2017-07-02"), True),
        (span("2030-01-01"), False),
    ],
)
def test_declared_periods_may_touch_and_not_overlap(new: Span, clash: bool) -> None:
    assert (overlapping(new, [span("2017-07-01", "2025-07-01")]) is not None) is clash


def test_an_open_version_ends_where_the_next_begins() -> None:
    assert overlapping(span("2025-07-01"), [span("2017-07-01")]) is None


def test_a_local_version_carries_a_plus_sign() -> None:
    assert is_local("2026-07-01+1")
    assert not is_local("2026-07-01.2")


def test_items_are_matched_by_their_code_wherever_they_stand() -> None:
    old = {"items": [{"code": "a", "vi": "Một"}, {"code": "b", "vi": "Hai"}], "use": "x"}
    new = {"items": [{"code": "b", "vi": "Hai"}, {"code": "a", "vi": "Mốt"}, {"code": "c", "vi": "Ba"}], "use": "x"}
    found = {one.path: (one.old, one.new) for one in differences(old, new)}
    assert found == {("items", "a", "vi"): ("Một", "Mốt"), ("items", "c"): (None, {"code": "c", "vi": "Ba"})}


data = st.recursive(
    st.text(max_size=3) | st.integers() | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=2), inner, max_size=3),
    max_leaves=8,
)


@given(data)
def test_nothing_differs_from_itself(body: object) -> None:
    assert list(differences(body, body)) == []


def test_an_expression_becomes_a_tree() -> None:
    assert parse("not known(a) and (b in ['x', 'y'] or c >= 2.5)") == Operation(
        "and",
        (
            Operation("not", (Call("known", (Name("a"),)),)),
            Operation(
                "or",
                (
                    Operation("in", (Name("b"), Several((Literal("x"), Literal("y"))))),
                    Operation(">=", (Name("c"), Literal(Decimal("2.5")))),
                ),
            ),
        ),
    )
    assert names(parse("days(a, b) <= 15 and c = true")) == {"a", "b", "c"}
    assert parse("today()") == Call("today", ())


@pytest.mark.parametrize(
    "text",
    ["", "a =", "= 1", "a b", "known()", "days(a)", "exec(a)", "a = 'x", "(a", "a)", "a in b", "and", "a;b", "A = 1"],
)
def test_what_is_not_in_the_language_is_refused(text: str) -> None:
    with pytest.raises(WrongExpression):
        parse(text)


@pytest.mark.parametrize("text", ["(" * 400 + "a" + ")" * 400, "a" + " and a" * 400, "not " * 300 + "a"])
def test_an_endless_expression_is_refused(text: str) -> None:
    with pytest.raises(WrongExpression):
        parse(text)


@given(st.text(alphabet="ab01 =<>!()[],'.andornotin", max_size=60))
def test_any_text_is_read_or_refused_and_never_breaks(text: str) -> None:
    try:
        names(parse(text))
    except WrongExpression:
        return


def test_the_schema_of_every_kind_can_be_printed() -> None:
    for kind in KINDS.values():
        lines = list(schema_lines(kind.shape, "body"))
        assert lines
        assert any(one.required for one in lines)
        assert all(str(one.label) and one.writes for one in lines)


def test_expressions_of_a_form_are_read_in_words() -> None:
    form = build(Form, next(one.body for one in shipped() if one.name == ("form", "mau-06")))
    read = spelled(form).field("proposal")
    assert read is not None
    assert read.check == (
        "“Đề xuất” khác “kết thúc hỗ trợ, can thiệp, lưu hồ sơ” hoặc (“Trẻ em không còn nguy cơ bị xâm hại” là có"
        " và “Các yếu tố về thể chất, tâm lý, nhận thức và tình cảm ổn định” là có)"
    )


def test_a_new_version_is_compared_with_the_last_that_began_by_its_first_day() -> None:
    known = [Definition(version=day, valid_from=date.fromisoformat(day)) for day in ("2017-07-01", "2025-07-01")]

    def compared(day: str) -> Definition | None:
        return replaced(Definition(version=day, valid_from=date.fromisoformat(day)), known)

    assert [compared(day) for day in ("2017-07-01", "2024-01-01", "2025-07-01", "2010-01-01")] == [
        known[0],
        known[0],
        known[1],
        known[0],
    ]
    assert replaced(known[0], []) is None
