"""The Vietnamese syllable: which letters make one, which tone it bears, and over which vowel."""

from __future__ import annotations

import re
import unicodedata

VOWELS = "aăâeêioôơuưy"
_MARKS = {"sắc": "\u0301", "huyền": "\u0300", "hỏi": "\u0309", "ngã": "\u0303", "nặng": "\u0323"}
_HATTED = "ăâêôơư"
_STOPS = ("c", "ch", "p", "t")

_ONSET_LIST = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
_ONSETS = frozenset(_ONSET_LIST.split()) | {""}

_RIME_LIST = """
a ac ach ai am an ang anh ao ap at au ay
ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt
oc oe oen oeo oet oi om on ong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
u ua uân uâng uât uây uc uê uêch uênh ui um un ung uơ up ut uôc uôi uôm uôn uông uôt
uy uya uych uynh uyp uyt uyu uyên uyêt
ư ưa ưc ưi ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
y ynh yên yêm yêt yêu yt
"""
_RIMES = frozenset(_RIME_LIST.split())
"""All rimes of the standard language without tones; the list is closed (school grammar of the syllable)."""

_SHAPE = re.compile(rf"(?P<onset>qu|gi(?=[{VOWELS}])|[^{VOWELS}]*)(?P<vowels>[{VOWELS}]+)(?P<coda>[^{VOWELS}]*)")


def is_syllable(letters: str) -> bool:
    """Tell whether small toneless letters (``hoa``, ``nguyên``) are a syllable of the standard language.

    Many names aren't: ``Zơrâm``, ``Alăng``, ``Coor``; that is no error.
    """
    shape = _SHAPE.fullmatch(letters)
    if shape is None:
        return False
    if shape["onset"] in _ONSETS and shape["vowels"] + shape["coda"] in _RIMES:
        return True
    return letters.startswith("gi") and letters[1:] in _RIMES


def with_tone(letters: str, tone: str) -> str | None:
    """Put a tone (``"sắc"`` … ``"nặng"``, ``""``) on a toneless syllable; None if it can't bear it.

    The tone stands in the old place (``Hòa``, ``Thúy``), as most birth certificates have it. Before c, ch, p,
    t only sắc and nặng can stand, and one of them must.
    """
    shape = _SHAPE.fullmatch(letters)
    if shape is None or not is_syllable(letters):
        return None
    if shape["coda"] in _STOPS and tone not in {"sắc", "nặng"}:
        return None
    if not tone:
        return letters
    at = shape.start("vowels") + _bearer(shape["vowels"], shape["coda"]) + 1
    return unicodedata.normalize("NFC", letters[:at] + _MARKS[tone] + letters[at:])


def _bearer(vowels: str, coda: str) -> int:
    hatted = [place for place, vowel in enumerate(vowels) if vowel in _HATTED]
    if hatted:
        return hatted[-1]
    if len(vowels) == 1:
        return 0
    return 1 if coda or len(vowels) > 2 else 0
