"""Fact by fact: how probable is what two records say, if they are one child, strangers, kin, siblings, twins?

Each comparison gives five probabilities, whose ratios alone matter, and what was seen in words.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from mangnon.registry.alike.births import Apart, Born, apart, days_between
from mangnon.registry.alike.edits import digits_apart
from mangnon.registry.alike.homes import home_chance
from mangnon.registry.alike.known import Known
from mangnon.registry.alike.names import Differs, Name, name_of
from mangnon.registry.alike.reasons import Reason
from mangnon.registry.alike.weights import FAMILY, GIVEN, Weights
from mangnon.registry.alike.writing import Faced, Writing, face


class Seen(NamedTuple):
    """Probabilities of one fact for one child, strangers, kin of one household, siblings, twins; and the reason."""

    same: float = 1.0
    other: float = 1.0
    kin: float = 1.0
    sibling: float = 1.0
    twin: float = 1.0
    reason: Reason | None = None


NEUTRAL = Seen()
_NAMES = {
    Writing.SAME: Reason.NAME_SAME,
    Writing.MARKS: Reason.NAME_MARKS,
    Writing.SPACES: Reason.NAME_SPACES,
    Writing.ORDER: Reason.NAME_ORDER,
    Writing.LEFT_OUT: Reason.NAME_LEFT_OUT,
    Writing.SLIP: Reason.NAME_SLIP,
    Writing.OTHER: Reason.NAME_OTHER,
}
REUSED, REUSED_TWIN = 0.0015, 0.0005
"""How often living siblings, twins bear one given name."""
SHARED_LAST = 0.02
"""How often their names differ in the middle only (Bảo Anh, Minh Anh)."""
REUSED_OF_DEAD = 0.05
FAMILY_KEPT = (0.6, 0.95, 0.97)
MIDDLE_KEPT = (0.2, 0.4, 0.6)
"""How often kin, siblings, twins share the family name, a middle name."""


def child_name(one: Known, other: Known, weights: Weights) -> Seen:
    """The child's own name."""
    faced = face(one.name, other.name, weights)
    if faced.writing is Writing.MISSING:
        return NEUTRAL
    reuse, reuse_twin = _reuse(one, other, faced)
    same, strange, kin, sibling, twin = faced.slip, faced.chance, faced.chance, faced.chance, faced.chance
    for place in faced.places:
        slip, chance = place.slip, place.chance
        same, strange = same * slip, strange * chance
        if place.part == GIVEN:
            drawn = 0.0 if place.differs is Differs.NOT else place.rare
            kin, sibling, twin = kin * chance, sibling * (drawn + reuse * slip), twin * (drawn + reuse_twin * slip)
        else:
            kept = FAMILY_KEPT if place.part == FAMILY else MIDDLE_KEPT
            kin *= kept[0] * slip + (1 - kept[0]) * chance
            sibling *= kept[1] * slip + (1 - kept[1]) * chance
            twin *= kept[2] * slip + (1 - kept[2]) * chance
    home = home_chance(one.name, other.name)
    reason = Reason.NAME_AT_HOME if home > max(same, strange) else _name_reason(faced)
    return Seen(same + home, strange + home, kin + home, sibling + home, twin + home, reason)


def _reuse(one: Known, other: Known, faced: Faced) -> tuple[float, float]:
    if one.line.died != other.line.died:
        return REUSED_OF_DEAD, REUSED_TWIN
    if any(place.differs is Differs.WHOLLY for place in faced.places if place.part not in (FAMILY, GIVEN)):
        return SHARED_LAST, SHARED_LAST
    return REUSED, REUSED_TWIN


def _name_reason(faced: Faced) -> Reason:
    if faced.writing is Writing.OTHER and all(p.differs <= Differs.EDIT for p in faced.places if p.part == FAMILY):
        return Reason.GIVEN_OTHER
    return _NAMES[faced.writing]


