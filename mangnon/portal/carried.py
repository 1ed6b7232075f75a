"""What goes from screen to screen: sealed into the form itself. No cookie, no store of the browser, no address."""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from dataclasses import asdict, dataclass, field
from uuid import UUID, uuid4

from mangnon.lib.fields import key_ring
from mangnon.lib.ids import public_code
from mangnon.lib.secrets import Context, SealBroken
from mangnon.portal.asking import Answers

PLACE = Context("portal_form", "state", "report")
CODE_PLACE = Context("portal_form", "code", "report")
LONGEST = 40_000
"""Signs of a token that is looked at; what we make is shorter."""
CODE_BITS = 60


@dataclass(slots=True)
class Carried:
    """A report on its way: under which id and code it will come, and what was answered so far."""

    id: UUID = field(default_factory=uuid4)
    code: str = field(default_factory=lambda: public_code(CODE_BITS))
    child: bool = False
    language: str = "vi"
    odd: bool = False
    """Whether the field that nobody sees was filled."""
    checking: bool = False
    """Whether all questions were seen once: a change leads back to the check of answers."""
    answers: Answers = field(default_factory=dict)

    def sealed(self) -> str:
        """The token for the form: nobody reads or changes it."""
        text = json.dumps(asdict(self) | {"id": str(self.id)}, ensure_ascii=False)
        blob = key_ring().seal(zlib.compress(text.encode()), PLACE)
        return base64.urlsafe_b64encode(blob).decode()


def opened(token: str) -> Carried | None:
    """What a token carries; None when it isn't ours, was changed, or its key is gone."""
    text = _opened(token, PLACE)
    if text is None:
        return None
    told = json.loads(zlib.decompress(text))
    return Carried(**told | {"id": UUID(told["id"])})


def sealed_code(code: str, drop_id: UUID) -> str:
    """A receipt code on its way from the status to what is added, with the id under which that will come."""
    blob = key_ring().seal(f"{code} {drop_id}", CODE_PLACE)
    return base64.urlsafe_b64encode(blob).decode()


def opened_code(token: str) -> tuple[str, UUID] | None:
    """Code and id; None when the token isn't ours."""
    text = _opened(token, CODE_PLACE)
    if text is None:
        return None
    code, _blank, drop_id = text.decode().partition(" ")
    return code, UUID(drop_id)


def _opened(token: str, place: Context) -> bytes | None:
    if not token or len(token) > LONGEST:
        return None
    try:
        return key_ring().open_bytes(base64.urlsafe_b64decode(token.encode()), place)
    except (SealBroken, binascii.Error, ValueError):
        return None
