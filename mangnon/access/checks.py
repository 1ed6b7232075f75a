"""Start-up checks: the rights table agrees with the code, and every URL names an action or is public."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.urls import URLPattern, URLResolver, get_resolver

from mangnon.access import catalogue
from mangnon.access.policy import Policy, policy_of


def walk(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every URL pattern of the project with its full route."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from walk(pattern, route)
        else:
            yield route, pattern


def undeclared() -> list[str]:
    """Routes whose view says neither which action it is for nor that it is public."""
    return [route for route, pattern in walk() if policy_of(pattern.callback) is None]


def unknown_actions() -> list[str]:
    """Actions named by a view that no rights table knows."""
    known = {right.action for right in catalogue.every_right()}
    named = {policy.action for _route, pattern in walk() if (policy := policy_of(pattern.callback)) and policy.action}
    return sorted(named - known)


@register("mangnon")
def check_access(app_configs: Any, **_kwargs: Any) -> list[CheckMessage]:
    """Refuse to start on any disagreement."""
    from mangnon.access.gathering import gather

    gather()
    found = catalogue.disagreements()
    found += [f"URL {route!r} names neither an action nor public" for route in undeclared()]
    found += [f"a view names the action {name!r}, which no rights table knows" for name in unknown_actions()]
    return [Error(text, id=f"mangnon.E{number:03}") for number, text in enumerate(found, 1)]


__all__ = ["Policy", "check_access", "undeclared", "walk"]
