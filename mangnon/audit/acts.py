"""@action: one named act, by a named actor, in one transaction, with its entry in the book."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any, ParamSpec, TypeVar

from django.db import transaction

from mangnon.access import catalogue, scope
from mangnon.access.actor import Actor
from mangnon.audit.book import booked_in_action
from mangnon.lib.refusal import Forbidden, ProofNeeded

P = ParamSpec("P")
T = TypeVar("T")


class Unbooked(Exception):
    """An action finished without an entry in the book; it was undone. A mistake of ours."""


def action(name: str) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Make a function the one writer of the action ``name``.

    The function takes keyword arguments only, ``actor`` and ``at`` among them. It runs in a savepoint of the
    request's transaction or in a transaction of its own, under the database's reach of this actor, and is undone
    when it booked nothing. Raises Forbidden when the actor holds the right nowhere (where it reaches is asked by
    ``take``), ProofNeeded when the right asks for a fresh password or code. Raises TypeError at import when the
    signature is wrong.
    """

    def decorate(function: Callable[P, T]) -> Callable[P, T]:
        _check_signature(name, function)

        @functools.wraps(function)
        def act(*args: P.args, **kwargs: P.kwargs) -> T:
            actor = kwargs["actor"]
            if not isinstance(actor, Actor):
                raise TypeError(f"{name}: actor must be an Actor")
            if not actor.can(name):
                raise Forbidden(action=name)
            if actor.must_prove(name):
                raise ProofNeeded(name)
            return _in_transaction(name, actor, functools.partial(function, *args, **kwargs))

        act.action_name = name  # type: ignore[attr-defined]
        catalogue.register_writer(name, act)
        return act

    return decorate


def _check_signature(name: str, function: Callable[..., Any]) -> None:
    parameters = inspect.signature(function).parameters
    if any(p.kind is not inspect.Parameter.KEYWORD_ONLY for p in parameters.values()):
        raise TypeError(f"{name}: an action takes keyword arguments only")
    if missing := {"actor", "at"} - parameters.keys():
        raise TypeError(f"{name}: an action needs {sorted(missing)}")


def _in_transaction(name: str, actor: Actor, work: Callable[[], T]) -> T:
    entries: list[int] = []
    token = booked_in_action.set(entries)
    try:
        with ExitStack() as stack:
            if scope.current_actor() is not actor:
                stack.enter_context(scope.acting(actor))
            stack.enter_context(transaction.atomic())
            result = work()
            if not entries:
                raise Unbooked(name)
        return result
    finally:
        booked_in_action.reset(token)
        outer = booked_in_action.get()
        if outer is not None:
            outer.extend(entries)
