"""A campaign begins from an occasion with its ready checklist, or from last year's; it is corrected."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID, uuid5

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.ids import new_id
from mangnon.lib.refusal import Forbidden
from mangnon.places.models import Level, Unit
from mangnon.programmes.boards.actions import refused
from mangnon.programmes.campaigns.actions.keeping import take_campaign, touch
from mangnon.programmes.campaigns.models import Activity, Campaign, Dip, Preparation
from mangnon.programmes.campaigns.occasions import Occasion, occasions
from mangnon.programmes.campaigns.refusals import CampaignDaysWrong, CampaignThere
from mangnon.programmes.campaigns.rules import carried, same_day
from mangnon.programmes.plans.actions.keeping import documents_named, must_keep, same_version
from mangnon.programmes.plans.queries.grounds import Ground
from mangnon.programmes.refusals import SentBefore
from mangnon.programmes.rights import BEGIN_CAMPAIGN, COPY_CAMPAIGN, CORRECT_CAMPAIGN

SPACE = UUID("0b7f6f0e-6c53-4f0e-9d64-2f1d4c0f9a31")
NOTICE = 366
"""A campaign's days lie at most so many days outside of its year: Tết is prepared the year before (ours)."""


@dataclass(frozen=True, slots=True)
class CampaignTold:
    """What is said of a campaign. ``document``: a number in the register."""

    title: str
    first_on: date
    last_on: date
    theme: str = ""
    message: str = ""
    audience: tuple[str, ...] = ()
    order: str = ""
    document: str = ""


def campaign_id(place: Unit, year: int, occasion: str) -> UUID:
    """Always the same for a place, a year and an occasion that comes once a year."""
    return uuid5(SPACE, f"{place.pk} {year} {occasion}")


@action(BEGIN_CAMPAIGN)
def begin_campaign(
    *, actor: Actor, at: datetime, place: Unit, year: int, occasion: str, told: CampaignTold, uid: UUID | None = None,
) -> Campaign:  # fmt: skip
    """A campaign of a place with what the occasion asks to prepare; sent again it adds nothing.

    One for each place, year and occasion; ``uid`` counts for other campaigns alone, of which there may be many.
    Raises Forbidden, CampaignDaysWrong, CampaignThere, SentBefore, UnknownDocument.
    """
    must_keep(actor, BEGIN_CAMPAIGN, place)
    pk = (uid or new_id()) if occasion == Dip.OTHER else campaign_id(place, year, occasion)
    if (known := _there(pk, told)) is not None:
        book(actor=actor, action=BEGIN_CAMPAIGN, at=at, subject=known, again=True)
        return known
    law = occasions().get(occasion)
    made = _made(actor, at, place, year, occasion, told, pk)
    _insert(made)
    Preparation.objects.bulk_create(checklist(made, law))
    book(actor=actor, action=BEGIN_CAMPAIGN, at=at, subject=made, occasion=occasion, year=year)
    return made


def _there(pk: UUID, told: CampaignTold) -> Campaign | None:
    """What the same form made before. Raises SentBefore, CampaignThere when other words stand there."""
    known = Campaign.objects.select_related("place").filter(pk=pk).first()
    if known is not None and known.title != told.title.strip():
        if known.occasion == Dip.OTHER:
            raise SentBefore(name=known.title)
        raise CampaignThere(year=known.year, name=known.place.name)
    return known


def _insert(made: Campaign) -> None:
    """Raises CampaignThere when somebody was faster."""
    there = CampaignThere(year=made.year, name=made.place.name)
    with refused("campaign_once", there), refused("programmes_campaign_pkey", there):
        made.save(force_insert=True)


def _made(
    actor: Actor, at: datetime, place: Unit, year: int, occasion: str, told: CampaignTold, pk: UUID
) -> Campaign:  # fmt: skip
    law = occasions().get(occasion)
    made = Campaign(
        id=pk, place=place, year=year, occasion=occasion, version=1, changed_at=at, changed_by_name=actor.name,
        report_due=law.report_due(place.level, year) if law else None, carries_out=above(place, year, occasion),
    )  # fmt: skip
    _say(made, told, actor)
    return made


def _say(campaign: Campaign, told: CampaignTold, actor: Actor) -> None:
    outside = abs((told.first_on - date(campaign.year, 7, 1)).days) > NOTICE
    if told.last_on < told.first_on or outside:
        raise CampaignDaysWrong(year=campaign.year)
    campaign.title, campaign.theme, campaign.message = told.title.strip(), told.theme.strip(), told.message.strip()
    campaign.audience, campaign.order = list(told.audience), told.order.strip()
    campaign.first_on, campaign.last_on = told.first_on, told.last_on
    campaign.document = next(iter(documents_named(actor, [told.document])), None)


