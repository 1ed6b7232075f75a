"""One round of the patrol: findings are kept, administrators are told, the last signed copies stay up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from mangnon.access.actor import Actor
from mangnon.access.roles import Role
from mangnon.accounts.models import Assignment
from mangnon.accounts.queries import live
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.dates import local_day
from mangnon.notices.actions import Ref, tell
from mangnon.publishing.dues import fresh_pages
from mangnon.publishing.models import Patrol
from mangnon.publishing.rights import PATROL
from mangnon.publishing.signing import copies
from mangnon.publishing.signing.patrolling import Fetch, Finding, broken_seals, signed_pages, walk, walk_guarded
from mangnon.publishing.slots import Page, guarded_pages

KIND = "publishing.defaced"
MOST_KEPT = 200
LATEST = "latest"
"""What a notice opens: the page with the newest round."""


@action(PATROL)
def patrol(
    *,
    actor: Actor,
    at: datetime,
    fetch: Fetch,
    root: Path | None = None,
    public: Ed25519PublicKey | None = None,
    most: int | None = None,
    tick: Callable[[int], object] = lambda n: None,
) -> Patrol:
    """Walk all signed pages once (``most``: the first so many, and always those that are held).

    ``root`` and ``public``: manifests and key of another machine to compare with. Raises KeyUnreadable.
    """
    signed, found = signed_pages(root, public)
    if root is not None:
        found += signed_pages()[1]
    asked = fresh_pages(at)
    signed = [one for one in signed if one.told.page not in asked]
    chosen = signed if most is None else _some(signed, most, at)
    found += broken_seals()
    found += walk(chosen, fetch, at=at, tick=tick)
    found += walk_guarded((one for one in guarded_pages() if one.base not in asked), fetch, at=at)
    for folder in copies.every_folder():
        copies.mend(folder)
        copies.send_away(folder)
    _hold([one.told.page for one in chosen], found)
    kept = Patrol.objects.create(began_at=at, pages=len(chosen), findings=[one.data for one in found[:MOST_KEPT]])
    if found:
        _tell(actor, at, found, kept)
    book(actor=actor, action=PATROL, at=at, pages=len(chosen), findings=len(found))
    return kept


def _some(signed: list[copies.Copy], most: int, at: datetime) -> list[copies.Copy]:
    """The held ones, and a stretch that moves on with each quarter of an hour, so that all have their turn."""
    held = [one for one in signed if copies.is_held(one.told.page)]
    if len(signed) <= most:
        return signed
    turn = int(at.timestamp() // 900) * most % len(signed)
    stretch = (signed + signed)[turn : turn + most]
    return list(dict.fromkeys((*held, *stretch)))


def _hold(walked: list[Page], found: list[Finding]) -> None:
    """Pages with a finding keep their last signed copy; clean ones are let go; broken copies are mended."""
    guilty = {(one.address, one.language) for one in found}
    for page in walked:
        if (page.address, page.language) in guilty:
            copies.hold(page, "patrol")
        elif copies.is_held(page):
            copies.let_go(page)


def _tell(actor: Actor, at: datetime, found: list[Finding], kept: Patrol) -> None:
    """Each set of findings is told once a day, not each quarter of an hour."""
    same = sha256("\n".join(sorted({f"{one.address} {one.kind} {one.way}" for one in found})).encode()).hexdigest()
    tell(
        actor=actor, at=at, to=_administrators(local_day(at)), kind=KIND,
        about=Ref("publishing.Patrol", LATEST, f"TT-{kept.pk}"), key=f"{local_day(at)} {same[:20]}",
        words={"n": str(len({one.address for one in found}))},
    )  # fmt: skip


def _administrators(day: date) -> list[UUID]:
    rows = Assignment.objects.filter(live(day), role=Role.ADMINISTRATOR.value, person__disabled_at__isnull=True)
    return list(rows.values_list("person_id", flat=True).distinct())
