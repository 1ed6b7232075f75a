"""Machines remind: of clocks that soon run out, or have."""

from __future__ import annotations

from datetime import datetime

from mangnon.access.actor import Actor
from mangnon.access.roles import Role
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.notices.actions.telling import tell
from mangnon.oversight.officers import holders, province_of
from mangnon.oversight.requests.actions.receiving import ref
from mangnon.oversight.requests.models import RightsRequest
from mangnon.oversight.requests.rules import is_late, stage_of


@action("oversight.requests.remind")
def remind_of(*, actor: Actor, at: datetime, request: RightsRequest) -> bool:
    """Tell the data officers, and once it is late the leaders too. Whether anybody hadn't been told before.

    Each due moment of each stage is told once as soon and once as late; a moved or extended one is told anew.
    """
    late = is_late(request, at)
    roles = (Role.DATA_OFFICER, Role.PROVINCE_LEADER) if late else (Role.DATA_OFFICER,)
    stage = stage_of(request)
    told = tell(
        actor=actor,
        at=at,
        to=holders(roles, [province_of(request.place)], at),
        kind="oversight.request_late" if late else "oversight.request_due",
        about=ref(request),
        key=f"{stage}{request.fulfil_due:%Y%m%d}{request.answer_due:%Y%m%d}",
        place_id=request.place_id,
    )
    request.reminded_at = at
    request.save(update_fields=["reminded_at"])
    book(
        actor=actor, action="oversight.requests.remind", at=at, subject=request, code=request.code, late=late,
        told=len(told.new),
    )  # fmt: skip
    return bool(told.new)
