"""Outermost of all: gives each request its reference, counts it, and writes its one line of the log.

The line names the view, never the address: an address may carry an invitation or the id of a child.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse

from mangnon.lib import tally, tracing
from mangnon.lib.ids import new_reference
from mangnon.operate.health import recent

logger = logging.getLogger("mangnon.requests")

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
QUIET = frozenset({"healthz", "readyz", "metrics", "static"})
"""Asked for by machines every few seconds: a line of the log only when something is wrong."""
PROXY_ID = "MANGNON_PROXY_ID"
"""Where ``config.proxied`` leaves the number that the proxy gave, when it is well-formed."""


class RequestsMiddleware:
    """Runs everything else under a reference."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        method = request.method if request.method in METHODS else "other"
        with tracing.under(new_reference()) as trace, _timed() as database:
            response = self.get_response(request)
            seconds = time.perf_counter() - began
            view = view_of(request)
            response.headers["X-Request-ID"] = trace.reference
            _count(view, method, response.status_code, seconds, database[0], trace)
            if view not in QUIET or response.status_code >= 400:
                _log(request, view, method, response.status_code, seconds, database[0], trace)
        return response


def view_of(request: HttpRequest) -> str:
    """The name of the view that answered: a fixed list, whatever was asked for."""
    if request.resolver_match is not None:
        return request.resolver_match.view_name
    return "static" if request.path.startswith(settings.STATIC_URL) else "unknown"


@contextmanager
def _timed() -> Iterator[list[float]]:
    """Seconds spent waiting for the database inside the block."""
    spent = [0.0]

    def timing(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001 - Django's signature
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            spent[0] += time.perf_counter() - began

    with connection.execute_wrapper(timing):
        yield spent


def _count(view: str, method: str, status: int, seconds: float, database: float, trace: tracing.Trace) -> None:
    tally.add("requests", view=view, method=method, status=f"{status // 100}xx")
    tally.observe("request_seconds", seconds, view=view)
    tally.add("database_seconds", database, view=view)
    if view not in QUIET:
        recent.note(fault=status >= 500)
    refused = trace.told.get("refused")
    if refused:
        tally.add("refusals", code=refused)


def _log(
    request: HttpRequest, view: str, method: str, status: int, seconds: float, database: float, trace: tracing.Trace
) -> None:
    facts = {
        "view": view,
        "method": method,
        "status": status,
        "ms": round(seconds * 1000, 1),
        "db_ms": round(database * 1000, 1),
        **trace.told,
    }
    if proxy := request.META.get(PROXY_ID):
        facts["proxy"] = proxy
    loud = status >= 500 or "denied" in trace.told
    logger.log(logging.WARNING if loud else logging.INFO, "request", extra={"facts": facts})
