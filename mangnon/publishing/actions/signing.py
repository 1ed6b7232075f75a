"""Pages are signed when something on them was published, never while two people haven't seen a new frame."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from mangnon.access.actor import Actor, job
from mangnon.access.scope import acting
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.publishing.dues import RELEASE, is_ours, last_signed
from mangnon.publishing.models import Due, Live, Manifest
from mangnon.publishing.refusals import ReleaseUnseen, SealBroken
from mangnon.publishing.rights import SIGN
from mangnon.publishing.signing.canonical import said_by
from mangnon.publishing.signing.copies import folder_of, hold, is_held, keep, newest
from mangnon.publishing.signing.files import loaded_by
from mangnon.publishing.signing.patrolling import strange
from mangnon.publishing.signing.release import is_seen, present
from mangnon.publishing.signing.rendering_pages import rendered
from mangnon.publishing.signing.seals import seal_holds
from mangnon.publishing.slots import Page, standing_pages

AT_A_TIME = 200
"""Pages signed in one transaction."""


def sign_due(*, at: datetime) -> int:
    """Sign all pages that wait for it; how many. Raises ReleaseUnseen, SealBroken, KeyUnreadable, OSError."""
    actor = job("publishing.sign", SIGN)
    with acting(actor), transaction.atomic():  # row security shows a machine its rows inside a transaction only
        if not Due.objects.exists() and Manifest.objects.exists():
            return 0
        seen = is_seen(present(at))  # noted for good, before anything is undone
    if not seen:
        raise ReleaseUnseen
    return sign_pages(actor=actor, at=at)


@action(SIGN)
def sign_pages(*, actor: Actor, at: datetime, why: str = "") -> int:
    """Sign what is due, each page once. Nothing is signed while the frame is unseen or a seal is broken.

    Raises ReleaseUnseen, SealBroken, KeyUnreadable, OSError.
    """
    due = list(Due.objects.select_for_update(skip_locked=True).order_by("id")[:AT_A_TIME])
    pages: dict[Page, str] = {}
    if not Manifest.objects.exists():
        pages = dict.fromkeys(standing_pages(), RELEASE)
    if not is_seen(present(at)):
        raise ReleaseUnseen
    _refuse_broken(Live.objects.order_by("-published_at")[:AT_A_TIME])
    pages = _asked(due) | pages
    signed = sum(_sign(page, one, at, why) for page, one in pages.items() if not is_held(page))
    Due.objects.filter(pk__in=[one.pk for one in due]).delete()
    book(actor=actor, action=SIGN, at=at, pages=signed)
    return signed


def _asked(due: list[Due]) -> dict[Page, str]:
    """Pages for which somebody with the key asked, and why; a row that was only put into the table asks nothing."""
    last = last_signed(Page(one.address, one.language) for one in due)
    found: dict[Page, str] = {}
    for one in due:
        page = Page(one.address, one.language)
        if is_ours(one, last=last.get(page)):
            known = found.get(page, "")
            found[page] = known if known.startswith(RELEASE) else one.why
    return found


def _refuse_broken(rows: Iterable[Live]) -> None:
    for row in rows:  # older ones show nowhere either: public pages leave out what isn't sealed
        if not seal_holds(row):
            raise SealBroken(slug=row.slug)


def _sign(page: Page, reason: str, at: datetime, why: str) -> int:
    html = rendered(page, at=at)
    before, _broken = newest(folder_of(page))
    if before is not None and before.told.gone:
        before = None
    if html is None:
        return _kept(page, b"", at, why or reason, gone=True) if before is not None else 0
    if before is not None and not reason.startswith(RELEASE) and (odd := strange(before, html, reason)):
        hold(page, odd)
        return 0
    files = sum(_sign_file(*one, reason, at, why) for one in loaded_by(html).items())
    same = before is not None and (before.html == html or before.told.digest == said_by(html).digest)
    if same and Manifest.objects.filter(address=page.address, language=page.language).exists():
        return files  # else its copy outlived a transaction that was undone
    return files + _kept(page, html, at, why or reason)


def _sign_file(page: Page, body: bytes, reason: str, at: datetime, why: str) -> int:
    """A static file is signed with the first page that loads it; other bytes under its address with a release alone."""
    before, _broken = newest(folder_of(page))
    if before is not None and (before.html == body or not reason.startswith(RELEASE)):
        return 0
    return _kept(page, body, at, why or reason)


def _kept(page: Page, html: bytes, at: datetime, why: str, *, gone: bool = False) -> int:
    told, signature = keep(page, html, at=at, number=_next(page), gone=gone)
    Manifest.objects.create(
        address=page.address, language=page.language, number=told.number, digest=told.digest, links=list(told.links),
        made_at=at, why=why[:200], signature=signature,
    )  # fmt: skip
    return 1


def _next(page: Page) -> int:
    last = Manifest.objects.filter(address=page.address, language=page.language).order_by("-number").first()
    return last.number + 1 if last else 1