_ONE_DAY = 1 / 5840
"""Chance of one day among sixteen years."""
_DATES: dict[Apart, tuple[float, Reason]] = {
    Apart.NOT: (0.88, Reason.BORN_SAME),
    Apart.SWAPPED: (0.012, Reason.BORN_SWAPPED),
    Apart.YEAR: (0.006, Reason.BORN_YEAR),
    Apart.FILLED: (0.004, Reason.BORN_FILLED),
    Apart.DIGIT: (0.0007, Reason.BORN_DIGIT),
    Apart.PART: (0.00015, Reason.BORN_PART),
    Apart.NEAR: (0.0008, Reason.BORN_NEAR),
    Apart.LUNAR: (0.00006, Reason.BORN_LUNAR),
    Apart.SAME_YEAR: (0.00002, Reason.BORN_SAME_YEAR),
    Apart.WHOLLY: (0.000001, Reason.BORN_OTHER),
}
"""How often the date of one child is found so, for each single outcome."""
_REPLACED = {Apart.WHOLLY, Apart.SAME_YEAR, Apart.PART}
_VAGUE = {
    Apart.VAGUE: Seen(0.93, 1 / 16, 1 / 16, 0.03, 0.95, Reason.BORN_VAGUE),
    Apart.VAGUE_NEAR: Seen(0.06, 2 / 16, 2 / 16, 0.14, 0.03, Reason.BORN_SAME_YEAR),
    Apart.VAGUE_NOT: Seen(0.005, 0.8, 0.8, 0.8, 0.005, Reason.BORN_OTHER),
}


def birth(one: Known, other: Known, weights: Weights) -> Seen:
    """The date of birth."""
    how = apart(one.born, other.born)
    if how is Apart.UNKNOWN:
        return NEUTRAL
    if how in _VAGUE:
        return _VAGUE[how]
    same, reason = _DATES[how]
    if how in _REPLACED:
        same = min(same * weights.rates.replaced, _ONE_DAY)
    strange = _ONE_DAY
    if one.born.first_january or other.born.first_january:
        strange = max(strange, weights.first_january / 16)
    days = days_between(one.born, other.born) or 0
    sibling = _spacing(days)
    twin = 0.002 if how is Apart.NEAR and days == 1 else same
    return Seen(same, strange, strange, sibling, twin, reason)


SHORTEST = 240
"""Days between two births of one mother: fewer is impossible."""


def _spacing(days: int) -> float:
    """How frequent a distance between siblings is, for each single day."""
    if days <= 3:
        return 3e-7
    if days < SHORTEST:
        return 1e-7
    years = days / 365
    if years < 6:
        return 1.8e-4
    return 4e-5 if years < 11 else 8e-6


def mother(one: Known, other: Known, weights: Weights) -> Seen:
    """The mother's name and year of birth."""
    words = (Reason.MOTHER_SAME, Reason.MOTHER_SLIP, Reason.MOTHER_OTHER)
    seen = _parent(one.mother, other.mother, weights.rates.same_mother, weights, words)
    return _with_year(seen, one.line.mother_year, other.line.mother_year)


def father(one: Known, other: Known, weights: Weights) -> Seen:
    """The father's name and year of birth."""
    words = (Reason.FATHER_SAME, Reason.FATHER_SLIP, Reason.FATHER_OTHER)
    seen = _parent(one.father, other.father, weights.rates.same_father, weights, words)
    return _with_year(seen, one.line.father_year, other.line.father_year)


def swapped_parents(one: Known, other: Known, weights: Weights) -> Seen | None:
    """Father and mother written in each other's place; None unless it is so."""
    names = (one.mother, one.father, other.mother, other.father)
    if not all(names) or one.mother.fold == other.mother.fold:
        return None
    if one.mother.fold != other.father.fold or one.father.fold != other.mother.fold:
        return None
    chance = written(one.mother, other.father, weights)[1] * written(one.father, other.mother, weights)[1]
    return Seen(0.005, chance, chance, 0.005, 0.005, Reason.PARENTS_SWAPPED)


