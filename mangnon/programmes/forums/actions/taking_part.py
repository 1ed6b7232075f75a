"""Who takes part, in numbers: groups of delegates who are alike, and the consents of their parents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.ids import new_id
from mangnon.lib.names import fold
from mangnon.lib.refusal import NotFound
from mangnon.programmes.boards.actions import refused
from mangnon.programmes.forums.actions.holding import must_consent, take_forum, touch
from mangnon.programmes.forums.models import TRAITS, Forum, ForumGroup, Held, Sex
from mangnon.programmes.forums.refusals import GroupThere, MoreConsents
from mangnon.programmes.plans.actions.keeping import same_version
from mangnon.programmes.rights import ADD_GROUP, CORRECT_GROUP


@dataclass(frozen=True, slots=True)
class GroupTold:
    """Delegates who are alike. ``traits``: those of ``TRAITS`` that all of them have."""

    source: str
    sex: str
    children: int
    consents: int
    traits: frozenset[str] = frozenset()


@action(ADD_GROUP)
def add_group(*, actor: Actor, at: datetime, forum_id: UUID, told: GroupTold, uid: UUID | None = None) -> ForumGroup:
    """A group more; sent again it adds nothing.

    Raises NotFound, Forbidden, ForumShut, MoreConsents, GroupThere, ConsentsMissing once the forum was held.
    """
    forum = take_forum(actor, ADD_GROUP, forum_id, Held.PLANNED, Held.HELD)
    if uid and (known := ForumGroup.objects.filter(pk=uid).first()):
        book(actor=actor, action=ADD_GROUP, at=at, subject=known, place_id=forum.place_id, again=True)
        return known
    made = ForumGroup(id=uid or new_id(), forum=forum)
    _write(made, told)
    _sum(forum, actor, at)
    book(actor=actor, action=ADD_GROUP, at=at, subject=made, place_id=forum.place_id, children=told.children)
    return made


@action(CORRECT_GROUP)
def correct_group(*, actor: Actor, at: datetime, group_id: UUID, version: int, told: GroupTold) -> ForumGroup:
    """Other numbers of a group; none is 0. ``version``: that of the forum.

    Raises NotFound, Forbidden, ForumShut, StaleVersion, MoreConsents, GroupThere, NoDelegates, ConsentsMissing.
    """
    found = ForumGroup.objects.filter(pk=group_id).first()
    if found is None:
        raise NotFound
    forum = take_forum(actor, CORRECT_GROUP, found.forum_id, Held.PLANNED, Held.HELD)
    same_version(forum, version)
    _write(found, told)
    _sum(forum, actor, at)
    book(actor=actor, action=CORRECT_GROUP, at=at, subject=found, place_id=forum.place_id, children=told.children)
    return found


def _write(group: ForumGroup, told: GroupTold) -> None:
    if told.consents > told.children:
        raise MoreConsents(children=told.children, consents=told.consents)
    group.source, group.source_key, group.sex = told.source.strip(), fold(told.source), told.sex
    group.children, group.consents = told.children, told.consents
    for name in TRAITS:
        setattr(group, name, name in told.traits)
    with refused("forum_group_once", GroupThere(source=group.source)):
        group.save()


def _sum(forum: Forum, actor: Actor, at: datetime) -> None:
    """The forum's totals are those of its groups; once held, everybody has a consent."""
    told = ForumGroup.objects.filter(forum=forum).values_list("sex", "children", "consents", *TRAITS)
    rows = [(sex, children, consents, dict(zip(TRAITS, has, strict=True))) for sex, children, consents, *has in told]
    forum.children = sum(n for _sex, n, _consents, _has in rows)
    forum.consents = sum(consents for _sex, _n, consents, _has in rows)
    forum.girls = sum(n for sex, n, _consents, _has in rows if sex == Sex.GIRL)
    for name in TRAITS:
        setattr(forum, name, sum(n for _sex, n, _consents, has in rows if has[name]))
    if forum.state == Held.HELD:
        must_consent(forum)
    touch(forum, actor=actor, at=at)
