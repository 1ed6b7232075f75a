"""Names by syllable: what a syllable is known by, and how two of them differ."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from mangnon.lib.names import clean_name, fold, skeleton, tone_place_key
from mangnon.lib.names.syllables import is_syllable
from mangnon.registry.alike.edits import one_edit_apart, two_edits_apart


class Differs(IntEnum):
    """How one writing of a syllable differs from another, the likeliest slip first."""

    NOT = 0
    MARKS = 1
    """One has no marks at all."""
    LETTER_I = 2
    """i for y."""
    TONE = 3
    SOUND = 4
    """Another spelling of one sound, or of one regional sound."""
    HAT = 5
    """A hat or a horn (â, ơ, đ) more or less."""
    SHORT = 6
    """One is an initial or the beginning of the other."""
    KEYS = 7
    """Keys of a typing method were left in it."""
    EDIT = 8
    """One letter wrong, missing, too many, or two in the wrong order."""
    EDITS = 9
    WHOLLY = 10


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a name."""

    key: str
    """Tone-place key: equal for Hoà and Hòa."""
    letters: str
    """The key without the tone."""
    fold: str
    sound: str
    bare: bool
    """Written without any mark."""
    valid: bool
    """Whether it is a syllable of the standard language."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart."""

    text: str
    tokens: tuple[Token, ...]
    key: str
    fold: str
    tight: str
    sounds: str
    """Sorted skeleton of the whole."""

    def __bool__(self) -> bool:
        return bool(self.tokens)


NOBODY = Name("", (), "", "", "", "")
_TOKENS: dict[str, Token] = {}
_NAMES: dict[str, Name] = {"": NOBODY}
_RELATIONS: dict[tuple[str, str], Differs] = {}
_MOST = 400_000
"""Entries of each memory: enough for a province, bounded for hostile text."""


def name_of(text: str) -> Name:
    """Take a name apart; remembered, since people share names."""
    found = _NAMES.get(text)
    if found is None:
        found = _apart(text)
        _make_room(_NAMES)
        _NAMES[text] = found
    return found


def _apart(text: str) -> Name:
    tokens = tuple(token for word in text.split() if (token := token_of(word)).fold)
    folded = " ".join(token.fold for token in tokens)
    return Name(
        text=text,
        tokens=tokens,
        key=" ".join(token.key for token in tokens),
        fold=folded,
        tight=folded.replace(" ", ""),
        sounds=" ".join(sorted(token.sound for token in tokens)),
    )


def token_of(word: str) -> Token:
    """Take a word apart; remembered."""
    found = _TOKENS.get(word)
    if found is None:
        key = tone_place_key(clean_name(word)).replace(" ", "")
        letters = key.rstrip("0123456789")
        folded = fold(word).replace(" ", "")
        bare = letters == folded and key[len(letters) :] in {"0", ""}
        found = Token(key, letters, folded, skeleton(word).replace(" ", ""), bare, is_syllable(letters))
        _make_room(_TOKENS)
        _TOKENS[word] = found
    return found


def differs(one: Token, other: Token) -> Differs:
    """How two words differ; the same in both directions."""
    if one.key == other.key:
        return Differs.NOT
    pair = (one.key, other.key) if one.key < other.key else (other.key, one.key)
    found = _RELATIONS.get(pair)
    if found is None:
        found = _compared(one, other)
        _make_room(_RELATIONS)
        _RELATIONS[pair] = found
    return found


def _compared(one: Token, other: Token) -> Differs:
    if one.fold == other.fold:
        return _same_letters(one, other)
    if one.fold.replace("y", "i") == other.fold.replace("y", "i"):
        return Differs.LETTER_I
    if one.sound == other.sound or _region(one.sound) == _region(other.sound):
        return Differs.SOUND
    return _slipped(one, other)


def _slipped(one: Token, other: Token) -> Differs:
    if _begins(one, other) or _begins(other, one):
        return Differs.SHORT
    if _keys_left(one, other) or _keys_left(other, one):
        return Differs.KEYS
    if one_edit_apart(one.fold, other.fold):
        return Differs.EDIT
    return Differs.EDITS if two_edits_apart(one.fold, other.fold) else Differs.WHOLLY


def _same_letters(one: Token, other: Token) -> Differs:
    if one.bare or other.bare:
        return Differs.MARKS
    return Differs.TONE if one.letters == other.letters else Differs.HAT


_REGIONS = (("ng", "n"), ("nh", "n"), ("ch", "t"))


def _region(sound: str) -> str:
    """The syllable as central and southern ears write it: final n for ng and nh, t for c and ch, v as z."""
    if sound.startswith("v"):
        sound = "z" + sound[1:]
    for ending, image in _REGIONS:
        if sound.endswith(ending) and len(sound) > len(ending):
            return sound[: -len(ending)] + image
    if sound.endswith(("c", "k")) and len(sound) > 2:
        return sound[:-1] + "t"
    return sound


def _begins(short: Token, long: Token) -> bool:
    return len(short.fold) <= 2 < len(long.fold) and long.fold.startswith(short.fold) and not short.valid


_TELEX = str.maketrans("", "", "sfrxjw")
_VNI = str.maketrans("", "", "0123456789")


def _keys_left(typed: Token, meant: Token) -> bool:
    """Whether the first reads as the second with keys of Telex or VNI left in (``nguyeenx``, ``nguye6n4``)."""
    if typed.valid or len(typed.fold) <= len(meant.fold) or not typed.letters.isascii():
        return False
    plain = typed.fold.translate(_VNI)
    if plain == meant.fold:
        return True
    return _single(plain[:1] + plain[1:].translate(_TELEX)) == _single(meant.fold)


def _single(letters: str) -> str:
    """Doubled letters once: Telex writes ê as ee, đ as dd."""
    return "".join(letter for at, letter in enumerate(letters) if at == 0 or letter != letters[at - 1])


def _make_room(memory: dict[str, Token] | dict[str, Name] | dict[tuple[str, str], Differs]) -> None:
    if len(memory) >= _MOST:
        memory.clear()
