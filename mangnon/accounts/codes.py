"""Codes of the second factor: a telephone's code counts once, a recovery code opens once and is kept as a hash.

allauth would keep the seed of the recovery codes and let a telephone's code count again after half a minute. Its row
of recovery codes stays, so that its flows know that there are some, but it holds hashes and nothing to show again.
"""

from __future__ import annotations

import re
import secrets
import time
from typing import Any
from uuid import UUID

from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import check_password, make_password
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest

from mangnon.accounts.models import Person

COUNT, DIGITS = 10, 10
"""How many recovery codes there are, and how long each is: a code of a telephone has six digits."""
SHOWN_SECONDS = 600
"""How long new codes can be looked at, in the session that made them."""
_TO_SHOW = "codes_to_show"
_LIVES = app_settings.TOTP_PERIOD * (2 * app_settings.TOTP_TOLERANCE + 1)
"""Seconds in which a telephone's code would be taken."""


def plain_code(typed: str) -> str:
    """Without the spaces and dashes that people type as they read them."""
    return re.sub(r"[\s-]", "", typed)


def is_recovery(code: str) -> bool:
    """Whether a plain code has the form of a recovery code."""
    return len(code) == DIGITS and code.isdecimal()


def was_spent(person_id: UUID, code: str) -> bool:
    """Whether a telephone's code has been used while it still counts."""
    return cache.get(_key(person_id, code)) is not None


def spend(person_id: UUID, code: str) -> bool:
    """Use a telephone's code; False when somebody was faster."""
    return bool(cache.add(_key(person_id, code), 1, timeout=_LIVES))


def _key(person_id: UUID, code: str) -> str:
    return f"accounts.code:{person_id}:{code}"


def make_codes(person: Person) -> list[str]:
    """Ten new codes in place of all old ones; this is the only moment at which they are known."""
    codes = [f"{secrets.randbelow(10**DIGITS):0{DIGITS}}" for _number in range(COUNT)]
    Authenticator.objects.filter(user=person, type=Authenticator.Type.RECOVERY_CODES).delete()
    Authenticator.objects.create(
        user=person,
        type=Authenticator.Type.RECOVERY_CODES,
        data={"hashes": [make_password(code) for code in codes], "migrated_codes": []},
    )
    return codes


def codes_left(person: Person) -> int:
    """How many codes can still be used."""
    row = Authenticator.objects.filter(user=person, type=Authenticator.Type.RECOVERY_CODES).first()
    return len(row.data["hashes"]) if row else 0


def use_code(person: Person, code: str) -> Authenticator | None:
    """Use a recovery code and take it away; None when it isn't one of those left."""
    with transaction.atomic():
        rows = Authenticator.objects.select_for_update().filter(user=person, type=Authenticator.Type.RECOVERY_CODES)
        row: Authenticator | None = rows.first()
        hashes: list[str] = row.data["hashes"] if row else []
        used = next((one for one in hashes if check_password(code, one)), None)
        if row is None or used is None:
            return None
        row.data["hashes"] = [one for one in hashes if one != used]
        row.save(update_fields=["data"])
        return row


def start_codes(request: HttpRequest, person: Person) -> bool:
    """Codes for somebody who adds the first factor; False when there are some already."""
    if Authenticator.objects.filter(user=person, type=Authenticator.Type.RECOVERY_CODES).exists():
        return False
    keep_to_show(request, make_codes(person))
    return True


def keep_to_show(request: HttpRequest, codes: list[str]) -> None:
    """Let this session look at codes just made, sealed meanwhile."""
    sealed = get_adapter().encrypt(" ".join(codes))
    request.session[_TO_SHOW] = {"sealed": sealed, "until": time.time() + SHOWN_SECONDS}


def codes_to_show(request: HttpRequest) -> list[str]:
    """Codes made a moment ago in this session; none afterwards."""
    kept: dict[str, Any] | None = request.session.get(_TO_SHOW)
    if kept is None:
        return []
    if kept["until"] < time.time():
        forget_shown(request)
        return []
    return str(get_adapter().decrypt(kept["sealed"])).split()


def forget_shown(request: HttpRequest) -> None:
    """The codes were put away; they can't be looked at again."""
    request.session.pop(_TO_SHOW, None)
