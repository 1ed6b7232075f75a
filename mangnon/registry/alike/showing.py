"""What two records say, side by side; and what a folded record still says by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from mangnon.access.actor import Actor
from mangnon.audit.book import book_seen
from mangnon.lib.dates import format_date, format_datetime, local_day
from mangnon.lib.numbers import format_int
from mangnon.lib.refusal import Text
from mangnon.registry.actions.merging import parents_of
from mangnon.registry.alike.following import everything
from mangnon.registry.alike.identity import FIELDS, Field
from mangnon.registry.alike.queries import folded_into
from mangnon.registry.alike.snapshots import as_data
from mangnon.registry.benefits.queries import about_hiv
from mangnon.registry.models import (
    Aid,
    Carer,
    Child,
    Circumstance,
    Entitlement,
    HouseholdStay,
    Merge,
    OtherName,
    Parent,
    ParentState,
    Registered,
    Residence,
    Sensitivity,
    Sex,
    Visit,
)
from mangnon.registry.queries.children import SEE
from mangnon.registry.queries.codes import group_of, label
from mangnon.registry.queries.needs import circumstances
from mangnon.registry.slots import Panel


@dataclass(frozen=True, slots=True)
class Line:
    """One fact of two records."""

    label: Text
    one: Text
    other: Text

    @property
    def differs(self) -> bool:
        """Whether both say something, and not the same."""
        return bool(self.one and self.other) and self.one != self.other


def side_by_side(actor: Actor, one: Child, other: Child, on: date) -> list[Line]:
    """Everything that tells two children apart, and how much hangs on each record."""
    lines = [
        Line(field.label, said(one, field, on), said(other, field, on)) for field in FIELDS if field.name != "swims"
    ]
    lines += _of_family(one, other)
    lines += [
        Line(_("Địa bàn"), _where(one), _where(other)),
        Line(_("Hoàn cảnh đặc biệt"), groups(actor, one, on), groups(actor, other, on)),
        *_counted(one, other),
        Line(_("Ghi vào sổ lúc"), format_datetime(one.recorded_at), format_datetime(other.recorded_at)),
    ]
    return [line for line in lines if line.one or line.other]


def said(child: Child, field: Field, on: date) -> str:
    """What a record says of one field, in words; empty when it says nothing."""
    words: dict[str, Callable[[], str]] = {
        "full_name": lambda: str(child.called),
        "born": lambda: str(child.birth),
        "sex": lambda: str(Sex(child.sex).label),
        "ethnicity": lambda: str(label("dan_toc", child.ethnicity, on)),
        "nationality": lambda: "" if child.nationality == "VN" else child.nationality,
        "registered": lambda: _certificate(child),
        "swims": lambda: "" if child.swims is None else _("có") if child.swims else _("không"),
    }
    known = words.get(field.name)
    return known() if known else str(getattr(child, field.name))


def _certificate(child: Child) -> str:
    if child.registered == Registered.UNKNOWN and not child.certificate_number:
        return ""
    day = format_date(child.certificate_on) if child.certificate_on else ""
    return ", ".join(filter(None, (str(Registered(child.registered).label), child.certificate_number, day)))


def parent_said(parent: Parent | None) -> str:
    """A parent in words: name, year, telephone."""
    if parent is None:
        return ""
    if parent.unknown:
        return _("không rõ là ai")
    born = _("sinh {year}").format(year=parent.born_year) if parent.born_year else ""
    return ", ".join(filter(None, (parent.full_name, born, parent.phone)))


def _of_family(one: Child, other: Child) -> Iterator[Line]:
    theirs, others = parents_of(one), parents_of(other)
    for which, words in (("mother", _("Mẹ")), ("father", _("Cha"))):
        yield Line(words, parent_said(theirs.get(which)), parent_said(others.get(which)))
    yield Line(_("Chủ hộ"), _head(one), _head(other))


def _head(child: Child) -> str:
    home = child.household
    return ", ".join(filter(None, (home.head_name, home.phone, home.address))) if home else ""


def _where(child: Child) -> str:
    return ", ".join(filter(None, (child.hamlet.name if child.hamlet else "", child.place.name)))


def groups(actor: Actor, child: Child, on: date) -> str:
    """Groups of special circumstances, as far as this actor may know them."""
    return "; ".join(_group(row, on) for row in circumstances(actor, child))


def _group(row: Circumstance, on: date) -> str:
    line = group_of(row.code, on)
    return f"{line.title if line else row.code} ({_period(row)})"


def _period(row: Any) -> str:
    start = format_date(row.valid_from)
    end = format_date(row.valid_to) if row.valid_to else _("nay")
    return _("{start} đến {end}").format(start=start, end=end)


NOT_COUNTED = (Parent, Circumstance, HouseholdStay, OtherName)
"""Shown in words, or as good as shown."""


def _counted(one: Child, other: Child) -> Iterator[Line]:
    for follows in everything():
        if follows.model in NOT_COUNTED:
            continue
        rows = follows.rows.filter(**{f"{follows.column}__in": (one.pk, other.pk)}).order_by()
        found = dict(rows.values_list(follows.column).annotate(n=Count("pk")))
        yield Line(follows.title, *(format_int(found[pk]) if pk in found else "" for pk in (one.pk, other.pk)))


@dataclass(frozen=True, slots=True)
class StillSaid:
    """A fact that stayed with a folded record, because the kept one says something else for the same days."""

    kind: Text
    text: Text
    source: Text


def still_said(actor: Actor, dropped: Child, at: Any, *, closed: bool = False) -> list[StillSaid]:
    """What a folded record says by itself: shown on the kept child's page as "theo hồ sơ đã gộp".

    ``closed`` leaves out what is very sensitive, whoever looks: the page of a child opens it with a reason only.
    """
    on, found = local_day(at), []
    for follows in everything():
        rows = follows.rows.filter(**{follows.column: dropped.pk}).order_by("pk")
        if follows.model is Circumstance:
            rows = circumstances(actor, dropped)
            rows = rows.exclude(sensitivity=Sensitivity.VERY_HIGH) if closed else rows
        elif follows.model is Entitlement:
            rows = rows.exclude(about_hiv())
        elif follows.model is Aid:
            rows = rows.exclude(Q(entitlement__isnull=False) & about_hiv("entitlement__"))
        found += [StillSaid(follows.title, _told(row, on), _source(row)) for row in rows]
    return found


@dataclass(frozen=True, slots=True)
class Folded:
    """A record that was folded into another, and what it says by itself."""

    name: str
    day: str
    url: str
    lines: tuple[StillSaid, ...]


def folded_panel(actor: Actor, at: datetime, child: Child) -> Panel | None:
    """What records that were folded into this one say otherwise; gone with the parting. Nothing for most children."""
    folded = [_folded(actor, at, merge) for merge in folded_into(child.pk)]
    shown = [one for one in folded if one.lines]
    if not shown:
        return None
    return Panel(_("Hồ sơ đã gộp còn ghi"), "registry/alike/_folded.html", {"folded": shown})


def _folded(actor: Actor, at: datetime, merge: Merge) -> Folded:
    dropped = merge.dropped
    lines = tuple(still_said(actor, dropped, at, closed=True))
    if lines:
        book_seen(actor=actor, action=SEE, at=at, kind=Child, ids=[dropped.pk])
    url = reverse("registry:merge", args=[merge.pk]) if actor.can("registry.alike.see") else ""
    return Folded(str(dropped.called), format_date(local_day(merge.at)), url, lines)


_TOLD: dict[type[Any], Callable[[Any, date], str]] = {
    OtherName: lambda row, _on: row.name,
    Parent: lambda row, _on: parent_said(row),
    ParentState: lambda row, on: f"{label('tinh_trang_cha_me', row.state, on)} ({_period(row)})",
    Carer: lambda row, _on: f"{row.full_name} ({_period(row)})",
    HouseholdStay: lambda row, _on: f"{row.household.head_name} ({_period(row)})",
    Residence: lambda row, _on: f"{row.place.name if row.place else row.address} ({_period(row)})",
    Circumstance: _group,
    Entitlement: lambda row, _on: f"{row.decision or row.line} ({_period(row)})",
    Aid: lambda row, _on: f"{row.what}, {format_date(row.given_on)}",
    Visit: lambda row, _on: f"{format_date(row.on)}: {row.seen}",
}


def _told(row: Any, on: date) -> str:
    words = _TOLD.get(type(row))
    if words is not None:
        return words(row, on)
    told = as_data({f.name: getattr(row, f.attname) for f in row._meta.fields})
    hidden = {"id", "child", "source", "recorded_at", "recorded_by", "note"}
    return ", ".join(str(value) for name, value in told.items() if name not in hidden and value not in (None, ""))


def _source(row: Any) -> str:
    return str(row.get_source_display()) if hasattr(row, "get_source_display") else ""
