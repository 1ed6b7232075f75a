"""Long silence: warned at 30 and 40 days, closed at 45; done by the nightly job."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from mangnon.access.actor import Actor
from mangnon.accounts.actions.leaving import AlreadyOver, close_account
from mangnon.accounts.models import Disabled, Person, Session
from mangnon.accounts.queries import held_by, is_administrator, kept_alone, other_administrators
from mangnon.accounts.rules import CLOSE_AT
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.dates import local_day
from mangnon.lib.refusal import NotFound, Refusal


class Needed(Refusal):
    """A machine closes neither the only one on watch or the last administrator, nor somebody who holds open work."""

    code = "needed"
    sentence = _("{name} còn đang cần: là người duy nhất ở vai trò của mình, hoặc đang giữ việc.")
    remedy = _("Người phụ trách xem và quyết định.")


@action("accounts.sleepers.warn")
def warn_sleeper(*, actor: Actor, at: datetime, person_id: UUID, days: int) -> Person:
    """Note that somebody was told (30 or 40 days of silence). Raises NotFound."""
    person = Person.objects.select_for_update().filter(pk=person_id, disabled_at=None).first()
    if person is None:
        raise NotFound
    person.warned_idle_days = days
    person.save(update_fields=["warned_idle_days"])
    book(actor=actor, action="accounts.sleepers.warn", at=at, subject=person, days=days)
    return person


@action("accounts.sleepers.disable")
def disable_sleeper(*, actor: Actor, at: datetime, person_id: UUID) -> Person:
    """Close the account after 45 days of silence. Raises NotFound, AlreadyOver, Needed."""
    person = Person.objects.select_for_update().filter(pk=person_id).first()
    if person is None:
        raise NotFound
    if person.disabled_at is not None:
        raise AlreadyOver
    today = local_day(at)
    last_to_manage = is_administrator(person, today) and not other_administrators(person, today)
    if last_to_manage or kept_alone(person, today) or held_by(person.pk):
        raise Needed(name=person.full_name)
    why = _("{days} ngày không đăng nhập").format(days=CLOSE_AT)
    close_account(person, Disabled.IDLE, str(why), at=at)
    book(actor=actor, action="accounts.sleepers.disable", at=at, subject=person)
    return person


@action("accounts.sessions.clear")
def clear_sessions(*, actor: Actor, at: datetime) -> int:
    """Remove sessions past their end; how many."""
    gone, _each = Session.objects.filter(expires_at__lt=at).delete()
    book(actor=actor, action="accounts.sessions.clear", at=at, gone=gone)
    return gone
