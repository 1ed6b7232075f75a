"""What is to be ready by a day: added, given to somebody, done, not needed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.ids import new_id
from mangnon.lib.refusal import NotFound
from mangnon.programmes.campaigns.actions.keeping import take_campaign
from mangnon.programmes.campaigns.models import Preparation
from mangnon.programmes.campaigns.refusals import DayAhead
from mangnon.programmes.plans.actions.keeping import reason_of, same_version
from mangnon.programmes.reminding import moved
from mangnon.programmes.rights import ADD_PREPARATION, DO_PREPARATION, TELL_PREPARATION


@dataclass(frozen=True, slots=True)
class PreparationTold:
    """How something to prepare stands. ``done_on`` none: not yet. ``skipped_why``: it isn't needed."""

    title: str
    who: str
    due_on: date
    done_on: date | None = None
    skipped_why: str = ""


@action(ADD_PREPARATION)
def add_preparation(
    *, actor: Actor, at: datetime, campaign_id: UUID, title: str, who: str, due_on: date, uid: UUID | None = None
) -> Preparation:  # fmt: skip
    """One more thing to prepare; sent again it adds nothing. Raises NotFound, Forbidden, CampaignShut."""
    campaign = take_campaign(actor, ADD_PREPARATION, campaign_id)
    made, new = Preparation.objects.get_or_create(
        pk=uid or new_id(),
        defaults={"campaign": campaign, "title": title.strip(), "who": who.strip(), "due_on": due_on},
    )
    book(actor=actor, action=ADD_PREPARATION, at=at, subject=made, place_id=campaign.place_id, again=not new)
    return made


@action(DO_PREPARATION)
def do_preparation(*, actor: Actor, at: datetime, preparation_id: UUID) -> Preparation:
    """It is done today; pressed again nothing changes. Raises NotFound, Forbidden, CampaignShut."""
    found = _take(actor, DO_PREPARATION, preparation_id)
    if found.done_on is None:
        found.done_on, found.done_by_name, found.skipped_why = local_day(at), actor.name, ""
        _save(found)
    book(actor=actor, action=DO_PREPARATION, at=at, subject=found, place_id=found.campaign.place_id)
    return found


@action(TELL_PREPARATION)
def tell_preparation(
    *, actor: Actor, at: datetime, preparation_id: UUID, version: int, told: PreparationTold
) -> Preparation:  # fmt: skip
    """Who does it by when, and how it stands; also taken back.

    Raises NotFound, Forbidden, CampaignShut, StaleVersion, DayAhead, ReasonMissing.
    """
    found = _take(actor, TELL_PREPARATION, preparation_id)
    same_version(found, version)
    if told.done_on is not None and told.done_on > local_day(at):
        raise DayAhead(day=format_date(told.done_on))
    if told.due_on != found.due_on:
        moved(found)
    found.title, found.who, found.due_on = told.title.strip(), told.who.strip(), told.due_on
    found.skipped_why = reason_of(told.skipped_why) if told.skipped_why and told.done_on is None else ""
    if told.done_on != found.done_on:
        found.done_on, found.done_by_name = told.done_on, actor.name if told.done_on else ""
    _save(found)
    book(
        actor=actor, action=TELL_PREPARATION, at=at, subject=found, place_id=found.campaign.place_id,
        done=bool(found.done_on), skipped=bool(found.skipped_why),
    )  # fmt: skip
    return found


def _take(actor: Actor, right: str, preparation_id: UUID) -> Preparation:
    seen = Preparation.objects.filter(pk=preparation_id).first()
    if seen is None:
        raise NotFound
    campaign = take_campaign(actor, right, seen.campaign_id)
    found = Preparation.objects.select_for_update(of=("self",)).get(pk=preparation_id)
    found.campaign = campaign
    return found


def _save(found: Preparation) -> None:
    found.version += 1
    found.save()
