"""The communes of a round with how far each is; the history of a place, that of the places before it too."""

from __future__ import annotations

from datetime import timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.actor import Actor
from mangnon.access.policy import Policy
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.numbers import format_int
from mangnon.places.models import Unit
from mangnon.places.queries.lineage import old_name
from mangnon.programmes import rights
from mangnon.programmes.plans.actions.keeping import keeps
from mangnon.programmes.plans.queries.grounds import Ground, home_unit, unit_seen
from mangnon.programmes.recognition import queries as reads
from mangnon.programmes.recognition.models import OPEN, Dossier, PlaceClass, Round, Stand
from mangnon.programmes.recognition.queries import RoundRow
from mangnon.programmes.recognition.words import RECOGNITION, class_name, state_of, unconfirmed
from mangnon.ui.parts import Act, Answer, Cell, Column, EmptyState, Kind, Link, PageHead, Row, Tab, Table
from mangnon.ui.screens import Screen
from mangnon.ui.screens.base import AskedWrongly

SHOWN = (("", gettext_lazy("Đã chấm")), ("du", gettext_lazy("Tất cả")))
SENT = (Stand.SUBMITTED, Stand.VERIFIED, Stand.RECOGNISED, Stand.REFUSED)


def dossier_url(dossier: Dossier) -> str:
    """Its page."""
    return reverse("programmes:dossier", args=[dossier.pk])


def round_url(one: Round | None, shown: str = "") -> str:
    """The communes of a round."""
    asked = "&".join(filter(None, [f"dot={one.pk}" if one else "", f"xem={shown}" if shown else ""]))
    return reverse("programmes:recognition") + (f"?{asked}" if asked else "")


