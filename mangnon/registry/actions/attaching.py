"""Files of a child's record: a birth certificate, a decision, a picture of the house."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.files.actions import store
from mangnon.files.kinds import PAPERS
from mangnon.files.models import StoredFile
from mangnon.files.slots import OwnerRef

ATTACH = "registry.children.attach"
OWNER = "registry.child"
"""The kind under which children own files and papers."""


@action(ATTACH)
def attach_file(*, actor: Actor, at: datetime, child_id: UUID, upload: Any, sensitive: bool = False) -> StoredFile:
    """Put a file to a child's record; ``store`` books it. Raises NotFound, Forbidden, FileRefused."""
    owner = OwnerRef(OWNER, child_id)
    return store(actor=actor, at=at, upload=upload, owner=owner, rules=PAPERS, sensitive=sensitive)
