"""The address behind a QR of a session: signed, for some minutes."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.core import signing

from mangnon.programmes.training.refusals import CodeOver
from mangnon.programmes.training.rules import CODE_HOLDS

SALT = "programmes.training.check-in"


def code_for(session_id: UUID, at: datetime) -> str:
    """What the trainer's page shows from a moment on."""
    return signing.dumps([str(session_id), int((at + CODE_HOLDS).timestamp())], salt=SALT)


def session_of(code: str, at: datetime) -> UUID:
    """Whose it is. Raises CodeOver when it is too old or not ours."""
    try:
        session_id, until = signing.loads(code, salt=SALT)
    except signing.BadSignature:
        raise CodeOver from None
    if at.timestamp() > until:
        raise CodeOver
    return UUID(session_id)
