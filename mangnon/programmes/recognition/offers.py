"""What recognition gives to the frame and to other rooms."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.actor import Actor
from mangnon.access.roles import ROLES
from mangnon.files.slots import FileOwner
from mangnon.lib.dates import VN_ZONE, format_date, local_day
from mangnon.notices.slots import Opens
from mangnon.programmes import doors
from mangnon.programmes.recognition import queries
from mangnon.programmes.recognition.actions.scoring import OWNER
from mangnon.programmes.recognition.models import Dossier, Stand
from mangnon.programmes.recognition.views.listing import dossier_url, round_url
from mangnon.programmes.recognition.words import RECOGNITION, state_of
from mangnon.programmes.rights import SCORE, SEE, VERIFY
from mangnon.statutes.slots import Pinned, Resting, RestsOn
from mangnon.ui.parts import WorkRow
from mangnon.ui.worklist import When, Work, WorkSource


def _work(actor: Actor, at: datetime) -> list[Work]:
    """The own place's open dossier of the round that runs; for the province what waits for it."""
    if not actor.is_person:
        return []
    if actor.can(VERIFY):
        return [_waits(one, at) for one in queries.waiting()]
    places = [one.place_id for one in actor.grants if ROLES[one.role].level == "commune"]
    if not places or not actor.can(SCORE) or (found := queries.to_score(places, local_day(at))) is None:
        return []
    one, dossier = found
    url = dossier_url(dossier) if dossier else reverse("programmes:score", args=[one.pk, places[0]])
    row = WorkRow(
        status=state_of(dossier), name=str(RECOGNITION), url=url, about=str(one),
        act=_("Chấm điểm, nộp trước khi hết ngày {day}").format(day=format_date(one.due_on)),
    )  # fmt: skip
    return [Work(When.WEEK, datetime.combine(one.due_on, time(23, 59), VN_ZONE), row)]


def _waits(one: Dossier, at: datetime) -> Work:
    act = _("Thẩm định") if one.state == Stand.SUBMITTED else _("Quyết định")
    row = WorkRow(
        status=state_of(one), name=str(RECOGNITION), url=dossier_url(one), place=one.place.name, about=str(one.round),
        act=act, who=one.submitted_by_name,
    )  # fmt: skip
    return Work(When.WEEK, one.submitted_at or at, row)


def _resting(actor: Actor, document_id: int) -> list[Resting]:
    if not actor.can(SEE):
        return []
    return [Resting(str(one), round_url(one), RECOGNITION) for one in queries.resting(document_id)]


def _pinned(kind: str, key: str, version: str) -> int:
    if (kind, key) != (queries.KIND, queries.TABLE):
        return 0
    return Dossier.objects.filter(definition=version).count()


RECOGNITION_OFFERS: tuple[Any, ...] = (
    WorkSource("programmes.recognition", _work, pressing=False),
    FileOwner(
        OWNER, gettext_lazy("minh chứng của hồ sơ tự chấm điểm"), look=doors.look_dossier, add=doors.add_dossier,
        open=doors.look_dossier,
    ),
    Opens("programmes.Dossier", lambda thing: reverse("programmes:dossier", args=[thing])),
    Pinned(gettext_lazy("Hồ sơ tự chấm điểm"), _pinned),
    RestsOn(gettext_lazy("Đợt đánh giá xã, phường phù hợp với trẻ em"), _resting),
)  # fmt: skip
