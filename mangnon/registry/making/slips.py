"""A child is written down a second time, as happens between school, health station and commune, with slips.

``KNOWN`` slips may be used while rules are made and weights learnt, ``HELD_OUT`` and ``LATER`` only to judge them.
Each slip takes a random source and a record and changes the record; it says no when it doesn't apply.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from random import Random
from uuid import UUID

from mangnon.lib.dates import PartialDate
from mangnon.lib.names import fold
from mangnon.registry.making.people import MadeChild, MadeHousehold, MadePerson


@dataclass(slots=True)
class Written:
    """What an office has on its sheet: the child with its parents and place."""

    child: MadeChild
    mother: MadePerson | None
    father: MadePerson | None
    place_id: int
    phone: str


Slip = Callable[[Random, Written], bool]


def _name(change: Callable[[Random, str], str]) -> Slip:
    def slip(random: Random, written: Written) -> bool:
        new = change(random, written.child.full_name)
        if not new or new == written.child.full_name:
            return False
        written.child.full_name = new
        return True

    return slip


def _without_marks(random: Random, name: str) -> str:
    return " ".join(word.capitalize() for word in fold(name).split())


def _decomposed(random: Random, name: str) -> str:
    return unicodedata.normalize("NFD", name)


_SWAPS = (("òa", "oà"), ("óa", "oá"), ("ỏa", "oả"), ("úy", "uý"), ("ùy", "uỳ"), ("ủy", "uỷ"), ("óe", "oé"))


def _tone_place(random: Random, name: str) -> str:
    for one, other in _SWAPS:
        if one in name:
            return name.replace(one, other)
        if other in name:
            return name.replace(other, one)
    return ""


def _i_or_y(random: Random, name: str) -> str:
    pairs = (("Lý", "Lí"), ("Mỹ", "Mĩ"), ("Ly", "Li"), ("My", "Mi"), ("Vy", "Vi"), ("Quý", "Quí"), ("Thy", "Thi"))
    return next((name.replace(one, other) for one, other in pairs if one in name.split()), "")


def _wrong_tone(random: Random, name: str) -> str:
    swap = {"\u0309": "\u0303", "\u0303": "\u0309"}
    apart = unicodedata.normalize("NFD", name)
    return unicodedata.normalize("NFC", "".join(swap.get(sign, sign) for sign in apart))


def _one_letter(random: Random, name: str) -> str:
    spots = [at for at, sign in enumerate(name) if sign.isalpha()]
    at = random.choice(spots)
    return name[:at] + random.choice("aeghinotuc") + name[at + 1 :]


def _dropped_letter(random: Random, name: str) -> str:
    spots = [at for at, sign in enumerate(name) if sign.isalpha()]
    at = random.choice(spots)
    return name[:at] + name[at + 1 :]


def _dropped_word(random: Random, name: str) -> str:
    words = name.split()
    if len(words) < 3:
        return ""
    del words[random.randint(1, len(words) - 2)]
    return " ".join(words)


def _swapped_words(random: Random, name: str) -> str:
    words = name.split()
    if len(words) < 3:
        return ""
    at = random.randint(0, len(words) - 2)
    words[at], words[at + 1] = words[at + 1], words[at]
    return " ".join(words)


def _capitals(random: Random, name: str) -> str:
    return name.upper()


def _spaces(random: Random, name: str) -> str:
    first, _, rest = name.partition(" ")
    return (first + rest[:1].lower() + rest[1:]) if len(first) <= 2 else ""


def _birth(change: Callable[[Random, PartialDate], PartialDate | None]) -> Slip:
    def slip(random: Random, written: Written) -> bool:
        birth = written.child.birth
        if birth.day is None:
            return False
        try:
            new = change(random, birth)
        except ValueError:  # no such day
            return False
        if new is None or new == birth:
            return False
        written.child.birth = new
        return True

    return slip


def _day_and_month_swapped(random: Random, birth: PartialDate) -> PartialDate:
    return PartialDate(birth.year, birth.day, birth.month)


def _first_of_january(random: Random, birth: PartialDate) -> PartialDate:
    return PartialDate(birth.year, 1, 1)


def _year_only(random: Random, birth: PartialDate) -> PartialDate:
    return PartialDate(birth.year)


def _one_digit_of_the_day(random: Random, birth: PartialDate) -> PartialDate:
    return PartialDate(birth.year, birth.month, (birth.day or 1) + random.choice((-10, -1, 1, 10)))


def _neighbouring_year(random: Random, birth: PartialDate) -> PartialDate:
    return PartialDate(birth.year + random.choice((-1, 1)), birth.month, birth.day)


def _lunar(random: Random, birth: PartialDate) -> PartialDate | None:
    """Somebody told the lunar date: a month or so earlier."""
    if birth.month in {None, 1}:
        return None
    return PartialDate(birth.year, (birth.month or 2) - 1, max(1, min(28, (birth.day or 1) + random.randint(-9, 9))))


def _no_number(random: Random, written: Written) -> bool:
    had = bool(written.child.personal_number)
    written.child.personal_number = ""
    return had


def _mother_by_short_name(random: Random, written: Written) -> bool:
    if written.mother is None or len(written.mother.full_name.split()) < 3:
        return False
    words = written.mother.full_name.split()
    written.mother = replace(written.mother, full_name=f"{words[0]} {words[-1]}")
    return True


def _no_mother(random: Random, written: Written) -> bool:
    had = written.mother is not None
    written.mother = None
    return had


def _other_phone(random: Random, written: Written) -> bool:
    written.phone = f"0900{random.randint(0, 999_999):06}"
    return True


def _house_name(random: Random, written: Written) -> bool:
    """Written down by the name it is called at home; only family and birth remain."""
    words = written.child.full_name.split()
    written.child.full_name = f"{words[0]} {random.choice(('Tí', 'Bi', 'Na', 'Bống', 'Cún', 'Tèo'))}"
    return True


def _region(random: Random, name: str) -> str:
    """Final n / ng and c / t are heard alike in the centre."""
    pairs = (("an", "ang"), ("ang", "an"), ("ác", "át"), ("át", "ác"), ("ân", "âng"), ("uốc", "uốt"))
    words = name.split()
    for at in range(len(words) - 1, 0, -1):
        for one, other in pairs:
            if words[at].endswith(one):
                words[at] = words[at].removesuffix(one) + other
                return " ".join(words)
    return ""


def _doubled_letter(random: Random, name: str) -> str:
    at = random.randrange(len(name))
    return name[:at] + name[at] + name[at:] if name[at].isalpha() else ""


def _neighbour_letters(random: Random, name: str) -> str:
    at = random.randrange(len(name) - 1)
    if not name[at : at + 2].isalpha():
        return ""
    return name[:at] + name[at + 1].lower() + name[at].lower() + name[at + 2 :]


def _initials(random: Random, name: str) -> str:
    """Nguyễn V. Nam, as in hurried lists."""
    words = name.split()
    if len(words) < 3:
        return ""
    return " ".join((words[0], *(f"{word[0]}." for word in words[1:-1]), words[-1]))


_TELEX = {"\u0302": "", "\u0306": "w", "\u031b": "w", "\u0301": "s", "\u0300": "f", "\u0309": "r", "\u0303": "x",
          "\u0323": "j"}  # fmt: skip


def _typing_keys(random: Random, name: str) -> str:
    """One word stands as its keys were struck: Nguyeenx for Nguyễn, ddaof for đào."""
    words = name.split()
    marked = [at for at, word in enumerate(words) if fold(word) != word.lower()]
    if not marked:
        return ""
    at = random.choice(marked)
    struck, tone = "", ""
    for sign in unicodedata.normalize("NFD", words[at].replace("đ", "dd").replace("Đ", "Dd")):
        if sign == "\u0302":
            struck += struck[-1].lower()
        elif sign in "\u0306\u031b":
            struck += "w"
        elif sign in _TELEX:
            tone = _TELEX[sign]
        else:
            struck += sign
    words[at] = struck + tone
    return " ".join(words)


_HEARD = (("Tr", "Ch"), ("S", "X"), ("D", "Gi"), ("L", "N"), ("Qu", "W"), ("V", "D"))


def _first_sound(random: Random, name: str) -> str:
    """Initial sounds that are heard alike somewhere: tr / ch, s / x, d / gi, l / n, v / d."""
    words = name.split()
    for at in range(len(words) - 1, 0, -1):
        for one, other in _HEARD:
            if words[at].startswith(one):
                words[at] = other + words[at].removeprefix(one)
                return " ".join(words)
    return ""


_CALLED = ("Mít", "Sóc", "Tôm", "Gạo", "Ken", "Su", "Bin", "Thóc", "Ốc", "Rin Rin", "Bo", "Nghé")


def _called_at_home(random: Random, written: Written) -> bool:
    """A neighbour says the name it is called by, with or without the family name or a word of address."""
    family = written.child.full_name.split()[0]
    called = random.choice(_CALLED)
    written.child.full_name = random.choice((f"{family} {called}", f"Bé {called}", f"Cu {called}", called))
    return True


def _neighbouring_month(random: Random, birth: PartialDate) -> PartialDate:
    return PartialDate(birth.year, (birth.month or 1) + random.choice((-1, 1)), birth.day)


def _tens_of_the_year(random: Random, birth: PartialDate) -> PartialDate:
    return PartialDate(birth.year - 10 if birth.year > 2020 else birth.year + 10, birth.month, birth.day)


def _digits_swapped(random: Random, written: Written) -> bool:
    number = written.child.personal_number
    spots = [at for at in range(4, 11) if number[at : at + 1] != number[at + 1 : at + 2]] if len(number) == 12 else []
    if not spots:
        return False
    at = random.choice(spots)
    written.child.personal_number = number[:at] + number[at + 1] + number[at] + number[at + 2 :]
    return True


def _no_family_known(random: Random, written: Written) -> bool:
    """Neither parent nor telephone: a list of a school class."""
    had = written.mother is not None or written.father is not None
    written.mother = written.father = None
    written.phone = ""
    return had


def _parents_crossed(random: Random, written: Written) -> bool:
    if written.mother is None or written.father is None:
        return False
    written.mother, written.father = written.father, written.mother
    return True


def _other_sex(random: Random, written: Written) -> bool:
    written.child.sex = "1" if written.child.sex == "2" else "2"
    return True


KNOWN: dict[str, Slip] = {
    "without_marks": _name(_without_marks), "decomposed": _name(_decomposed), "tone_place": _name(_tone_place),
    "i_or_y": _name(_i_or_y), "wrong_tone": _name(_wrong_tone), "one_letter": _name(_one_letter),
    "dropped_word": _name(_dropped_word), "swapped_words": _name(_swapped_words), "capitals": _name(_capitals),
    "day_month": _birth(_day_and_month_swapped), "january": _birth(_first_of_january), "year_only": _birth(_year_only),
    "no_number": _no_number, "short_mother": _mother_by_short_name, "other_phone": _other_phone,
}  # fmt: skip
HELD_OUT: dict[str, Slip] = {
    "dropped_letter": _name(_dropped_letter), "doubled_letter": _name(_doubled_letter),
    "neighbour_letters": _name(_neighbour_letters), "spaces": _name(_spaces), "region": _name(_region),
    "digit_of_day": _birth(_one_digit_of_the_day), "neighbour_year": _birth(_neighbouring_year),
    "lunar": _birth(_lunar), "no_mother": _no_mother, "house_name": _house_name,
}  # fmt: skip

LATER: dict[str, Slip] = {
    "initials": _name(_initials), "typing_keys": _name(_typing_keys), "first_sound": _name(_first_sound),
    "called_at_home": _called_at_home, "neighbour_month": _birth(_neighbouring_month),
    "tens_of_year": _birth(_tens_of_the_year), "digits_swapped": _digits_swapped, "no_family": _no_family_known,
    "parents_crossed": _parents_crossed, "other_sex": _other_sex,
}  # fmt: skip
"""A second family to judge by, written when the first had been looked at (misses by the name used at home)."""


def second_record(random: Random, made: MadeHousehold, child: MadeChild, kinds: dict[str, Slip], new: UUID) -> Written:
    """The child once more under ``new``, with one to three slips of these kinds."""
    again = replace(child, id=new, truth=child.id, external_code="")
    mother, father = (person and replace(person) for person in (made.mother, made.father))
    written = Written(again, mother, father, made.place_id, made.head.phone)
    wanted = random.choices((1, 2, 3), (0.5, 0.35, 0.15))[0]
    done: list[str] = []
    for name in random.sample(sorted(kinds), len(kinds)):
        if len(done) < wanted and kinds[name](random, written):
            done.append(name)
    again.slips = tuple(done)
    return written


def with_doubles(
    seed: int, households: Iterable[MadeHousehold], share: float, kinds: dict[str, Slip], places: tuple[int, ...] = ()
) -> Iterator[MadeHousehold]:
    """The same households, and for a share of the children a second household sheet with a second record.

    A quarter of the second records lie in another of ``places``: the child moved, or was born at its mother's home.
    """
    random = Random(seed)  # noqa: S311 - invented people, not secrets
    for made in households:
        yield made
        for child in made.children:
            if random.random() < share:
                yield _again(random, made, child, kinds, places)


def _again(
    random: Random, made: MadeHousehold, child: MadeChild, kinds: dict[str, Slip], places: tuple[int, ...]
) -> MadeHousehold:
    written = second_record(random, made, child, kinds, _derived(child.id))
    place = random.choice(places) if places and random.random() < 0.25 else made.place_id
    head = replace(made.head, phone=written.phone)
    return replace(
        made, id=_derived(made.id, child.id.int), place_id=place, number="", head=head, mother=written.mother,
        hamlet_id=made.hamlet_id if place == made.place_id else None, father=written.father, children=[written.child],
    )  # fmt: skip


def _derived(one: UUID, other: int = 1) -> UUID:
    mixed = (one.int ^ (other * 0x9E3779B97F4A7C15)) & ((1 << 62) - 1)
    return UUID(int=(one.int >> 62 << 62) | mixed)
