"""What strangers do with a link, and how they ask for one."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from mangnon.access.actor import Actor
from mangnon.accounts.actions.inviting import purpose_for
from mangnon.accounts.actions.links import Link, make_link, secret_hash
from mangnon.accounts.models import Disabled, Invitation, Person, Session
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.refusal import Refusal

ASK_AGAIN_AFTER = timedelta(minutes=10)


class LinkGone(Refusal):
    """The link is unknown, used, withdrawn or too old: all look alike."""

    code = "link_gone"
    sentence = _("Đường dẫn này không còn dùng được.")
    remedy = _("Đường dẫn chỉ dùng một lần, trong 7 ngày. Nhờ lãnh đạo xã hoặc người quản trị cấp đường dẫn mới.")
    status = 410


class WeakPassword(Refusal):
    """The password is short or easily guessed."""

    code = "weak_password"
    sentence = "{why}"
    field = "password1"


def open_link(secret: str, *, at: datetime, lock: bool = False) -> Invitation:
    """The invitation behind a link that still opens. Raises LinkGone."""
    rows = Invitation.objects.select_related("person")
    if lock:
        rows = rows.select_for_update(of=("self", "person"))
    found = rows.filter(secret_hash=secret_hash(secret), used_at=None, withdrawn_at=None, expires_at__gt=at).first()
    if found is None or _closed_to(found):
        raise LinkGone
    return found


def _closed_to(invitation: Invitation) -> bool:
    """A link to set a password doesn't open an account that was closed after it was given."""
    return invitation.purpose != Invitation.Purpose.RETURN and invitation.person.disabled_at is not None


@action("accounts.invitations.accept")
def accept_invitation(*, actor: Actor, at: datetime, secret: str, password: str) -> Person:
    """Set one's own password by a link, once. Signing in afterwards asks for the second factor as always.

    Raises LinkGone, WeakPassword.
    """
    invitation = open_link(secret, at=at, lock=True)
    person = invitation.person
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise WeakPassword(why=" ".join(error.messages)) from None
    person.set_password(password)
    person.disabled_at, person.disabled_kind, person.disabled_why = None, "", ""
    person.warned_idle_days, person.return_asked_at, person.last_active_at = 0, None, at
    person.save(
        update_fields=[
            "password", "disabled_at", "disabled_kind", "disabled_why", "warned_idle_days", "return_asked_at",
            "last_active_at",
        ]
    )  # fmt: skip
    Session.objects.filter(person=person).delete()
    invitation.used_at = at
    invitation.save(update_fields=["used_at"])
    book(actor=actor, action="accounts.invitations.accept", at=at, subject=person, purpose=invitation.purpose)
    return person


@action("accounts.invitations.ask")
def ask_return(*, actor: Actor, at: datetime, username: str) -> Link | None:
    """Ask to be let in again. A link for people with an e-mail address; for others their manager is told.

    Whoever asks learns nothing: the page says the same for every name. Accounts that a person closed stay closed.
    """
    person = Person.objects.select_for_update().filter(username__iexact=username.strip()).first()
    link = None
    if person is not None and person.disabled_kind != Disabled.PERSON:
        link = _answer(person, actor=actor, at=at)
    book(actor=actor, action="accounts.invitations.ask", at=at, subject=person, link=link is not None)
    return link


def _answer(person: Person, *, actor: Actor, at: datetime) -> Link | None:
    if not person.email:
        person.return_asked_at = at
        person.save(update_fields=["return_asked_at"])
        return None
    if person.invitations.filter(created_at__gt=at - ASK_AGAIN_AFTER, withdrawn_at=None).exists():
        return None
    return make_link(person, purpose_for(person), actor=actor, at=at)
