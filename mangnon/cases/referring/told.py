"""Telling both sides of a referral: by its code alone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.cases.referring.models import Referral
from mangnon.notices.actions import Ref, tell


def _tell(actor: Actor, at: datetime, row: Referral, kind: str, people: Iterable[UUID], *, urgent: bool) -> None:
    to = sorted({one for one in people if one != actor.person_id})
    if to:
        tell(
            actor=actor, at=at, to=to, kind=kind, about=Ref("cases.Referral", str(row.pk), row.code),
            key=f"{row.pk}-{row.version}", words={}, place_id=row.place_id, urgent=urgent,
        )  # fmt: skip


def tell_staff(actor: Actor, at: datetime, row: Referral, kind: str, people: Iterable[UUID]) -> None:
    """Tell whoever answers for the provider."""
    _tell(actor, at, row, kind, people, urgent=row.urgent)


def tell_sender(actor: Actor, at: datetime, row: Referral) -> None:
    """Tell who sent it: the provider's people can't see who else works on the case, the worklist shows it to them."""
    _tell(actor, at, row, "cases.referral_answered", [row.sent_by], urgent=False)
