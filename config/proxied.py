"""Behind the web server that speaks TLS: whose address a request has.

``MANGNON_TLS=1`` means that one proxy on this machine stands in front (docs/operate). It appends the caller's address
to ``X-Forwarded-For``; without reading it everybody would share the proxy's own, and one guesser would lock out all.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from ipaddress import ip_address

from django.http import HttpRequest, HttpResponse

from mangnon.operate.health.requests import PROXY_ID

WELL_FORMED = re.compile(r"[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""A number of the proxy's own, as nginx ($request_id) and others make it; anything else might be somebody's words."""


class ProxiedMiddleware:
    """Puts the address that the proxy saw into ``REMOTE_ADDR``; what a caller wrote before it is not believed.

    A well-formed number of the proxy for this request is kept for the log.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        near = request.META.get("REMOTE_ADDR", "")
        seen = request.META.pop("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
        if seen and _is_near(near) and _is_address(seen):
            request.META["REMOTE_ADDR"] = seen
        told = request.META.pop("HTTP_X_REQUEST_ID", "")
        if WELL_FORMED.fullmatch(told) and _is_near(near):
            request.META[PROXY_ID] = told
        return self.get_response(request)


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def _is_near(text: str) -> bool:
    """From this machine, or over a local socket that tells no address."""
    return not text or (_is_address(text) and ip_address(text).is_loopback)
