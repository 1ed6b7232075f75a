"""The list of people whose data an incident concerns: drawn from the book, added by name, told one by one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.ids import new_id
from mangnon.lib.numbers import format_int
from mangnon.lib.refusal import Refusal
from mangnon.oversight.incidents.actions.recording import note, taken
from mangnon.oversight.incidents.models import ConcernedPerson, Incident, Step
from mangnon.oversight.incidents.queries import Draw, draw_people, people
from mangnon.ui.exporting import ROWS_WITH_REASON

RELEASED_FOR = timedelta(hours=24)
LONGEST = timedelta(days=366)


class NothingChosen(Refusal):
    """The whole book is no condition."""

    code = "incidents.nothing_chosen"
    sentence = gettext_lazy("Chọn người, quy tắc hoặc cảnh báo.")
    remedy = gettext_lazy("Chọn người thì phải ghi cả khoảng thời gian.")
    field = "people"


class SpanTooLong(Refusal):
    """A span has two ends and lasts a year at most."""

    code = "incidents.span_too_long"
    sentence = gettext_lazy("Ghi cả ngày đầu và ngày cuối, cách nhau nhiều nhất một năm.")
    field = "last"


class NobodyFound(Refusal):
    """No entry of the book fits."""

    code = "incidents.nobody_found"
    sentence = gettext_lazy("Không mục nhật ký nào khớp: không hồ sơ nào đã bị xem.")
    remedy = gettext_lazy("Xem lại người và khoảng thời gian.")
    field = "people"


class NotLong(Refusal):
    """A short list leaves with a reason alone."""

    code = "incidents.not_long"
    sentence = gettext_lazy("Danh sách không quá {n} người nên xuất được ngay, chỉ cần ghi lý do.")
    status = 409


@action("oversight.incidents.draw")
def draw_from_book(*, actor: Actor, at: datetime, incident_id: UUID, draw: Draw, words: str) -> int:
    """Freeze everybody whose data some entries showed; how many. ``words`` say which entries.

    Raises NotFound, Forbidden, Closed, NothingChosen, SpanTooLong, NobodyFound.
    """
    row = taken(actor, "oversight.incidents.draw", incident_id)
    _check(draw)
    found = draw_people(row, draw, at)
    if not found:
        raise NobodyFound
    row.save(update_fields=["version"])
    note(row, Step.DRAWN, actor, at, words=_("{n} người: {which}").format(n=format_int(found), which=words))
    book(actor=actor, action="oversight.incidents.draw", at=at, subject=row, code=row.code, people=found, filter=words)
    return found


def _check(draw: Draw) -> None:
    if not draw.actors and draw.alert is None and not draw.rule:
        raise NothingChosen
    if draw.actors and (draw.first is None or draw.end is None or not draw.first < draw.end <= draw.first + LONGEST):
        raise SpanTooLong


@action("oversight.incidents.add_person")
def add_person(*, actor: Actor, at: datetime, incident_id: UUID, name: str) -> ConcernedPerson:
    """Add somebody who isn't in the system. Raises NotFound, Forbidden, Closed."""
    row = taken(actor, "oversight.incidents.add_person", incident_id)
    key = new_id()
    made = ConcernedPerson(id=key, incident=row, thing=str(key), name=name.strip(), added_at=at)
    made.save(force_insert=True)
    book(actor=actor, action="oversight.incidents.add_person", at=at, subject=row, code=row.code)
    return made


@action("oversight.incidents.told_people")
def note_told(*, actor: Actor, at: datetime, incident_id: UUID, who: Sequence[UUID] | None, how: str) -> int:
    """Note that some, or all who weren't yet, were told; how many. Who was told before stays as noted then.

    Raises NotFound, Forbidden, Closed.
    """
    row = taken(actor, "oversight.incidents.told_people", incident_id)
    waiting = people(row).filter(told_at__isnull=True)
    if who is not None:
        waiting = waiting.filter(pk__in=list(who))
    told = waiting.update(told_at=at, told_how=how.strip(), told_by_name=actor.name)
    book(actor=actor, action="oversight.incidents.told_people", at=at, subject=row, code=row.code, people=told)
    return told


@action("oversight.incidents.release")
def release_list(*, actor: Actor, at: datetime, incident_id: UUID) -> Incident:
    """As the second person, let a long list be taken out for a day. Raises NotFound, Forbidden, Closed, NotLong."""
    row = taken(actor, "oversight.incidents.release", incident_id)
    if people(row).count() <= ROWS_WITH_REASON:
        raise NotLong(n=ROWS_WITH_REASON)
    row.list_released_until = at + RELEASED_FOR
    row.save(update_fields=["list_released_until", "version"])
    note(row, Step.RELEASED, actor, at)
    book(actor=actor, action="oversight.incidents.release", at=at, subject=row, code=row.code)
    return row
