"""The courier: claims due letters, sends them outside of any transaction, writes down how it ended.

A letter is claimed with a lease (FOR UPDATE SKIP LOCKED) and settled by the lease's holder alone. Whoever dies
between sending and settling leaves a lease that runs out: the letter goes again, with the same id; none is lost.
"""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F, Q, QuerySet

from mangnon.access.actor import job
from mangnon.access.scope import acting
from mangnon.accounts.models import Person
from mangnon.lib import tally
from mangnon.notices import letters
from mangnon.notices.gateways import Trouble, Turned, send_mail, send_sms
from mangnon.notices.models import Channel, Delivery, Habit, Notice, State, Try
from mangnon.notices.rules import is_dead, quiet_until, wait_before

logger = logging.getLogger("mangnon.notices")

COURIER = job("notices.outbox")
LEASE = timedelta(minutes=3)
"""Longer than any try may take: connecting, greeting and sending each have a time-out of at most a minute."""
MOST_A_ROUND = 100
SENDERS: dict[str, Callable[[letters.Letter], None]] = {Channel.SMS: send_sms, Channel.EMAIL: send_mail}


@dataclass(slots=True)
class Courier:
    """One round each second. ``paused`` remembers which provider is in trouble, so that the other isn't held up."""

    clock: Callable[[], datetime]
    chance: Callable[[], float] = random.random
    paused: dict[str, datetime] = field(default_factory=dict)
    troubles: dict[str, int] = field(default_factory=dict)

    def round(self) -> int:
        """Send what is due, SMS first; how many tries."""
        done = 0
        with acting(COURIER):
            for channel in SENDERS:
                done += self._channel(channel)
        return done

    def _channel(self, channel: str) -> int:
        for number in range(MOST_A_ROUND):
            if self.paused.get(channel, self.clock()) > self.clock():
                return number
            claimed = claim(channel, self.clock())
            if claimed is None:
                return number
            self._carry(claimed)
        return MOST_A_ROUND

    def _carry(self, delivery: Delivery) -> None:
        letter = prepare(delivery, self.clock())
        if letter is None:
            return
        began = time.monotonic()
        try:
            SENDERS[delivery.channel](letter)
        except Turned as turned:
            self._settled(delivery, began, State.DEAD, turned.why)
        except Trouble as trouble:
            self._later(delivery, began, trouble)
        else:
            self.troubles.pop(delivery.channel, None)
            self._settled(delivery, began, State.SENT, "")

    def _settled(self, delivery: Delivery, began: float, state: str, why: str) -> None:
        settle(delivery, self.clock(), state=state, why=why, seconds=time.monotonic() - began)

    def _later(self, delivery: Delivery, began: float, trouble: Trouble) -> None:
        now = self.clock()
        if trouble.everybody:
            times = self.troubles[delivery.channel] = self.troubles.get(delivery.channel, 0) + 1
            pause = max(wait_before(times, urgent=True, chance=self.chance()), timedelta(seconds=trouble.after))
            self.paused[delivery.channel] = now + min(pause, timedelta(minutes=1))
        if is_dead(delivery.tries, now - delivery.since):
            self._settled(delivery, began, State.DEAD, trouble.why)
            return
        wait = wait_before(delivery.tries, urgent=delivery.urgent, chance=self.chance())
        due = now + max(wait, timedelta(seconds=min(trouble.after, 3600)))
        postpone(delivery, due, why=trouble.why)
        note_try(delivery, now, trouble.why, time.monotonic() - began)


def claim(channel: str, at: datetime) -> Delivery | None:
    """Lease the next due letter of a channel to the caller, or None. Its try counts from here on."""
    with transaction.atomic():
        due = Delivery.objects.filter(state=State.WAITING, channel=channel, due_at__lte=at)
        free = due.filter(Q(leased_until__isnull=True) | Q(leased_until__lt=at))
        found = free.select_for_update(skip_locked=True).order_by("-urgent", "due_at").first()
        if found is not None:
            found.lease, found.leased_until, found.tries = uuid4(), at + LEASE, min(found.tries + 1, 10_000)
            found.save(update_fields=["lease", "leased_until", "tries"])
    return found


def prepare(delivery: Delivery, at: datetime) -> letters.Letter | None:
    """The letter, or None when it needn't go (read inside, no address) or must wait for the end of quiet hours."""
    with transaction.atomic():
        notice = Notice.objects.get(pk=delivery.notice_id)
        person = Person.objects.get(pk=delivery.person_id)
        address = person.email if delivery.channel == Channel.EMAIL else person.phone
        why = _needless(notice, person, address)
        if why:
            _own(delivery).update(state=State.DROPPED, why=why, settled_at=at, lease=None, leased_until=None)
            return None
        habit = Habit.objects.filter(person_id=person.pk).first() or Habit()
        quiet = quiet_until(at, habit.quiet_from, habit.quiet_to) if habit.quiet and not delivery.urgent else None
        if quiet is not None:
            _own(delivery).update(due_at=quiet, why="quiet", tries=F("tries") - 1, lease=None, leased_until=None)
            return None
    make = letters.mail if delivery.channel == Channel.EMAIL else letters.message
    return make(
        letter_id=str(delivery.pk), to=address, subject_code=delivery.code, link=letters.link_to(notice.code),
        urgent=delivery.urgent, language=person.language,
    )  # fmt: skip


def _needless(notice: Notice, person: Person, address: str) -> str:
    if not person.is_active:
        return "disabled"
    if not notice.unread:
        return "read_inside"
    return "" if address else "no_address"


def settle(delivery: Delivery, at: datetime, *, state: str, why: str, seconds: float) -> None:
    """Write down that it went, or that it never will; only while the lease is still ours."""
    with transaction.atomic():
        mine = _own(delivery).update(state=state, why=why, settled_at=at, lease=None, leased_until=None)
        Try.objects.create(delivery_id=delivery.pk, at=at, why=why, seconds=seconds)
    tally.add("letters", channel=delivery.channel, outcome=state)
    if state == State.DEAD:
        logger.warning("letter %s by %s is dead: %s", delivery.pk, delivery.channel, why)
    elif not mine:
        logger.warning("letter %s by %s took longer than its lease and may come twice", delivery.pk, delivery.channel)


def postpone(delivery: Delivery, due: datetime, *, why: str) -> None:
    """Try again at ``due``."""
    _own(delivery).update(due_at=due, why=why, lease=None, leased_until=None)


def note_try(delivery: Delivery, at: datetime, why: str, seconds: float) -> None:
    """A line of the log for a try that didn't go."""
    Try.objects.create(delivery_id=delivery.pk, at=at, why=why, seconds=seconds)
    tally.add("letters", channel=delivery.channel, outcome="later")
    logger.info("letter %s by %s waits after try %s: %s", delivery.pk, delivery.channel, delivery.tries, why)


def _own(delivery: Delivery) -> QuerySet[Delivery]:
    lease: UUID | None = delivery.lease
    return Delivery.objects.filter(pk=delivery.pk, state=State.WAITING, lease=lease)
