"""Reads of one's own inbox, preferences and habits. Row security shows nobody else's."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from mangnon.access.actor import Actor
from mangnon.lib.refusal import NotFound
from mangnon.notices.models import Habit, Notice, Preference

BADGE_UP_TO = 99


def inbox(actor: Actor) -> QuerySet[Notice]:
    """All notices of whoever asks."""
    return Notice.objects.filter(person_id=actor.me).select_related("telling")


def unread_count(actor: Actor) -> int:
    """How many are unread, counted no further than the badge shows: one statement on the index."""
    return Notice.objects.filter(person_id=actor.me, unread=1).order_by()[: BADGE_UP_TO + 1].count()


def own_notice(actor: Actor, code: str) -> Notice:
    """One of one's own notices by the end of its link. Raises NotFound."""
    found = inbox(actor).filter(code=code).first()
    if found is None:
        raise NotFound
    return found


def habit_of(person_id: UUID) -> Habit:
    """The habits of a person, or the usual ones."""
    return Habit.objects.filter(person_id=person_id).first() or Habit(person_id=person_id)


def chosen(person_id: UUID) -> dict[tuple[str, str], bool]:
    """By kind and channel: what a person chose otherwise than usual."""
    rows = Preference.objects.filter(person_id=person_id).values_list("kind", "channel", "wanted")
    return {(kind, channel): wanted for kind, channel, wanted in rows}
