"""A definition loaded from a file."""

from __future__ import annotations

from datetime import datetime

from django.db import connection
from django.utils.translation import gettext_lazy as _

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.refusal import Refusal
from mangnon.statutes.loading import LOCK, add
from mangnon.statutes.models import Definition, Source
from mangnon.statutes.rules import Draft, is_local


class NotLocal(Refusal):
    """A version loaded by hand says so."""

    code = "statutes.not_local"
    sentence = _("Bản “{version}” trùng cách ghi của bản đi cùng phần mềm.")
    remedy = _("Bản tự nạp phải có dấu cộng, ví dụ {version}+1.")
    field = "file"


@action("statutes.definitions.load")
def load_definition(*, actor: Actor, at: datetime, draft: Draft) -> Definition:
    """Add a local version; the same file again adds nothing. Raises NotLocal, VersionTaken, PeriodsOverlap."""
    version = draft.head["version"]
    if not is_local(version):
        raise NotLocal(version=version)
    with connection.cursor() as cursor:
        cursor.execute(LOCK)
    added = add(draft, source=Source.LOCAL, by=actor.name)
    kind, key = draft.name
    row = Definition.objects.get(kind=kind, key=key, version=version)
    book(
        actor=actor,
        action="statutes.definitions.load",
        at=at,
        subject=row,
        kind=kind,
        key=key,
        version=version,
        checksum=row.checksum,
        added=added,
    )
    return row
