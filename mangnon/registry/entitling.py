"""What the law gives a child: entitlement definitions in force and the child's facts make proposals. Pure.

Amounts, wordings and legal basis come from the definitions, the reading of their conditions from ``entitling.yaml``.
What the register can't know is mentioned and never proposed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from mangnon.lib.dates import PartialDate, age_on
from mangnon.lib.yamls import read_yaml
from mangnon.statutes.kinds.entitlement import Benefit
from mangnon.statutes.queries.definitions import Law

FILE = Path(__file__).parent / "data" / "entitling.yaml"


class EntitlingFileWrong(Exception):
    """The file can't be used."""


@dataclass(frozen=True, slots=True)
class Line:
    """The conditions of one benefit, in facts of a child."""

    law: str
    code: str
    needs: tuple[str, ...]
    unless: tuple[str, ...] = ()
    since: int = 0
    below: int = 200
    open: str = ""
    sensitive: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """Law and line."""
        return self.law, self.code


@dataclass(frozen=True, slots=True)
class Reading:
    """One way of reading the conditions, from a day on."""

    valid_from: date
    source: str
    states: Mapping[str, tuple[str, ...]]
    cases: Mapping[str, tuple[str, str]]
    abandoned: Mapping[str, str]
    poor: tuple[str, ...]
    near_poor: tuple[str, ...]
    hiv: str
    highest_only: Mapping[str, str]
    lines: tuple[Line, ...]
    doubts: tuple[Mapping[str, str], ...]
    parents: tuple[str, ...]

    @property
    def sensitive(self) -> frozenset[tuple[str, str]]:
        """Lines that tell of something very sensitive."""
        return frozenset(line.key for line in self.lines if line.sensitive)


@dataclass(frozen=True, slots=True)
class ChildFacts:
    """What the register knows of a child on a day, as far as the reader may know it."""

    birth: PartialDate
    on: date
    father: frozenset[str] = frozenset()
    mother: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    degree: str = ""
    klass: str = ""
    carer: str = ""
    """The relation of the child to its main carer; empty when there is none."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """A line that the child is entitled to by what the register knows."""

    law: Law
    benefit: Benefit
    reasons: tuple[str, ...]
    monthly_vnd: int | None
    sensitive: bool = False
    doubt: str = ""
    beaten_by: str = ""
    """Code of the line that counts instead, where only the highest coefficient does."""

    @property
    def key(self) -> tuple[str, str]:
        """Law and line."""
        return self.law.key, self.benefit.code


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A line that may fit; ``asks`` says what isn't known."""

    title: str
    asks: str


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found for one child."""

    proposed: tuple[Proposed, ...] = ()
    mentioned: tuple[Mentioned, ...] = field(default=())


@cache
def every_reading() -> tuple[Reading, ...]:
    """All readings of the file, the earliest first. Raises EntitlingFileWrong."""
    return read_readings(FILE.read_text(encoding="utf-8"))


def read_readings(text: str) -> tuple[Reading, ...]:
    """The readings of a text. Raises EntitlingFileWrong, saying what is wrong."""
    try:
        made = [_reading(one) for one in read_yaml(text)["entitling"]]
    except (KeyError, TypeError, ValueError) as error:
        raise EntitlingFileWrong(str(error)) from error
    asked = {name for one in made for line in one.lines for name in (*line.needs, *line.unless)}
    if not made or asked - CONDITIONS.keys():
        raise EntitlingFileWrong(f"unknown conditions: {sorted(asked - CONDITIONS.keys())}")
    return tuple(sorted(made, key=lambda one: one.valid_from))


def _reading(told: dict[str, Any]) -> Reading:
    lines = tuple(
        Line(**{**one, "needs": tuple(one["needs"]), "unless": tuple(one.get("unless", ()))}) for one in told["lines"]
    )
    states = {name: tuple(codes) for name, codes in told["states"].items()}
    cases = {letter: (pair[0], pair[1]) for letter, pair in told["cases"].items()}
    named = ("poor", "near_poor", "parents", "doubts")
    return Reading(**{**told, "lines": lines, "states": states, "cases": cases, **{n: tuple(told[n]) for n in named}})


def reading_on(on: date) -> Reading | None:
    """The reading in force on a day; None before the first."""
    return next((one for one in reversed(every_reading()) if one.valid_from <= on), None)


def amount(law: Law, benefit: Benefit, on: date) -> int | None:
    """Đồng each month on a day: base × coefficient; None where the definition doesn't say."""
    base = law.body.base(on)
    if benefit.coefficient is None or base is None:
        return None
    return int((Decimal(base.amount) * benefit.coefficient).to_integral_value())


def case_of(facts: ChildFacts, reading: Reading) -> str:
    """Letter of the case of "no source of nurture" that the facts meet; empty when none."""
    if reading.abandoned["group"] in facts.groups:
        return reading.abandoned["case"]
    father, mother = (_kinds(states, reading) for states in (facts.father, facts.mother))
    for letter, (one, other) in reading.cases.items():
        if (one in father and other in mother) or (other in father and one in mother):
            return letter
    return ""


