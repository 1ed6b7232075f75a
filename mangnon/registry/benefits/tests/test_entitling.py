"""Golden cases of the allowances: Decree 20/2021/NĐ-CP, articles 5, 6 and 20, as amended by Decree 76/2024/NĐ-CP."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from mangnon.lib.dates import PartialDate
from mangnon.registry.benefits.queries import laws_on
from mangnon.registry.entitling import (
    ChildFacts,
    EntitlingFileWrong,
    Findings,
    case_of,
    find,
    read_readings,
    reading_on,
)
from mangnon.testing.cast import TODAY

ORPHAN = {"father": frozenset({"CHET"}), "mother": frozenset({"CHET"})}


def facts(born: str, on: date = TODAY, **more: Any) -> ChildFacts:
    return ChildFacts(PartialDate.parse(born), on, **more)


def found(known: ChildFacts) -> Findings:
    return find(laws_on(known.on), known)


def amounts(known: ChildFacts) -> dict[str, int | None]:
    """Code → đồng each month, of the lines that count."""
    return {one.benefit.code: one.monthly_vnd for one in found(known).proposed if not one.beaten_by}


GOLDEN: tuple[tuple[str, ChildFacts, dict[str, int | None]], ...] = (
    ("orphan under 4", facts("1/1/2024", **ORPHAN), {"TC01": 1_250_000}),
    ("the day before turning 4", facts("24/11/2022", **ORPHAN), {"TC01": 1_250_000}),
    ("the day of turning 4", facts("23/11/2022", **ORPHAN), {"TC02": 750_000}),
    ("orphan of 15", facts("24/11/2010", **ORPHAN), {"TC02": 750_000}),
    ("on turning 16 nothing is proposed", facts("23/11/2010", **ORPHAN), {}),
    ("base before 1/7/2024", facts("1/1/2023", date(2024, 6, 30), **ORPHAN), {"TC01": 900_000}),
    ("base from 1/7/2024", facts("1/1/2023", date(2024, 7, 1), **ORPHAN), {"TC01": 1_250_000}),
    ("before the decree", facts("1/1/2020", date(2021, 6, 30), **ORPHAN), {}),
    ("severe disability", facts("1/1/2015", degree="2"), {"TC08": 1_000_000}),
    ("especially severe", facts("1/1/2015", degree="1"), {"TC07": 1_250_000, "CS03": 500_000}),
    ("mild gives nothing", facts("1/1/2015", degree="3"), {}),
    (
        "HIV in a poor household under 4",
        facts("1/1/2024", groups=frozenset({"HCDB-05"}), klass="HN"),
        {"TC04": 1_250_000},
    ),
    ("HIV from 4", facts("1/1/2016", groups=frozenset({"HCDB-05"}), klass="HN"), {"TC05": 1_000_000}),
    ("HIV, household only near-poor", facts("1/1/2016", groups=frozenset({"HCDB-05"}), klass="HCN"), {}),
    (
        "orphan with a grandmother",
        facts("1/1/2024", carer="04", **ORPHAN),
        {"TC01": 1_250_000, "CS01": 1_250_000},
    ),
    ("orphan from 4 with an aunt", facts("1/1/2015", carer="06", **ORPHAN), {"TC02": 750_000, "CS02": 750_000}),
    ("adopted: no receiving carer", facts("1/1/2015", carer="02", **ORPHAN), {"TC02": 750_000}),
    ("abandoned", facts("1/1/2025", groups=frozenset({"HCDB-02.1"})), {"TC01": 1_250_000}),
    ("one parent lives", facts("1/1/2015", father=frozenset({"CHET"}), mother=frozenset({"SONG"})), {}),
)


@pytest.mark.parametrize(("known", "expected"), [row[1:] for row in GOLDEN], ids=[row[0] for row in GOLDEN])
def test_the_allowances_of_the_decree(law: None, known: ChildFacts, expected: dict[str, int | None]) -> None:
    assert amounts(known) == expected


CASES = (
    ("b", "CHET", "CHET"), ("c", "CHET", "MT"), ("d", "CHET", "TGXH"), ("đ", "CHET", "TU"), ("đ", "CHET", "GDBB"),
    ("đ", "CHET", "CNBB"), ("e", "MT", "MT"), ("g", "TGXH", "TGXH"), ("h", "TU", "CNBB"), ("i", "MT", "TGXH"),
    ("k", "MT", "TU"), ("l", "TGXH", "GDBB"),
    ("", "CHET", "KKN"), ("", "TE", "TE"), ("", "HCQ", "HCQ"), ("", "CHET", "DIXA"), ("", "KBT", "CHET"),
)  # fmt: skip


@pytest.mark.parametrize(("letter", "one", "other"), CASES)
def test_the_cases_of_no_source_of_nurture(law: None, letter: str, one: str, other: str) -> None:
    """Article 5(1): narrower than the group of children without support."""
    reading = reading_on(TODAY)
    assert reading is not None
    for father, mother in ((one, other), (other, one)):
        known = facts("1/1/2015", father=frozenset({father, "LH"}), mother=frozenset({mother}))
        assert case_of(known, reading) == letter
        proposed = found(known).proposed
        assert [line.benefit.code for line in proposed] == (["TC02"] if letter else [])
        assert all(f"trường hợp {letter}" in line.reasons[0] for line in proposed)


def test_each_case_is_worded_by_the_law(law: None) -> None:
    reading = reading_on(TODAY)
    assert reading is not None
    worded = {case.letter for one in laws_on(TODAY) for case in one.body.cases}
    assert worded == {*reading.cases, reading.abandoned["case"]}
    lines = {(one.key, benefit.code) for one in laws_on(TODAY) for benefit in one.body.benefits}
    assert {line.key for line in reading.lines} <= lines


def test_of_several_coefficients_the_highest_counts(law: None) -> None:
    """Article 6(2)."""
    proposed = {one.benefit.code: one for one in found(facts("1/1/2015", degree="1", **ORPHAN)).proposed}
    assert (proposed["TC07"].beaten_by, proposed["TC02"].beaten_by) == ("", "TC07")
    assert proposed["CS03"].beaten_by == ""


def test_what_the_register_cannot_know_is_mentioned_and_never_proposed(law: None) -> None:
    poor = found(facts("1/1/2025", klass="HN", father=frozenset({"CHET"})))
    assert poor.proposed == ()
    asked = " ".join(one.asks for one in poor.mentioned)
    assert "người đơn thân" in asked
    assert "đặc biệt khó khăn" in asked
    grown = found(facts("1/1/2009", **ORPHAN))
    assert (grown.proposed, ["còn đang học" in one.asks for one in grown.mentioned]) == ((), [True])
    foundling = found(facts("1/1/2025", groups=frozenset({"HCDB-02.2"})))
    assert (foundling.proposed, len(foundling.mentioned)) == ((), 1)


def test_an_uncertain_birth_is_said_beside_the_proposal(law: None) -> None:
    """Born in 2022: perhaps 4 already; the younger age counts and the doubt is told."""
    (line,) = found(facts("2022", **ORPHAN)).proposed
    assert (line.benefit.code, bool(line.doubt)) == ("TC01", True)
    (sure,) = found(facts("1/2/2024", **ORPHAN)).proposed
    assert sure.doubt == ""


def test_a_line_that_is_not_confirmed_is_only_mentioned(law: None) -> None:
    known = facts("1/1/2015", degree="2")
    laws = [one for one in laws_on(TODAY) if one.key == "tro_cap_hang_thang"]
    body = laws[0].body
    unsure = tuple(replace(one, confirmed=False) if one.code == "TC08" else one for one in body.benefits)
    changed = replace(laws[0], body=replace(body, benefits=unsure))
    findings = find([changed], known)
    assert (findings.proposed, len(findings.mentioned)) == ((), 1)


def test_a_file_with_an_unknown_condition_is_refused() -> None:
    with pytest.raises(EntitlingFileWrong):
        read_readings("entitling: []")
    with pytest.raises(EntitlingFileWrong):
        read_readings("entitling: [{lines: [{law: x, code: y, needs: [giàu]}]}]")
