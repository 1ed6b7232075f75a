"""Asking for a long list, and the second person's answer."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from mangnon.access.actor import Actor
from mangnon.access.roles import Role
from mangnon.accounts.queries import officers_of
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.dates import local_day
from mangnon.lib.numbers import format_int
from mangnon.lib.refusal import Forbidden, NotFound, Refusal
from mangnon.notices.actions import Ref, tell
from mangnon.places.models import Level, Unit
from mangnon.registry.models import ListRelease
from mangnon.ui.exporting import ROWS_WITH_REASON, SHORTEST_REASON, ReasonMissing

ASK, ANSWER = "registry.releases.ask", "registry.releases.answer"
LASTS = timedelta(hours=24)
SECOND = {
    Level.COMMUNE: (Role.COMMUNE_CHAIR, Role.COMMUNE_OFFICER),
    Level.PROVINCE: (Role.PROVINCE_LEADER, Role.PROVINCE_OFFICER),
}
"""Whose word counts, by the level of the place."""


class NotLong(Refusal):
    """A short list leaves with a reason alone."""

    code = "registry.release_not_long"
    sentence = _("Danh sách này không quá {n} trẻ em nên xuất được ngay, chỉ cần ghi lý do.")
    remedy = _("Quay lại danh sách, chọn “Xuất các dòng này”.")
    status = 409


class OwnRequest(Refusal):
    """The second person is another one."""

    code = "registry.release_own"
    sentence = _("Người xin xuất không tự đồng ý được.")
    remedy = _("Nhờ lãnh đạo hoặc đồng nghiệp có quyền ở cùng địa bàn.")
    status = 403


class ReleaseAnswered(Refusal):
    """Somebody has answered."""

    code = "registry.release_answered"
    sentence = _("Đề nghị này đã được trả lời: {state}.")
    remedy = _("Tải lại trang để xem.")
    status = 409


class RefusalUnexplained(Refusal):
    """A no says why."""

    code = "registry.release_unexplained"
    sentence = _("Chưa ghi vì sao không đồng ý.")
    remedy = _("Ghi ngắn gọn để người xin biết phải làm gì tiếp.")
    field = "answer"


def reference(row: ListRelease) -> Ref:
    """How a request is called outside."""
    return Ref("registry.ListRelease", str(row.pk), f"XD-{int(row.pk.hex[-7:], 16)}")


@action(ASK)
def ask_release(
    *, actor: Actor, at: datetime, release_id: UUID, place: Unit, query: str, described: str, rows: int, reason: str
) -> ListRelease:
    """Ask for a list of more than 200 children (trust A-19). Asked twice it stays one request.

    Raises Forbidden, ReasonMissing, NotLong.
    """
    if place.pk not in actor.reach(ASK) and not actor.reach(ASK).everywhere:
        raise Forbidden(action=ASK, place_id=place.pk)
    if len(reason.strip()) < SHORTEST_REASON:
        raise ReasonMissing(n=SHORTEST_REASON)
    if rows <= ROWS_WITH_REASON:
        raise NotLong(n=ROWS_WITH_REASON)
    known = ListRelease.objects.filter(asked_by=actor.me, query=query, state=ListRelease.State.ASKED).first()
    row = known or ListRelease.objects.create(
        id=release_id, place=place, query=query, described=described[:400], rows=rows, reason=reason.strip(),
        asked_at=at, asked_by=actor.me, asked_by_name=actor.name,
    )  # fmt: skip
    book(actor=actor, action=ASK, at=at, subject=row, place_id=place.pk, rows=rows, again=known is not None)
    people = officers_of(place.pk, local_day(at), SECOND.get(Level(place.level), ()))
    tell(
        actor=actor, at=at, to=[one.pk for one in people if one.pk != actor.person_id], kind="registry.release_asked",
        about=reference(row), words={"n": format_int(rows), "place": place.name}, place_id=place.pk,
    )  # fmt: skip
    return row


@action(ANSWER)
def answer_release(*, actor: Actor, at: datetime, release_id: UUID, agrees: bool, answer: str = "") -> ListRelease:
    """Say yes for a day, or no with the reason.

    Raises NotFound, Forbidden, OwnRequest, ReleaseAnswered, RefusalUnexplained.
    """
    row = ListRelease.objects.select_for_update(of=("self",)).select_related("place").filter(pk=release_id).first()
    reach = actor.reach(ANSWER)
    if row is None:
        raise NotFound
    if not reach.everywhere and row.place_id not in reach:
        raise Forbidden(action=ANSWER, place_id=row.place_id)
    if row.asked_by == actor.person_id:
        raise OwnRequest
    if row.state != ListRelease.State.ASKED:
        raise ReleaseAnswered(state=ListRelease.State(row.state).label)
    if not agrees and not answer.strip():
        raise RefusalUnexplained
    row.state = ListRelease.State.GRANTED if agrees else ListRelease.State.REFUSED
    row.answered_at, row.answered_by, row.answered_by_name, row.answer = at, actor.me, actor.name, answer.strip()
    row.until = at + LASTS if agrees else None
    row.save(update_fields=["state", "answered_at", "answered_by", "answered_by_name", "answer", "until"])
    book(actor=actor, action=ANSWER, at=at, subject=row, place_id=row.place_id, agrees=agrees, rows=row.rows)
    tell(
        actor=actor, at=at, to=[row.asked_by], kind="registry.release_answered", about=reference(row),
        words={"n": format_int(row.rows)}, place_id=row.place_id,
    )  # fmt: skip
    return row
