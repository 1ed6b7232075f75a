"""What people do with their own account."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from mangnon.access.actor import Actor
from mangnon.accounts.models import Person, Session
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.refusal import NotFound, Refusal


class UnknownChoice(Refusal):
    """A language or theme that doesn't exist."""

    code = "unknown_choice"
    sentence = _("Không có lựa chọn này.")
    remedy = _("Chọn lại trong danh sách.")


def unlock_session(*, actor: Actor, at: datetime) -> None:
    """Open one's own session after the password was given. Needs no right: it belongs to signing in."""
    Session.objects.filter(pk=actor.session_id or 0).update(last_seen_at=at, locked_at=None)
    Person.objects.filter(pk=actor.me).update(last_active_at=at)
    book(actor=actor, action="accounts.unlock", at=at)


def lock_session(*, actor: Actor, at: datetime) -> None:
    """Lock one's own session by hand, before going away. Needs no right."""
    Session.objects.filter(pk=actor.session_id or 0).update(locked_at=at)
    book(actor=actor, action="accounts.lock", at=at)


@action("accounts.me.sign_out_device")
def sign_out_device(*, actor: Actor, at: datetime, session_id: int) -> None:
    """End one of one's own sessions. Raises NotFound."""
    gone, _each = Session.objects.filter(pk=session_id, person_id=actor.me).delete()
    if not gone:
        raise NotFound
    book(actor=actor, action="accounts.me.sign_out_device", at=at, session=session_id)


@action("accounts.me.sign_out_others")
def sign_out_others(*, actor: Actor, at: datetime) -> int:
    """End all of one's own sessions but this one; how many."""
    gone, _each = Session.objects.filter(person_id=actor.me).exclude(pk=actor.session_id or 0).delete()
    book(actor=actor, action="accounts.me.sign_out_others", at=at, ended=gone)
    return gone


@action("accounts.me.preferences")
def choose_preferences(*, actor: Actor, at: datetime, language: str, theme: str) -> Person:
    """Keep language and theme for all devices. Raises UnknownChoice."""
    if language not in dict(settings.LANGUAGES) or theme not in ("", "light", "dark"):
        raise UnknownChoice
    person = Person.objects.select_for_update().get(pk=actor.me)
    person.language, person.theme = language, theme
    person.save(update_fields=["language", "theme"])
    book(actor=actor, action="accounts.me.preferences", at=at, subject=person, language=language, theme=theme)
    return person
