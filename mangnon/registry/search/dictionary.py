"""All syllables of the register in memory, with those that one slip turns into each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from threading import Lock
from time import monotonic

from django.db import connection

from mangnon.registry.search.sounds import reading, sound_of

_NEW = "select id, syllable from registry_syllables(%s)"
_SHARES = "select syllable, share from registry_shares()"
OVERLAP = 2_000
"""How far back a thorough refresh looks: a writer may commit numbers that are lower than those seen already."""
THOROUGH = 60.0
"""Seconds between thorough refreshes; what is simply new is learned at once."""
MOST_NEAR = 150
"""Neighbours of one word that are asked for, the commonest first."""
LONGEST_PIECES = 5
_SHORT = frozenset("aoyu")


class Dictionary:
    """Syllables, their sounds, and what lies one slip away. Grows, never shrinks: a spare word does no harm."""

    def __init__(self) -> None:
        self.last = 0
        self.thorough_at = 0.0
        self.shares: dict[str, float] = {}
        self._known: set[str] = set()
        self._forms: dict[str, str] = {}
        self._without: dict[str, list[str]] = {}
        self._read_as: dict[str, list[str]] = {}
        self._near: dict[str, tuple[str, ...]] = {}

    def __contains__(self, word: str) -> bool:
        return word in self._known

    def __len__(self) -> int:
        return len(self._known)

    def add(self, syllables: Iterable[str]) -> None:
        """Learn syllables."""
        new = [one for one in syllables if one not in self._known]
        for word in new:
            self._known.add(word)
            sound = sound_of(word)
            for form in {word, sound} - self._forms.keys():
                self._forms[form] = sound
                for shorter in _one_less(form):
                    self._without.setdefault(shorter, []).append(form)
            meant = reading(word)
            if meant != word:
                self._read_as.setdefault(meant, []).append(sound)
        if new:
            self._near.clear()

    def near(self, word: str) -> tuple[str, ...]:
        """Sounds that one slip, or leftovers of a typing method, turn into this word or it into them."""
        if word not in self._near:
            if len(self._near) > 20_000:
                self._near.clear()
            self._near[word] = self._look(word)
        return self._near[word]

    def share(self, sound: str) -> float:
        """About which share of names holds a word of this sound."""
        return self.shares.get(sound, 0.0)

    def completions(self, beginning: str, most: int = 60) -> list[str]:
        """Sounds of syllables that begin so, the commonest first: for what is still being typed."""
        found = {sound_of(word) for word in self._known if word.startswith(beginning)}
        return sorted(found, key=lambda one: (-self.share(one), one))[:most]

    def pieces(self, word: str) -> tuple[str, ...]:
        """A word taken apart into syllables that are known, the fewest and commonest; empty when that can't be."""
        best: list[tuple[int, float, tuple[str, ...]] | None] = [(0, 0.0, ()), *[None] * len(word)]
        for end in range(1, len(word) + 1):
            for start in range(max(0, end - 7), end):
                before, piece = best[start], word[start:end]
                if before is None or not self._may_stand(piece):
                    continue
                taken = (before[0] + 1, before[1] - self.share(sound_of(piece)), (*before[2], piece))
                held = best[end]
                if held is None or taken[:2] < held[:2]:
                    best[end] = taken
        found = best[-1]
        return found[2] if found and 1 < found[0] <= LONGEST_PIECES else ()

    def _may_stand(self, piece: str) -> bool:
        return piece in _SHORT or (len(piece) > 1 and piece in self._known and self.share(sound_of(piece)) > 0)

    def _look(self, word: str) -> tuple[str, ...]:
        own = sound_of(word)
        found = {self._forms[form] for typed in {word, own} for form in self._one_slip(typed)}
        found.update(self._read_as.get(word, ()))
        meant = reading(word)
        if meant != word:
            found.add(sound_of(meant))
            found.update(self._forms[form] for form in self._one_slip(meant))
        found.discard(own)
        return tuple(sorted(found, key=lambda one: (-self.share(one), one))[:MOST_NEAR])

    def _one_slip(self, word: str) -> Iterator[str]:
        """Forms at most one letter too much, too little, wrong or swapped away."""
        shorter = set(_one_less(word))
        for form in {form for less in {word, *shorter} for form in self._without.get(less, ())} | shorter:
            if form in self._forms and one_slip(word, form):
                yield form
        if word in self._forms:
            yield word


def _one_less(word: str) -> set[str]:
    return {word[:at] + word[at + 1 :] for at in range(len(word))} if len(word) > 1 else set()


def one_slip(left: str, right: str) -> bool:
    """Whether one letter added, left out, changed, or two neighbours swapped lead from one to the other."""
    if abs(len(left) - len(right)) > 1:
        return False
    start = 0
    while start < min(len(left), len(right)) and left[start] == right[start]:
        start += 1
    a, b = left[start:], right[start:]
    if len(a) == len(b):
        return a[1:] == b[1:] or (len(a) > 1 and a[0] == b[1] and a[1] == b[0] and a[2:] == b[2:])
    return a[1:] == b or a == b[1:]


_held: dict[str, Dictionary] = {}
_lock = Lock()


def dictionary() -> Dictionary:
    """The dictionary of this database, with everything that stands in the register now."""
    name = str(connection.settings_dict["NAME"])
    with _lock:
        held = _held.setdefault(name, Dictionary())
    now = monotonic()
    if now >= held.thorough_at:
        held.thorough_at = now + THOROUGH
        _learn(held, max(0, held.last - OVERLAP))
    else:
        _learn(held, held.last)
    return held


def _learn(held: Dictionary, since: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_NEW, [since])
        rows = cursor.fetchall()
        grown = len(held) + len(rows) > 2 * len(held.shares)
        shares = {}
        if rows and grown:
            cursor.execute(_SHARES)
            shares = dict(cursor.fetchall())
    with _lock:
        if shares:
            held.shares = _by_sound(shares)
        held.add(syllable for _id, syllable in rows)
        held.last = max([held.last, *(number for number, _syllable in rows)])


def _by_sound(shares: dict[str, float]) -> dict[str, float]:
    found: dict[str, float] = {}
    for word, share in shares.items():
        found[sound_of(word)] = found.get(sound_of(word), 0.0) + share
    return found
