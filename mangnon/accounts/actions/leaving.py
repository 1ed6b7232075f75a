"""Ending roles, closing accounts, and handing over the work that is still open."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_lazy as _

from mangnon.access import catalogue, offers
from mangnon.access.actor import Actor, Grant
from mangnon.access.roles import ROLES, Net, Role
from mangnon.accounts.actions.checking import OwnAssignment, RoleNotYours
from mangnon.accounts.actions.links import withdraw_links
from mangnon.accounts.actions.managing import check_manages
from mangnon.accounts.models import Assignment, Disabled, Person, Session
from mangnon.accounts.queries import (
    covers,
    grants_of,
    held_by,
    is_administrator,
    other_administrators,
    people,
    see_person,
)
from mangnon.accounts.rules import may_give
from mangnon.accounts.slots import HeldWork, Places
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.dates import local_day
from mangnon.lib.refusal import Forbidden, NotFound, Refusal
from mangnon.places.models import Level


class WorkHeld(Refusal):
    """Open work would be left behind."""

    code = "work_held"
    sentence = _("{name} còn giữ {work}.")
    remedy = _("Chọn người nhận các việc này; tất cả sẽ được chuyển cùng lúc.")
    field = "receiver"


class ReceiverUnfit(Refusal):
    """The receiver doesn't reach everything that would be moved, or can't act."""

    code = "receiver_unfit"
    sentence = _("{name} không phụ trách đủ địa bàn của các việc này.")
    remedy = _("Chọn người đang có vai trò ở cùng địa bàn, hoặc giao vai trò cho người này trước.")
    field = "receiver"


class LastAdministrator(Refusal):
    """Nobody would be left to let people in."""

    code = "last_administrator"
    sentence = _("{name} là người quản trị duy nhất còn lại.")
    remedy = _("Giao vai trò quản trị cho một người khác trước.")


class AlreadyOver(Refusal):
    """There is nothing left to end."""

    code = "already_over"
    sentence = _("Việc này đã xong từ trước.")
    remedy = _("Tải lại trang để xem tình trạng mới.")


class NothingHeld(Refusal):
    """There is nothing to hand over."""

    code = "nothing_held"
    sentence = _("{name} không giữ việc nào ở đây.")
    remedy = _("Không cần chuyển gì.")


@action("accounts.assignments.end")
def end_assignment(
    *, actor: Actor, at: datetime, assignment_id: int, why: str = "", receiver_id: UUID | None = None
) -> Assignment:
    """End an assignment today. The person's next request no longer has it.

    Raises NotFound, Forbidden, OwnAssignment, RoleNotYours, AlreadyOver, LastAdministrator, WorkHeld,
    ReceiverUnfit.
    """
    name = "accounts.assignments.end"
    given = Assignment.objects.select_related("place", "person").select_for_update(of=("self", "person"))
    one = given.filter(pk=assignment_id).first()
    if one is None or not people(actor, name).filter(pk=one.person_id).exists():
        raise NotFound
    _check_ender(actor, name, one)
    today = local_day(at)
    if one.valid_to <= today:
        raise AlreadyOver
    if one.role == Role.ADMINISTRATOR.value:
        _keep_an_administrator(one.person, at)
    left = left_behind(one, at=at)
    moved = _hand_over(one.person, left, receiver_id, actor=actor, action=name, at=at)
    one.valid_to = max(today, one.valid_from)
    one.ended_by, one.ended_why = str(actor.person_id or actor.name), why.strip()[:200]
    one.save(update_fields=["valid_to", "ended_by", "ended_why"])
    book(
        actor=actor, action=name, at=at, subject=one.person, place_id=one.place_id, role=one.role, why=one.ended_why,
        moved=moved, receiver=str(receiver_id or ""),
    )  # fmt: skip
    return one


def _check_ender(actor: Actor, action_name: str, one: Assignment) -> None:
    if one.person_id == actor.person_id:
        raise OwnAssignment
    if not covers(actor, action_name, one.place):
        raise Forbidden(action=action_name, place_id=one.place_id)
    if actor.is_person and not may_give(actor.roles, Role(one.role)):
        raise RoleNotYours(role=one.role_name)


@action("accounts.people.disable")
def disable_person(
    *, actor: Actor, at: datetime, person_id: UUID, why: str = "", receiver_id: UUID | None = None
) -> Person:
    """Close an account: its sessions and open links end now, its work goes to the receiver.

    Raises NotFound, Forbidden, OwnAssignment, RoleNotYours, AlreadyOver, LastAdministrator, WorkHeld,
    ReceiverUnfit.
    """
    name = "accounts.people.disable"
    person = see_person(actor, person_id, name, lock=True)
    if person.pk == actor.person_id:
        raise OwnAssignment
    check_manages(actor, name, person, at=at)
    if person.disabled_at is not None:
        raise AlreadyOver
    if is_administrator(person, local_day(at)):
        _keep_an_administrator(person, at)
    moved = _hand_over(person, None, receiver_id, actor=actor, action=name, at=at)
    close_account(person, Disabled.PERSON, why, at=at)
    book(
        actor=actor, action=name, at=at, subject=person, why=person.disabled_why, moved=moved,
        receiver=str(receiver_id or ""),
    )  # fmt: skip
    return person


def close_account(person: Person, kind: Disabled, why: str, *, at: datetime) -> None:
    """Write that an account is closed; sessions and links end with it."""
    person.disabled_at, person.disabled_kind, person.disabled_why = at, kind, why.strip()[:200]
    person.save(update_fields=["disabled_at", "disabled_kind", "disabled_why"])
    Session.objects.filter(person=person).delete()
    withdraw_links(person, at=at)


def _keep_an_administrator(person: Person, at: datetime) -> None:
    """One at a time: two administrators who close each other's account at once must not both succeed."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('accounts.administrators'))")
    if not other_administrators(person, local_day(at)):
        raise LastAdministrator(name=person.full_name)


