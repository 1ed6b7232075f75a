"""The demo's incident: a drill, half way through. Every name is invented."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from mangnon.access.commands import DemoCall
from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.accounts.models import Person
from mangnon.accounts.queries import actor_of
from mangnon.oversight.incidents.actions.leading import note_step, take_up
from mangnon.oversight.incidents.actions.recording import Happened, record_incident
from mangnon.oversight.incidents.queries import incidents
from mangnon.oversight.officers import holders
from mangnon.places.models import Level, Unit

DRILL = UUID("7b1b6e0e-8f0e-4d58-8f1c-3f0f3a8c7d10")
WHAT = "Diễn tập: một điện thoại của cộng tác viên bị mất khi đang mở ứng dụng. Không có dữ liệu thật nào bị lộ."
DONE = "Đã khóa phiên đăng nhập của thiết bị và đổi mật khẩu của tài khoản."


def make(call: DemoCall) -> None:
    """A drill recorded and led by the data officer of the demo; a demo made again keeps it."""
    provinces = list(Unit.objects.filter(level=Level.PROVINCE, valid_to__isnull=True).values_list("pk", flat=True))
    officers = holders([Role.DATA_OFFICER], provinces, call.at)
    if not officers:
        return
    actor = actor_of(Person.objects.get(pk=officers[0]), at=call.at, door=call.actor.door)
    with acting(actor):
        if incidents(actor).filter(pk=DRILL).exists():
            return
        known = call.at - timedelta(hours=5)
        happened = Happened(["personal_data"], WHAT, known, began_at=known, systems="Điện thoại công vụ", drill=True)
        row = record_incident(actor=actor, at=call.at, incident_id=DRILL, happened=happened)
        take_up(actor=actor, at=call.at, incident_id=row.pk)
        note_step(
            actor=actor, at=call.at, incident_id=row.pk, what="contained", words=DONE,
            happened_at=call.at - timedelta(hours=4),
        )  # fmt: skip