def head(one: Known, other: Known, weights: Weights) -> Seen:
    """The head of the household, unless it is a parent and so has been compared already."""
    parents = {name.fold for name in (one.mother, one.father, other.mother, other.father)}
    if not one.head or not other.head or one.head.fold in parents or other.head.fold in parents:
        return NEUTRAL
    slip, chance, writing = written(one.head, other.head, weights)
    rate = weights.rates.same_head
    reason = Reason.HEAD_SAME if writing is Writing.SAME else None
    near = 0.93 * slip + 0.07 * chance
    return Seen(rate * slip + (1 - rate) * chance, chance, 0.85 * slip + 0.15 * chance, near, near, reason)


def _parent(
    one: Name, other: Name, rate: float, weights: Weights, words: tuple[Reason, Reason, Reason]
) -> Seen:  # fmt: skip
    slip, chance, writing = written(one, other, weights)
    if writing is Writing.MISSING:
        return NEUTRAL
    reason = words[0] if writing is Writing.SAME else words[2] if writing is Writing.OTHER else words[1]
    near = 0.97 * slip + 0.03 * chance
    return Seen(rate * slip + (1 - rate) * chance, chance, chance, near, near, reason)


def written(one: Name, other: Name, weights: Weights) -> tuple[float, float, Writing]:
    """Probability of two writings if they name one grown-up, and if they don't."""
    pair = (one.text, other.text)
    found = weights.writings.get(pair)
    if found is None:
        found = weights.writings[pair] = _written(one, other, weights)
    return found


def _written(one: Name, other: Name, weights: Weights) -> tuple[float, float, Writing]:
    faced = face(one, other, weights)
    slip, chance = faced.slip, faced.chance
    for place in faced.places:
        slip, chance = slip * place.slip, chance * place.chance
    return slip, chance, faced.writing


def _with_year(seen: Seen, one: int, other: int) -> Seen:
    if not one or not other or seen.reason is None:
        return seen
    years = abs(one - other)
    same, strange, near = (0.9, 0.05, 0.95) if years == 0 else (0.05, 0.09, 0.03) if years == 1 else (0.05, 0.86, 0.02)
    return Seen(
        seen.same * same, seen.other * strange, seen.kin * strange, seen.sibling * near, seen.twin * near, seen.reason
    )


def phone(one: Known, other: Known, weights: Weights) -> Seen:
    """Telephone numbers of the household and the parents."""
    if not one.phones or not other.phones:
        return NEUTRAL
    rates = weights.rates
    if one.phones & other.phones:
        return Seen(rates.same_phone, 3 / weights.size, 0.6, 0.93, 0.95, Reason.PHONE_SAME)
    if any(digits_apart(a, b) == 1 for a in one.phones for b in other.phones):
        return Seen(rates.near_phone, 1e-5, 0.01, 0.01, 0.01, Reason.PHONE_NEAR)
    return Seen(1 - rates.same_phone - rates.near_phone, 1.0, 0.4, 0.06, 0.04)


def place(one: Known, other: Known, weights: Weights) -> Seen:
    """Commune and hamlet as they are today."""
    here, there = one.line.place, other.line.place
    if not here or not there:
        return NEUTRAL
    rate = weights.rates.same_place
    rare = min(weights.place_share(here), weights.place_share(there))
    if here != there:
        return Seen((1 - rate) * rare, rare, 0.1 * rare, 0.04 * rare, 0.03 * rare, Reason.PLACE_OTHER)
    seen = Seen(rate + (1 - rate) * rare, rare, 0.9, 0.96, 0.97, Reason.PLACE_SAME)
    return _in_hamlet(seen, one.line.hamlet, other.line.hamlet, weights.rates.same_hamlet)


def _in_hamlet(seen: Seen, one: int, other: int, rate: float) -> Seen:
    if not one or not other:
        return seen
    if one == other:
        here = Seen(rate, 1 / 6, 0.6, 0.95, 0.96, Reason.HAMLET_SAME)
    else:
        here = Seen(1 - rate, 5 / 6, 0.4, 0.05, 0.04, seen.reason)
    return Seen(
        seen.same * here.same, seen.other * here.other, seen.kin * here.kin, seen.sibling * here.sibling,
        seen.twin * here.twin, here.reason,
    )  # fmt: skip


