"""A public page as its code makes it now, without a server between: what is signed, and what patrols compare."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import Http404, HttpRequest, QueryDict
from django.urls import resolve
from django.utils import translation

from mangnon.access.actor import visitor
from mangnon.access.scope import acting
from mangnon.lib.refusal import NotFound
from mangnon.publishing.slots import Page


def rendered(page: Page, *, at: datetime, headers: Mapping[str, str] | None = None) -> bytes | None:
    """The page under the portal's role, as somebody with these headers gets it; None when there is none."""
    request = _request(page, headers or {})
    request.at = at  # type: ignore[attr-defined]  # as the middleware does
    actor = visitor()
    request.actor = actor  # type: ignore[attr-defined]
    request.user = AnonymousUser()
    with translation.override(page.language), acting(actor), transaction.atomic():
        try:
            match = resolve(request.path)
            request.resolver_match = match
            answer = match.func(request, *match.args, **match.kwargs)
        except (Http404, NotFound):
            return None
    return bytes(answer.content) if answer.status_code == HTTPStatus.OK else None


def _request(page: Page, headers: Mapping[str, str]) -> HttpRequest:
    request = HttpRequest()
    path, _mark, query = page.address.partition("?")
    request.method, request.path, request.path_info = "GET", path, path
    request.GET = QueryDict(query)
    host = urlsplit(settings.PUBLIC_URL)
    names = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()}
    request.META.update({"SERVER_NAME": host.hostname or "localhost", "SERVER_PORT": str(host.port or 443),
                         "QUERY_STRING": query, **names})  # fmt: skip
    request.COOKIES[settings.LANGUAGE_COOKIE_NAME] = page.language
    request.session = {}  # type: ignore[assignment]  # public pages have none
    return request
