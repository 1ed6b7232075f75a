"""The evaluator against the shared table, and what no table can hold."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mangnon.lib.dates import PartialDate
from mangnon.papers.reckoning import DEEPEST, Doubt, Facts, Value, WrongKinds, compiled, reckon
from mangnon.statutes.expressions import WrongExpression

TABLE = json.loads(
    (Path(__file__).parents[1] / "data" / "expressions.json").read_text(encoding="utf-8"), parse_float=Decimal
)
TODAY = date.fromisoformat(TABLE["today"])


def value(told: Any) -> Value:
    """A value of the table."""
    if isinstance(told, dict):
        return Doubt(told["state"]) if "state" in told else PartialDate.parse(told["date"])
    if isinstance(told, list):
        return tuple(told)
    return Decimal(told) if isinstance(told, int) and not isinstance(told, bool) else told


def reckoned(row: dict[str, Any]) -> object:
    facts = Facts({key: value(one) for key, one in row["answers"].items()}, TODAY)
    try:
        return reckon(row["expression"], facts)
    except WrongKinds:
        return "error"
    except WrongExpression:
        return "unreadable"


@pytest.mark.parametrize(
    "row", TABLE["rows"], ids=[f"{n}: {row['expression'][:40]}" for n, row in enumerate(TABLE["rows"])]
)
def test_it_reckons_as_the_shared_table_says(row: dict[str, Any]) -> None:
    assert json.dumps(reckoned(row)) == json.dumps(row["result"])


def test_the_table_is_long_and_every_row_differs() -> None:
    told = [json.dumps([row["expression"], row["answers"]], default=str) for row in TABLE["rows"]]
    assert len(set(told)) == len(told) >= 120
    assert {row["result"] for row in TABLE["rows"]} == {True, False, None, "error", "unreadable"}


PIECES = st.sampled_from(
    [
        "a",
        "b",
        "true",
        "1",
        "'x'",
        "(",
        ")",
        "[",
        "]",
        ",",
        "and",
        "or",
        "not",
        "in",
        "=",
        "<",
        "known",
        "count",
        "today",
        "years",
    ]
)


@given(st.lists(PIECES, max_size=30).map(" ".join), st.sampled_from([True, "x", Decimal(2), Doubt.UNKNOWN, ("x",)]))
def test_whatever_is_written_it_answers_or_says_what_is_wrong(text: str, answer: Value) -> None:
    with suppress(WrongKinds, WrongExpression):
        assert reckon(text, Facts({"a": answer}, TODAY)) in (True, False, None)


def test_a_tree_may_be_as_deep_as_allowed_and_no_deeper() -> None:
    assert compiled("not " * (DEEPEST - 1) + "true")
    with pytest.raises(WrongExpression):
        compiled("not " * DEEPEST + "true")


@given(st.dates(date(1990, 1, 1), date(2030, 1, 1)), st.dates(date(1990, 1, 1), date(2030, 1, 1)))
def test_what_is_said_of_a_month_holds_for_each_of_its_days(one: date, other: date) -> None:
    month = PartialDate(one.year, one.month)
    for sign in ("<", "<=", ">", ">=", "=", "!="):
        said = reckon(f"a {sign} b", Facts({"a": month, "b": PartialDate.of(other)}, TODAY))
        exact = reckon(f"a {sign} b", Facts({"a": PartialDate.of(one), "b": PartialDate.of(other)}, TODAY))
        assert said in (None, exact)
