"""Incidents in words: status, clocks, steps, form 08."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from mangnon.lib.dates import day_words, format_datetime, format_time, local_day, time_left
from mangnon.lib.numbers import format_int
from mangnon.oversight.incidents.models import Incident, IncidentStep, IncidentTelling, Step
from mangnon.oversight.incidents.queries import kinds_of, people, steps_of, tellings_of
from mangnon.oversight.incidents.rules import Running, next_open
from mangnon.places.rules import in_line
from mangnon.ui.parts import Check, Clock, Haste, State, Status, TimelineEntry

_ICONS: Mapping[str, str] = {
    Step.RECORDED: "plus",
    Step.TAKEN: "person",
    Step.CONTAINED: "shield",
    Step.DECIDED: "edit",
    Step.FOUND: "search",
    Step.CORRECTED: "edit",
    Step.DRAWN: "people",
    Step.RELEASED: "download",
    Step.LEARNT: "books",
    Step.CLOSED: "lock",
}


def kinds_words(incident: Incident) -> str:
    """Its kinds, in the reader's language."""
    return "; ".join(_(kind.name) for kind in kinds_of(incident))


def title_of(incident: Incident) -> str:
    """A drill says so first."""
    return _("Diễn tập: {kinds}").format(kinds=kinds_words(incident)) if incident.drill else kinds_words(incident)


def status_of(incident: Incident, terms: list[Running], at: datetime) -> Status:
    """Closed, or the time left for the next report, or what else it waits for."""
    if incident.closed_at is not None:
        return Status(State.DONE, _("Đã đóng"))
    term = next_open(terms)
    if term is not None:
        return Status(State.LATE if term.is_late(at) else State.DUE, time_left(at, term.due))
    if incident.lessons:
        return Status(State.WAITING, _("Chờ ký đóng"))
    return Status(State.DOING, _("Đang xử lý"))


def next_act(incident: Incident, terms: list[Running]) -> str:
    """What comes next, as the worklist says it."""
    if incident.lead is None:
        return _("Nhận xử lý")
    term = next_open(terms)
    if term is not None:
        return _(term.clock.name)
    return _("Ký đóng sự cố") if incident.lessons else _("Ghi bài học rồi đề nghị đóng")


def clock_of(incident: Incident, terms: list[Running], at: datetime) -> Clock | None:
    """The next term in words; None when everybody was told."""
    term = next_open(terms)
    if term is None or incident.closed_at is not None:
        return None
    whole = (term.due - incident.known_at).total_seconds()
    share = round((at - incident.known_at).total_seconds() * 100 / whole)
    return Clock(
        left=time_left(at, term.due),
        serves=_(term.clock.name),
        haste=Haste.LATE if term.is_late(at) else Haste.CALM,
        share=max(0, min(100, share)),
        began=_("biết lúc {when}").format(when=format_datetime(incident.known_at)),
        rule=term.clock.term.short(),
        ends=_("hạn {when}").format(when=format_datetime(term.due)),
    )


def checks_of(terms: list[Running], at: datetime) -> list[Check]:
    """Each legal report: done or not, until when, by which law."""
    return [_check(term, at) for term in terms]


def _check(term: Running, at: datetime) -> Check:
    late = _("trễ hạn, ") if term.is_late(at) else ""
    note = _("{late}hạn {due} · {rule}").format(late=late, due=format_datetime(term.due), rule=term.clock.term.words())
    by = format_datetime(term.met_at) if term.met_at else ""
    return Check(_(term.clock.name), done=not term.is_open(), note=note, by=by)


def entry_of(step: IncidentStep, at: datetime) -> TimelineEntry:
    """A step in the timeline, at the moment it happened; when it was written down later, that too."""
    sources = [step.by_name or _("Hệ thống")]
    if step.happened_at != step.at:
        sources.append(_("ghi lúc {when}").format(when=format_datetime(step.at)))
    return TimelineEntry(
        day=day_words(local_day(at), local_day(step.happened_at)),
        time=format_time(step.happened_at),
        kind=str(Step(step.what).label),
        icon=_ICONS[step.what],
        text=step.words,
        sources=tuple(sources),
    )


def telling_words(one: IncidentTelling) -> str:
    """``Công an thành phố, công văn 12, 9:05 23/11/2026``."""
    return f"{one.whom}, {one.how}, {format_datetime(one.told_at)}"


def known_words(incident: Incident) -> str:
    """When it was known; what was told first stays in sight."""
    now = format_datetime(incident.known_at)
    if incident.known_first_told is None:
        return now
    return _("{now} (lần đầu ghi {first})").format(now=now, first=format_datetime(incident.known_first_told))


def form_facts(incident: Incident) -> dict[str, str]:
    """What fills form 08; how many people, never who."""
    every = people(incident)
    measures = [one.words for one in steps_of(incident) if one.what in (Step.CONTAINED, Step.DECIDED)]
    return {
        "office": _("Ủy ban nhân dân {place}").format(place=in_line(incident.place.name)),
        "code": incident.code,
        "kinds": kinds_words(incident),
        "began": format_datetime(incident.began_at) if incident.began_at else _("chưa rõ"),
        "known": known_words(incident),
        "what": incident.what,
        "systems": incident.systems or _("chưa rõ"),
        "people": format_int(every.count()),
        "people_told": format_int(every.filter(told_at__isnull=False).count()),
        "measures": "; ".join(reversed(measures)) or _("chưa ghi"),
        "tellings": "; ".join(telling_words(one) for one in reversed(tellings_of(incident))) or _("chưa báo nơi nào"),
        "lead": incident.lead_name or _("chưa có"),
    }
