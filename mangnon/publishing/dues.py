"""Pages that wait to be signed anew: asked for under the key of pages, so that SQL alone gets nothing signed."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable
from datetime import datetime, timedelta

from mangnon.publishing.models import Due, Manifest
from mangnon.publishing.refusals import KeyUnreadable
from mangnon.publishing.signing.keys import holds, sign
from mangnon.publishing.slots import Page

logger = logging.getLogger("mangnon.publishing")
RELEASE = "release "
"""How the reason begins when two people have seen what changes: then files and foreign words may change too."""
ACT = "act "
"""How it begins when an act of another room changed a page: nobody has read the whole of it a second time."""
SLACK = timedelta(minutes=5)
"""A request is older than the last signing by at most this: an act's transaction takes its time."""


def ask(pages: Iterable[tuple[Page, bool]], *, at: datetime, why: str) -> None:
    """Ask that pages are signed anew; with each, whether it is gone. On a machine without the key nothing is."""
    rows = [
        Due(address=page.address, language=page.language, since=at, why=why[:200], gone=gone) for page, gone in pages
    ]
    try:
        for row in rows:
            row.seal = sign(_line(row))
    except KeyUnreadable as trouble:
        logger.warning("no page is signed: %s", trouble.code)
        return
    Due.objects.bulk_create(rows)


def is_ours(row: Due, *, last: datetime | None) -> bool:
    """Whether a process with the key asked for it, and since ``last``, the moment the page was signed before."""
    fresh = last is None or row.since >= last - SLACK
    return fresh and holds(_line(row), row.seal)


def fresh_pages(at: datetime) -> set[Page]:
    """Pages for which somebody asked just now: they are signed within a minute, so no patrol judges them before."""
    rows = Due.objects.filter(since__gt=at - SLACK, since__lte=at)
    return {Page(one.address, one.language) for one in rows if holds(_line(one), one.seal)}


def last_signed(pages: Iterable[Page]) -> dict[Page, datetime]:
    """When pages were signed last."""
    wanted = {page.address for page in pages}
    rows = Manifest.objects.filter(address__in=wanted).order_by("id").values_list("address", "language", "made_at")
    return {Page(address, language): made for address, language, made in rows}


def _line(row: Due) -> bytes:
    told = [row.address, row.language, int(row.since.timestamp() * 1000), row.why, row.gone]
    return json.dumps(told, ensure_ascii=False).encode()
