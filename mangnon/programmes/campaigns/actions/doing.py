"""Activities: planned, told of with what was done, whom they reached and what they cost; or dropped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.ids import new_id
from mangnon.programmes.campaigns.actions.keeping import take_activity, take_campaign
from mangnon.programmes.campaigns.models import Activity, Group, Reached
from mangnon.programmes.campaigns.refusals import ActivityHeld, DoneUntold, NotYet, SourceUntold
from mangnon.programmes.plans.actions.keeping import reason_of, same_version
from mangnon.programmes.rights import ADD_ACTIVITY, DROP_ACTIVITY, TELL_ACTIVITY


@dataclass(frozen=True, slots=True)
class ActivityTold:
    """What is to be done, where and when; ``planned`` in đồng, from which ``source``."""

    on: date
    where: str
    kind: str
    topic: str
    title: str
    planned: int = 0
    source: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What was done, what it cost in đồng, how many people of each group it reached."""

    done: str
    spent: int
    reached: Mapping[str, int]


@action(ADD_ACTIVITY)
def add_activity(
    *, actor: Actor, at: datetime, campaign_id: UUID, told: ActivityTold, uid: UUID | None = None
) -> Activity:  # fmt: skip
    """An activity; sent again it adds nothing. Raises NotFound, Forbidden, CampaignShut, SourceUntold."""
    campaign = take_campaign(actor, ADD_ACTIVITY, campaign_id)
    pk = uid or new_id()
    known = Activity.objects.filter(pk=pk).first()
    made = known or Activity(id=pk, campaign=campaign)
    if known is None:
        _say(made, told, actor, at)
        made.save(force_insert=True)
    book(actor=actor, action=ADD_ACTIVITY, at=at, subject=made, place_id=campaign.place_id, again=known is not None)
    return made


def _say(activity: Activity, told: ActivityTold, actor: Actor, at: datetime) -> None:
    if (told.planned or activity.spent) and not told.source.strip():
        raise SourceUntold
    activity.on, activity.where, activity.title = told.on, told.where.strip(), told.title.strip()
    activity.kind, activity.topic = told.kind, told.topic
    activity.planned, activity.source = told.planned, told.source.strip()
    activity.told_at, activity.told_by_name = at, actor.name


@action(TELL_ACTIVITY)
def tell_activity(
    *, actor: Actor, at: datetime, activity_id: UUID, version: int, told: ActivityTold, result: Result
) -> Activity:  # fmt: skip
    """What it is and what came of it; an empty ``done``: it hasn't taken place yet.

    Raises NotFound, Forbidden, CampaignShut, ActivityDropped, StaleVersion, SourceUntold, DoneUntold, NotYet.
    """
    found = take_activity(actor, TELL_ACTIVITY, activity_id)
    same_version(found, version)
    numbers = {group: number for group, number in result.reached.items() if number and group in Group.values}
    done = result.done.strip()
    if (numbers or result.spent) and not done:
        raise DoneUntold
    if done and told.on > local_day(at):
        raise NotYet(day=format_date(told.on))
    found.done, found.spent = done, result.spent
    found.version += 1
    _say(found, told, actor, at)
    found.save()
    _write(found, numbers)
    book(
        actor=actor, action=TELL_ACTIVITY, at=at, subject=found, place_id=found.campaign.place_id,
        reached=sum(numbers.values()), spent=result.spent,
    )  # fmt: skip
    return found


def _write(activity: Activity, numbers: Mapping[str, int]) -> None:
    """Exactly these numbers; a group that isn't told of any more gets 0, since nothing is deleted."""
    known = set(activity.reached.values_list("group", flat=True))
    rows = [Reached(activity=activity, group=one, number=numbers.get(one, 0)) for one in {*known, *numbers}]
    Reached.objects.bulk_create(
        sorted(rows, key=lambda one: one.group), update_conflicts=True, unique_fields=["activity", "group"],
        update_fields=["number"],
    )  # fmt: skip


@action(DROP_ACTIVITY)
def drop_activity(*, actor: Actor, at: datetime, activity_id: UUID, reason: str) -> Activity:
    """It won't take place. Raises NotFound, Forbidden, CampaignShut, ActivityDropped, ActivityHeld, ReasonMissing."""
    found = take_activity(actor, DROP_ACTIVITY, activity_id)
    if found.held:
        raise ActivityHeld
    found.dropped_why = reason_of(reason)
    found.version += 1
    found.save()
    book(actor=actor, action=DROP_ACTIVITY, at=at, subject=found, place_id=found.campaign.place_id)
    return found
