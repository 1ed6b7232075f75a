"""The quarterly report: pure counting, and the figures of a commune."""

from __future__ import annotations

from datetime import date

import pytest

from mangnon.access.scope import acting
from mangnon.registry.harm.counting import (
    CountingFileWrong,
    Quarter,
    counting_on,
    quarters_until,
    read_countings,
)
from mangnon.registry.harm.figures import Figure, Harm, count, injury_report, unplaced
from mangnon.registry.harm.queries import report_on
from mangnon.registry.harm.tests.conftest import Happen
from mangnon.testing.cast import TODAY, Cast


def test_quarters_begin_and_end_where_they_should() -> None:
    assert Quarter.of(date(2026, 3, 31)) == Quarter(2026, 1)
    assert Quarter.of(date(2026, 4, 1)) == Quarter(2026, 2)
    assert (Quarter(2026, 4).first, Quarter(2026, 4).last) == (date(2026, 10, 1), date(2026, 12, 31))
    assert Quarter(2024, 1).last == date(2024, 3, 31)
    assert [one.code for one in quarters_until(date(2026, 2, 1), 3)] == ["2026-1", "2025-4", "2025-3"]
    assert [Quarter.parse(text) for text in ("2026-5", "x", "26-1", "2026-")] == [None] * 4


def test_every_row_and_column_of_the_form_is_counted(forms: None) -> None:
    """Decision 234/QĐ-TTg, as a commune filled it in: nine columns, eleven rows."""
    law = report_on(TODAY)
    assert law is not None
    counting = counting_on(TODAY)
    assert {one.code for one in law.body.columns} == set(counting.columns)
    assert len(law.body.head_fields) == len(counting.heads)
    rows = {one.code for one in law.body.rows}
    assert set(counting.rows.values()) <= rows
    assert {counting.row_of(counting.cause_of(row)) for row in rows} == rows


def test_each_record_is_counted_once_by_sex_age_and_setting() -> None:
    counting = counting_on(TODAY)
    harms = [
        Harm("1", "1", 5, "1", "died"),
        Harm("1", "2", 6, "2", "healed"),
        Harm("3", "9", None, "", "treated"),
        Harm("R10", "1", 14, "3", "lasting"),
    ]
    counted = count(harms, counting)
    assert counted["08", ""] == Figure(2, 1)
    assert (counted["08", "K1"], counted["08", "K2"]) == (Figure(1, 1), Figure(1, 0))
    assert (counted["08", "K3"], counted["08", "K4"]) == (Figure(1, 1), Figure(1, 0))
    assert (counted["08", "K7"], counted["08", "K9"]) == (Figure(1, 1), Figure(1, 0))
    assert (counted["10", "K6"], counted["10", "K8"]) == (Figure(1), Figure(1))
    assert [key for key in counted if key[0] == "01"] == [("01", "")]
    assert unplaced(harms, counting) == {"sex": 1, "age": 1, "setting": 1}


def test_the_report_of_a_commune_counts_its_quarter_only(cast: Cast, happen: Happen) -> None:
    happen(outcome="died", died_on=date(2026, 11, 5))
    happen(cause="3", setting="", outcome="lasting", child_sex="2")
    happen(happened_on=date(2026, 9, 30))
    happen(by=cast.phu, place=cast.land.sibling)
    with acting(cast.lien):
        found = injury_report(cast.lien, Quarter(2026, 4), cast.land.own.pk)
    assert found is not None
    assert found.heads == {"hurt": 2, "died": 1, "lasting": 1, "children": 0, "communes": 1}
    assert found.rows == {"08": Figure(1, 1), "01": Figure(1, 0)}
    assert found.unknown == {"setting": 1}
    with acting(cast.phu):
        whole = injury_report(cast.phu, Quarter(2026, 4), None)
    assert whole is not None
    assert (whole.heads["hurt"], whole.heads["communes"]) == (3, 2)


def test_without_its_definition_there_is_no_report(cast: Cast, law: None) -> None:
    with acting(cast.lien):
        assert injury_report(cast.lien, Quarter(2026, 4), None) is None


def test_a_file_that_counts_two_things_in_a_column_is_refused() -> None:
    text = (
        "injuries: [{valid_from: 2020-01-01, source: x, confirmed: false, drowning: '1', rows: {}, heads: [],"
        " columns: {K1: {sex: '1', setting: '2'}}}]"
    )
    with pytest.raises(CountingFileWrong):
        read_countings(text)
    with pytest.raises(CountingFileWrong):
        read_countings("injuries: []")
