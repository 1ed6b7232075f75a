"""What must hold before somebody gets a role in a place; used by inviting and giving."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from mangnon.access.actor import Actor
from mangnon.access.roles import ROLES, Role
from mangnon.accounts import rules
from mangnon.accounts.models import Assignment, AssignmentHamlet, Person
from mangnon.accounts.queries import covers
from mangnon.lib.dates import format_date
from mangnon.lib.periods import Period
from mangnon.lib.refusal import Forbidden, NotFound, Refusal
from mangnon.places.models import Hamlet, Unit


class RoleNotYours(Refusal):
    """The giver's role doesn't give this one."""

    code = "role_not_yours"
    sentence = _("Vai trò “{role}” không do người có vai trò của bạn giao.")
    remedy = _("Nhờ người quản trị hệ thống giao.")
    status = 403
    field = "role"


class OwnAssignment(Refusal):
    """Nobody gives or takes roles from themselves."""

    code = "own_assignment"
    sentence = _("Không ai tự giao hay tự kết thúc vai trò của mình.")
    remedy = _("Nhờ người quản trị khác làm việc này.")


class WrongLevel(Refusal):
    """A role belongs to another level than the place."""

    code = "wrong_level"
    sentence = _("Vai trò “{role}” không có ở {place}: vai trò này thuộc {level}.")
    remedy = _("Chọn địa bàn đúng cấp, hoặc vai trò khác.")
    field = "place"


class RoleEnded(Refusal):
    """Nobody may hold the role any more."""

    code = "role_ended"
    sentence = _("Vai trò “{role}” không còn từ ngày {day}.")
    remedy = _("Chọn vai trò của cấp tỉnh hoặc cấp xã.")
    field = "role"


class OutsideLife(Refusal):
    """The place doesn't exist during the whole period."""

    code = "outside_life"
    sentence = _("{place} không tồn tại suốt thời gian {period}.")
    remedy = _("Xem lại hai ngày, hoặc chọn đơn vị mới của địa bàn này.")
    field = "last"


class TooLong(Refusal):
    """Access without an end, or for more than five years."""

    code = "too_long"
    sentence = _("Vai trò được giao nhiều nhất {years} năm một lần, đến hết ngày {last}.")
    remedy = _("Chọn ngày cuối sớm hơn; khi gần hết hạn sẽ có nhắc để giao tiếp.")
    field = "last"


class Overlap(Refusal):
    """The person holds the same role in the same place already."""

    code = "assignment_overlap"
    sentence = _("{name} đã có vai trò “{role}” ở {place}, {period}.")
    remedy = _("Chọn thời gian không trùng, hoặc kết thúc lần giao cũ trước.")
    field = "first"


class NotBeside(Refusal):
    """Two roles that one person must not hold at the same time."""

    code = "not_beside"
    sentence = _("“{role}” không được giữ cùng lúc với “{other}”.")
    remedy = _("Giao cho người khác, hoặc kết thúc vai trò kia trước.")
    field = "role"


class HamletsNeeded(Refusal):
    """A collaborator without a hamlet would see nothing."""

    code = "hamlets_needed"
    sentence = _("Cộng tác viên cần có ít nhất một thôn.")
    remedy = _("Chọn các thôn mà người này phụ trách.")
    field = "hamlets"


class ForeignHamlet(Refusal):
    """A hamlet of another commune, or hamlets for a role that has none."""

    code = "foreign_hamlet"
    sentence = _("Có thôn không thuộc {place}, hoặc vai trò này không gắn với thôn.")
    remedy = _("Chọn lại thôn.")
    field = "hamlets"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A role in a place, as asked for."""

    role: Role
    place: Unit
    period: Period
    title: str = ""
    hamlets: tuple[Hamlet, ...] = ()

    @property
    def role_name(self) -> str:
        """The role in words."""
        return str(ROLES[self.role].name)


def wanted(*, role: Role, place_id: int, first: date, last: date, title: str, hamlet_ids: Sequence[int]) -> Wanted:
    """Look up what was chosen. Raises NotFound, BackwardPeriod, ForeignHamlet."""
    place = Unit.objects.filter(pk=place_id).first()
    if place is None:
        raise NotFound
    hamlets = tuple(Hamlet.objects.filter(pk__in=list(hamlet_ids)))
    if len(hamlets) != len(set(hamlet_ids)):
        raise ForeignHamlet(place=place.name)
    return Wanted(role, place, Period.closed(first, last), title.strip()[:120], hamlets)


LEVELS = {"province": _("cấp tỉnh"), "district": _("cấp huyện"), "commune": _("cấp xã")}


def check_wanted(asked: Wanted) -> None:
    """What holds for everybody. Raises WrongLevel, RoleEnded, TooLong, OutsideLife, HamletsNeeded, ForeignHamlet."""
    definition = ROLES[asked.role]
    if definition.level != asked.place.level:
        raise WrongLevel(role=asked.role_name, place=asked.place.name, level=LEVELS[definition.level])
    if rules.role_is_over(asked.role, asked.period):
        raise RoleEnded(role=asked.role_name, day=format_date(definition.ended or asked.period.start))
    if rules.too_long(asked.period):
        raise TooLong(years=rules.LONGEST, last=format_date(rules.longest_last(asked.period.start)))
    if not Period(asked.place.valid_from, asked.place.valid_to).covers(asked.period):
        raise OutsideLife(place=asked.place.name, period=asked.period)
    if definition.hamlet and not asked.hamlets:
        raise HamletsNeeded
    if (asked.hamlets and not definition.hamlet) or any(one.unit_id != asked.place.pk for one in asked.hamlets):
        raise ForeignHamlet(place=asked.place.name)


def check_giver(actor: Actor, action: str, asked: Wanted) -> None:
    """Whether this actor may give it. Raises RoleNotYours, Forbidden out of reach."""
    if not covers(actor, action, asked.place):
        raise Forbidden(action=action, place_id=asked.place.pk)
    if actor.is_person and not rules.may_give(actor.roles, asked.role):
        raise RoleNotYours(role=asked.role_name)


def check_person(person: Person, asked: Wanted) -> None:
    """What holds for this person. Raises Overlap, NotBeside. The person's row must be locked."""
    for one in person.assignments.select_related("place"):
        if one.valid_from >= one.valid_to:
            continue  # ended before it began
        held = Period(one.valid_from, one.valid_to)
        if not held.overlaps(asked.period):
            continue
        if one.role == asked.role.value and one.place_id == asked.place.pk:
            raise Overlap(name=person.full_name, role=asked.role_name, place=asked.place.name, period=held)
        other = rules.clash(asked.role, [Role(one.role)])
        if other is not None:
            raise NotBeside(role=asked.role_name, other=ROLES[other].name)


def assign(person: Person, asked: Wanted, *, actor: Actor, at: datetime) -> Assignment:
    """Write it down; everything has been checked."""
    given = Assignment.objects.create(
        person=person,
        role=asked.role.value,
        place=asked.place,
        valid_from=asked.period.start,
        valid_to=asked.period.bound,
        title=asked.title,
        created_at=at,
        created_by=str(actor.person_id or actor.name),
    )
    AssignmentHamlet.objects.bulk_create(AssignmentHamlet(assignment=given, hamlet=hamlet) for hamlet in asked.hamlets)
    return given
