"""Identifiers: internal keys in order of time, codes that people read out, references of a request."""

from __future__ import annotations

import math
import secrets
import time
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from mangnon.lib.refusal import Refusal

ALPHABET = "34679ACDEFHJKMNPQRTVWXY"
"""23 signs that aren't mistaken (no 0 O, 1 I L, 2 Z, 5 S, 8 B, G, U); a prime, as the check needs."""

_GROUP = 5
_LEAST_BITS, _MOST_BITS = 20, 90
_SHORTEST, _LONGEST = 6, 21


class WrongCode(Refusal, ValueError):
    """A code was read or typed wrong: its check character doesn't fit."""

    code = "code.wrong"
    sentence = _("Mã “{typed}” không đúng.")
    remedy = _("Xem lại từng chữ, từng số trên giấy hoặc ảnh chụp mã.")


def new_id() -> UUID:
    """Return a random key in order of time: UUID version 7 (RFC 9562), 74 random bits.

    The first 48 bits are milliseconds. Keys of one millisecond come in no order. The key tells
    when it was made: don't put it where that is a secret.
    """
    stamp = time.time_ns() // 1_000_000
    value = (stamp & (1 << 48) - 1) << 80 | secrets.randbits(80)
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return UUID(int=value)


def public_code(bits: int = 60) -> str:
    """Return a random code with a check character at its end: ``7KQ4X-M9TAW-H3VEP``.

    At least ``bits`` bits, 20 to 90. 60 bits make 15 signs. Store it hashed if it opens something.
    """
    if not _LEAST_BITS <= bits <= _MOST_BITS:
        message = f"bits must lie between {_LEAST_BITS} and {_MOST_BITS}"
        raise ValueError(message)
    length = math.ceil(bits / math.log2(len(ALPHABET)))
    signs = _random_signs(length)
    return _grouped(signs + _check(signs))


def read_public_code(typed: str) -> str:
    """Return a code as ``public_code`` wrote it, from what somebody typed: any case, spaces, hyphens, dots.

    Raises ``WrongCode`` for any one wrong sign and any two neighbours swapped; other errors pass once in 23.
    """
    signs = typed.upper().replace("Đ", "D")
    signs = "".join(sign for sign in signs if sign not in " \t\r\n\u00a0-–—.")
    known = set(signs) <= set(ALPHABET)
    if not known or not _SHORTEST <= len(signs) <= _LONGEST or _check(signs[:-1]) != signs[-1]:
        raise WrongCode(typed=typed.strip()[:40])
    return _grouped(signs)


def new_reference() -> str:
    """Return a short random reference of one request, for error pages and the log: ``K7F3-9QXA``.

    36 bits: enough to find a line in a log, not a secret.
    """
    signs = _random_signs(8)
    return f"{signs[:4]}-{signs[4:]}"


def _random_signs(length: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _place in range(length))


def _check(signs: str) -> str:
    """Return the check character: the sum of places times values, modulo the prime 23."""
    total = sum(place * ALPHABET.index(sign) for place, sign in enumerate(signs, 1))
    return ALPHABET[total % len(ALPHABET)]


def _grouped(signs: str) -> str:
    return "-".join(signs[start : start + _GROUP] for start in range(0, len(signs), _GROUP))
