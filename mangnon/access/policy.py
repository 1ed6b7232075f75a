"""What a view says about itself: the action it is for, or that anybody may open it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

V = TypeVar("V", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Policy:
    """``action``: the right needed. ``public``: open to strangers. Neither: any signed-in person.

    ``locked``: reachable while the session is locked or its second factor is missing (unlock, sign out).
    ``unproven``: reachable while the second factor is missing, in an open session (to set one up or use it).
    """

    action: str | None = None
    public: bool = False
    locked: bool = False
    unproven: bool = False


SIGNED_IN = Policy()
PUBLIC = Policy(public=True, locked=True)


def policy_of(view: Callable[..., Any]) -> Policy | None:
    """The policy a view carries, or None when it says nothing."""
    found = getattr(view, "policy", None) or getattr(getattr(view, "view_class", None), "policy", None)
    return found if isinstance(found, Policy) else None


def declare(policy: Policy) -> Callable[[V], V]:
    """Mark a view function (or a wrapped library view) with its policy."""

    def mark(view: V) -> V:
        view.policy = policy  # type: ignore[attr-defined]
        return view

    return mark
