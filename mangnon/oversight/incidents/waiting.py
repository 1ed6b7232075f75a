"""Incidents that wait for somebody, and the drill of the half-year, as lines of their worklist."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from mangnon.access.actor import Actor
from mangnon.lib.dates import VN_ZONE, format_date, local_day
from mangnon.oversight.incidents.models import Incident
from mangnon.oversight.incidents.queries import drills, incidents, terms_of
from mangnon.oversight.incidents.rules import DRILL_SOON, HalfYear, drill_missing, next_open
from mangnon.oversight.incidents.words import next_act, status_of, title_of
from mangnon.oversight.officers import home
from mangnon.ui.parts import State, Status, WorkRow
from mangnon.ui.worklist import When, Work

MOST = 20


def incident_work(actor: Actor, at: datetime) -> list[Work]:
    """Open incidents for whoever leads; those to sign for the leader; the missing drill."""
    if actor.can("oversight.incidents.take_up"):
        rows = incidents(actor, "oversight.incidents.take_up").filter(closed_at__isnull=True, lessons="")
        return [_work(one, at) for one in rows.prefetch_related("tellings").order_by("id")[:MOST]] + _drill(actor, at)
    if actor.can("oversight.incidents.sign"):
        rows = incidents(actor, "oversight.incidents.sign").filter(closed_at__isnull=True).exclude(lessons="")
        return [_work(one, at) for one in rows.prefetch_related("tellings").order_by("id")[:MOST]]
    return []


def _work(one: Incident, at: datetime) -> Work:
    terms = terms_of(one)
    term = next_open(terms)
    url = reverse("oversight:incident", args=[one.pk])
    row = WorkRow(
        status=status_of(one, terms, at), name=one.code, url=url, about=title_of(one), act=next_act(one, terms)
    )
    return Work(When.NOW if term is not None else When.TODAY, term.due if term else one.known_at, row)


def _drill(actor: Actor, at: datetime) -> list[Work]:
    """A drill belongs to each half-year."""
    today = local_day(at)
    missing = drill_missing(today, drills(home(actor).pk))
    return [_drill_row(missing, (missing.end - today).days)] if missing else []


def _drill_row(half: HalfYear, left: int) -> Work:
    last = half.end - timedelta(days=1)
    soon = left <= DRILL_SOON
    row = WorkRow(
        status=Status(State.DUE if soon else State.DAY, _("Trước hết {day}").format(day=format_date(last))),
        name=_("Diễn tập sự cố dữ liệu"),
        url=reverse("oversight:record_incident"),
        act=_("Ghi một sự cố diễn tập, đi hết các bước"),
    )
    return Work(When.WEEK if soon else When.WAITING, datetime.combine(last, time(17), VN_ZONE), row)
