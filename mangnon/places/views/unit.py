"""The page of a unit: what it is, how it changed, its hamlets, who answers."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from mangnon.access import offers
from mangnon.access.policy import Policy
from mangnon.lib.dates import UnreadableDate, format_date, local_day
from mangnon.lib.dates import parse_vi_date as parse
from mangnon.lib.refusal import NotFound
from mangnon.places.models import Change, Flag, Level, Parent, Unit
from mangnon.places.queries import Step, children, hamlets_of, lines, predecessors, successors
from mangnon.places.queries.lineage import became_words, todays
from mangnon.places.rules import in_line
from mangnon.places.slots import PlacePeople
from mangnon.places.sources import source_words
from mangnon.places.views.listing import kind_name, life, unit_url
from mangnon.places.views.trees import tree_url
from mangnon.ui.parts import Act, Fact, Link, PageHead, Soft, Tag, TimelineEntry, Tone, Words
from mangnon.ui.parts.words import Piece
from mangnon.ui.screens import Screen


def unit_at(code: str, since: str) -> Unit:
    """The unit of an address. Raises NotFound."""
    try:
        found = Unit.objects.filter(code=code, valid_from=parse(since)).first()
    except UnreadableDate:
        found = None
    if found is None:
        raise NotFound
    return found


class UnitPage(Screen):
    """One unit."""

    policy = Policy("places.see")
    template = "places/unit.html"
    help_page = "places/unit"

    def get(self, request: HttpRequest, code: str, since: str) -> HttpResponseBase:
        """The page."""
        self.unit = unit = unit_at(code, since)
        self.day = unit.valid_to - timedelta(days=1) if unit.valid_to else local_day(self.at)
        before, after = predecessors(unit), successors(unit)
        context = {
            "head": self.head(),
            "entries": _timeline(unit, before, after),
            "facts": _facts(unit),
            "people": [one for slot in offers.filled(PlacePeople) for one in slot.people(unit, self.at)],
            "inside": children(unit, self.day),
            "inside_url": tree_url(unit, self.day),
            "unit_url": unit_url,
            **self._hamlets(),
        }
        return self.page(context)

    def head(self) -> PageHead:
        """Name, what it lies in, what it is today."""
        unit = self.unit
        now = became_words(unit, todays([unit])[unit.pk])
        line = lines([unit])[unit.pk].partition(", ")[2]
        facts: list[Words] = [in_line(line)] if line else []
        facts += [_("{n} còn hiệu lực").format(n=life(unit)) if unit.valid_to is None else life(unit)]
        return PageHead(
            title=unit.name,
            crumbs=(Link(_("Địa bàn"), reverse("places:list")),),
            facts=tuple([*facts, now] if now else facts),
            tags=tuple(_tags(unit)),
            main=self._main(),
        )

    def _main(self) -> Act | None:
        unit = self.unit
        if not self._keeps("places.hamlets.name") or unit.level != Level.COMMUNE or unit.valid_to is not None:
            return None
        url = reverse("places:name_hamlet", args=[unit.code, unit.valid_from.isoformat()])
        return Act(_("Thêm thôn"), url=url, icon="plus", key="N")

    def _keeps(self, right: str) -> bool:
        return self.unit.pk in self.actor.reach(right)

    def _hamlets(self) -> dict[str, Any]:
        current = self.unit.valid_to is None
        stays = hamlets_of(self.unit, on=None if current else self.day, closed=current)
        keeps = current and self._keeps("places.hamlets.rename")
        return {
            "hamlets": [stay for stay in stays if stay.hamlet.valid_to is None or not current],
            "closed": [stay for stay in stays if stay.hamlet.valid_to is not None and current],
            "keeps": keeps,
            "is_commune": self.unit.level == Level.COMMUNE,
        }


def _tags(unit: Unit) -> list[Tag]:
    flags = Flag.objects.filter(unit=unit).order_by("valid_from")
    tags = [Tag(_flag_words(flag), "pin") for flag in flags]
    if not unit.confirmed:
        tags.append(Tag(_("chưa xác nhận với văn bản"), "info", Tone.INFO))
    return tags


def _flag_words(flag: Flag) -> str:
    return (
        flag.get_flag_display() if flag.confirmed else _("{flag}, chưa xác nhận").format(flag=flag.get_flag_display())
    )


def _facts(unit: Unit) -> tuple[Fact, ...]:
    links = list(Parent.objects.filter(unit=unit).select_related("parent").order_by("-valid_from"))
    above = [Fact(_("Thuộc") if not n else _("Trước đó"), _above(link, n)) for n, link in enumerate(links)]
    return (
        Fact(_("Mã"), unit.code),
        Fact(_("Loại"), kind_name(unit)),
        Fact(_("Hiệu lực"), life(unit)),
        *above,
        Fact(_("Nguồn"), source_words(unit.source)),
    )


def _above(link: Parent, nth: int) -> Words:
    name = Link(link.parent.name, unit_url(link.parent))
    if nth == 0 or link.valid_to is None:
        return (name,)
    last = link.valid_to - timedelta(days=1)
    return (name, Soft(_(" đến {day}").format(day=format_date(last))))


def _timeline(unit: Unit, before: list[Step], after: list[Step]) -> tuple[TimelineEntry, ...]:
    """Newest first: what it became, where it moved, what it came from."""
    entries: list[tuple[date, TimelineEntry]] = []
    for steps, forward in ((after, True), (before, False)):
        for day in {step.on for step in steps}:
            entries.append((day, _entry([step for step in steps if step.on == day], forward=forward)))
    entries += [(link.valid_from, _moved(link)) for link in _later_parents(unit)]
    return tuple(entry for _day, entry in sorted(entries, key=lambda pair: pair[0], reverse=True))


def _entry(steps: list[Step], *, forward: bool) -> TimelineEntry:
    first = steps[0]
    kind = _forward(first.change) if forward else _backward(steps)
    documents = dict.fromkeys(step.document for step in steps if step.document)
    confirmed = all(step.confirmed for step in steps)
    mark = _("đã xác nhận với văn bản") if confirmed else _("chưa xác nhận")
    return TimelineEntry(
        day=format_date(first.on),
        kind=kind,
        icon="forward" if forward else "merge",
        text=tuple(_names(steps)),
        sources=(*documents, mark),
    )


def _forward(change: Change) -> str:
    return {
        Change.WHOLE: _("Nhập nguyên vẹn vào"),
        Change.SPLIT: _("Chia tách về"),
        Change.RENAMED: _("Đổi tên thành"),
        Change.RELEVELLED: _("Chuyển thành"),
    }[change]


def _backward(steps: list[Step]) -> str:
    if len(steps) > 1:
        return _("Thành lập từ {n} địa bàn").format(n=len(steps))
    change = steps[0].change
    return _("Nhận một phần của") if change == Change.SPLIT else _("Tiếp nối")


def _names(steps: list[Step]) -> list[Piece]:
    pieces: list[Piece] = []
    for step in steps:
        pieces += [", "] if pieces else []
        pieces.append(Link(step.unit.name, unit_url(step.unit)))
        part = step.part or (_("một phần") if step.change == Change.SPLIT else "")
        pieces += [Soft(f" ({part})")] if part else []
    return pieces


def _later_parents(unit: Unit) -> list[Parent]:
    links = Parent.objects.filter(unit=unit, valid_from__gt=unit.valid_from).select_related("parent")
    return list(links.order_by("valid_from"))


def _moved(link: Parent) -> TimelineEntry:
    return TimelineEntry(
        day=format_date(link.valid_from),
        kind=_("Chuyển sang thuộc"),
        icon="home-move",
        text=(Link(link.parent.name, unit_url(link.parent)),),
        sources=(link.document,) if link.document else (),
    )
