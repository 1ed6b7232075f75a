"""Files of a report: a picture of an injury, a letter. They are closed: shown blurred, opened by few, each time booked.

A picture sent with a report may be one of abuse itself. It is never drawn small on a page, is kept with its hash as it
came, and goes nowhere by mail.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.access.doors import see, take
from mangnon.audit.acts import action
from mangnon.files.actions import store
from mangnon.files.kinds import PAPERS
from mangnon.files.models import StoredFile
from mangnon.files.slots import FileOwner, OwnerRef
from mangnon.intake.models import HarmReport
from mangnon.intake.queries.reports import SEE
from mangnon.intake.shelves import OWNER
from mangnon.lib.refusal import Forbidden, Text

ATTACH, OPEN = "intake.attach", "intake.open_files"


@action(ATTACH)
def attach_file(*, actor: Actor, at: datetime, report_id: UUID, upload: Any, sensitive: bool = True) -> StoredFile:
    """Put a file to an open report; ``store`` books it. Raises NotFound, Forbidden, FileRefused."""
    owner = OwnerRef(OWNER, report_id)
    return store(actor=actor, at=at, upload=upload, owner=owner, rules=PAPERS, sensitive=sensitive)


def file_owner(title: Text) -> FileOwner:
    """The slot by which files belong to reports."""
    return FileOwner(
        OWNER, title, look=lambda actor, pk: see(HarmReport, pk, actor, SEE), add=_add,
        open=lambda actor, pk: see(HarmReport, pk, actor, OPEN),
    )  # fmt: skip


def _add(actor: Actor, pk: UUID) -> HarmReport:
    report = take(HarmReport, pk, actor, ATTACH)
    if not report.is_open:
        raise Forbidden(action=ATTACH)
    return report
