"""School: how a child stands with it in one school year."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.dates import local_day
from mangnon.lib.refusal import Refusal
from mangnon.registry.actions.checking import take_child, writer
from mangnon.registry.models import Schooling, Source
from mangnon.registry.queries.codes import check_code

SCHOOL = "registry.schooling.record"
LEVELS = "cap_hoc"


class YearOutside(Refusal):
    """A school year before birth or one that hasn't begun."""

    code = "registry.school_year"
    sentence = _("Năm học {year} không hợp với trẻ này.")
    remedy = _("Chọn năm học từ khi trẻ sinh ra đến nay.")
    field = "year"


class UnknownStatus(Refusal):
    """Not a way to stand with school."""

    code = "registry.school_status"
    sentence = _("Chưa chọn tình trạng học tập.")
    remedy = _("Chọn một trong các dòng.")
    field = "status"


class LevelMissing(Refusal):
    """A child at school attends some level."""

    code = "registry.level_missing"
    sentence = _("Chưa chọn cấp học.")
    remedy = _("Trẻ đang đi học thì chọn cấp học.")
    field = "level"


class WhyLeftSchool(Refusal):
    """Who dropped out did so for a reason."""

    code = "registry.school_reason"
    sentence = _("Chưa ghi vì sao trẻ bỏ học.")
    remedy = _("Ghi lý do nghe được; chưa biết thì ghi “chưa rõ”.")
    field = "reason"


@dataclass(frozen=True, slots=True)
class SchoolTold:
    """What is said of one school year. ``level`` is a code of ``cap_hoc``; ``reason`` why the child dropped out."""

    year: int
    status: str
    level: str = ""
    grade: str = ""
    school: str = ""
    reason: str = ""


@action(SCHOOL)
def record_schooling(
    *, actor: Actor, at: datetime, child_id: UUID, told: SchoolTold, source: str = Source.TOLD
) -> Schooling:
    """How the child stands with school in a year; what was said of that year before gives way (the book keeps it).

    Raises NotFound, Forbidden, RecordClosed, YearOutside, UnknownStatus, LevelMissing, WhyLeftSchool, UnknownCode.
    """
    child = take_child(child_id, actor, SCHOOL)
    today = local_day(at)
    if not child.born_from.year <= told.year <= today.year:
        raise YearOutside(year=f"{told.year}-{told.year + 1}")
    _check(told)
    check_code(LEVELS, told.level, today)
    values = {name: value.strip() if isinstance(value, str) else value for name, value in asdict(told).items()}
    year = values.pop("year")
    row, new = Schooling.objects.update_or_create(
        child=child, year=year, defaults={**values, "source": source, "recorded_by": writer(actor)}
    )
    book(actor=actor, action=SCHOOL, at=at, subject=child, year=year, school_status=told.status, again=not new)
    return row


def _check(told: SchoolTold) -> None:
    if told.status not in Schooling.Status.values:
        raise UnknownStatus
    if told.status == Schooling.Status.AT_SCHOOL and not told.level:
        raise LevelMissing
    if told.status == Schooling.Status.DROPPED and not told.reason.strip():
        raise WhyLeftSchool
