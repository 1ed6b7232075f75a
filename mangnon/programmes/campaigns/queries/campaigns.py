"""One campaign: what is prepared, what was done, who was reached, what is shown; campaigns of places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.files.queries import ShownFile, shelf
from mangnon.files.slots import OwnerRef
from mangnon.lib.refusal import NotFound
from mangnon.programmes.campaigns.actions.keeping import OWNER
from mangnon.programmes.campaigns.models import Activity, Campaign, Material, Photo, Preparation, Reached
from mangnon.programmes.campaigns.rules import Phase, Progress, Reach, Ready, phase, progress, reach, ready


def campaign_seen(pk: UUID) -> Campaign:
    """One campaign. Raises NotFound."""
    rows = Campaign.objects.select_related("place", "carried_from", "document", "carries_out__place", "follows")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def activity_seen(pk: UUID) -> Activity:
    """One activity. Raises NotFound."""
    found = Activity.objects.select_related("campaign__place").filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def preparation_seen(pk: UUID) -> Preparation:
    """Something to prepare. Raises NotFound."""
    found = Preparation.objects.select_related("campaign__place").filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def photo_seen(pk: UUID) -> Photo:
    """A photo that is still there. Raises NotFound."""
    rows = Photo.objects.select_related("activity__campaign__place")
    found = rows.filter(pk=pk, removed_on__isnull=True).first()
    if found is None:
        raise NotFound
    return found


def phase_of(campaign: Campaign, on: date) -> Phase:
    """Where it is on a day."""
    return phase(
        first=campaign.first_on, last=campaign.last_on, on=on, finished=campaign.finished_on,
        dropped=campaign.dropped_on,
    )  # fmt: skip


def ready_of(one: Preparation, on: date) -> Ready:
    """How something to prepare stands on a day."""
    return ready(due=one.due_on, on=on, done=one.done_on, skipped=bool(one.skipped_why))


def numbers_of(activity: Activity) -> dict[str, int]:
    """Whom an activity reached, by group."""
    return dict(activity.reached.values_list("group", "number"))


@dataclass(frozen=True)
class Reading:
    """A campaign with everything of it, each read once."""

    campaign: Campaign
    on: date

    @cached_property
    def preparations(self) -> list[Preparation]:
        """What is to be prepared, the earliest first."""
        return list(self.campaign.preparations.order_by("due_on", "title", "pk"))

    @cached_property
    def progress(self) -> Progress:
        """How far that is."""
        return progress(ready_of(one, self.on) for one in self.preparations)

    @cached_property
    def activities(self) -> list[Activity]:
        """What was done or is to be done, by day."""
        return list(self.campaign.activities.order_by("on", "title", "pk"))

    @cached_property
    def _rows(self) -> list[tuple[UUID, str, int]]:
        rows = Reached.objects.filter(activity__campaign=self.campaign, number__gt=0)
        return list(rows.values_list("activity_id", "group", "number"))

    @cached_property
    def reach(self) -> Reach:
        """Everybody reached."""
        return reach((group, number) for _activity, group, number in self._rows)

    def reach_of(self, activity: Activity) -> Reach:
        """Whom one activity reached."""
        return reach((group, number) for pk, group, number in self._rows if pk == activity.pk)

    @cached_property
    def money(self) -> tuple[int, int]:
        """Planned and spent, in đồng; what was dropped isn't planned any more."""
        planned = sum(one.planned for one in self.activities if not one.dropped_why)
        return planned, sum(one.spent for one in self.activities)

    @cached_property
    def sources(self) -> dict[str, int]:
        """What was spent by whose money it was, the most first."""
        found: dict[str, int] = {}
        for one in self.activities:
            if one.spent:
                found[one.source] = found.get(one.source, 0) + one.spent
        return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))

    @cached_property
    def materials(self) -> list[Material]:
        """What was made, by title."""
        return list(self.campaign.materials.order_by("title", "pk"))


def photos_of(activities: Iterable[Activity]) -> list[Photo]:
    """Photos that are still there."""
    rows = Photo.objects.filter(activity__in=list(activities), removed_on__isnull=True)
    return list(rows.order_by("activity__on", "told_at", "pk"))


def files_of(actor: Actor, campaign: Campaign) -> dict[UUID, ShownFile]:
    """Stored files of a campaign by id; call it after the campaign itself was seen."""
    return {one.id: one for one in shelf(actor, OwnerRef(OWNER, campaign.pk))}


def earlier_of(campaign: Campaign) -> list[Campaign]:
    """The campaigns that this one follows, the latest first: at most five."""
    found: list[Campaign] = []
    one = campaign.follows
    while one is not None and len(found) < 5:
        found.append(one)
        one = one.follows
    return found


def resting(document_id: int) -> Sequence[Campaign]:
    """Campaigns that a document orders, the latest first: at most 40."""
    rows = Campaign.objects.filter(document=document_id).select_related("place")
    return list(rows.order_by("-year", "place__sort_key", "pk")[:40])


def search(words: str, most: int) -> list[Campaign]:
    """Campaigns by words of their title or theme, the latest first."""
    rows = Campaign.objects.filter(title__icontains=words).select_related("place")
    return list(rows.order_by("-year", "title", "pk")[:most])
