"""The demo's requests: one that just came in, one that is late. Every name is invented."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID, uuid5

from mangnon.access.commands import DemoCall
from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.accounts.models import Person
from mangnon.accounts.queries import actor_of
from mangnon.oversight.officers import holders
from mangnon.oversight.requests.actions.receiving import Asking, receive_request
from mangnon.oversight.requests.queries import requests
from mangnon.places.models import Level, Unit

_SPACE = UUID("2f6d7a51-7c0b-4a43-9c0e-5a4a1f0d8b21")
COMMUNE = "20467"
OLD = timedelta(days=21)


def make(call: DemoCall) -> None:
    """Two requests, once; a demo made again keeps those it has."""
    place = Unit.objects.filter(code=COMMUNE, level=Level.COMMUNE, valid_to__isnull=True).first()
    officers = holders([Role.COMMUNE_OFFICER], [place.pk], call.at) if place else []
    if place is None or not officers:
        return
    actor = actor_of(Person.objects.get(pk=officers[0]), at=call.at, door=call.actor.door)
    with acting(actor):
        known = set(requests(actor).values_list("pk", flat=True))
        for name, asking in _askings(call.at).items():
            pk = uuid5(_SPACE, name)
            if pk not in known:
                receive_request(actor=actor, at=call.at, request_id=pk, place_id=place.pk, asking=asking)


def _askings(at: datetime) -> dict[str, Asking]:
    return {
        "late": Asking(
            kind="correct",
            channel="paper",
            received=at - OLD,
            requester="parent",
            requester_name="Zơ Râm Thị Liêu",
            requester_contact="0900 000 311",
            subject_name="Bhling Văn Tơn",
            asked="Xin sửa ngày sinh của con tôi cho đúng giấy khai sinh.",
            identity="Đã xem căn cước và giấy khai sinh.",
        ),
        "new": Asking(
            kind="copy",
            channel="counter",
            received=at,
            requester="representative",
            requester_name="Alăng Văn Bút",
            subject_name="A Rất Thị Mai",
            asked="Xin xem hồ sơ của cháu đang được xã giúp đỡ.",
            conflict="Cháu kể với cô giáo là sợ chính người này.",
        ),
    }