def address(one: Known, other: Known, weights: Weights) -> Seen:
    """House number, street: words in any order; a hamlet's name alone, in many addresses, says little."""
    if not one.address or not other.address:
        return NEUTRAL
    shared = len(one.address & other.address)
    common = shared / len(one.address | other.address)
    rate = weights.rates.same_address
    rest = 1 - rate
    if common >= 0.99:
        return Seen(rate, 0.004 if shared < LONG else 0.0005, 0.6, 0.8, 0.85, Reason.ADDRESS_SAME)
    if shared >= LONG or common >= 0.8:
        return Seen(0.6 * rest, 0.001, 0.1, 0.05, 0.05, Reason.ADDRESS_SAME)
    if common >= 0.4:
        return Seen(0.2 * rest, 0.02, 0.1, 0.05, 0.03)
    return Seen(0.2 * rest, 0.976, 0.2, 0.1, 0.07)


LONG = 4
"""So many words in common name one house."""


def sex(one: Known, other: Known, weights: Weights) -> Seen:
    """Sex, when both say it."""
    here, there = one.line.sex, other.line.sex
    if here not in {"1", "2"} or there not in {"1", "2"}:
        return NEUTRAL
    rate = weights.rates.same_sex
    if here == there:
        return Seen(rate, 0.5, 0.5, 0.5, 0.6)
    return Seen(1 - rate, 0.5, 0.5, 0.5, 0.4, Reason.SEX_OTHER)


def ethnicity(one: Known, other: Known, weights: Weights) -> Seen:
    """Ethnic group, when both say it."""
    here, there = one.line.ethnicity, other.line.ethnicity
    if not here or not there:
        return NEUTRAL
    rate = weights.rates.same_ethnicity
    if here == there:
        return Seen(rate, max(0.3, weights.ethnicity_share(here)), 0.9, 0.98, 0.98)
    return Seen(1 - rate, 0.5, 0.1, 0.02, 0.02, Reason.ETHNICITY_OTHER)


def number(one: Known, other: Known, weights: Weights) -> Seen:
    """Personal numbers: the heaviest fact, and yet one that can be copied from a brother's paper."""
    here, there = one.line.number, other.line.number
    if not here or not there:
        return NEUTRAL
    rates = weights.rates
    match digits_apart(here, there):
        case 0:
            return Seen(rates.same_number, 2e-8, 2e-6, 2e-5, 2e-4, Reason.NUMBER_SAME)
        case 1:
            return Seen(rates.near_number, 1e-6, 1e-5, 0.0005, 0.03, Reason.NUMBER_NEAR)
        case _:
            return Seen(1 - rates.same_number - rates.near_number, 1.0, 1.0, 1.0, 0.97, Reason.NUMBER_OTHER)


def code(one: Known, other: Known, weights: Weights) -> Seen:
    """The number in somebody else's list: equal says much, different says nothing."""
    if one.line.code and one.line.code == other.line.code:
        return Seen(0.5, 2e-5, 1e-4, 1e-3, 1e-3, Reason.CODE_SAME)
    return NEUTRAL


def house_name(one: Known, other: Known, weights: Weights) -> Seen:
    """Another name of one child is the given or full name of the other."""
    for here, there in ((one, other), (other, one)):
        names = {name for part in here.line.other_names.split("|") if (name := name_of(part.strip()).fold)}
        if names and (there.name.fold in names or (there.name.tokens and there.name.tokens[-1].fold in names)):
            return Seen(0.3, 0.004, 0.004, 0.004, 0.004, Reason.NAME_HOUSE)
    return NEUTRAL


Comparison = Callable[[Known, Known, Weights], Seen]
BEFORE_PARENTS: tuple[Comparison, ...] = (number, code, child_name, birth)
PARENTS: tuple[Comparison, ...] = (mother, father)
REST: tuple[Comparison, ...] = (head, phone, place, address, sex, ethnicity)


def together(born: Born, there: Born) -> bool:
    """Whether two births of one mother can't lie so close."""
    days = days_between(born, there)
    return days is not None and 3 < days < SHORTEST
