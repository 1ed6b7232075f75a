"""Scheduled work of the room: heads leave the host, the book is verified, odd reading is found, reviews open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction

from mangnon.access.actor import Actor, job
from mangnon.access.roles import Net
from mangnon.access.scope import acting
from mangnon.accounts.models import Person
from mangnon.audit.offers import kept_heads
from mangnon.lib.dates import local_day
from mangnon.oversight.actions.alerts import raise_alert
from mangnon.oversight.actions.reviewing import open_review
from mangnon.oversight.actions.sending import send
from mangnon.oversight.actions.verifying import verify_book
from mangnon.oversight.models import SentHead, Verification, Watched
from mangnon.oversight.odd_reading import Rule, rules_on
from mangnon.oversight.oddities import Reader, Reading, find
from mangnon.oversight.queries import readings as reads
from mangnon.oversight.queries.reviews import places_due
from mangnon.oversight.slots import Traits


def watcher(name: str, *rights: str) -> Actor:
    """A machine that reads the book and sees no child."""
    return job(name, *rights, net=Net.BOOK)


def send_newest_head(*, at: datetime) -> SentHead | None:
    """Send the newest head of this host's file; None when no folder is set or nothing was sealed yet."""
    heads = kept_heads() if settings.HEADS_COPY_DIR else []
    if not heads:
        return None
    actor = watcher("oversight.heads", "oversight.heads.send")
    with acting(actor), transaction.atomic():
        return send(actor=actor, at=at, head=heads[-1])


def verify_whole_book(*, at: datetime) -> Verification:
    """Walk the whole chain and keep what was found."""
    actor = watcher("oversight.verify", "oversight.book.verify")
    with acting(actor), transaction.atomic():
        return verify_book(actor=actor, at=at)


AT_A_TIME = 5_000
"""Sealed entries that one look takes; the next look goes on from there."""


def watch_reading(*, at: datetime) -> int:
    """Look at all that was read since the last look; how many alerts were raised or added to."""
    raised, more = 0, True
    while more:
        found, more = _watch_some(at=at)
        raised += found
    return raised


def _watch_some(*, at: datetime) -> tuple[int, bool]:
    """One stretch of the chain: what was found, and whether more may follow.

    The mark, the alerts and their entries are written in one transaction, so a look that dies leaves nothing, and
    two at once wait for each other.
    """
    actor = watcher("oversight.odd_reading", "oversight.alerts.raise")
    with acting(actor), transaction.atomic():
        mark, _new = Watched.objects.select_for_update().get_or_create(name="odd_reading")
        before, fresh = mark.position, reads.fresh(mark.position, AT_A_TIME)
        raised = sum(_look_at(actor, person, since, fresh.position, at) for person, since in fresh.actors.items())
        mark.position = fresh.position
        mark.save(update_fields=["position"])
    return raised, fresh.position - before >= AT_A_TIME


def _look_at(actor: Actor, person: str, since: datetime, until: int, at: datetime) -> int:
    reader = reads.reader(person, local_day(at))
    if reader is None:
        return 0
    rules = [rule for rule in rules_on(local_day(at)) if rule.looks_at(reader.roles)]
    widest = max((rule.window for rule in rules), default=None)
    if widest is None:
        return 0
    every = reads.readings_of(person, since - widest, until)
    children = _traits(every)
    return sum(_by_rule(actor, rule, reader, every, children, person, at) for rule in rules)


def _traits(readings: Sequence[Reading]) -> dict[str, Traits]:
    """Children are asked about by a machine that sees them and not the book; only the rules hear the answer."""
    with acting(job("oversight.odd_reading")):
        return reads.traits_of(child for one in readings for child in one.children)


def _by_rule(
    actor: Actor,
    rule: Rule,
    reader: Reader,
    every: Sequence[Reading],
    children: dict[str, Traits],
    person: str,
    at: datetime,
) -> int:
    known = reads.already_raised(rule.id, every)
    left = [one for one in every if one.entry not in known]
    found = find(rule, reader, left, children)
    name = Person.objects.get(pk=person).full_name if found else ""
    by_number = {one.entry: one for one in left}
    for odd in found:
        raise_alert(actor=actor, at=at, rule=rule, about=person, about_name=name, odd=odd, readings=by_number)
    return len(found)


def open_due_reviews(*, at: datetime) -> int:
    """Open a review wherever six months have gone by; how many. One transaction for each place."""
    actor = job("oversight.reviews", "oversight.reviews.open")
    with acting(actor):
        due = places_due(local_day(at))
        for place in due:
            with transaction.atomic():
                open_review(actor=actor, at=at, place_id=place.pk)
    return len(due)