def _kinds(states: frozenset[str], reading: Reading) -> frozenset[str]:
    return frozenset(kind for kind, codes in reading.states.items() if states & set(codes))


def _no_source(facts: ChildFacts, reading: Reading, laws: Mapping[str, Law]) -> str:
    letter = case_of(facts, reading)
    cases = (case for law in laws.values() for case in law.body.cases if case.letter == letter)
    case = next(cases, None)
    return _("{case} (trường hợp {letter})").format(case=case.vi, letter=letter) if case else ""


def _hiv(facts: ChildFacts, reading: Reading, laws: Mapping[str, Law]) -> str:
    return _("Thuộc nhóm trẻ em nhiễm HIV/AIDS") if reading.hiv in facts.groups else ""


def _poor(facts: ChildFacts, reading: Reading, laws: Mapping[str, Law]) -> str:
    return _("Hộ nghèo") if facts.klass in reading.poor else ""


def _near_poor(facts: ChildFacts, reading: Reading, laws: Mapping[str, Law]) -> str:
    if facts.klass not in reading.near_poor:
        return ""
    return _("Hộ nghèo") if facts.klass in reading.poor else _("Hộ cận nghèo")


def _one_parent(facts: ChildFacts, reading: Reading, laws: Mapping[str, Law]) -> str:
    gone = [bool(_kinds(states, reading) & {"dead", "missing"}) for states in (facts.father, facts.mother)]
    return _("Cha hoặc mẹ đã chết hoặc mất tích") if sum(gone) == 1 else ""


def _degree_1(facts: ChildFacts, reading: Reading, laws: Mapping[str, Law]) -> str:
    return _("Khuyết tật đặc biệt nặng") if facts.degree == "1" else ""


def _degree_2(facts: ChildFacts, reading: Reading, laws: Mapping[str, Law]) -> str:
    return _("Khuyết tật nặng") if facts.degree == "2" else ""


def _carer(facts: ChildFacts, reading: Reading, laws: Mapping[str, Law]) -> str:
    return _("Có người nhận chăm sóc") if facts.carer and facts.carer not in reading.parents else ""


Condition = Callable[[ChildFacts, Reading, Mapping[str, Law]], str]
CONDITIONS: dict[str, Condition] = {
    "no_source": _no_source,
    "hiv": _hiv,
    "poor": _poor,
    "near_poor": _near_poor,
    "one_parent": _one_parent,
    "degree_1": _degree_1,
    "degree_2": _degree_2,
    "carer": _carer,
}
"""Each says in Vietnamese why it is met, or nothing."""


def find(laws: Iterable[Law], facts: ChildFacts) -> Findings:
    """Everything that the definitions in force give a child with these facts."""
    reading = reading_on(facts.on)
    if reading is None:
        return Findings()
    known = {law.key: law for law in laws}
    proposed: list[Proposed] = []
    mentioned = [Mentioned(one["says"], _("cần xem giấy tờ")) for one in reading.doubts if one["group"] in facts.groups]
    for line in reading.lines:
        law = known.get(line.law)
        benefit = next((one for one in law.body.benefits if one.code == line.code), None) if law else None
        if law is None or benefit is None:
            continue
        reasons = _reasons(line, facts, reading, known)
        if reasons is None:
            continue
        if line.open or not benefit.confirmed:
            mentioned.append(Mentioned(benefit.vi, line.open or _("chưa xác nhận với văn bản")))
            continue
        money = amount(law, benefit, facts.on)
        proposed.append(Proposed(law, benefit, reasons, money, line.sensitive, _age_doubt(line, facts)))
    return Findings(_only_highest(proposed, reading), tuple(mentioned))


def _reasons(line: Line, facts: ChildFacts, reading: Reading, laws: Mapping[str, Law]) -> tuple[str, ...] | None:
    """Why a line fits; None when it doesn't. In doubt about the age, the younger counts."""
    if not line.since <= _age(facts.birth.latest(), facts.on) < line.below:
        return None
    if any(CONDITIONS[name](facts, reading, laws) for name in line.unless):
        return None
    met = tuple(CONDITIONS[name](facts, reading, laws) for name in line.needs)
    return met if all(met) else None


def _age(born: date, on: date) -> int:
    return age_on(min(born, on), on)


def _age_doubt(line: Line, facts: ChildFacts) -> str:
    if line.since <= _age(facts.birth.earliest(), facts.on) < line.below and not facts.birth.estimated:
        return ""
    return _("Ngày sinh chưa rõ: xem lại trước khi đề nghị")


def _only_highest(proposed: list[Proposed], reading: Reading) -> tuple[Proposed, ...]:
    """Where the law says so, the highest coefficient counts; the others name the one that does."""
    law = reading.highest_only["law"]
    own = [one for one in proposed if one.law.key == law and one.benefit.coefficient is not None]
    if len(own) < 2:
        return tuple(proposed)
    best = max(own, key=lambda one: one.benefit.coefficient or Decimal(0))
    return tuple(replace(one, beaten_by=best.benefit.code) if one in own and one is not best else one
                 for one in proposed)  # fmt: skip
