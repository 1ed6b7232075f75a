"""Inviting people and giving them links. No administrator ever sets or sees a password."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from mangnon.access.actor import Actor
from mangnon.access.roles import Role
from mangnon.accounts import rules
from mangnon.accounts.actions.checking import (
    OwnAssignment,
    Wanted,
    assign,
    check_giver,
    check_wanted,
    wanted,
)
from mangnon.accounts.actions.links import Link, make_link
from mangnon.accounts.actions.managing import check_manages
from mangnon.accounts.models import Invitation, Person
from mangnon.accounts.queries import see_person
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.names import clean_name, sort_key
from mangnon.lib.refusal import NotFound, Refusal


class NameNeeded(Refusal):
    """A person has a name."""

    code = "name_needed"
    sentence = _("Chưa có họ và tên.")
    remedy = _("Gõ họ và tên đầy đủ, có dấu.")
    field = "full_name"


class UsernameTaken(Refusal):
    """Somebody signs in with that name already."""

    code = "username_taken"
    sentence = _("Tên đăng nhập “{username}” đã có người dùng.")
    remedy = _("Dùng “{free}”, hoặc chọn tên khác.")
    field = "username"


class BadUsername(Refusal):
    """A name nobody could type everywhere."""

    code = "bad_username"
    sentence = _("Tên đăng nhập “{username}” không dùng được.")
    remedy = _("Dùng 3 đến 60 chữ cái không dấu, số, dấu chấm hoặc gạch; bắt đầu bằng chữ.")
    field = "username"


class InvitedAlready(Refusal):
    """The same name for the same role in the same place: most likely the button was pressed twice."""

    code = "invited_already"
    sentence = _("{name} đã được mời vào vai trò này và chưa nhận lời.")
    remedy = _("Mở trang của người đó để cấp đường dẫn mới. Nếu là người khác trùng tên, gõ tên đăng nhập riêng.")
    field = "full_name"


class NoOpenInvitation(Refusal):
    """There is no open link to take back."""

    code = "no_open_invitation"
    sentence = _("Đường dẫn này đã dùng, đã thu hồi hoặc đã hết hạn.")
    remedy = _("Không cần làm gì thêm.")


@action("accounts.people.invite")
def invite_person(
    *,
    actor: Actor,
    at: datetime,
    full_name: str,
    role: Role,
    place_id: int,
    first: date,
    last: date,
    username: str = "",
    title: str = "",
    hamlet_ids: Sequence[int] = (),
    email: str = "",
    phone: str = "",
) -> Link:
    """Make a person with one role in one place, and the link by which they set their password within 7 days.

    Raises NameNeeded, BadUsername, UsernameTaken, InvitedAlready, Forbidden, RoleNotYours, and what
    ``check_wanted`` raises.
    """
    asked = wanted(role=role, place_id=place_id, first=first, last=last, title=title, hamlet_ids=hamlet_ids)
    check_giver(actor, "accounts.people.invite", asked)
    check_wanted(asked)
    if not username.strip():
        _check_not_invited(clean_name(full_name), asked, at=at)
    person = _new_person(full_name, username, email=email, phone=phone, at=at)
    assign(person, asked, actor=actor, at=at)
    link = make_link(person, Invitation.Purpose.JOIN, actor=actor, at=at)
    book(
        actor=actor,
        action="accounts.people.invite",
        at=at,
        subject=person,
        place_id=asked.place.pk,
        role=role.value,
        period=str(asked.period),
    )
    return link


def _new_person(full_name: str, username: str, *, email: str, phone: str, at: datetime) -> Person:
    """Somebody who can't sign in yet: only their own link sets a password."""
    name = clean_name(full_name)
    if not name:
        raise NameNeeded
    person = Person(
        username=_free_username(username, name),
        full_name=name,
        sort_key=sort_key(name),
        email=email.strip(),
        phone=phone.strip(),
        created_at=at,
    )
    person.set_unusable_password()
    person.save(force_insert=True)
    return person


def _check_not_invited(name: str, asked: Wanted, *, at: datetime) -> None:
    waiting = Invitation.objects.filter(
        purpose=Invitation.Purpose.JOIN, used_at=None, withdrawn_at=None, expires_at__gt=at, person__full_name=name,
        person__assignments__role=asked.role.value, person__assignments__place=asked.place,
    )  # fmt: skip
    if waiting.exists():
        raise InvitedAlready(name=name)


def _free_username(typed: str, full_name: str) -> str:
    wish = typed.strip().lower() or rules.proposed_username(full_name)
    if not rules.USERNAME.fullmatch(wish):
        raise BadUsername(username=typed.strip()[:60])
    taken = set(Person.objects.filter(username__istartswith=wish).values_list("username", flat=True))
    free = rules.numbered(wish, {name.lower() for name in taken})
    if typed.strip() and free != wish:
        raise UsernameTaken(username=wish, free=free)
    return free


@action("accounts.invitations.renew")
def renew_link(*, actor: Actor, at: datetime, person_id: UUID) -> Link:
    """A new link for somebody within reach: to join, to come back, or to set another password.

    Older links are worth nothing any more. Raises NotFound, Forbidden, OwnAssignment, RoleNotYours.
    """
    person = see_person(actor, person_id, "accounts.invitations.renew", lock=True)
    if person.pk == actor.person_id:
        raise OwnAssignment
    check_manages(actor, "accounts.invitations.renew", person, at=at)
    purpose = purpose_for(person)
    link = make_link(person, purpose, actor=actor, at=at)
    Person.objects.filter(pk=person.pk).update(return_asked_at=None)
    book(actor=actor, action="accounts.invitations.renew", at=at, subject=person, purpose=purpose.value)
    return link


def purpose_for(person: Person) -> Invitation.Purpose:
    """What a link given now would be for."""
    if person.disabled_at is not None:
        return Invitation.Purpose.RETURN
    return Invitation.Purpose.RESET if person.has_usable_password() else Invitation.Purpose.JOIN


@action("accounts.invitations.withdraw")
def withdraw_invitation(*, actor: Actor, at: datetime, invitation_id: int) -> Invitation:
    """Take a link back. Raises NotFound, Forbidden, RoleNotYours, NoOpenInvitation."""
    invitation = Invitation.objects.select_for_update().filter(pk=invitation_id).first()
    if invitation is None:
        raise NotFound
    person = see_person(actor, invitation.person_id, "accounts.invitations.withdraw")
    check_manages(actor, "accounts.invitations.withdraw", person, at=at)
    if invitation.used_at or invitation.withdrawn_at or invitation.expires_at <= at:
        raise NoOpenInvitation
    invitation.withdrawn_at = at
    invitation.save(update_fields=["withdrawn_at"])
    book(actor=actor, action="accounts.invitations.withdraw", at=at, subject=person, invitation=invitation.pk)
    return invitation
