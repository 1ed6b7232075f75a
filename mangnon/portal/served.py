"""Signed copies before the public: a page that was signed is served from its copy, before any view or template runs.

What stands in the tables or the templates meanwhile changes nothing until two people have let it out and it is signed.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

from mangnon.lib.numbers import format_int
from mangnon.lib.refusal import Refusal
from mangnon.portal.news import EN, VI, openings
from mangnon.publishing.signing.copies import Copy, shelf
from mangnon.publishing.slots import Page

COUNT = re.compile(rb'<span data-live="views">[0-9.,]*</span>')
SAFE = ("GET", "HEAD")
ARTICLES = {"/tin-tuc/": VI, "/news/": EN}


class SignedPagesMiddleware:
    """Serves signed copies. Outside sessions and the database, so a copy costs what a file costs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        copy = _copy(request)
        return _served(copy) if copy is not None else self.get_response(request)


def _copy(request: HttpRequest) -> Copy | None:
    if request.method not in SAFE or request.META.get("QUERY_STRING") or not is_ours(request.path):
        return None
    wanted = EN if request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) == EN else VI
    try:
        for language in (wanted, VI, EN):
            if (copy := shelf.copy(Page(request.path, language))) is not None:
                return copy
    except Refusal:  # no key here: the pages are made anew
        return None
    return None


_OURS: dict[str, bool] = {}


def is_ours(path: str) -> bool:
    """Whether a path is a page of the public site; asked once for each that is."""
    if path in _OURS:
        return True
    try:
        found = resolve(path).namespaces[:1] == ["portal"]
    except Resolver404:
        return False
    if found and len(_OURS) < 50_000:
        _OURS[path] = True
    return found


def _served(copy: Copy) -> HttpResponse:
    body = copy.html
    told = copy.told
    for start, language in ARTICLES.items():
        slug = told.address.removeprefix(start)
        if told.address.startswith(start) and "/" not in slug:
            count = format_int(openings.opened(language, slug)).encode()
            body = COUNT.sub(b'<span data-live="views">' + count + b"</span>", body, count=1)
    response = HttpResponse(body)
    response["Content-Language"] = told.language
    return response
