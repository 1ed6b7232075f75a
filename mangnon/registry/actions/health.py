"""Doses that were given, check-ups, and disability by the council's certificate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.numbers import format_decimal
from mangnon.lib.refusal import Refusal
from mangnon.registry.actions.checking import check_day, once_at_a_time, take_child, writer
from mangnon.registry.models import Checkup, Disability, Dose, Source
from mangnon.registry.queries.codes import check_code
from mangnon.registry.refusals import NothingChanged

GIVE = "registry.doses.record"
CHECK = "registry.checkups.record"
DISABLE = "registry.disabilities.record"
TYPES, DEGREES = "dang_khuyet_tat", "muc_do_khuyet_tat"
HEIGHTS = (Decimal(30), Decimal(210))
WEIGHTS = (Decimal("0.5"), Decimal(160))
"""What a child may measure at all: beyond it somebody mistyped."""
MOST_DOSES = 9


class VaccineMissing(Refusal):
    """Which vaccine?"""

    code = "registry.vaccine_missing"
    sentence = _("Chưa chọn vắc xin.")
    remedy = _("Chọn trong lịch tiêm chủng, hoặc ghi tên vắc xin khác.")
    field = "vaccine"


class DoseNumber(Refusal):
    """No such dose."""

    code = "registry.dose_number"
    sentence = _("Mũi thứ {n} không hợp lý.")
    remedy = _("Ghi số thứ tự của mũi, từ 1 đến 9.")
    field = "number"


class DoseTwice(Refusal):
    """The dose was written down for another day."""

    code = "registry.dose_twice"
    sentence = _("Đã ghi {vaccine}, mũi {n} vào ngày {day}.")
    remedy = _("Xem lại số mũi. Mỗi mũi chỉ ghi một lần.")
    field = "number"
    status = 409


class NothingMeasured(Refusal):
    """A check-up without anything found."""

    code = "registry.nothing_measured"
    sentence = _("Chưa ghi kết quả nào của lần khám.")
    remedy = _("Ghi chiều cao, cân nặng hoặc kết luận.")
    field = "height_cm"


class HeightOutside(Refusal):
    """Nobody under 16 is so tall or so small."""

    code = "registry.height"
    sentence = _("Chiều cao {value} cm không hợp lý.")
    remedy = _("Ghi bằng xăng-ti-mét, từ 30 đến 210, ví dụ 102,5.")
    field = "height_cm"


class WeightOutside(Refusal):
    """Nobody under 16 weighs that."""

    code = "registry.weight"
    sentence = _("Cân nặng {value} kg không hợp lý.")
    remedy = _("Ghi bằng ki-lô-gam, từ 0,5 đến 160, ví dụ 16,2.")
    field = "weight_kg"


class BothWays(Refusal):
    """Too light and too heavy at once."""

    code = "registry.both_ways"
    sentence = _("Trẻ không thể vừa nhẹ cân vừa thừa cân.")
    remedy = _("Chọn lại tình trạng dinh dưỡng theo phiếu khám.")
    field = "nutrition"


class CheckupTwice(Refusal):
    """That day's check-up says something else already."""

    code = "registry.checkup_twice"
    sentence = _("Đã ghi một lần khám khác vào ngày {day}.")
    remedy = _("Xem lại ngày khám. Mỗi ngày chỉ ghi một lần khám.")
    field = "on"
    status = 409


class TypeMissing(Refusal):
    """A disability of no type."""

    code = "registry.disability_type"
    sentence = _("Chưa chọn dạng khuyết tật.")
    remedy = _("Chọn ít nhất một dạng; trẻ có thể có nhiều dạng.")
    field = "types"


class DegreeUncertified(Refusal):
    """Only the council's certificate says a degree."""

    code = "registry.degree_uncertified"
    sentence = _("Mức độ khuyết tật do Hội đồng xác định, theo Giấy xác nhận khuyết tật.")
    remedy = _("Ghi số giấy; chưa có giấy thì để mức độ là “Chưa rõ”.")
    field = "certificate"


@dataclass(frozen=True, slots=True)
class CheckupTold:
    """What a check-up found; a flag that is None wasn't judged."""

    on: date
    height_cm: Decimal | None = None
    weight_kg: Decimal | None = None
    underweight: bool | None = None
    stunted: bool | None = None
    overweight: bool | None = None
    conclusion: str = ""
    checked_at: str = ""


@dataclass(frozen=True, slots=True)
class DisabilityTold:
    """Types by the law's codes; ``degree`` is empty while no council has said; ``label`` is a name such as autism."""

    types: Sequence[str]
    since: date
    degree: str = ""
    label: str = ""
    certificate: str = ""
    certified_on: date | None = None