class RecognitionList(Screen):
    """The communes of a round."""

    policy = Policy(rights.SEE)
    template = "programmes/recognition.html"
    help_page = "programmes/recognition"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The page. Raises AskedWrongly, NotFound."""
        self.asked = request.GET.get("xem", "")
        if self.asked not in dict(SHOWN):
            raise AskedWrongly(what=f"xem={self.asked[:10]}")
        self.today = local_day(self.at)
        one = self._round(request.GET.get("dot", ""))
        law = reads.law_if_any(one.opens_on) if one else None
        rows = reads.round_rows(one, self.today, law) if one else []
        shown = rows if self.asked else [row for row in rows if row.dossier]
        context: dict[str, Any] = {
            "head": self._head(one, rows),
            "hint": unconfirmed(law),
            "rounds": tuple(Tab(str(each), round_url(each), active=each == one) for each in self.rounds),
            "answers": _answers(one, rows) if one else (),
            "tabs": tuple(
                Tab(label, round_url(one, key), active=key == self.asked) for key, label in SHOWN if one is not None
            ),
            "table": self._table(one, shown) if one else None,
            "empty": EmptyState(_("Chưa có đợt nào."), _("Sở mở đợt theo văn bản chỉ đạo; xã, phường tự chấm điểm.")),
        }
        return self.page(context)

    @cached_property
    def rounds(self) -> list[Round]:
        """All."""
        return reads.rounds()

    @cached_property
    def home(self) -> Unit:
        """The place one works for."""
        return home_unit(self.actor)

    def _round(self, asked: str) -> Round | None:
        if not asked:
            begun = [one for one in self.rounds if one.opens_on <= self.today]
            return next(iter(begun or self.rounds), None)
        try:
            return reads.round_seen(UUID(asked))
        except ValueError:
            raise AskedWrongly(what=f"dot={asked[:10]}") from None

    def _head(self, one: Round | None, rows: list[RoundRow]) -> PageHead:
        main = None
        if self.actor.can(rights.OPEN_ROUND):
            main = Act(_("Mở đợt"), url=reverse("programmes:open_round"), icon="plus", key="N")
        elif one and self.actor.can(rights.SCORE):
            main = self._own(one, rows)
        history = reverse("programmes:place_history", args=[self.home.pk])
        acts = (Act(_("Lịch sử nơi mình"), url=history, icon="clock"),)
        told = _("{order}; nộp trước khi hết ngày {day}")
        line = told.format(order=one.order, day=format_date(one.due_on)) if one else ""
        return PageHead(title=RECOGNITION, main=main, acts=acts, line=line)

    def _own(self, one: Round, rows: list[RoundRow]) -> Act | None:
        row = next((row for row in rows if row.unit.pk == self.home.pk), None)
        if row is None or not keeps(self.actor, rights.SCORE, self.home):
            return None
        if row.dossier is None:
            url = reverse("programmes:score", args=[one.pk, self.home.pk])
            return Act(_("Tự chấm điểm"), url=url, icon="plus", key="N")
        label = _("Chấm tiếp") if row.dossier.state in OPEN else _("Hồ sơ của nơi mình")
        return Act(label, url=dossier_url(row.dossier), icon="edit", key="N")

    def _table(self, one: Round, rows: list[RoundRow]) -> Table:
        columns = (
            Column(_("Nơi"), Kind.NAME), Column(_("Tình trạng"), Kind.STATUS), Column(_("Tự chấm"), Kind.NUMBER),
            Column(_("Thẩm định"), Kind.NUMBER), Column(_("Còn thiếu"), Kind.NUMBER),
            Column(_("Quyết định"), soft=True),
        )  # fmt: skip
        empty = EmptyState(_("Chưa nơi nào tự chấm điểm trong đợt này."), _("Bấm “Tất cả” để xem từng nơi."))
        return Table(str(one), columns, tuple(self._line(one, row) for row in rows), empty=None if rows else empty)

    def _line(self, one: Round, row: RoundRow) -> Row:
        dossier, name = row.dossier, _named(row.unit)
        url = reverse("programmes:score", args=[one.pk, row.unit.pk]) if keeps_score(self.actor, row) else ""
        if dossier is None:
            blank = (Cell(""),) * 4
            return Row((Cell(name), Cell(status=state_of(None)), *blank), url=url)
        checked = "" if dossier.checked_total is None else format_int(dossier.checked_total)
        paper = f"{dossier.decided_number}, {format_date(dossier.decided_on)}" if dossier.decided_on else ""
        cells = (
            Cell(name), Cell(status=state_of(dossier)), Cell(format_int(dossier.self_total)),
            Cell(checked), Cell("" if row.short is None else format_int(row.short)), Cell(paper),
        )  # fmt: skip
        return Row(cells, url=dossier_url(dossier))


def _named(unit: Unit) -> str:
    """Its name; one of a unit that is no more says so, from what the map knows of it."""
    return _("{name} cũ").format(name=unit.name) if unit.valid_to is not None else unit.name


def keeps_score(actor: Actor, row: RoundRow) -> bool:
    """Whether this person scores for that place."""
    return actor.can(rights.SCORE) and keeps(actor, rights.SCORE, row.unit)


def _answers(one: Round, rows: list[RoundRow]) -> tuple[Answer, ...]:
    states = [row.dossier.state for row in rows if row.dossier]
    told, whole = _("{n} trên {total} nơi"), len(rows)
    each = [
        (_("Đã nộp hồ sơ"), sum(state in SENT for state in states)),
        (_("Đã bắt đầu chấm"), len(states)),
    ]
    if one.decides:
        each.insert(0, (_("Được công nhận"), sum(state == Stand.RECOGNISED for state in states)))
    return tuple(Answer(question, told.format(n=n, total=whole)) for question, n in each)


class PlaceHistory(Screen):
    """What was decided of a place and of those whose ground is its own today; its classes."""

    policy = Policy(rights.SEE)
    template = "programmes/recognition_place.html"
    help_page = "programmes/recognition"

    def get(self, request: HttpRequest, place: int) -> HttpResponseBase:
        """The page. Raises NotFound."""
        unit = unit_seen(place)
        main = None
        if self.actor.can(rights.SET_CLASS) and keeps(self.actor, rights.SET_CLASS, unit):
            main = Act(_("Ghi loại địa bàn"), url=reverse("programmes:set_class", args=[unit.pk]), icon="edit", key="E")
        dossiers = reads.history(unit)
        law = reads.law_if_any(local_day(self.at))
        names = {one.code: one.vi for one in law.body.thresholds} if law else {}
        context: dict[str, Any] = {
            "head": PageHead(
                title=_("Lịch sử công nhận: {place}").format(place=old_name(unit)), main=main,
                crumbs=(Link(RECOGNITION, round_url(None)),),
            ),
            "hint": unconfirmed(law),
            "table": _history(dossiers),
            "classes": _classes(reads.classes_of(Ground(unit).ids), names),
        }  # fmt: skip
        return self.page(context)


def _history(dossiers: list[Dossier]) -> Table:
    columns = (
        Column(_("Đợt"), Kind.NAME), Column(_("Nơi")), Column(_("Tình trạng"), Kind.STATUS),
        Column(_("Điểm"), Kind.NUMBER), Column(_("Quyết định"), soft=True),
    )  # fmt: skip
    rows = []
    for one in dossiers:
        points = one.self_total if one.checked_total is None else one.checked_total
        paper = f"{one.decided_number}, {format_date(one.decided_on)}" if one.decided_on else ""
        cells = (
            Cell(str(one.round)), Cell(old_name(one.place)), Cell(status=state_of(one)), Cell(format_int(points)),
            Cell(paper),
        )  # fmt: skip
        rows.append(Row(cells, url=dossier_url(one)))
    empty = EmptyState(_("Chưa có hồ sơ nào, cả của các nơi cũ trên địa bàn này."))
    return Table(_("Các đợt"), columns, tuple(rows), empty=None if rows else empty)


def _classes(found: list[PlaceClass], names: dict[str, str]) -> Table:
    columns = (
        Column(_("Loại địa bàn"), Kind.NAME), Column(_("Nơi")), Column(_("Thời gian")),
        Column(_("Theo văn bản"), soft=True),
    )  # fmt: skip
    rows = tuple(
        Row((Cell(class_name(one.code, names)), Cell(old_name(one.place)), Cell(_days(one)), Cell(one.decision)))
        for one in found
    )
    empty = EmptyState(_("Chưa ghi loại địa bàn."), _("Sở ghi loại địa bàn để biết phải đạt bao nhiêu điểm."))
    return Table(_("Loại địa bàn"), columns, rows, empty=None if rows else empty)


def _days(one: PlaceClass) -> str:
    first = format_date(one.valid_from)
    if one.valid_to is None:
        return _("từ {first}").format(first=first)
    return _("{first} đến {last}").format(first=first, last=format_date(one.valid_to - timedelta(days=1)))
