"""The catalogue of actions: one name is the right, the verb in the book, the row in the access test."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from mangnon.access.roles import Role
from mangnon.lib.refusal import Text


class Kind(StrEnum):
    """Whether a right only looks or also changes."""

    READ = "read"
    WRITE = "write"


@dataclass(frozen=True, slots=True)
class Right:
    """One row of the rights table: an action, what it is called, and the roles that hold it.

    Where a role may do it follows from its assignments, never from here.
    """

    action: str
    title: Text
    roles: frozenset[Role]
    kind: Kind = Kind.WRITE
    step_up: bool = False
    """Asks once more who it is when the password or code was last given long ago (OWASP ASVS 5.0, 7.5.3)."""

    @property
    def room(self) -> str:
        """The room that owns the action: the part before the first dot."""
        return self.action.split(".", 1)[0]


class CatalogueError(Exception):
    """The rights table and the code disagree; the system doesn't start."""


_rights: dict[str, Right] = {}
_writers: dict[str, Callable[..., Any]] = {}
_NOBODY: frozenset[Role] = frozenset()


def read(action: str, title: Text, *roles: Role) -> Right:
    """A right to look."""
    return Right(action, title, frozenset(roles), Kind.READ)


def write(action: str, title: Text, *roles: Role, step_up: bool = False) -> Right:
    """A right to change something; there is one ``@action`` of the same name."""
    return Right(action, title, frozenset(roles), Kind.WRITE, step_up=step_up)


def add(rights: Iterable[Right]) -> None:
    """Take a room's rights into the one table. Raises CatalogueError on a name used twice."""
    for right in rights:
        known = _rights.get(right.action)
        if known is not None and known != right:
            raise CatalogueError(f"{right.action} is declared twice, differently")
        _rights[right.action] = right


def register_writer(action: str, function: Callable[..., Any]) -> None:
    """Remember the function behind a write; called by ``@action``."""
    known = _writers.get(action)
    if known is not None and known.__qualname__ != function.__qualname__:
        raise CatalogueError(f"{action} is written by two functions")
    _writers[action] = function


def holders(action: str) -> frozenset[Role]:
    """The roles that hold a right; nobody holds an action the table doesn't know."""
    right = _rights.get(action)
    return right.roles if right else _NOBODY


def asks_proof(action: str) -> bool:
    """Whether a person must have proved a few minutes ago who they are; False for an action the table doesn't know."""
    known = _rights.get(action)
    return known is not None and known.step_up


def right(action: str) -> Right:
    """The row of the table for one action. Raises CatalogueError when there is none."""
    try:
        return _rights[action]
    except KeyError:
        raise CatalogueError(f"{action} has no row in any rights table") from None


def every_right() -> list[Right]:
    """The whole table, in the order of names."""
    return [_rights[name] for name in sorted(_rights)]


def writer(action: str) -> Callable[..., Any] | None:
    """The function behind a write, or None."""
    return _writers.get(action)


def every_writer() -> dict[str, Callable[..., Any]]:
    """All functions registered by ``@action``."""
    return dict(_writers)


def disagreements() -> list[str]:
    """What keeps the table and the code from agreeing; empty when all is well."""
    found = [f"@action {name} has no row in any rights table" for name in _writers if name not in _rights]
    found += [
        f"{right.action} is a write without an @action"
        for right in every_right()
        if right.kind is Kind.WRITE and right.action not in _writers
    ]
    return found
