"""Pages by the values of the last row instead of an offset, and counts that stop early."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet, FieldDoesNotExist, ValidationError
from django.db import connections
from django.db.models import Q, QuerySet

from mangnon.access.managers import GuardedQuerySet
from mangnon.ui.screens.base import AskedWrongly


@dataclass(frozen=True, slots=True)
class KeysetPage:
    """Rows and the tokens of the neighbouring pages; an empty token means there is none."""

    rows: list[Any]
    after: str
    before: str


class Keyset:
    """Pages by the values of the last row instead of an offset: the millionth page is as quick as the first."""

    def __init__(self, order: tuple[str, ...]) -> None:
        self.descending = order[0].startswith("-")
        self.fields = tuple(name.lstrip("-") for name in order)
        self.forward = order
        self.backward = tuple(name if self.descending else f"-{name}" for name in self.fields)

    def page(self, found: QuerySet[Any], *, after: str, before: str, size: int) -> KeysetPage:
        """One page. Raises AskedWrongly on a token that isn't ours."""
        if before:
            rows = first(self._narrowed(found, before, up=self.descending), self.backward, size + 1)
            more, rows = len(rows) > size, rows[:size][::-1]
            return KeysetPage(rows, self.token(rows[-1]) if rows else "", self.token(rows[0]) if more else "")
        narrowed = self._narrowed(found, after, up=not self.descending) if after else found
        rows = first(narrowed, self.forward, size + 1)
        more, rows = len(rows) > size, rows[:size]
        return KeysetPage(rows, self.token(rows[-1]) if more else "", self.token(rows[0]) if after and rows else "")

    def token(self, row: Any) -> str:
        """The place of a row in the order, as an address carries it."""
        values = [_attribute(row, name) for name in self.fields]
        return base64.urlsafe_b64encode(json.dumps(values, default=str).encode()).decode().rstrip("=")

    def _narrowed(self, found: QuerySet[Any], token: str, *, up: bool) -> QuerySet[Any]:
        """The rows beyond the token's place. Raises AskedWrongly when its values don't fit the fields."""
        beyond = self._beyond(token, up=up)
        try:
            return found.filter(beyond)
        except (ValidationError, ValueError, TypeError):
            raise AskedWrongly(what=token[:40]) from None

    def _beyond(self, token: str, *, up: bool) -> Q:
        try:
            values = json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
            if not isinstance(values, list) or len(values) != len(self.fields) or not all(map(_plain, values)):
                raise ValueError(token)
        except ValueError:
            raise AskedWrongly(what=token[:40]) from None
        side = "gt" if up else "lt"
        beyond, equal = Q(pk__in=[]), Q()
        for name, value in zip(self.fields, values, strict=True):
            beyond |= equal & Q(**{f"{name}__{side}": value})
            equal &= Q(**{name: value})
        return Q(**{f"{self.fields[0]}__{side}e": values[0]}) & beyond


def _plain(value: Any) -> bool:
    """Whether a value of a token is text or a number, as ``token`` writes them."""
    return isinstance(value, (str, int, float)) and not isinstance(value, bool) and "\x00" not in str(value)


def _attribute(row: Any, path: str) -> Any:
    for name in path.split("__"):
        row = getattr(row, name)
    return row


def first(found: QuerySet[Any], order: tuple[str, ...], many: int) -> list[Any]:
    """The first rows in this order: each branch of a guarded query in the order of its own index, then merged."""
    branches = _branches(found) if all(_own_field(found, name.lstrip("-")) for name in order) else (found,)
    parts = [branch.order_by(*order)[:many] for branch in branches]
    if len(parts) == 1:
        return list(parts[0])
    return list(parts[0].union(*parts[1:], all=True).order_by(*order)[:many])


def count_up_to(found: QuerySet[Any], most: int) -> int:
    """How many rows there are; beyond ``most`` it stops and says ``most + 1``."""
    parts = [branch.order_by()[: most + 1] for branch in _branches(found)]
    if len(parts) == 1:
        return parts[0].count()
    compiled = [part for part in map(_compiled, parts) if part]
    if not compiled:
        return 0
    whole = " union all ".join(f"({text})" for text, _values in compiled)
    values = [value for _text, own in compiled for value in own]
    with connections[found.db].cursor() as cursor:
        # two statements that Django has made, put together by hand: it would compile each of them twice
        cursor.execute(f"select count(*) from ({whole} limit %s) found", [*values, most + 1])  # noqa: S608
        return int(cursor.fetchone()[0])


def _compiled(part: QuerySet[Any]) -> tuple[str, tuple[Any, ...]] | None:
    """Text and values of a statement that gives keys; None when its conditions can't hold."""
    try:
        return part.values("pk").query.sql_with_params()
    except EmptyResultSet:
        return None


def _branches(found: QuerySet[Any]) -> tuple[QuerySet[Any], ...]:
    return found.branches() if isinstance(found, GuardedQuerySet) else (found,)


def _own_field(found: QuerySet[Any], name: str) -> bool:
    """Whether a merged query can be ordered by it: it must be a column of the rows themselves."""
    try:
        return name == "pk" or bool(found.model._meta.get_field(name).concrete)
    except FieldDoesNotExist:
        return False