@action("accounts.work.move")
def move_work(
    *, actor: Actor, at: datetime, from_id: UUID, to_id: UUID, places: Places = None, why: str = ""
) -> dict[str, int]:
    """Hand all open work of one person to another: a holiday, an illness. Returns how much of each kind.

    Raises NotFound, Forbidden, RoleNotYours, NothingHeld, ReceiverUnfit.
    """
    person = see_person(actor, from_id, "accounts.work.move", lock=True)
    check_manages(actor, "accounts.work.move", person, at=at)
    moved = _hand_over(person, places, to_id, actor=actor, action="accounts.work.move", at=at)
    if not moved:
        raise NothingHeld(name=person.full_name)
    book(
        actor=actor, action="accounts.work.move", at=at, subject=person, moved=moved, receiver=str(to_id), why=why[:200]
    )
    return moved


def _hand_over(
    person: Person, places: Places, receiver_id: UUID | None, *, actor: Actor, action: str, at: datetime
) -> dict[str, int]:
    """Move what is held in ``places``. Raises WorkHeld without a receiver, ReceiverUnfit."""
    held = held_by(person.pk, places)
    if not held:
        return {}
    if receiver_id is None:
        work = ", ".join(f"{one.count} {one.title}" for one in held)
        raise WorkHeld(name=person.full_name, work=work)
    receiver = people(actor, action).filter(pk=receiver_id).first()
    if receiver is None:
        raise NotFound
    if receiver.pk == person.pk or not receiver.is_active or not fits(person, receiver, places, at=at):
        raise ReceiverUnfit(name=receiver.full_name)
    slots = {slot.name: slot for slot in offers.filled(HeldWork)}
    return {one.name: slots[one.name].move(person.pk, receiver.pk, places) for one in held}


def left_behind(one: Assignment, *, at: datetime) -> Places:
    """Places in which the person can't work any more once this assignment ends; None for everywhere.

    A role that is bound to hamlets keeps nothing: it wouldn't reach what lies in the others.
    """
    others = [grant for grant in grants_of(one.person_id, local_day(at)) if not _is(grant, one)]
    working = [grant for grant in others if _works(grant) and not ROLES[grant.role].hamlet]
    if any(grant.everywhere for grant in working):
        return frozenset()
    if one.place.level == Level.PROVINCE:
        return None
    return frozenset(one.place.reach).difference(*(grant.places for grant in working))


def _is(grant: Grant, one: Assignment) -> bool:
    return grant.role.value == one.role and grant.place_id == one.place_id


def _works(grant: Grant) -> bool:
    """Whether a grant's role sees children at all, so that work can be done in it."""
    return ROLES[grant.role].net in (Net.PLACES, Net.WIDE)


def fits(person: Person, receiver: Person, places: Places, *, at: datetime) -> bool:
    """Whether the receiver reaches all the work that the person holds in ``places``.

    Somebody who answers for whole communes does when no work lies outside of them; whoever stands in exactly the
    same role (a collaborator of the same hamlets, the next operator on duty) does too. Work that needs a right of its
    own goes to nobody without it.
    """
    today = local_day(at)
    theirs = grants_of(receiver.pk, today)
    if not _may_do(person, places, theirs):
        return False
    working = [grant for grant in theirs if _works(grant) and not ROLES[grant.role].hamlet]
    if any(grant.everywhere for grant in working):
        return True
    whole = frozenset[int]().union(*(grant.places for grant in working))
    if whole and not _lies_outside(person, places, whole):
        return True
    own = [grant for grant in grants_of(person.pk, today) if _touches(grant, places)]
    return bool(own) and all(_stands_in(grant, theirs) for grant in own)


def _may_do(person: Person, places: Places, theirs: tuple[Grant, ...]) -> bool:
    """Whether these grants hold the rights that the held kinds of work need."""
    roles = {grant.role for grant in theirs}
    needs = {slot.name: slot.needs for slot in offers.filled(HeldWork) if slot.needs}
    asked = [needs[one.name] for one in held_by(person.pk, places) if one.name in needs]
    return all(roles & catalogue.holders(right) for right in asked)


def _lies_outside(person: Person, places: Places, whole: frozenset[int]) -> bool:
    inside = whole if places is None else places & whole
    return _weight(person, places) > _weight(person, inside)


def _weight(person: Person, places: Places) -> int:
    return sum(one.count for one in held_by(person.pk, places))


def _touches(grant: Grant, places: Places) -> bool:
    return places is None or grant.everywhere or bool(grant.places & places)


def _stands_in(grant: Grant, theirs: tuple[Grant, ...]) -> bool:
    same = [one for one in theirs if (one.role, one.place_id) == (grant.role, grant.place_id)]
    return bool(same) and grant.hamlets <= frozenset[int]().union(*(one.hamlets for one in same))
