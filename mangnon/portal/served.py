"""Signed copies before the public: a page that was signed is served from its copy, before any view or template runs.

What stands in the tables or the templates meanwhile changes nothing until two people have let it out and it is signed.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import PurePosixPath

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, ResolverMatch, resolve

from mangnon.lib.numbers import format_int
from mangnon.lib.refusal import Refusal
from mangnon.portal.news import EN, VI, openings
from mangnon.portal.pages import DOOR
from mangnon.publishing.signing.copies import Copy, is_held, shelf
from mangnon.publishing.signing.files import FILE
from mangnon.publishing.slots import Page

COUNT = re.compile(rb'<span data-live="views">[0-9.,]*</span>')
SAFE = ("GET", "HEAD")
ARTICLES = {"/tin-tuc/": VI, "/news/": EN}
SIGNED_QUERY = re.compile(r"trang=[1-9][0-9]{0,2}")
"""Queries of pages that are signed: further pages of a list."""
KINDS = {
    ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}  # fmt: skip
PACKED = ("text/", "image/svg")
HASHED = re.compile(r"\.[0-9a-f]{12}\.")
FOR_EVER, A_MINUTE = "max-age=315360000, public, immutable", "max-age=60, public"


class SignedPagesMiddleware:
    """Serves signed copies. Outside sessions and the database, so a copy costs what a file costs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in SAFE:
            return self.get_response(request)
        try:
            copy = _file(request) if request.path.startswith(settings.STATIC_URL) else _page(request)
        except Refusal:  # no key here: the pages are made anew
            copy = None
        if copy is None:
            return self.get_response(request)
        return sent_file(copy, request) if copy.is_file else _served(copy)


def _file(request: HttpRequest) -> Copy | None:
    return shelf.copy(Page(request.path, FILE))


def _page(request: HttpRequest) -> Copy | None:
    """The copy of a page. Of one with a query its own, else, while something is wrong, that of its path."""
    match = ours(request.path)
    if match is None:
        return None
    request.resolver_match = match  # for counts and the log, which name views
    wanted = EN if request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) == EN else VI
    query = request.META.get("QUERY_STRING", "")
    if not query:
        return _first(request.path, wanted)
    own = _first(f"{request.path}?{query}", wanted) if SIGNED_QUERY.fullmatch(query) else None
    if own is not None:
        return own
    held = any(is_held(Page(request.path, one)) for one in (VI, EN))
    return _first(request.path, wanted) if held else None


def _first(address: str, wanted: str) -> Copy | None:
    copies = (shelf.copy(Page(address, language)) for language in (wanted, VI, EN))
    return next((copy for copy in copies if copy is not None), None)


_OURS: dict[str, ResolverMatch] = {}


def ours(path: str) -> ResolverMatch | None:
    """What answers a page of the public site that may be a copy; asked once for each that is."""
    if (known := _OURS.get(path)) is not None:
        return known
    try:
        found = resolve(path)
    except Resolver404:
        return None
    if found.namespaces[:1] != ["portal"] or found.url_name in DOOR:
        return None
    if len(_OURS) < 50_000:
        _OURS[path] = found
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


def sent_file(copy: Copy, request: HttpRequest) -> HttpResponse:
    """A signed file, packed for those who can unpack it; one whose name changes with its bytes is kept for ever."""
    kind = KINDS.get(PurePosixPath(copy.told.address).suffix, "application/octet-stream")
    packed = kind.startswith(PACKED) and "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(_packed(copy.html) if packed else copy.html, content_type=kind)
    if packed:
        response["Content-Encoding"] = "gzip"
    response["Vary"] = "Accept-Encoding"
    response["Cache-Control"] = FOR_EVER if HASHED.search(copy.told.address) else A_MINUTE
    return response


@lru_cache(maxsize=64)
def _packed(body: bytes) -> bytes:
    return gzip.compress(body, mtime=0)
