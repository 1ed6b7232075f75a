"""The terms of substitute care follow the calendar of working days while they run; each move leaves a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.actor import job
from mangnon.cases.caring.models import FacilityList, Placement, PlacementState
from mangnon.cases.caring.queries import SEE, SEE_FACILITIES, facility_lists, step_term, term_of
from mangnon.lib.dates import format_datetime, local_day
from mangnon.lib.workdays import Running, Shift, end_of
from mangnon.places.calendar.slots import DueDates

CLOCK = job("cases.caring.clocks", SEE)
LISTS_CLOCK = job("cases.facilities.clocks", SEE_FACILITIES)
FIELDS = {"match_by": "C8b", "whole_by": "C8c"}
"""Terms of a list by their steps."""


def running(places: Sequence[int] | None) -> Iterator[Running]:
    """Decisions and hand-overs that are still to come."""
    rows = Placement.objects.visible_to(CLOCK, SEE).filter(state__in=(PlacementState.PROPOSED, PlacementState.DECIDED))
    for row in rows if places is None else rows.filter(place_id__in=list(places)):
        if row.state == PlacementState.PROPOSED:
            start = row.proposed_at
            yield Running(str(row.pk), row.place_id, start, step_term("C5", local_day(start)), row.decide_by)
        elif row.decided_on is not None and row.hand_by is not None:
            start = end_of(row.decided_on)
            yield Running(str(row.pk), row.place_id, start, step_term("C6", row.decided_on), row.hand_by)


def move(shifts: Sequence[Shift], because: str, at: datetime) -> int:
    """Write the new due moments, each with a line on the page."""
    due = {one.running.key: one for one in shifts}
    rows = list(Placement.objects.visible_to(CLOCK, SEE).select_for_update(of=("self",)).filter(pk__in=list(due)))
    for row in rows:
        one = due[str(row.pk)]
        said = _("{was} thành {now}: {why}").format(
            was=format_datetime(one.running.due), now=format_datetime(one.due), why=because
        )
        row.due_moved = "\n".join(filter(None, (row.due_moved, said)))
        field = "decide_by" if row.state == PlacementState.PROPOSED else "hand_by"
        setattr(row, field, one.due)
        row.save(update_fields=[field, "due_moved"])
    return len(rows)


def lists_running(places: Sequence[int] | None) -> Iterator[Running]:
    """Both terms of lists on which somebody still waits."""
    rows = facility_lists(LISTS_CLOCK).filter(open__gt=0)
    for row in rows if places is None else rows.filter(place_id__in=list(places)):
        start = end_of(row.received_on)
        for field, code in FIELDS.items():
            yield Running(f"{row.pk}:{field}", row.place_id, start, term_of(code, "C8a", row.received_on),
                          getattr(row, field))  # fmt: skip


def move_lists(shifts: Sequence[Shift], because: str, at: datetime) -> int:
    """Write the new moments, each with a line on the page."""
    due = {one.running.key: one for one in shifts}
    ids = {key.partition(":")[0] for key in due}
    rows = list(
        FacilityList.objects.visible_to(LISTS_CLOCK, SEE_FACILITIES).select_for_update(of=("self",)).filter(pk__in=ids)
    )
    for row in rows:
        for field in FIELDS:
            one = due.get(f"{row.pk}:{field}")
            if one is None:
                continue
            said = _("{was} thành {now}: {why}").format(
                was=format_datetime(one.running.due), now=format_datetime(one.due), why=because
            )
            row.due_moved = "\n".join(filter(None, (row.due_moved, said)))
            setattr(row, field, one.due)
        row.save(update_fields=[*FIELDS, "due_moved"])
    return len(rows)


CARING_CLOCKS = (
    DueDates("cases.facility_lists", gettext_lazy("hạn của danh sách cơ sở gửi"), lists_running, move_lists),
    DueDates("cases.caring", gettext_lazy("hạn của việc chăm sóc thay thế"), running, move),
)
