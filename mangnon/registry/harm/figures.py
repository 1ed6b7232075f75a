"""The quarterly injury report computed from the records: rows and columns as the definition of the day has them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from mangnon.access.actor import Actor
from mangnon.registry.harm.counting import Counted, Counting, Quarter, counting_on
from mangnon.registry.harm.queries import accidents, in_quarter, report_on
from mangnon.registry.models import Accident, Sex
from mangnon.registry.queries.children import here
from mangnon.statutes.queries.definitions import Law


@dataclass(frozen=True, slots=True)
class Harm:
    """One record as the report needs it."""

    cause: str
    sex: str
    age: int | None
    setting: str
    outcome: str

    def counts_in(self, column: Counted) -> bool:
        """Whether a column counts it."""
        if column.ages is not None:
            return self.age is not None and column.ages[0] <= self.age <= column.ages[1]
        return self.sex == column.sex if column.sex else self.setting == column.setting


@dataclass(frozen=True, slots=True)
class Figure:
    """Children harmed, and how many of them died."""

    hurt: int = 0
    died: int = 0


@dataclass(slots=True)
class _Sum:
    hurt: Counter[tuple[str, str]] = field(default_factory=Counter)
    died: Counter[tuple[str, str]] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class InjuryReport:
    """The report of one place and quarter."""

    law: Law
    counting: Counting
    quarter: Quarter
    cells: dict[tuple[str, str], Figure]
    """(row, column) → figure; what isn't there is nought."""
    rows: dict[str, Figure]
    heads: dict[str, int]
    unknown: dict[str, int]
    """``sex``, ``age``, ``setting``, ``cause`` → records that the report can't place there."""

    def cell(self, row: str, column: str) -> Figure:
        """The figure of a row and column."""
        return self.cells.get((row, column), Figure())


def count(harms: Iterable[Harm], counting: Counting) -> dict[tuple[str, str], Figure]:
    """(row, column) → figure, and (row, "") → the whole row."""
    sums = _Sum()
    for harm in harms:
        row = counting.row_of(harm.cause)
        columns = [code for code, column in counting.columns.items() if harm.counts_in(column)]
        for code in ("", *columns):
            sums.hurt[row, code] += 1
            sums.died[row, code] += harm.outcome == Accident.Outcome.DIED
    return {key: Figure(n, sums.died[key]) for key, n in sums.hurt.items()}


def unplaced(harms: Iterable[Harm], counting: Counting) -> dict[str, int]:
    """How many records lack what a group of columns, or the rows, ask for."""
    ages = [column.ages for column in counting.columns.values() if column.ages]
    settings = {column.setting for column in counting.columns.values()} - {""}
    found: Counter[str] = Counter()
    for harm in harms:
        found["sex"] += harm.sex == Sex.UNKNOWN
        found["age"] += harm.age is None or not any(first <= harm.age <= last for first, last in ages)
        found["setting"] += harm.setting not in settings
        found["cause"] += not counting.row_of(harm.cause)
    return {name: n for name, n in found.items() if n}


def injury_report(actor: Actor, quarter: Quarter, place_id: int | None) -> InjuryReport | None:
    """Of a commune, or of everything within reach; None where the definition isn't loaded."""
    law = report_on(quarter.last)
    if law is None:
        return None
    counting = counting_on(quarter.last)
    rows: Any = in_quarter(accidents(actor), quarter)
    rows = rows.filter(place_id=place_id) if place_id else rows
    told = rows.order_by().values_list("cause", "child_sex", "child_age", "setting", "outcome", "place_id")
    found = [(Harm(*row[:5]), row[5]) for row in told]
    harms = [harm for harm, _place in found]
    counted = count(harms, counting)
    return InjuryReport(
        law, counting, quarter,
        cells={key: figure for key, figure in counted.items() if key[1]},
        rows={row: figure for (row, column), figure in counted.items() if not column},
        heads=_heads(harms, actor, quarter, place_id, {place for _harm, place in found}),
        unknown=unplaced(harms, counting),
    )  # fmt: skip


def _heads(harms: list[Harm], actor: Actor, quarter: Quarter, place_id: int | None, places: set[int]) -> dict[str, int]:
    ends = Counter(harm.outcome for harm in harms)
    children = here(actor, quarter.last).filter(born_from__lte=quarter.last)
    return {
        "hurt": len(harms),
        "died": ends[Accident.Outcome.DIED],
        "lasting": ends[Accident.Outcome.LASTING],
        "children": (children.filter(place_id=place_id) if place_id else children).count(),
        "communes": 1 if place_id else len(places),
    }
