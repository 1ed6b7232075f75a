"""Guarded managers: a query on a root raises until it says for whom and for which action it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, NoReturn, TypeVar

from django.db import models
from django.db.models.sql import Query
from django.db.models.sql.where import AND, WhereNode

from mangnon.access.actor import Actor, Reach

R = TypeVar("R", bound="Root")


class Unscoped(Exception):
    """A root was queried without visible_to(actor, action): a mistake of ours, never shown to people."""


class GuardedQuery(Query):
    """A query that compiles only after it was opened by ``visible_to`` or ``everything_unchecked``.

    Every way to the database (list, count, exists, update, delete, aggregate, subquery) passes
    ``get_compiler`` or ``chain``, so the guard stands there.
    """

    opened = False
    placed: Placed | None = None

    def get_compiler(self, *args: Any, **kwargs: Any) -> Any:
        if not self.opened:
            refuse(self.model)
        return super().get_compiler(*args, **kwargs)

    def chain(self, klass: type[Query] | None = None) -> Any:
        if klass is not None and not issubclass(klass, GuardedQuery) and not self.opened:
            refuse(self.model)
        return super().chain(klass)


@dataclass(frozen=True, slots=True)
class Placed:
    """How a query was bound to places: the condition as it stands in the query, and the two halves of it."""

    whole: WhereNode
    halves: tuple[models.Q, models.Q]


def refuse(model: type[models.Model] | None) -> NoReturn:
    """Raise Unscoped, naming the model."""
    name = model.__name__ if model else "?"
    raise Unscoped(f"{name} was queried without visible_to(actor, action); use see(), take() or the room's queries")


class GuardedQuerySet(models.QuerySet[R]):
    """The queryset behind ``Root.objects``."""

    def __init__(self, model: Any = None, query: Any = None, using: Any = None, hints: Any = None) -> None:
        super().__init__(model, query or GuardedQuery(model), using, hints)

    def visible_to(self, actor: Actor, action: str) -> GuardedQuerySet[R]:
        """Only the rows in which ``actor`` may do ``action``; an actor without the right gets none."""
        return self.within(actor.reach(action), actor)

    def within(self, reach: Reach, actor: Actor) -> GuardedQuerySet[R]:
        """Only the rows inside a reach of this actor, as fine as the model narrows it."""
        opened = self._opened()
        if not reach:
            return opened.none()
        rows = opened if reach.everywhere else _bound(opened, reach)
        return self.model.narrow(rows, reach, actor)

    def branches(self) -> tuple[GuardedQuerySet[R], ...]:
        """Disjoint parts that together are this queryset, each of which one ordered index can serve.

        Two for a root with a second place (rows of the own places, then what others share with them), else one.
        """
        placed: Placed | None = self.query.placed  # type: ignore[attr-defined]  # a GuardedQuery, always
        query = self.query
        if placed is None or query.combinator or query.is_sliced or query.distinct or query.select_for_update:
            return (self,)
        stands = _where_stands(placed.whole, query.where)
        return (self,) if stands is None else tuple(self._instead(stands, half) for half in placed.halves)

    def _instead(self, at: int, half: models.Q) -> GuardedQuerySet[R]:
        """A copy in which the condition that stands ``at`` has given way to a half of it."""
        clone: GuardedQuerySet[R] = self._chain()  # type: ignore[attr-defined]  # Django's own copy
        clone.query.where.children[at] = clone.query.build_where(half)
        clone.query.placed = None  # type: ignore[attr-defined]
        return clone

    def everything_unchecked(self) -> GuardedQuerySet[R]:
        """All rows, by nobody's right: for migrations of facts, the demo and the tests. Ugly on purpose."""
        return self._opened()

    def create(self, **fields: Any) -> R:
        """Inserting asks nothing of the guard: the action has asked already, and row security asks again."""
        return super(GuardedQuerySet, self._opened()).create(**fields)

    def bulk_create(self, *args: Any, **kwargs: Any) -> Any:
        """As ``create``."""
        return super(GuardedQuerySet, self._opened()).bulk_create(*args, **kwargs)

    def _opened(self) -> GuardedQuerySet[R]:
        clone: GuardedQuerySet[R] = self._chain()  # type: ignore[attr-defined]  # Django's own copy
        clone.query.opened = True  # type: ignore[attr-defined]  # a GuardedQuery, always
        return clone


