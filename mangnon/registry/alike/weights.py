"""What the comparison knows of the register: how frequent each name is, and how often each fact agrees."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from mangnon.registry.alike.names import Token

FAMILY, MIDDLE, GIVEN = 0, 1, 2
"""The parts of a name; the border is a guess (first word, last word), good enough for frequencies."""
UNSEEN = 500.0
"""So many words of each part are imagined beside the counted ones, so that an unknown word has a frequency."""
REAL_SYLLABLE, NO_SYLLABLE = 1 / 3000, 1e-6
"""Share among the imagined ones: a syllable of the language may be anybody's name; other words are mostly slips."""
SMALLEST = 10_000
"""A register is treated as at least so large: chance agreement in a small one is no rarer than in a district."""

MEMORIES = ("shares", "writings")
MOST_REMEMBERED = 500_000

Counts = Mapping[str, int]


class Memory(dict[Any, Any]):
    """A dictionary that forgets everything when it grows too large."""

    def __setitem__(self, key: Any, value: Any) -> None:
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        super().__setitem__(key, value)


@dataclass(frozen=True, slots=True)
class Rates:
    """How often a fact agrees between two records of one child (m); learnt from confident pairs, within bounds."""

    same_mother: float = 0.93
    same_father: float = 0.93
    same_head: float = 0.80
    same_phone: float = 0.80
    near_phone: float = 0.04
    same_place: float = 0.85
    same_hamlet: float = 0.85
    same_sex: float = 0.985
    same_ethnicity: float = 0.97
    same_number: float = 0.93
    near_number: float = 0.03
    same_address: float = 0.55
    replaced: float = 1.0
    """How often something wholly different stands there, as a multiple of what our offices do."""
    rough: float = 1.0
    """How often letters are wrong or words out of order, as a multiple of the same."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Frequencies and rates with the sample they came from; an empty sample leaves the fixed defaults."""

    sample: int = 0
    names: tuple[Counts, Counts, Counts] = ({}, {}, {})
    totals: tuple[int, int, int] = (0, 0, 0)
    places: Counts = field(default_factory=dict)
    ethnicities: Counts = field(default_factory=dict)
    first_january: float = 0.01
    """Share of births on 01/01."""
    siblings: float = 0.9
    """Records of brothers and sisters of a child, on average."""
    twins: float = 0.015
    kin: float = 1.5
    """Records that share a household without sharing the mother."""
    duplicates: float = 0.05
    """Records of the same child, on average."""
    rates: Rates = Rates()
    shares: Memory = field(default_factory=Memory, init=False, compare=False, repr=False)
    """Shares reckoned already; never taken over by ``replace``, since they hold for these frequencies alone."""
    writings: Memory = field(default_factory=Memory, init=False, compare=False, repr=False)
    """Pairs of grown-ups' names compared already."""

    @property
    def size(self) -> int:
        """The size that chance is reckoned with."""
        return max(self.sample, SMALLEST)

    def share(self, token: Token, part: int) -> float:
        """How frequent a word is in that part of a name."""
        found: float | None = self.shares.get((token.key, part))
        if found is None:
            found = self.shares[token.key, part] = self._share(token, part)
        return found

    def _share(self, token: Token, part: int) -> float:
        imagined = (REAL_SYLLABLE if token.valid else NO_SYLLABLE) + _COMMON[part].get(token.key, 0.0)
        return (self.names[part].get(token.key, 0) + UNSEEN * imagined) / (self.totals[part] + UNSEEN)

    def place_share(self, place: int) -> float:
        """Share of the children who live there."""
        return (self.places.get(str(place), 0) + 5) / (self.sample + 1000)

    def ethnicity_share(self, code: str) -> float:
        """Share of an ethnic group."""
        return (self.ethnicities.get(code, 0) + 5) / (self.sample + 20)

    def as_json(self) -> dict[str, Any]:
        """For storage."""
        return {name: value for name, value in asdict(self).items() if name not in MEMORIES}

    @classmethod
    def of_json(cls, data: Mapping[str, Any]) -> Weights:
        """From storage."""
        plain = dict(data)
        plain["names"] = tuple(plain["names"])
        plain["totals"] = tuple(plain["totals"])
        return replace(cls(**{**plain, "rates": Rates()}), rates=Rates(**plain["rates"]))


def _shared(text: str) -> dict[str, float]:
    words = text.split()
    return {word: float(share) / 100 for word, share in zip(words[::2], words[1::2], strict=True)}


_COMMON = (
    _shared(
        "nguyên3 38 trân1 11 lê0 9.5 pham5 7 huynh1 2.5 hoang1 2.6 phan0 4.5 vu3 2 vo3 1.9 đăng5 2.1 bui1 2 đô3 1.4"
        " hô1 4 ngô0 1.3 dương0 1 ly4 .5 đinh0 2 alăng4 .5 zơrâm0 .3 trương0 1 đoan1 .8 mai0 .6 cao0 .5 lương0 .5"
    ),
    _shared(
        "thi5 24 văn0 13 ngoc5 5 minh0 4 thanh0 3 đưc4 2 gia0 3 bao2 3 hoang1 2 quôc4 2 hưu3 1 xuân0 1.5 thu0 1.5"
        " kim0 1.5 hông1 1 đinh1 1 anh0 1 phương0 1 khanh4 1 nhât5 1 tuân4 1 trong5 .7 công0 .8 quang0 1 hai2 .8"
    ),
    _shared(
        "anh0 3 huy0 1.5 bao2 1.5 linh0 1.5 trang0 1.2 minh0 1.5 phuc4 1 khang0 1.2 an0 1.3 ha1 1 hoa0 .8 lan0 .8"
        " lam0 .6 lâm0 .6 nam0 1 hung1 .8 dung3 .9 dung0 .6 hương0 .8 thao2 .9 vy0 1 nhi0 1.2 my0 .8 my3 .5 tâm0 .7"
        " tân0 .4 hiêu4 .8 nghia3 .6 đat5 1 tuân4 .8 long0 .7 khôi0 .9 quân0 .8 thuy4 .5 thuy2 .5 nga0 .5 ngân0 1"
        " châu0 .8 như0 1 ngoc5 1 yên4 .8 han0 .3 hân0 .9 hanh5 .4 hanh0 .3 thanh0 .6 thanh1 .5 hoang1 .7 kiêt5 .6"
        " sương0 .4 sơn0 .5 son0 .1 đưc4 .7 duy0 .7 khoa0 .8 nguyên0 .9 quynh1 .8 tiên0 .5 tiên4 .5 vân0 .5 mai0 .7"
    ),
)
"""Shares of common words by part, for a register that hasn't learnt yet (rounded, invented sample)."""

DEFAULTS = Weights()
