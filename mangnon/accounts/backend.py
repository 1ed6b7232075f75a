"""Checks a password; tells strangers nothing about who exists."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.http import HttpRequest

from mangnon.accounts.models import Person


class PersonBackend(AuthenticationBackend):  # type: ignore[misc]
    """allauth's backend by user name; a disabled person looks like a wrong password."""

    def get_user(self, user_id: Any) -> Person | None:
        """The person behind a session, if still active."""
        return Person.objects.filter(pk=user_id, disabled_at__isnull=True).first()

    def user_can_authenticate(self, _user: Any) -> bool:
        """Always true: allauth would otherwise tell a disabled person so, and with it whoever guessed the password."""
        return True

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> Person | None:
        """The person, or None; takes as long for an unknown name as for a wrong password."""
        person: Person | None = super().authenticate(request, **credentials)
        return person if person is not None and person.is_active else None