def above(place: Unit, year: int, occasion: str) -> Campaign | None:
    """The campaign of the province for the same occasion, that a lower place carries out."""
    if place.level == Level.PROVINCE or occasion == Dip.OTHER:
        return None
    rows = Campaign.objects.filter(year=year, occasion=occasion, place__level=Level.PROVINCE, dropped_on__isnull=True)
    return rows.order_by("-changed_at").first()


def checklist(campaign: Campaign, law: Occasion | None) -> list[Preparation]:
    """What the occasion asks to prepare. Posts are those of a commune; a higher level says who itself."""
    commune = campaign.place.level == Level.COMMUNE
    return [
        Preparation(
            id=uuid5(campaign.pk, f"{number} {item.title}"), campaign=campaign, title=item.title,
            who=item.who if commune else "", due_on=item.due(campaign.first_on),
        )
        for number, item in enumerate(law.prepare if law else (), 1)
    ]  # fmt: skip


@action(CORRECT_CAMPAIGN)
def correct_campaign(
    *, actor: Actor, at: datetime, campaign_id: UUID, version: int, told: CampaignTold
) -> Campaign:  # fmt: skip
    """What is said of it.

    Raises NotFound, Forbidden, CampaignShut, StaleVersion, CampaignDaysWrong, UnknownDocument.
    """
    found = take_campaign(actor, CORRECT_CAMPAIGN, campaign_id)
    same_version(found, version)
    _say(found, told, actor)
    touch(found, actor=actor, at=at)
    book(actor=actor, action=CORRECT_CAMPAIGN, at=at, subject=found, version=found.version)
    return found


@action(COPY_CAMPAIGN)
def copy_campaign(*, actor: Actor, at: datetime, campaign_id: UUID, year: int, place: Unit, title: str) -> Campaign:
    """An earlier campaign of this place, or of one it came from, again in ``year``: what to prepare, what to do.

    Days keep their distance from the first day; what an activity cost is planned again. Raises NotFound, Forbidden,
    CampaignThere, CampaignDaysWrong.
    """
    must_keep(actor, COPY_CAMPAIGN, place)
    old = _earlier(actor, campaign_id, place)
    pk = uuid5(old.pk, str(year)) if old.occasion == Dip.OTHER else _pk(place, year, old.occasion)
    if Campaign.objects.filter(pk=pk).exists() or year <= old.year:
        raise CampaignThere(year=year, name=place.name)
    told = _again(old, year, title)
    made = _made(actor, at, place, year, old.occasion, told, pk)
    made.follows = old
    _insert(made)
    Preparation.objects.bulk_create(_prepared_again(old, made))
    activities = Activity.objects.bulk_create(_done_again(old, made, actor, at))
    book(actor=actor, action=COPY_CAMPAIGN, at=at, subject=made, old=str(old.pk), activities=len(activities))
    return made


_pk = campaign_id


def _earlier(actor: Actor, campaign_id: UUID, place: Unit) -> Campaign:
    """What is copied: the own place's, or that of a place whose ground is its own today. Raises Forbidden."""
    old = Campaign.objects.select_related("place", "document").filter(pk=campaign_id).first()
    if old is None or old.place_id not in Ground(place).ids:
        raise Forbidden(action=COPY_CAMPAIGN, place_id=place.pk)
    return old


def _again(old: Campaign, year: int, title: str) -> CampaignTold:
    """The theme and the order are the new year's, so nobody takes over those of the old one."""
    law = occasions().get(old.occasion)
    first = law.days(year)[0] if law else same_day(old.first_on, year)
    last = law.days(year)[1] if law else first + (old.last_on - old.first_on)
    return CampaignTold(title, first, last, message=old.message, audience=tuple(old.audience))


def _prepared_again(old: Campaign, new: Campaign) -> Iterable[Preparation]:
    rows = old.preparations.filter(skipped_why="").order_by("due_on", "pk")
    return [
        Preparation(
            id=uuid5(new.pk, str(one.pk)), campaign=new, title=one.title, who=one.who,
            due_on=carried(one.due_on, old.first_on, new.first_on),
        )
        for one in rows
    ]  # fmt: skip


def _done_again(old: Campaign, new: Campaign, actor: Actor, at: datetime) -> Iterable[Activity]:
    rows = old.activities.filter(dropped_why="").order_by("on", "pk")
    return [
        Activity(
            id=uuid5(new.pk, str(one.pk)), campaign=new, on=carried(one.on, old.first_on, new.first_on),
            where=one.where, kind=one.kind, topic=one.topic, title=one.title, planned=one.spent or one.planned,
            source=one.source, told_at=at, told_by_name=actor.name,
        )
        for one in rows
    ]  # fmt: skip


def given_down(told: CampaignTold, top: Campaign | None) -> CampaignTold:
    """With what the province gave out for the occasion."""
    if top is None:
        return told
    return replace(told, theme=top.theme, message=top.message, audience=tuple(top.audience), order=top.order)
