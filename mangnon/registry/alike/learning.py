"""Weights learnt from the register itself: frequencies by counting, rates from pairs that are beyond doubt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from mangnon.registry.alike.births import born_of
from mangnon.registry.alike.known import Line
from mangnon.registry.alike.names import Name, name_of
from mangnon.registry.alike.weights import DEFAULTS, FAMILY, GIVEN, MIDDLE, Rates, Weights
from mangnon.registry.alike.whole import Found

RARE = 2
"""A word counted less often isn't kept: it may be a slip, and it may tell of one person."""
PRIOR = 300
"""So many imagined pairs stand behind each default rate."""
SURE = 14.0
LEAST, MOST = 0.4, 0.995


def learn(lines: Sequence[Line]) -> Weights:
    """Frequencies of names, places, ethnic groups and of 01/01 in a sample; the rates stay the defaults."""
    words: tuple[Counter[str], Counter[str], Counter[str]] = (Counter(), Counter(), Counter())
    for text, times in Counter(text for line in lines for text in _names(line)).items():
        _count(name_of(text), times, words)
    days = [born for line in lines if (born := born_of(line.born)).day]
    first = sum(born.first_january for born in days)
    return replace(
        DEFAULTS,
        sample=len(lines),
        names=(_frequent(words[FAMILY]), _frequent(words[MIDDLE]), _frequent(words[GIVEN])),
        totals=(words[FAMILY].total(), words[MIDDLE].total(), words[GIVEN].total()),
        places=dict(Counter(str(line.place) for line in lines)),
        ethnicities=dict(Counter(line.ethnicity for line in lines if line.ethnicity)),
        first_january=(first + 10) / (len(days) + 1000),
        siblings=_siblings(lines),
    )


def _frequent(words: Counter[str]) -> dict[str, int]:
    return {key: n for key, n in words.items() if n >= RARE}


def _names(line: Line) -> tuple[str, ...]:
    return tuple(text for text in (line.full_name, line.mother) if text)


def _count(name: Name, times: int, words: Sequence[Counter[str]]) -> None:
    last = len(name.tokens) - 1
    for at, token in enumerate(name.tokens):
        part = GIVEN if at == last else FAMILY if at == 0 else MIDDLE
        words[part][token.key] += times


def _siblings(lines: Sequence[Line]) -> float:
    """Records that share mother, commune and telephone or father with a record, on average."""
    families = Counter((line.mother, line.place, line.father or line.phone) for line in lines if line.mother)
    together = sum(n * (n - 1) for family, n in families.items() if n < 15 and family[2])
    return (together + DEFAULTS.siblings * PRIOR) / (len(lines) + PRIOR)


Fact = Callable[[Line], object]
FACTS: dict[str, Fact] = {
    "same_phone": lambda line: line.phone,
    "same_place": lambda line: line.place,
    "same_sex": lambda line: line.sex if line.sex in {"1", "2"} else "",
    "same_ethnicity": lambda line: line.ethnicity,
    "same_mother": lambda line: name_of(line.mother).fold,
    "same_father": lambda line: name_of(line.father).fold,
}


def learn_rates(weights: Weights, sure: Iterable[Found]) -> Weights:
    """How often each fact agrees among pairs whose score is beyond doubt without it, held near the defaults."""
    pairs = [found for found in sure if found.judged.score >= SURE]
    learnt = {}
    for name, fact in FACTS.items():
        told = [(fact(found.one), fact(found.other)) for found in pairs]
        both = [one == other for one, other in told if one and other]
        rate = (getattr(weights.rates, name) * PRIOR + sum(both)) / (PRIOR + len(both))
        learnt[name] = min(MOST, max(LEAST, rate))
    room = 1 - learnt["same_phone"]
    near = min(weights.rates.near_phone, room / 2)
    return replace(weights, rates=replace(weights.rates, near_phone=near, **learnt))


__all__ = ["Rates", "learn", "learn_rates"]
