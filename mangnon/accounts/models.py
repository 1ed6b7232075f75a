"""People, assignments, sessions, invitations. Sign-in tables stand outside row security (docs/permissions.md)."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from mangnon.access.roles import ROLES, Role
from mangnon.places.models import DateRange, Hamlet, Unit


class PersonManager(BaseUserManager["Person"]):
    """Finds people by the name they sign in with; letter case doesn't matter."""

    def get_by_natural_key(self, username: str | None) -> Person:
        """The person who signs in as ``username``. Raises Person.DoesNotExist."""
        return self.get(username__iexact=username)


class Disabled(models.TextChoices):
    """Who closed an account."""

    IDLE = "idle"
    PERSON = "person"


class Person(AbstractBaseUser):
    """Somebody who works with the system. Never deleted: disabled, so that the book keeps its names."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    username = models.CharField(max_length=60, unique=True)
    full_name = models.CharField(max_length=120)
    sort_key = models.CharField(max_length=300, db_collation="C")
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=20, blank=True)
    language = models.CharField(max_length=5, default="vi")
    theme = models.CharField(max_length=5, default="")
    created_at = models.DateTimeField()
    last_active_at = models.DateTimeField(null=True)
    disabled_at = models.DateTimeField(null=True)
    disabled_why = models.CharField(max_length=200, default="")
    disabled_kind = models.CharField(max_length=8, choices=Disabled, default="", blank=True)
    """Whether a machine (long silence) or a person closed the account; the first may come back by an own link."""
    warned_idle_days = models.SmallIntegerField(default=0)
    """The last idle warning sent: 0, 30 or 40 days."""
    return_asked_at = models.DateTimeField(null=True)
    """When somebody asked on the sign-in page to be let in again and has no e-mail address to send a link to."""
    failed_tries = models.SmallIntegerField(default=0)
    """Wrong passwords since the last sign-in; told to the person then (ASVS 6.3.5)."""
    demo = models.BooleanField(default=False)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    is_staff = False
    is_superuser = False

    objects = PersonManager()

    class Meta:
        constraints = (models.UniqueConstraint(Lower("username"), name="person_username_once"),)
        indexes = (models.Index(fields=["sort_key"], name="person_sort"),)

    def __str__(self) -> str:
        return self.full_name

    @property
    def is_active(self) -> bool:  # type: ignore[override]
        """False once disabled; the next request is refused."""
        return self.disabled_at is None

    def get_full_name(self) -> str:
        """The full name as written."""
        return self.full_name

    def has_perm(self, *_args: Any) -> bool:
        """No rights hang on the user object; the Actor carries them."""
        return False


class Assignment(models.Model):
    """A person holds a role in a place during ``[valid_from, valid_to)``; there is always an end."""

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="assignments")
    role = models.CharField(
        max_length=20, choices=[(role.value, definition.name) for role, definition in ROLES.items()]
    )
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField()
    title = models.CharField(max_length=120, blank=True)
    """The post as the office calls it, such as "Phó Chủ tịch"."""
    created_at = models.DateTimeField()
    created_by = models.TextField()
    ended_by = models.TextField(default="")
    ended_why = models.CharField(max_length=200, default="")

    class Meta:
        constraints = (
            ExclusionConstraint(
                name="assignment_no_overlap",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    ("place", RangeOperators.EQUAL),
                    (DateRange("valid_from", "valid_to"), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(name="assignment_lives", condition=Q(valid_to__gte=F("valid_from"))),
        )
        indexes = (models.Index(fields=["place", "role", "valid_to"], name="assignment_place"),)

    @property
    def role_name(self) -> str:
        """The role in words."""
        return str(ROLES[Role(self.role)].name)


class AssignmentHamlet(models.Model):
    """A hamlet that a village collaborator's assignment covers."""

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="hamlets")
    hamlet = models.ForeignKey(Hamlet, models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["assignment", "hamlet"], name="assignment_hamlet_once"),)


class Session(models.Model):
    """A signed-in device. Only a hash of the cookie is kept."""

    id = models.BigAutoField(primary_key=True)
    key_hash = models.CharField(max_length=64, unique=True)
    person = models.ForeignKey(Person, models.CASCADE, related_name="sessions", null=True)
    data = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    locked_at = models.DateTimeField(null=True)
    address = models.GenericIPAddressField(null=True)
    agent = models.CharField(max_length=200, default="")

    class Meta:
        indexes = (models.Index(fields=["expires_at"], name="session_expires"),)


class Invitation(models.Model):
    """A link by which somebody sets up their own sign-in, once. Only a hash of its secret is kept."""

    class Purpose(models.TextChoices):
        """Why the link was given."""

        JOIN = "join"
        RETURN = "return"
        RESET = "reset"

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, models.CASCADE, related_name="invitations")
    purpose = models.CharField(max_length=8, choices=Purpose)
    secret_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    created_by = models.TextField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
