"""A dose or a check-up that was written down wrongly is put right or taken out, with the reason; the old text stays."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.dates import format_date
from mangnon.lib.refusal import NotFound, Refusal, StaleVersion
from mangnon.registry.actions.checking import check_day, take_child, writer
from mangnon.registry.actions.health import (
    MOST_DOSES,
    CheckupTold,
    CheckupTwice,
    DoseNumber,
    DoseTwice,
    VaccineMissing,
    check_sizes,
)
from mangnon.registry.models import Checkup, Child, Correction, Dose
from mangnon.registry.refusals import NothingChanged, ReasonMissing
from mangnon.registry.words import nutrition_words, size_words

MEND_DOSE, DROP_DOSE = "registry.doses.mend", "registry.doses.drop"
MEND_CHECKUP, DROP_CHECKUP = "registry.checkups.mend", "registry.checkups.drop"


class WhyDropped(Refusal):
    """Nothing is taken out without a reason."""

    code = "registry.why_dropped"
    sentence = gettext_lazy("Chưa ghi vì sao bỏ.")
    remedy = gettext_lazy("Ghi ngắn gọn, ví dụ “ghi nhầm của trẻ khác”. Điều đã bỏ vẫn xem được trong diễn biến.")
    field = "reason"


@dataclass(frozen=True, slots=True)
class DoseTold:
    """A vaccine that was given: which, the how-manyth, when, where."""

    vaccine: str
    number: int
    given_on: date
    given_at: str = ""


def dose_said(row: Dose) -> DoseTold:
    """What a row says."""
    return DoseTold(row.vaccine, row.number, row.given_on, row.given_at)


def checkup_said(row: Checkup) -> CheckupTold:
    """What a row says."""
    return CheckupTold(**{name: getattr(row, name) for name in CheckupTold.__dataclass_fields__})


def in_words(told: DoseTold | CheckupTold) -> str:
    """One line for the history; in Vietnamese, whoever writes."""
    with translation.override("vi"):
        if isinstance(told, DoseTold):
            said = _("{vaccine}, mũi {n}").format(vaccine=told.vaccine, n=told.number)
            return ", ".join(filter(None, (said, format_date(told.given_on), told.given_at)))
        data = asdict(told)
        parts = (format_date(told.on), size_words(data), nutrition_words(data), told.conclusion, told.checked_at)
        return ", ".join(filter(None, parts))


@action(MEND_DOSE)
def mend_dose(
    *, actor: Actor, at: datetime, child_id: UUID, dose_id: int, seen: str, told: DoseTold, reason: str
) -> Dose:
    """Put a dose right; ``seen`` is what the writer had read, as ``in_words`` says it.

    Raises NotFound, Forbidden, RecordClosed, StaleVersion, ReasonMissing, VaccineMissing, DoseNumber, DoseTwice,
    NothingChanged, InFuture, Backwards.
    """
    child = take_child(child_id, actor, MEND_DOSE)
    row = _dose(child, dose_id)
    before = dose_said(row)
    _check(seen == in_words(before), reason, ReasonMissing)
    after = DoseTold(" ".join(told.vaccine.split()), told.number, told.given_on, told.given_at.strip())
    if not after.vaccine:
        raise VaccineMissing
    if not 1 <= after.number <= MOST_DOSES:
        raise DoseNumber(n=after.number)
    check_day(after.given_on, at, not_before=child.born_from)
    other = Dose.objects.filter(child=child, vaccine=after.vaccine, number=after.number).exclude(pk=row.pk).first()
    if other is not None:
        raise DoseTwice(vaccine=after.vaccine, n=after.number, day=format_date(other.given_on))
    if after == before:
        raise NothingChanged
    for name, value in asdict(after).items():
        setattr(row, name, value)
    row.save(update_fields=list(asdict(after)))
    _keep(actor, at, child, "dose", in_words(before), in_words(after), reason)
    book(actor=actor, action=MEND_DOSE, at=at, subject=child, dose=row.pk)
    return row


@action(DROP_DOSE)
def drop_dose(*, actor: Actor, at: datetime, child_id: UUID, dose_id: int, reason: str) -> None:
    """The dose was never given to this child. Raises NotFound, Forbidden, RecordClosed, WhyDropped."""
    child = take_child(child_id, actor, DROP_DOSE)
    row = _dose(child, dose_id)
    _check(True, reason, WhyDropped)  # noqa: FBT003 - what was read doesn't matter for taking out
    _keep(actor, at, child, "dose", in_words(dose_said(row)), "", reason)
    book(actor=actor, action=DROP_DOSE, at=at, subject=child, dose=row.pk)
    row.delete()


@action(MEND_CHECKUP)
def mend_checkup(
    *, actor: Actor, at: datetime, child_id: UUID, checkup_id: int, seen: str, told: CheckupTold, reason: str
) -> Checkup:
    """Put a check-up right; ``seen`` is what the writer had read, as ``in_words`` says it.

    Raises NotFound, Forbidden, RecordClosed, StaleVersion, ReasonMissing, NothingMeasured, HeightOutside,
    WeightOutside, BothWays, CheckupTwice, NothingChanged, InFuture, Backwards.
    """
    child = take_child(child_id, actor, MEND_CHECKUP)
    row = _checkup(child, checkup_id)
    before = checkup_said(row)
    _check(seen == in_words(before), reason, ReasonMissing)
    check_sizes(told)
    check_day(told.on, at, not_before=child.born_from)
    said: dict[str, Any] = asdict(told)
    values: dict[str, Any] = {name: one.strip() if isinstance(one, str) else one for name, one in said.items()}
    after = CheckupTold(**values)
    if Checkup.objects.filter(child=child, on=after.on).exclude(pk=row.pk).exists():
        raise CheckupTwice(day=format_date(after.on))
    if after == before:
        raise NothingChanged
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=list(values))
    _keep(actor, at, child, "checkup", in_words(before), in_words(after), reason)
    book(actor=actor, action=MEND_CHECKUP, at=at, subject=child, checkup=row.pk)
    return row


@action(DROP_CHECKUP)
def drop_checkup(*, actor: Actor, at: datetime, child_id: UUID, checkup_id: int, reason: str) -> None:
    """This child was not examined then. Raises NotFound, Forbidden, RecordClosed, WhyDropped."""
    child = take_child(child_id, actor, DROP_CHECKUP)
    row = _checkup(child, checkup_id)
    _check(True, reason, WhyDropped)  # noqa: FBT003 - as for a dose
    _keep(actor, at, child, "checkup", in_words(checkup_said(row)), "", reason)
    book(actor=actor, action=DROP_CHECKUP, at=at, subject=child, checkup=row.pk)
    row.delete()


def _dose(child: Child, pk: int) -> Dose:
    row = Dose.objects.select_for_update().filter(child=child, pk=pk).first()
    if row is None:
        raise NotFound
    return row


def _checkup(child: Child, pk: int) -> Checkup:
    row = Checkup.objects.select_for_update().filter(child=child, pk=pk).first()
    if row is None:
        raise NotFound
    return row


def _check(fresh: bool, reason: str, missing: type[Refusal]) -> None:  # noqa: FBT001 - one question of one act
    if not fresh:
        raise StaleVersion
    if not reason.strip():
        raise missing


def _keep(actor: Actor, at: datetime, child: Child, field: str, old: str, new: str, reason: str) -> None:
    Correction.objects.create(
        child=child, field=field, old=old, new=new, reason=reason.strip(), at=at, by=writer(actor), by_name=actor.name
    )