class GuardedManager(models.Manager[R]):
    """The manager behind ``Root.objects``: everything on it raises until the query is opened."""

    def get_queryset(self) -> GuardedQuerySet[R]:
        """An unopened query."""
        return GuardedQuerySet(self.model, using=self._db)

    def visible_to(self, actor: Actor, action: str) -> GuardedQuerySet[R]:
        """As on the queryset."""
        return self.get_queryset().visible_to(actor, action)

    def within(self, reach: Reach, actor: Actor) -> GuardedQuerySet[R]:
        """As on the queryset."""
        return self.get_queryset().within(reach, actor)

    def everything_unchecked(self) -> GuardedQuerySet[R]:
        """As on the queryset."""
        return self.get_queryset().everything_unchecked()


def _bound(opened: GuardedQuerySet[R], reach: Reach) -> GuardedQuerySet[R]:
    """Bound to the places of a reach; notes the condition when it has two halves."""
    rows = opened.filter(_inside(opened.model, reach))
    whole = rows.query.where.children[-1]
    if opened.model.other_place_field and not reach.narrowed and isinstance(whole, WhereNode):
        rows.query.placed = Placed(whole, _halves(opened.model, sorted(reach.places)))  # type: ignore[attr-defined]
    return rows


def _inside(model: type[Root], reach: Reach) -> models.Q:
    if reach.narrowed and model.hamlet_field:
        hamlets = models.Q(**{f"{model.hamlet_field}__in": sorted(reach.hamlets)})
        return _at(model, reach.places - reach.narrowed) | (_at(model, reach.narrowed) & hamlets)
    return _at(model, reach.places - reach.narrowed if reach.narrowed else reach.places)


def _at(model: type[Root], places: frozenset[int]) -> models.Q:
    listed = sorted(places)
    inside = models.Q(**{f"{model.place_field}__in": listed})
    if model.other_place_field:
        inside |= models.Q(**{f"{model.other_place_field}__in": listed})
    return inside


def _halves(model: type[Root], places: list[int]) -> tuple[models.Q, models.Q]:
    """The rows of these places, and those of other places that only have them as their second."""
    own = models.Q(**{f"{model.place_field}__in": places})
    return own, models.Q(**{f"{model.other_place_field}__in": places}) & ~own


def _where_stands(whole: WhereNode, where: WhereNode) -> int | None:
    """Which of the conditions that must all hold is ``whole``; None when it stands among alternatives or is gone."""
    if where.connector != AND or where.negated:
        return None
    found = (at for at, node in enumerate(where.children) if isinstance(node, WhereNode) and node == whole)
    return next(found, None)


class Root(models.Model):
    """A thing with rights of its own (a child, a case). Its parts are reached only through it.

    ``objects`` is guarded; ``_base_manager`` is plain, for foreign keys, prefetch and unique checks inside Django.
    Another root refers to it with ``related_name="+"``, so that no side door opens.
    """

    place_field = "place_id"
    """Column with the place that answers for the row today; row security uses the same."""
    other_place_field: str | None = None
    hamlet_field: str | None = None
    """Column with the hamlet; without one, people bound to hamlets see nothing of this root."""
    identified = False
    """True when a row identifies a child: each view of it is booked."""

    objects: ClassVar[GuardedManager[Any]] = GuardedManager()
    objects_unguarded: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        abstract = True
        base_manager_name = "objects_unguarded"
        default_manager_name = "objects_unguarded"

    @classmethod
    def narrow(cls, rows: GuardedQuerySet[Any], reach: Reach, actor: Actor) -> GuardedQuerySet[Any]:
        """Hook for what is finer than a commune: hamlets, restricted cases, conflicts of interest."""
        return rows
