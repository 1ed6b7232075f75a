"""The page of a dossier: its points by criterion, what is missing, and what would be if some were added."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from mangnon.access.policy import Policy
from mangnon.files.queries import shelf
from mangnon.files.slots import OwnerRef
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.numbers import format_int
from mangnon.places.queries.lineage import old_name
from mangnon.programmes import rights
from mangnon.programmes.plans.actions.keeping import keeps
from mangnon.programmes.recognition import queries as reads
from mangnon.programmes.recognition.actions.scoring import OWNER
from mangnon.programmes.recognition.models import OPEN, Dossier, Stand, Without
from mangnon.programmes.recognition.queries import Reading
from mangnon.programmes.recognition.rules import Key, Line, judge, lines, what_if
from mangnon.programmes.recognition.views.listing import dossier_url, round_url
from mangnon.programmes.recognition.words import RECOGNITION, class_name, named, state_of, unconfirmed, verdict_words
from mangnon.ui.parts import Act, Cell, Column, Fact, Hint, Kind, Link, PageHead, Row, Table
from mangnon.ui.screens import Screen
from mangnon.ui.screens.base import AskedWrongly

MAY: Mapping[str, tuple[str, tuple[Stand, ...]]] = {
    "submit_dossier": (rights.SUBMIT, OPEN), "verify": (rights.VERIFY, (Stand.SUBMITTED, Stand.VERIFIED)),
    "recognise": (rights.RECOGNISE, (Stand.VERIFIED,)), "refuse": (rights.REFUSE, (Stand.VERIFIED,)),
    "return_dossier": (rights.RETURN, (Stand.SUBMITTED, Stand.VERIFIED)),
    "attach_proof": (rights.PROVE, (*OPEN, Stand.SUBMITTED)), "score": (rights.SCORE, OPEN),
}  # fmt: skip
"""Each act: its right, and in which states it begins."""


def adding(text: str) -> dict[Key, int]:
    """``TC06-2:25,TC07-0:10`` as points by part. Raises AskedWrongly."""
    found: dict[Key, int] = {}
    for piece in filter(None, text.split(",")):
        name, _sign, points = piece.partition(":")
        code, _dash, part = name.rpartition("-")
        if not (code and part.isdecimal() and points.isdecimal() and len(piece) < 40):
            raise AskedWrongly(what=f"them={piece[:20]}")
        found[code, int(part)] = int(points)
    return found


def added(points: Mapping[Key, int]) -> str:
    """The same as it stands in an address."""
    told = ",".join(f"{code}-{part}:{more}" for (code, part), more in points.items())
    return f"?them={told}#bang" if told else "#bang"


class DossierPage(Screen):
    """One dossier."""

    policy = Policy(rights.SEE)
    template = "programmes/dossier.html"
    help_page = "programmes/recognition"
    dossier: Dossier

    def get(self, request: HttpRequest, pk: Any) -> HttpResponseBase:
        """The page. Raises NotFound, AskedWrongly."""
        self.dossier = reads.dossier_seen(pk)
        self.reading = Reading(self.dossier)
        self.more = adding(request.GET.get("them", ""))
        decided = self.dossier.state in (Stand.RECOGNISED, Stand.REFUSED)
        context: dict[str, Any] = {
            "head": self._head(),
            "hints": self._hints(),
            "stands": verdict_words(self.reading.verdict),
            "what_if": "" if not self.more or decided else self._what_if(),
            "whole_url": dossier_url(self.dossier),
            "table": self._table(tries=not decided),
            "dossier": self.dossier,
            "facts": self._facts(),
            "files": shelf(self.actor, OwnerRef(OWNER, self.dossier.pk)),
            "attach": Link(_("Gửi minh chứng"), self._url("attach_proof")) if self._may("attach_proof") else None,
        }
        return self.page(context)

    def _may(self, name: str) -> bool:
        right, states = MAY[name]
        there = self.dossier.state in states and self.actor.can(right)
        only = self.dossier.round.decides or name in ("score", "submit_dossier", "attach_proof", "return_dossier")
        return there and only and keeps(self.actor, right, self.dossier.place)

    def _url(self, name: str) -> str:
        return reverse(f"programmes:{name}", args=[self.dossier.pk])

    def _head(self) -> PageHead:
        dossier = self.dossier
        score = reverse("programmes:score", args=[dossier.round_id, dossier.place_id])
        every = [
            ("score", Act(_("Chấm điểm"), url=score, icon="edit", key="E")),
            ("submit_dossier", Act(_("Nộp hồ sơ"), url=self._url("submit_dossier"), icon="forward")),
            ("recognise", Act(_("Công nhận"), url=self._url("recognise"), icon="circle-check")),
            ("verify", Act(_("Thẩm định"), url=self._url("verify"), icon="list-check", key="E")),
            ("return_dossier", Act(_("Trả lại"), url=self._url("return_dossier"), icon="ban")),
            ("refuse", Act(_("Không công nhận"), url=self._url("refuse"), icon="ban")),
        ]
        every[:2] = every[:1] if self.reading.verdict.unscored else every[1::-1]
        acts = [act for name, act in every if self._may(name)]
        history = Act(
            _("Lịch sử nơi này"), url=reverse("programmes:place_history", args=[dossier.place_id]), icon="clock"
        )
        return PageHead(
            title=f"{old_name(dossier.place)}, {dossier.round.year}", status=state_of(dossier),
            crumbs=(Link(RECOGNITION, round_url(dossier.round)),), facts=(str(dossier.round),),
            main=acts[0] if acts else None, acts=(*acts[1:], history),
        )  # fmt: skip

    def _hints(self) -> list[Hint]:
        reading, dossier, hints = self.reading, self.dossier, []
        if told := unconfirmed(reading.law):
            hints.append(Hint(told))
        if reading.missing:
            told = _("Bảng này còn thiếu điểm của: {list}. Chưa công nhận được nơi nào theo bảng này.")
            hints.append(Hint(told.format(list=", ".join(reading.missing))))
        if dossier.state == Stand.RETURNED:
            hints.append(Hint(_("Bị trả lại: {why}").format(why=dossier.returned_why)))
        if dossier.decided_why:
            hints.append(Hint(_("Không công nhận: {why}").format(why=dossier.decided_why)))
        return hints

    def _what_if(self) -> str:
        reading = self.reading
        points = what_if(reading.table, reading.now, self.more)
        return verdict_words(judge(reading.table, points, reading.place_class))

    @cached_property
    def seen(self) -> dict[Key, tuple[str, str]]:
        """Figures from the records, for those who keep the place."""
        place = self.dossier.place
        if self.dossier.state not in OPEN or not keeps(self.actor, rights.SEE, place):
            return {}
        return reads.suggestions(place, self.dossier.round.year, local_day(self.at))

    def _table(self, *, tries: bool) -> Table:
        columns = [
            Column(_("Tiêu chí"), Kind.NAME), Column(_("Tối đa"), Kind.NUMBER), Column(_("Tự chấm"), Kind.NUMBER),
            Column(_("Thẩm định"), Kind.NUMBER), Column(_("Ghi chú"), soft=True),
        ]  # fmt: skip
        if tries:
            columns.append(Column(_("Thử"), Kind.ACT))
        rows, parts = [], list(lines(self.reading.table))
        for one in self.reading.table.criteria:
            inside = [line for line in parts if line.code == one.code]
            if one.parts:
                rows.append(self._sum(named(one), inside, tries=tries))
            rows += [self._line(line, named(one), tries=tries) for line in inside]
        total = self._sum(_("Cộng"), parts, tries=tries)
        return Table(_("Điểm theo tiêu chí"), tuple(columns), tuple(rows), total=total)

    def _sum(self, title: str, parts: list[Line], *, tries: bool) -> Row:
        most = sum(line.most or 0 for line in parts)
        rows = [self.reading.scores.get(line.key) for line in parts]
        own = sum(row.self_points or 0 for row in rows if row)
        checked = format_int(sum(row.checked_points or 0 for row in rows if row)) if self.reading.checked else ""
        cells = [Cell(title), Cell(format_int(most) if most else ""), Cell(format_int(own)), Cell(checked), Cell("")]
        return Row((*cells, Cell("")) if tries else tuple(cells))

    def _line(self, line: Line, criterion: str, *, tries: bool) -> Row:
        row = self.reading.scores.get(line.key)
        cells = [
            Cell(f"{line.label}. {line.title}" if line.part else criterion),
            Cell(_("chưa có") if line.most is None else format_int(line.most)),
            Cell("" if row is None or row.self_points is None else format_int(row.self_points)),
            Cell("" if not self.reading.checked or row is None else format_int(row.checked_points or 0)),
            Cell(self._notes(line)),
        ]
        if tries:
            cells.append(self._try(line))
        return Row(tuple(cells))

    def _notes(self, line: Line) -> str:
        row, told = self.reading.scores.get(line.key), []
        if row is not None:
            told = [row.evidence, str(Without(row.without).label) if row.without else "", row.difference]
        if line.key in self.seen:
            told.append(_("số liệu hệ thống: {figure} ({source})").format(
                figure=self.seen[line.key][0], source=self.seen[line.key][1]
            ))  # fmt: skip
        return "; ".join(filter(None, told))

    def _try(self, line: Line) -> Cell:
        rest = (line.most or 0) - (self.reading.now.get(line.key) or 0)
        if line.key in self.more:
            left = {key: more for key, more in self.more.items() if key != line.key}
            return Cell(act=Act(_("Bỏ thử"), url=dossier_url(self.dossier) + added(left)))
        if rest <= 0:
            return Cell("")
        url = dossier_url(self.dossier) + added({**self.more, line.key: rest})
        return Cell(act=Act(_("Nếu thêm {n}").format(n=rest), url=url))

    def _facts(self) -> tuple[Fact, ...]:
        dossier, reading = self.dossier, self.reading
        names = {one.code: one.vi for one in reading.table.thresholds}
        known = class_name(reading.place_class, names) if reading.place_class else _("chưa ghi")
        law = f"{reverse('statutes:definition', args=[reads.KIND, reads.TABLE])}?ban={quote(dossier.definition)}"
        found = [
            Fact(_("Loại địa bàn"), known),
            Fact(_("Bộ tiêu chí"), f"{reading.law.title} ({dossier.definition})", url=law),
            Fact(_("Văn bản mở đợt"), dossier.round.order),
        ]
        if dossier.submitted_at:
            day = format_date(local_day(dossier.submitted_at))
            found.append(Fact(_("Nộp"), f"{day}, {dossier.submitted_by_name}".rstrip(", ")))
        if dossier.visit_on:
            found.append(Fact(_("Thẩm định tại chỗ"), f"{format_date(dossier.visit_on)}, {dossier.visit_by}"))
        if dossier.decided_on:
            paper = f"{dossier.decided_number}, {format_date(dossier.decided_on)}, {dossier.signer}"
            found.append(Fact(_("Quyết định"), paper))
        return tuple(found)
