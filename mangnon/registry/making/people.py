"""Households with their children, drawn by a seed: who lives where, born when, of which parents.

Shares (ours, after the facts at hand): about 45 % of children have a sibling in the register, 1,2 % are twins; births
are spread over the months; 3 % of mountain births are known by year or month only. Personal numbers begin with the
reserved province code 000, so that none belongs to a living person.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from uuid import UUID

from mangnon.lib.dates import PartialDate
from mangnon.registry.making.names import KINH, child_name, family_name, grown_name

YEARS = 16
RESERVED_PROVINCE = "000"
_SIZES = ((1, 2, 3, 4), (0.74, 0.94, 0.985, 1.0))
_TWINS = 0.026
"""Of younger siblings: so that 1,2 % of children have a twin."""


@dataclass(frozen=True, slots=True)
class MadePlace:
    """A commune as the making sees it: how many live there, who they are, its hamlets."""

    place_id: int
    weight: float = 1.0
    ethnic: tuple[tuple[str, float], ...] = ((KINH, 1.0),)
    """Ethnic codes with their shares."""
    poor: float = 0.06
    hamlets: tuple[tuple[int, str], ...] = ()
    """Ids and names."""


@dataclass(slots=True)
class MadePerson:
    """A parent or head of a household."""

    full_name: str
    born_year: int
    phone: str = ""
    ethnicity: str = ""


@dataclass(slots=True)
class MadeChild:
    """A child before it is written down anywhere. ``truth`` is the id of the one it is a second record of."""

    id: UUID
    full_name: str
    birth: PartialDate
    sex: str
    ethnicity: str
    personal_number: str = ""
    external_code: str = ""
    mark: str = ""
    truth: UUID | None = None
    slips: tuple[str, ...] = ()


@dataclass(slots=True)
class MadeHousehold:
    """A household with its children and their parents."""

    id: UUID
    place_id: int
    hamlet_id: int | None
    number: str
    head: MadePerson
    address: str
    klass: str
    father: MadePerson | None
    mother: MadePerson | None
    children: list[MadeChild] = field(default_factory=list)


def households(seed: int, many: int, places: Sequence[MadePlace], on: date) -> Iterator[MadeHousehold]:
    """Households with together ``many`` children who are under 16 on a day; the same seed gives the same people."""
    random = Random(seed)  # noqa: S311 - invented people, not secrets
    weights = [place.weight for place in places]
    left, number = many, 0
    while left > 0:
        place = random.choices(places, weights)[0]
        number += 1
        made = _household(random, place, number, min(left, _size(random)), on)
        left -= len(made.children)
        yield made


def _size(random: Random) -> int:
    drawn = random.random()
    return next(size for size, share in zip(*_SIZES, strict=True) if drawn <= share)


def _household(random: Random, place: MadePlace, number: int, size: int, on: date) -> MadeHousehold:
    ethnic = _ethnic(random, place)
    family = family_name(random, ethnic)
    births = _births(random, size, on)
    oldest = births[0].year
    father = MadePerson(grown_name(random, ethnic, "1", family).full, oldest - random.randint(21, 38), ethnicity=ethnic)
    mother = MadePerson(grown_name(random, ethnic, "2").full, oldest - random.randint(19, 33), ethnicity=ethnic)
    phone = f"0900{random.randint(0, 999_999):06}" if random.random() < 0.82 else ""
    (mother if random.random() < 0.5 else father).phone = phone
    hamlet_id, hamlet = random.choice(place.hamlets) if place.hamlets else (None, "")
    made = MadeHousehold(
        id=_id(random),
        place_id=place.place_id,
        hamlet_id=hamlet_id,
        number=str(number),
        head=_head(random, ethnic, family, father, mother),
        address=f"{random.randint(1, 180)} {hamlet}".strip() if random.random() < 0.4 else "",
        klass=_klass(random, place.poor),
        father=father if random.random() < 0.95 else None,
        mother=mother if random.random() < 0.985 else None,
    )
    made.head.phone = phone
    _add_children(random, made, births, ethnic, family if made.father else mother.full_name.split()[0])
    return made


def _ethnic(random: Random, place: MadePlace) -> str:
    codes, shares = zip(*place.ethnic, strict=True)
    return str(random.choices(codes, shares)[0])


def _births(random: Random, size: int, on: date) -> list[date]:
    """Birthdays of siblings, oldest first: a year and a half or more between, or the same day for twins."""
    last = on - timedelta(days=random.randint(0, int(YEARS * 365.2)))
    births = [last]
    while len(births) < size:
        twins = random.random() < _TWINS
        gap = 0 if twins else random.randint(430, 2200)
        before = births[0] - timedelta(days=gap)
        if before <= on - timedelta(days=int(YEARS * 365.2)):
            before = births[-1] + timedelta(days=gap)
        births.append(min(before, on))
        births.sort()
    return _apart(births)


def _apart(births: list[date]) -> list[date]:
    """Siblings who aren't twins are born ten months apart or more; who doesn't fit is left out."""
    kept = births[:1]
    for birth in births[1:]:
        gap = (birth - kept[-1]).days
        if gap == 0 or gap >= 300:
            kept.append(birth)
    return kept


def _head(random: Random, ethnic: str, family: str, father: MadePerson, mother: MadePerson) -> MadePerson:
    drawn = random.random()
    if drawn < 0.62:
        return MadePerson(father.full_name, father.born_year, ethnicity=ethnic)
    if drawn < 0.82:
        return MadePerson(mother.full_name, mother.born_year, ethnicity=ethnic)
    elder = grown_name(random, ethnic, "1" if drawn < 0.93 else "2", family)
    return MadePerson(elder.full, father.born_year - random.randint(20, 34), ethnicity=ethnic)


def _klass(random: Random, poor: float) -> str:
    drawn = random.random()
    return "HN" if drawn < poor else "HCN" if drawn < poor * 1.7 else "K"


def _add_children(random: Random, made: MadeHousehold, births: list[date], ethnic: str, family: str) -> None:
    taken: set[str] = set()
    middle = ""
    for born in births:
        sex = "1" if random.random() < 0.527 else "2"
        name = child_name(random, ethnic, sex, family)
        if middle and random.random() < 0.3 and name.middle:
            name = type(name)(name.family, middle if sex == "1" or middle != "Văn" else "Thị", name.given)
        while name.full in taken:
            name = child_name(random, ethnic, sex, family)
        taken.add(name.full)
        middle = name.middle
        made.children.append(
            MadeChild(_id(random), name.full, _known(random, born, ethnic), sex, ethnic, _number(random, born, sex))
        )


def _known(random: Random, born: date, ethnic: str) -> PartialDate:
    """How much of a birthday is known: mostly all; in the mountains sometimes the month or the year."""
    drawn = random.random()
    if ethnic == KINH or drawn > 0.03:
        return PartialDate.of(born)
    return PartialDate(born.year) if drawn < 0.018 else PartialDate(born.year, born.month)


def _number(random: Random, born: date, sex: str) -> str:
    if random.random() > 0.78:
        return ""
    return f"{RESERVED_PROVINCE}{'2' if sex == '1' else '3'}{born.year % 100:02}{random.randint(0, 999_999):06}"


def _id(random: Random) -> UUID:
    """A key of version 7 that the seed decides: any moment of 2025, then random bits."""
    stamp = 1_735_689_600_000 + random.randint(0, 31_536_000_000)
    value = stamp << 80 | random.getrandbits(80)
    value = value & ~(0xF << 76) | 0x7 << 76
    return UUID(int=value & ~(0x3 << 62) | 0x2 << 62)