@action(GIVE)
def record_dose(
    *, actor: Actor, at: datetime, child_id: UUID, vaccine: str, given_on: date, number: int = 1, given_at: str = "",
    source: str = Source.TOLD,
) -> Dose:  # fmt: skip
    """A vaccine was given; sent twice it stays one.

    Raises NotFound, Forbidden, RecordClosed, VaccineMissing, DoseNumber, DoseTwice, InFuture, Backwards.
    """
    child = take_child(child_id, actor, GIVE)
    name = " ".join(vaccine.split())
    if not name:
        raise VaccineMissing
    if not 1 <= number <= MOST_DOSES:
        raise DoseNumber(n=number)
    check_day(given_on, at, not_before=child.born_from)
    known = Dose.objects.filter(child=child, vaccine=name, number=number).first()
    if known is not None and known.given_on != given_on:
        raise DoseTwice(vaccine=name, n=number, day=format_date(known.given_on))
    dose = known or Dose.objects.create(
        child=child, vaccine=name, number=number, given_on=given_on, given_at=given_at.strip(), source=source,
        recorded_by=writer(actor),
    )  # fmt: skip
    book(actor=actor, action=GIVE, at=at, subject=child, dose=dose.pk, again=known is not None)
    return dose


@action(CHECK)
def record_checkup(
    *, actor: Actor, at: datetime, child_id: UUID, told: CheckupTold, source: str = Source.PAPER
) -> Checkup:
    """What a check-up found; sent twice it stays one.

    Raises NotFound, Forbidden, RecordClosed, NothingMeasured, HeightOutside, WeightOutside, BothWays, CheckupTwice,
    InFuture, Backwards.
    """
    child = take_child(child_id, actor, CHECK)
    check_sizes(told)
    check_day(told.on, at, not_before=child.born_from)
    values = {name: value.strip() if isinstance(value, str) else value for name, value in asdict(told).items()}
    known = Checkup.objects.filter(child=child, on=told.on).first()
    if known is not None and any(getattr(known, name) != value for name, value in values.items()):
        raise CheckupTwice(day=format_date(told.on))
    row = known or Checkup.objects.create(child=child, source=source, recorded_by=writer(actor), **values)
    book(actor=actor, action=CHECK, at=at, subject=child, checkup=row.pk, again=known is not None)
    return row


def check_sizes(told: CheckupTold) -> None:
    """Raises NothingMeasured, HeightOutside, WeightOutside, BothWays."""
    if told.height_cm is None and told.weight_kg is None and not told.conclusion.strip():
        raise NothingMeasured
    if told.height_cm is not None and not HEIGHTS[0] <= told.height_cm <= HEIGHTS[1]:
        raise HeightOutside(value=format_decimal(told.height_cm))
    if told.weight_kg is not None and not WEIGHTS[0] <= told.weight_kg <= WEIGHTS[1]:
        raise WeightOutside(value=format_decimal(told.weight_kg))
    if told.underweight and told.overweight:
        raise BothWays


@action(DISABLE)
def record_disability(
    *, actor: Actor, at: datetime, child_id: UUID, told: DisabilityTold, source: str = Source.PAPER
) -> Disability:
    """Types and degree from a day on; what held before ends there, what began that day is corrected.

    Raises NotFound, Forbidden, RecordClosed, TypeMissing, DegreeUncertified, UnknownCode, NothingChanged, InFuture,
    Backwards, AlreadyHolds.
    """
    child = take_child(child_id, actor, DISABLE)
    _check_disability(told, at)
    check_day(told.since, at, not_before=child.born_from)
    held = Disability.objects.filter(child=child, valid_to__isnull=True).first()
    values = {
        "types": sorted(set(told.types)), "degree": told.degree, "label": told.label.strip(),
        "certificate": told.certificate.strip(), "certified_on": told.certified_on,
    }  # fmt: skip
    if held is not None and held.valid_from != told.since and all(getattr(held, k) == v for k, v in values.items()):
        raise NothingChanged
    with once_at_a_time():
        if held is not None and held.valid_from < told.since:
            held.valid_to = told.since
            held.save(update_fields=["valid_to"])
        row, new = Disability.objects.update_or_create(
            child=child, valid_from=told.since, defaults={**values, "source": source, "recorded_by": writer(actor)}
        )
    book(actor=actor, action=DISABLE, at=at, subject=child, disability=row.pk, again=not new)
    return row


def _check_disability(told: DisabilityTold, at: datetime) -> None:
    if not told.types:
        raise TypeMissing
    for code in told.types:
        check_code(TYPES, code, local_day(at))
    check_code(DEGREES, told.degree, local_day(at))
    if told.degree and not told.certificate.strip():
        raise DegreeUncertified
    check_day(told.certified_on, at)
