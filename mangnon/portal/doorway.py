"""The shortest way to the door: its addresses are answered before sessions, staff and messages are thought of.

Nobody is signed in at the door, whoever comes there; five hundred people may come in one moment.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.urls import ResolverMatch, resolve, reverse
from django.utils import timezone, translation

from mangnon.access.actor import stranger
from mangnon.portal.pages import DOOR

METHODS = ("GET", "HEAD", "POST")


class DoorwayMiddleware:
    """Leads to the pages of the door what is for them, and passes the rest on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    @cached_property
    def doors(self) -> dict[str, ResolverMatch]:
        """Path → what answers it; looked up at the first request, when all rooms are there."""
        return {path: resolve(path) for path in (reverse(f"portal:{name}") for name in DOOR)}

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        match = self.doors.get(request.path)
        if match is None:
            return self.get_response(request)
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        if request.method == "HEAD":
            request.method = "GET"  # answered as a page; the server leaves its body out
        request.resolver_match = match
        request.at = timezone.now()  # type: ignore[attr-defined]
        request.actor = stranger()  # type: ignore[attr-defined]
        request.user = AnonymousUser()
        told = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        with translation.override(told if told in dict(settings.LANGUAGES) else "vi"):
            answer: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
            return answer
