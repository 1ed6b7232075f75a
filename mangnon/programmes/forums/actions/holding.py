"""A forum is prepared, corrected, held or not held, and reported."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.dates import format_date
from mangnon.lib.ids import new_id
from mangnon.lib.refusal import NotFound
from mangnon.places.models import Unit
from mangnon.programmes.boards.actions import refused
from mangnon.programmes.days import not_before, past
from mangnon.programmes.forums.models import Forum, Held
from mangnon.programmes.forums.refusals import (
    ConsentsMissing,
    DaysBackwards,
    ForumShut,
    ForumThere,
    NoDelegates,
)
from mangnon.programmes.forums.rules import law_on
from mangnon.programmes.plans.actions.keeping import documents_named, must_keep, reason_of, same_version
from mangnon.programmes.rights import ADD_FORUM, CANCEL_FORUM, CORRECT_FORUM, HOLD_FORUM, REPORT_FORUM


@dataclass(frozen=True, slots=True)
class Grown:
    """Everybody at a forum who isn't a delegate."""

    adults: int = 0
    volunteers: int = 0
    guests: int = 0


@dataclass(frozen=True, slots=True)
class ForumTold:
    """What is said of a forum before it is held. ``document``: a number of the register."""

    kind: str
    title: str
    starts_on: date
    ends_on: date
    theme: str = ""
    venue: str = ""
    plan: str = ""
    document: str = ""
    choosing: str = ""
    looked_back: str = ""
    grown: Grown = Grown()


def take_forum(actor: Actor, right: str, forum_id: UUID, *states: str) -> Forum:
    """A forum of the own place, locked, in one of some states. Raises NotFound, Forbidden, ForumShut."""
    seen = Forum.objects.select_related("place").filter(pk=forum_id).first()
    if seen is None:
        raise NotFound
    must_keep(actor, right, seen.place)
    found = Forum.objects.select_for_update(of=("self",)).select_related("place").get(pk=forum_id)
    if states and found.state not in states:
        raise ForumShut(state=Held(found.state).label)
    return found


def touch(forum: Forum, *, actor: Actor, at: datetime) -> None:
    """Save it as a new version by this person."""
    forum.version += 1
    forum.changed_at, forum.changed_by_name = at, actor.name
    forum.save()


def must_consent(forum: Forum) -> None:
    """Every child comes with a written consent, once the circular holds. Raises NoDelegates, ConsentsMissing."""
    if not forum.children:
        raise NoDelegates
    law = law_on(forum.starts_on)
    if law is not None and forum.consents < forum.children:
        raise ConsentsMissing(children=forum.children, consents=forum.consents, citation=law.cited)


def _tell(actor: Actor, forum: Forum, told: ForumTold) -> None:
    """Put what is said into the row. Raises DaysBackwards, UnknownDocument."""
    _days(forum, told.starts_on, told.ends_on)
    forum.kind = told.kind
    forum.document = next(iter(documents_named(actor, [told.document])), None)
    for name in ("title", "theme", "venue", "plan", "choosing", "looked_back"):
        setattr(forum, name, getattr(told, name).strip())
    _count(forum, told.grown)


def _days(forum: Forum, first: date, last: date) -> None:
    if last < first:
        raise DaysBackwards(first=format_date(first), last=format_date(last))
    forum.starts_on, forum.ends_on, forum.year = first, last, first.year


def _count(forum: Forum, grown: Grown) -> None:
    for name, n in asdict(grown).items():
        setattr(forum, name, n)


def _there(forum: Forum) -> ForumThere:
    return ForumThere(name=forum.place.name, year=forum.year)


@action(ADD_FORUM)
def add_forum(*, actor: Actor, at: datetime, place: Unit, told: ForumTold, uid: UUID | None = None) -> Forum:
    """A forum that is prepared; sent again it adds nothing.

    Raises Forbidden, DaysBackwards, UnknownDocument, ForumThere.
    """
    must_keep(actor, ADD_FORUM, place)
    if uid and (known := Forum.objects.filter(pk=uid).first()):
        book(actor=actor, action=ADD_FORUM, at=at, subject=known, again=True)
        return known
    made = Forum(id=uid or new_id(), place=place, changed_at=at, changed_by_name=actor.name)
    _tell(actor, made, told)
    with refused("forum_once_a_year", _there(made)):
        made.save(force_insert=True)
    book(actor=actor, action=ADD_FORUM, at=at, subject=made, kind=made.kind, starts_on=made.starts_on.isoformat())
    return made


@action(CORRECT_FORUM)
def correct_forum(*, actor: Actor, at: datetime, forum_id: UUID, version: int, told: ForumTold) -> Forum:
    """What is said of it, before and after it was held.

    Raises NotFound, Forbidden, ForumShut, StaleVersion, DaysBackwards, UnknownDocument, ForumThere, NotYet.
    """
    forum = take_forum(actor, CORRECT_FORUM, forum_id, Held.PLANNED, Held.HELD)
    same_version(forum, version)
    _tell(actor, forum, told)
    if forum.state == Held.HELD:
        past(forum.ends_on, at)
        must_consent(forum)
    with refused("forum_once_a_year", _there(forum)):
        touch(forum, actor=actor, at=at)
    book(actor=actor, action=CORRECT_FORUM, at=at, subject=forum, version=forum.version)
    return forum


@action(HOLD_FORUM)
def hold_forum(
    *, actor: Actor, at: datetime, forum_id: UUID, version: int, starts_on: date, ends_on: date, grown: Grown
) -> Forum:
    """It took place on these days with so many grown-ups.

    Raises NotFound, Forbidden, ForumShut, StaleVersion, DaysBackwards, NotYet, NoDelegates, ConsentsMissing,
    ForumThere.
    """
    forum = take_forum(actor, HOLD_FORUM, forum_id, Held.PLANNED)
    same_version(forum, version)
    _days(forum, starts_on, past(ends_on, at))
    must_consent(forum)
    _count(forum, grown)
    forum.state = Held.HELD
    with refused("forum_once_a_year", _there(forum)):
        touch(forum, actor=actor, at=at)
    book(actor=actor, action=HOLD_FORUM, at=at, subject=forum, children=forum.children, ends_on=ends_on.isoformat())
    return forum


@action(CANCEL_FORUM)
def cancel_forum(*, actor: Actor, at: datetime, forum_id: UUID, version: int, reason: str) -> Forum:
    """It won't take place, and why. Raises NotFound, Forbidden, ForumShut, StaleVersion, ReasonMissing."""
    forum = take_forum(actor, CANCEL_FORUM, forum_id, Held.PLANNED)
    same_version(forum, version)
    forum.state, forum.cancelled_why = Held.CANCELLED, reason_of(reason)
    touch(forum, actor=actor, at=at)
    book(actor=actor, action=CANCEL_FORUM, at=at, subject=forum)
    return forum


@action(REPORT_FORUM)
def report_forum(*, actor: Actor, at: datetime, forum_id: UUID, version: int, report: str, reported_on: date) -> Forum:
    """Which report went upwards, when. Raises NotFound, Forbidden, ForumShut, StaleVersion, NotYet, TooEarly."""
    forum = take_forum(actor, REPORT_FORUM, forum_id, Held.HELD)
    same_version(forum, version)
    forum.report, forum.reported_on = report.strip(), not_before(past(reported_on, at), forum.ends_on)
    touch(forum, actor=actor, at=at)
    book(actor=actor, action=REPORT_FORUM, at=at, subject=forum, reported_on=reported_on.isoformat())
    return forum
