"""The patrol: opens signed pages as four kinds of visitors do, renders them anew, compares with the manifest.

A defacement comes by SQL (the source says something else, a seal is broken), by a changed template (the source
differs), by a file put in place of a copy (its signature doesn't hold), or for some visitors only (a disguise gets
another page).
"""

from __future__ import annotations

import hashlib
import re
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.conf import settings

from mangnon.lib.yamls import read_yaml
from mangnon.publishing.dues import ACT
from mangnon.publishing.hosts import host_of
from mangnon.publishing.models import Live
from mangnon.publishing.queries.editing import confirmed_hosts as hosts_allowed
from mangnon.publishing.signing.canonical import Said, differing, said_by
from mangnon.publishing.signing.copies import Copy, every_folder, folder_of, newest
from mangnon.publishing.signing.files import on_disk
from mangnon.publishing.signing.rendering_pages import rendered
from mangnon.publishing.signing.seals import seal_holds
from mangnon.publishing.slots import Guarded, Page, page_of

DISGUISES: dict[str, dict[str, str]] = {
    "browser": {"User-Agent": "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"},
    "robot": {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
    "phone": {
        "User-Agent": "Mozilla/5.0 (Linux; Android 14; SM-A245F) AppleWebKit/537.36 (KHTML, like Gecko)"
        " Chrome/140.0.0.0 Mobile Safari/537.36"
    },
    "from_search": {
        "User-Agent": "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0",
        "Referer": "https://www.google.com/",
    },
}
SOURCE, COPY_FILE, SEAL = "source", "copy", "seal"
TIMEOUT = 10.0
LARGEST = 3 * 2**20
WORDS = Path(__file__).parent.parent / "data" / "words.yaml"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back for one address."""

    status: int
    body: bytes


Fetch = Callable[[str, Mapping[str, str]], Answer]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that isn't as it was signed. ``way``: the disguise, or source, copy, seal."""

    address: str
    language: str
    kind: str
    way: str
    detail: str

    @property
    def data(self) -> dict[str, str]:
        """As stored and printed."""
        return asdict(self)


@cache
def bad_words() -> tuple[re.Pattern[str], ...]:
    """The word list, each as whole words between blanks."""
    told = read_yaml(WORDS.read_text(encoding="utf-8"))["words"]
    return tuple(re.compile(rf"(?<!\w){re.escape(str(word))}(?!\w)") for word in told)


def over_http(base: str) -> Fetch:
    """Fetch from a running site, following nothing."""

    def fetch(address: str, headers: Mapping[str, str]) -> Answer:
        request = urllib.request.Request(base.rstrip("/") + address, headers=dict(headers))  # noqa: S310 - checked below
        if urlsplit(request.full_url).scheme not in ("http", "https"):
            raise ValueError(base)
        try:
            with _opener().open(request, timeout=TIMEOUT) as answer:
                return Answer(answer.status, answer.read(LARGEST))
        except urllib.error.HTTPError as refused:
            return Answer(refused.code, b"")
        except (OSError, ValueError):
            return Answer(0, b"")

    return fetch


class _Follows(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_told: object) -> None:
        """A page that leads away isn't the page."""


def _opener() -> urllib.request.OpenerDirector:
    return urllib.request.build_opener(_Follows, urllib.request.ProxyHandler({}))


def signed_pages(root: Path | None = None, public: Ed25519PublicKey | None = None) -> tuple[list[Copy], list[Finding]]:
    """Newest believed copies of all pages, and what is wrong with files that aren't believed. Raises KeyUnreadable."""
    copies, found = [], []
    for folder in every_folder(root):
        copy, broken = newest(folder, public)
        if copy is not None and not copy.told.gone:
            copies.append(copy)
        for number in broken:
            told = copy.told if copy else None
            address, language = (told.address, told.language) if told else (folder.name, "")
            found.append(Finding(address, language, "signature", COPY_FILE, f"{number}.html"))
    return sorted(copies, key=lambda one: one.told.address), found


def compare(copy: Copy, body: bytes, way: str) -> Iterator[Finding]:
    """What a page says beyond or beside what was signed; of a file every byte counts."""
    if body == copy.html:
        return
    if copy.is_file:
        yield Finding(copy.told.address, "", "file", way, hashlib.sha256(body).hexdigest()[:16])
        return
    signed, found = copy.said, said_by(body)
    if found.digest == copy.told.digest:
        return
    yield from _kinds(copy, signed, found, way)


def _kinds(copy: Copy, signed: Said, found: Said, way: str) -> Iterator[Finding]:
    def of(kind: str, detail: str) -> Finding:
        return Finding(copy.told.address, copy.told.language, kind, way, detail[:200])

    yield of("text", differing(signed, found))
    if links := sorted(set(found.links) - set(copy.told.links)):
        yield of("links", ", ".join(links))
    if hidden := [one for one in found.hidden if one not in signed.hidden]:
        yield of("hidden", hidden[0])
    if new := _new_words(signed, found):
        yield of("words", ", ".join(new))


def _new_words(signed: Said, found: Said) -> list[str]:
    new = [word.pattern for word in bad_words() if word.search(found.words) and not word.search(signed.words)]
    return [re.sub(r"\\(.)", r"\1", one[7:-6]) for one in new]


def strange(before: Copy, html: bytes, reason: str) -> str:
    """What keeps a page from being signed after an act of ours: links and hidden text that nobody let out; else empty.

    Of what another room's act changed nobody has read the whole a second time: there the word list counts too.
    """
    signed, found = before.said, said_by(html)
    hosts = hosts_allowed()
    if any(host_of(link) not in hosts for link in set(found.links) - set(before.told.links)):
        return "links"
    if set(found.hidden) - set(signed.hidden):
        return "hidden"
    return "words" if reason.startswith(ACT) and _new_words(signed, found) else ""


def walk(
    copies: Iterable[Copy], fetch: Fetch, *, at: datetime, tick: Callable[[int], object] = lambda n: None
) -> list[Finding]:
    """Open every page in all disguises and render it anew; what isn't as signed."""
    found: list[Finding] = []
    for copy in copies:
        for way, headers in DISGUISES.items():
            found += _fetched(copy, fetch, way, headers)
            if not copy.is_file:
                found += _source(copy, way, headers, at)
        if copy.is_file and (lying := on_disk(copy.told.address)) is not None:
            found += compare(copy, lying, SOURCE)
        tick(1)
    return list(dict.fromkeys(found))


def walk_guarded(pages: Iterable[Guarded], fetch: Fetch, *, at: datetime) -> list[Finding]:
    """Open pages that aren't signed: everybody gets what the code makes, with no link or hidden text of its own."""
    found: list[Finding] = []
    for one in pages:
        base, _broken = newest(folder_of(one.base))
        if base is None or base.told.gone:
            continue
        for way, headers in DISGUISES.items():
            found += _unsigned(one, base, fetch, way, headers, at)
    return list(dict.fromkeys(found))


def _unsigned(
    one: Guarded, base: Copy, fetch: Fetch, way: str, headers: Mapping[str, str], at: datetime
) -> Iterator[Finding]:
    answer = fetch(one.page.address, {**headers, **_cookie(one.page.language)})
    made = rendered(one.page, at=at, headers=headers)
    if answer.body == base.html:  # it stands in while something is wrong
        answer = Answer(answer.status, made or b"")
    said = {way: said_by(answer.body), SOURCE: said_by(made or b"")}
    for by, shown in said.items():
        for kind, new in (("links", set(shown.links) - set(base.told.links)),
                          ("hidden", set(shown.hidden) - set(base.said.hidden))):  # fmt: skip
            if new:
                yield Finding(one.base.address, one.base.language, kind, by, f"{one.page.address}: {min(new)}"[:200])
    if answer.status != HTTPStatus.OK or said[way].digest != said[SOURCE].digest:
        other = differing(said[SOURCE], said[way])
        yield Finding(one.base.address, one.base.language, "text", way, f"{one.page.address}: {other}"[:200])


def _cookie(language: str) -> dict[str, str]:
    return {"Cookie": f"{settings.LANGUAGE_COOKIE_NAME}={language}"} if language else {}


def _fetched(copy: Copy, fetch: Fetch, way: str, headers: Mapping[str, str]) -> Iterator[Finding]:
    answer = fetch(copy.told.address, {**headers, **_cookie(copy.told.language)})
    if answer.status != HTTPStatus.OK:
        yield Finding(copy.told.address, copy.told.language, "status", way, str(answer.status))
    else:
        yield from compare(copy, answer.body, way)


def _source(copy: Copy, way: str, headers: Mapping[str, str], at: datetime) -> Iterator[Finding]:
    html = rendered(Page(copy.told.address, copy.told.language), at=at, headers=headers)
    if html is None:
        yield Finding(copy.told.address, copy.told.language, "status", SOURCE, "404")
    else:
        yield from compare(copy, html, SOURCE)


def broken_seals() -> list[Finding]:
    """Public texts that aren't what two people approved. Raises KeyUnreadable."""
    found = []
    for row in Live.objects.iterator(chunk_size=500):
        if not seal_holds(row):
            page = page_of(row.slug, row.language) or Page(row.slug, row.language)
            found.append(Finding(page.address, page.language, "seal", SEAL, row.title[:80]))
    return found
