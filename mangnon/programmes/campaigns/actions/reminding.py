"""Whoever works in a place hears of a report before its day; when it has passed, the leaders hear of it too."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.accounts.queries import officers_of
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.refusal import NotFound
from mangnon.notices.actions.telling import Ref, tell
from mangnon.places.models import Level
from mangnon.programmes.campaigns.models import Campaign
from mangnon.programmes.plans.actions.reminding import LEADERS, OFFICERS
from mangnon.programmes.rights import REMIND_REPORT

SOON, LATE = "programmes.report_soon", "programmes.report_late"


def code_of(campaign: Campaign) -> str:
    """What a notice calls it outside of the system."""
    return f"TT-{campaign.year}/{campaign.place.code}"


@action(REMIND_REPORT)
def remind_report(*, actor: Actor, at: datetime, campaign_id: UUID) -> int:
    """Tell of a report whose day is near, or past (then leaders too); how many hear of it. Raises NotFound."""
    found = Campaign.objects.select_related("place").filter(pk=campaign_id, report_due__isnull=False).first()
    if found is None or found.report_due is None:
        raise NotFound
    on, level = local_day(at), Level(found.place.level)
    late = on > found.report_due
    roles = (*OFFICERS[level], *(LEADERS[level] if late else ()))
    to = [one.pk for one in officers_of(found.place_id, on, roles)] if roles else []
    told = 0
    if to:
        about = Ref("programmes.Campaign", str(found.pk), code_of(found))
        words = {"due": format_date(found.report_due), "place": found.place.name}
        done = tell(
            actor=actor, at=at, to=to, kind=LATE if late else SOON, about=about, key=found.report_due.isoformat(),
            words=words, place_id=found.place_id,
        )  # fmt: skip
        told = len(done.new)
    if late:
        found.report_climbed_at = at
    found.report_warned_at = at
    found.save(update_fields=["report_climbed_at", "report_warned_at"])
    book(actor=actor, action=REMIND_REPORT, at=at, subject=found, late=late, told=told)
    return told
