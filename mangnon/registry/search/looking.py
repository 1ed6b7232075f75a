"""Questions to the index: branches of keys, from narrow to wide; what comes back, scored by name and year."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from mangnon.access.actor import Reach
from mangnon.registry.search.asking import Asked
from mangnon.registry.search.dictionary import Dictionary
from mangnon.registry.search.grounds import Ground
from mangnon.registry.search.scoring import OTHER_NAME, SURE, Scorer, Word, commonness, year_costs
from mangnon.registry.search.sounds import keys, number_key, pair_keys, reading, sound_of

Branch = dict[str, Any]
LOOK = """
select branch, name, folded, born_year, own, bearers, children::text
from registry_look(%s::jsonb, %s::smallint[], %s::bigint[], %s::bigint[], %s::bigint[])
"""
MOST_EACH = 120
"""So many children of one name and year come back."""
AS_TYPED, WITH_SLIP, BY_PLACE = 3_000, 1_500, 4_000
"""Most lines of a branch."""
RARE = 0.0005
"""Sounds that fewer names hold are rare."""
SPAN = tuple(range(2000, 2063))
"""All years there are keys for: pairs stand by year alone."""
FEW_PLACES = 4
"""So few communes can be looked through word by word."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Where to look; the database narrows it once more to the reach of the transaction. None means all of that."""

    places: tuple[int, ...] | None
    narrowed: tuple[int, ...] = ()
    hamlets: tuple[int, ...] = ()

    @classmethod
    def of(cls, reach: Reach, ground: Ground | None) -> Bounds:
        """The reach of somebody, within a named place."""
        places = None if reach.everywhere else frozenset(reach.places)
        if ground is not None:
            places = ground.places if places is None else places & ground.places
        listed = None if places is None else tuple(sorted(places))
        if ground is None or not ground.hamlets:
            return cls(listed, tuple(sorted(reach.narrowed)), tuple(sorted(reach.hamlets)))
        return cls(listed, listed or (), tuple(sorted(ground.hamlets)))

    @property
    def few(self) -> bool:
        """Whether a word alone is enough of a condition here."""
        return self.places is not None and len(self.places) <= FEW_PLACES


@dataclass(slots=True)
class Line:
    """All children of one name and year that came back, with the score that they share."""

    name: str
    folded: str
    year: int
    own: bool
    bearers: int
    listed: str
    """The first of them, as the database writes an array: of thousands of lines a hundred are followed up."""
    score: float
    by: str = ""
    """What found them beside the name: ``kin``, ``number``, ``kin_number``."""
    sure: bool = False
    """Whether it is the very name that was typed."""

    @property
    def children(self) -> list[UUID]:
        """Ids of the first of them."""
        return [UUID(one) for one in self.listed.strip("{}").split(",") if one]

    @property
    def many(self) -> int:
        """How many of them come back."""
        return min(self.bearers, MOST_EACH)


def words_of(asked: Sequence[str], known: Dictionary, *, unfinished: bool = False) -> list[Word]:
    """The words of a question with everything that they may have been meant to be."""
    made = []
    for at, folded in enumerate(asked):
        sounds = {sound_of(folded)}
        meant = reading(folded)
        if meant != folded and folded not in known and meant in known:
            sounds.add(sound_of(meant))
        near = set(known.near(folded))
        begun = at == len(asked) - 1 and (unfinished or folded not in known)
        if begun:
            near.update(known.completions(folded))
        made.append(Word(folded, frozenset(sounds), frozenset(near - sounds), begun))
    return made


def other_spellings(asked: Sequence[str], known: Dictionary) -> Iterator[tuple[str, ...]]:
    """The same words parted otherwise: two run together (``alang``), one torn apart (``a lang``)."""
    for at in range(len(asked) - 1):
        joined = asked[at] + asked[at + 1]
        if joined in known:
            yield (*asked[:at], joined, *asked[at + 2 :])
    for at, word in enumerate(asked):
        if len(word) > 3 and (pieces := known.pieces(word)):
            yield (*asked[:at], *pieces, *asked[at + 1 :])


