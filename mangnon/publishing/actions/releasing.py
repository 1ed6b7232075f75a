"""Two people see what a new frame, or a change nobody let out, does to pages; only then are they signed with it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime
from itertools import islice

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.publishing.dues import RELEASE, ask
from mangnon.publishing.models import Manifest, Release
from mangnon.publishing.refusals import NotWaiting, TwoPeople
from mangnon.publishing.rights import SEE_RELEASE
from mangnon.publishing.signing.canonical import said_by
from mangnon.publishing.signing.copies import every_folder, folder_of, is_held, let_go, newest
from mangnon.publishing.signing.files import FILE
from mangnon.publishing.signing.release import is_seen, present
from mangnon.publishing.signing.rendering_pages import rendered
from mangnon.publishing.slots import Page, standing_pages

Difference = tuple[Page, list[str], list[str]]
"""A page, its lines that go, its lines that come."""
LOOKED_AT, LINES = 60, 40


def waiting(at: datetime) -> Release | None:
    """What two people must see: the new frame; else pages that a patrol keeps back, as they would be now."""
    frame = present(at)
    if not is_seen(frame):
        return frame
    held = [(page, digest) for page, digest in _held_now(at) if digest]
    if not held:
        return None
    told = "\n".join(f"{page.language} {page.address} {digest}" for page, digest in held)
    mark = hashlib.sha256(f"{frame.fingerprint}\n{told}".encode()).hexdigest()
    found, _new = Release.objects.get_or_create(fingerprint=mark, defaults={"noticed_at": at})
    return found


def held_pages() -> list[Page]:
    """Pages whose last signed copy is kept before the public since a patrol found something."""
    copies = (newest(folder)[0] for folder in every_folder())
    return [copy.told.page for copy in copies if copy is not None and not copy.is_file and is_held(copy.told.page)]


def _held_now(at: datetime) -> Iterable[tuple[Page, str]]:
    """Held pages with the digest of what the tables and the code make of them now; empty when that is nothing new."""
    for page in held_pages():
        html, copy = rendered(page, at=at), newest(folder_of(page))[0]
        digest = said_by(html).digest if html is not None else "gone"
        yield page, "" if copy is not None and copy.told.digest == digest else digest


@action(SEE_RELEASE)
def confirm_release(*, actor: Actor, at: datetime, release_id: int) -> Release:
    """One of two people has seen what changes; after the second the pages are signed anew, held ones too.

    Raises NotWaiting, TwoPeople.
    """
    found = Release.objects.select_for_update().filter(pk=release_id).first()
    now = waiting(at)
    if found is None or now is None or found.pk != now.pk or found.second_by is not None:
        raise NotWaiting
    if found.first_by is None:
        found.first_by, found.first_by_name, found.first_at = actor.person_id, actor.name, at
    elif found.first_by == actor.person_id:
        raise TwoPeople
    else:
        _seen_by_two(found, actor, at)
    found.save()
    book(actor=actor, action=SEE_RELEASE, at=at, subject=found, fingerprint=found.fingerprint)
    return found


def _seen_by_two(found: Release, actor: Actor, at: datetime) -> None:
    held = held_pages()
    why = RELEASE + found.fingerprint[:12]
    if found.pk == present(at).pk:
        every_page_due(at=at, why=why)
    else:
        ask([(page, False) for page in held], at=at, why=why)
    found.second_by, found.second_by_name, found.second_at = actor.person_id, actor.name, at
    for page in held:
        let_go(page)


def every_page_due(*, at: datetime, why: str) -> None:
    """Have all pages signed anew that have a manifest, and those that should have one."""
    known = Manifest.objects.order_by().exclude(language=FILE).values_list("address", "language").distinct()
    pages = {*(Page(*one) for one in known), *standing_pages()}
    ask([(page, False) for page in sorted(pages, key=lambda page: (page.address, page.language))], at=at, why=why)


def differences(at: datetime, most: int = 5) -> list[Difference]:
    """Pages that are shown otherwise now than they are signed: those held, else the standing ones of each kind."""
    pages = held_pages() if is_seen(present(at)) else standing_pages()[:LOOKED_AT]
    return list(islice(_different(pages, at), most))


def _different(pages: Iterable[Page], at: datetime) -> Iterable[Difference]:
    for page in pages:
        before, _broken = newest(folder_of(page))
        html = rendered(page, at=at)
        if before is None or html is None or before.told.gone:
            continue
        was, now = before.said.lines, said_by(html).lines
        gone, new = [one for one in was if one not in now], [one for one in now if one not in was]
        if was != now:
            yield page, gone[:LINES], new[:LINES]
