"""Session store: session, person and live assignments come in one SQL statement, fresh at every request.

There is no cache: a person disabled a moment ago is refused by the next request.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import psycopg
from django.conf import settings
from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import connection
from django.utils import timezone

from mangnon.access.actor import Grant
from mangnon.access.roles import ROLES, Role
from mangnon.accounts.models import Person, Session
from mangnon.lib.refusal import Text

METHODS_GIVEN = "account_authentication_methods"
"""Where allauth notes in the session what was given and when (seconds since 1970)."""
_PERSON = [str(field.column) for field in Person._meta.concrete_fields]
_FIELDS = [field.attname for field in Person._meta.concrete_fields]

LOAD = f"""
select s.id, s.data, s.last_seen_at, s.locked_at,
  (select coalesce(json_agg(json_build_array(a.role, a.place_id, u.level = 'province',
     case when u.level = 'province' then '{{}}'::bigint[] else u.reach end, a.title, u.name,
     (select coalesce(json_agg(h.hamlet_id), '[]') from accounts_assignmenthamlet h where h.assignment_id = a.id))
     order by a.id), '[]')
   from accounts_assignment a join places_unit u on u.id = a.place_id
   where a.person_id = s.person_id and a.valid_from <= %s and a.valid_to > %s),
  {", ".join("p." + column for column in _PERSON)}
from accounts_session s left join accounts_person p on p.id = s.person_id
where s.key_hash = %s and s.expires_at > %s
"""  # noqa: S608 - only our own column names are joined in


@dataclass(frozen=True, slots=True)
class Post:
    """What a live assignment is called: the post's title or the role's name, and the place."""

    role: Role
    title: str
    place: str

    @property
    def words(self) -> Text:
        """The title, else what the role is called."""
        return self.title or ROLES[self.role].name


@dataclass(frozen=True, slots=True)
class SignedIn:
    """What one statement told about the owner of a session."""

    session_id: int
    person: Person
    grants: tuple[Grant, ...]
    posts: tuple[Post, ...]
    last_seen_at: datetime
    locked_at: datetime | None


def key_hash(session_key: str) -> str:
    """What is kept of a cookie: nobody who reads the table can sign in with it."""
    return hashlib.sha256(session_key.encode()).hexdigest()


class SessionStore(SessionBase):
    """Django's session interface over ``accounts_session``."""

    signed_in: SignedIn | None = None
    client: dict[str, str | None]

    def __init__(self, session_key: str | None = None) -> None:
        super().__init__(session_key)
        self.client = {"address": None, "agent": ""}

    def load(self) -> dict[str, Any]:
        """Read the session and its owner; an unknown or expired key starts an empty one."""
        now = timezone.now()
        today = timezone.localdate(now)
        row = _one(LOAD, (today, today, key_hash(self.session_key or ""), now)) if self.session_key else None
        if row is None:
            self._session_key = None
            return {}
        session_id, data, last_seen_at, locked_at, grants = row[0], _json(row[1]), *row[2:4], _json(row[4])
        if row[5] is not None:
            person = Person.from_db("default", _FIELDS, row[5:])
            posts = tuple(Post(Role(line[0]), line[4], line[5]) for line in grants)
            self.signed_in = SignedIn(session_id, person, _grants(grants), posts, last_seen_at, locked_at)
        return dict(data)

    def exists(self, session_key: str) -> bool:
        """Whether a session with this key is kept."""
        return Session.objects.filter(key_hash=key_hash(session_key)).exists()

    def create(self) -> None:
        """Start a session under a new random key."""
        self._session_key = secrets.token_urlsafe(32)
        self.save(must_create=True)
        self.modified = True

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002 - Django's signature
        """Store the data. Raises CreateError on a used key, UpdateError when the session was ended meanwhile."""
        if self.session_key is None:
            self.create()
            return
        data: dict[str, Any] = self._get_session(no_load=must_create)  # type: ignore[attr-defined]
        now = timezone.now()
        fields = {"data": json.loads(json.dumps(data)), "person_id": data.get("_auth_user_id")}
        if must_create:
            _row, fresh = Session.objects.get_or_create(
                key_hash=key_hash(self.session_key),
                defaults={
                    **fields,
                    **self.client,
                    "created_at": now,
                    "last_seen_at": now,
                    "expires_at": now + timedelta(seconds=settings.SESSION_COOKIE_AGE),
                },
            )
            if not fresh:
                raise CreateError
        elif not Session.objects.filter(key_hash=key_hash(self.session_key)).update(**fields):
            raise UpdateError

    def delete(self, session_key: str | None = None) -> None:
        """End a session on the server; its cookie is worth nothing afterwards."""
        key = session_key or self.session_key
        if key:
            Session.objects.filter(key_hash=key_hash(key)).delete()

    @classmethod
    def clear_expired(cls) -> None:
        """Remove sessions past their end."""
        Session.objects.filter(expires_at__lt=timezone.now()).delete()

    def is_empty(self) -> bool:
        """True when there is neither a key nor data."""
        return not self.session_key and not getattr(self, "_session_cache", None)


def _one(statement: str, values: tuple[Any, ...]) -> tuple[Any, ...] | None:
    """Run the statement prepared on the server: planning it anew would cost more than running it."""
    connection.ensure_connection()
    with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as cursor:
        cursor.execute(statement, values, prepare=True)
        return cursor.fetchone()


def _json(value: Any) -> Any:
    """Django's connections hand JSON columns over as text."""
    return json.loads(value) if isinstance(value, str) else value


def _grants(rows: list[list[Any]]) -> tuple[Grant, ...]:
    return tuple(
        Grant(Role(role), place, frozenset(reach), everywhere=wide, hamlets=frozenset(hamlets))
        for role, place, wide, reach, _title, _name, hamlets in rows
    )