def sharp(words: Sequence[Word], years: Sequence[int], known: Dictionary) -> list[Branch]:
    """All words as typed; then, for each, that one replaced by what lies one slip away."""
    branches: list[Branch] = [{"all": together(words, years, known), "most": AS_TYPED}]
    for at, word in enumerate(words):
        if not word.near:
            continue
        others = [*words[:at], *words[at + 1 :]]
        if len(others) == 1:
            sets = [pair_keys(others[0].sounds, word.near, years or SPAN)]
        else:
            sets = [*together(others, years, known), _near_keys(word.near, years, known, alone=not others)]
        branches.append({"all": sets, "most": WITH_SLIP})
    return branches


def together(words: Sequence[Word], years: Sequence[int], known: Dictionary) -> list[list[int]]:
    """Sets of keys that a name with all these words touches: the rarest word in a pair with each of the others.

    The lists of pairs are short where those of common words are not: Nguyễn alone is in four names of ten.
    """
    if not words:
        return []
    rarest = min(words, key=lambda word: max(map(known.share, word.sounds)))
    rest = [word for word in words if word is not rarest and word.sounds != rarest.sounds]
    if not rest:
        return [keys(rarest.sounds, years)]
    return [pair_keys(rarest.sounds, word.sounds, years or SPAN) for word in rest]


def _near_keys(sounds: Iterable[str], years: Sequence[int], known: Dictionary, *, alone: bool) -> list[int]:
    """Common sounds in the years asked for; rare ones in any, since one short list is read quicker than three."""
    common = {one for one in sounds if alone or known.share(one) > RARE}
    return keys(common, years) + keys(set(sounds) - common, ())


def loose(words: Sequence[Word], years: Sequence[int], bounds: Bounds) -> list[Branch]:
    """A slip in every word; one word too many or beyond recognition; in few communes, any of the words."""
    wide = [keys((*word.sounds, *word.near), years) for word in words]
    branches: list[Branch] = [{"all": wide, "most": WITH_SLIP}] if len(words) > 1 else []
    if len(words) > 2:
        branches += [{"all": [*wide[:at], *wide[at + 1 :]], "most": WITH_SLIP} for at in range(len(words))]
    if bounds.few:
        every = [key for word in words for key in keys((*word.sounds, *word.near), ())]
        branches.append({"all": [every], "most": BY_PLACE})
    return branches


def with_kin(branches: Iterable[Branch], kin: Sequence[Word], *, slips: bool = False) -> list[Branch]:
    """The same, for children around whom somebody bears these words."""
    sets = [keys((*word.sounds, *word.near) if slips else word.sounds, ()) for word in kin]
    return [{**branch, "kin": sets} for branch in branches]


def by_number(number: str) -> list[Branch]:
    """The child's own number, and that of somebody around it."""
    found = [[number_key(number)]]
    return [{"all": found, "ending": number, "most": 200}, {"all": [], "kin": found, "ending": number, "most": 200}]


def look(branches: Sequence[Branch], years: Sequence[int], bounds: Bounds) -> list[tuple[Any, ...]]:
    """Ask the index."""
    if not branches:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            LOOK,
            [
                json.dumps(branches, separators=(",", ":")),
                list(years) or None,
                None if bounds.places is None else list(bounds.places),
                list(bounds.narrowed),
                list(bounds.hamlets),
            ],
        )
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def scored(rows: Iterable[tuple[Any, ...]], words: Sequence[Word], asked: Asked, *, by: str = "") -> Iterator[Line]:
    """What came back, each with its score."""
    scorer = Scorer(words)
    costs: dict[int, float] = {}
    known: dict[str, float] = {}  # one name comes in several years
    for _branch, name, folded, year, own, bearers, listed in rows:
        name_score = known.get(folded)
        if name_score is None:
            name_score = known[folded] = scorer.score(folded.split())
        score = name_score + (commonness(bearers) if name_score < SURE else 0.0)
        if year not in costs:
            costs[year] = year_costs(year, asked.years)
        score -= costs[year] + (0.0 if own else OTHER_NAME)
        yield Line(name, folded, year, own, bearers, listed, score, by, name_score >= SURE)
