"""The demo's recognition: assumed points, the round of 2024, this year's self-check. For the demo alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid5

from mangnon.access.actor import Actor
from mangnon.access.scope import acting
from mangnon.lib.dates import local_day
from mangnon.places.models import Unit
from mangnon.programmes.plans.making import known, lot, place_space
from mangnon.programmes.plans.queries.grounds import Ground
from mangnon.programmes.recognition.actions import open_round
from mangnon.programmes.recognition.models import Dossier, PlaceClass, Round, RoundKind, Score, Stand
from mangnon.programmes.recognition.queries import communes_on
from mangnon.programmes.recognition.rules import judge, lines
from mangnon.statutes.actions import load_definition
from mangnon.statutes.kinds.figures import CriteriaTable
from mangnon.statutes.queries.definitions import pinned
from mangnon.statutes.reading import read_yaml
from mangnon.statutes.rules import check_file

FILE = Path(__file__).parent.parent / "data" / "criteria_demo.yaml"
ORDER = "06/QĐ-TTg"
OLD = date(2024, 11, 1)
SHOWN = 5
"""How many of today's communes have something to show, the demo's own first."""
SAMPLE = "Báo cáo số liệu cả năm (minh họa)"


def load_table(admin: Actor, at: datetime) -> CriteriaTable:
    """The table with assumed points, as an administrator would load the official one."""
    draft, faults = check_file(read_yaml(FILE.read_bytes()))
    if draft is None:
        raise ValueError("; ".join(map(str, faults)))
    with acting(admin):
        row = load_definition(actor=admin, at=at, draft=draft)
        body: CriteriaTable = pinned(row.kind, row.key, row.version).body
    return body


def make(officer: Actor, admin: Actor, home: Unit, began: datetime, at: datetime) -> None:
    """Both rounds with classes and dossiers of a few communes; ``began``: when that of 2024 was opened."""
    table, today = load_table(replace(admin, proved=True), at), local_day(at)
    now = communes_on(today, today)
    units = [home, *(one for nth, one in enumerate(now) if nth % 19 == 4 and one.pk != home.pk)][:SHOWN]
    with acting(officer):
        documents = known(officer, [ORDER])
        told: dict[str, Any] = {
            "actor": officer,
            "order": f"Quyết định {ORDER} ngày 03/01/2019",
            "document": "".join(documents[:1]),
        }
        old = open_round(
            **told, at=began, year=2024, kind=RoundKind.ASSESSMENT, opens_on=OLD, due_on=date(2024, 11, 20),
            uid=uuid5(place_space(home), "dot 2024"),
        )  # fmt: skip
        first = today - timedelta(days=25)
        new = open_round(
            **told, at=at - timedelta(days=25), year=first.year, kind=RoundKind.SELF_CHECK, opens_on=first,
            due_on=today + timedelta(days=20), uid=uuid5(place_space(home), "tu kiem tra"),
        )  # fmt: skip
        before = {one.pk: one for one in communes_on(OLD, OLD)}
        pairs = [(before[pk], unit) for unit in units for pk in Ground(unit).ids if pk in before]
        classes = {unit.pk: "T800" if nth % 2 == 0 else "T850" for nth, unit in enumerate(units)}
        there = {place.pk: (place, classes[unit.pk]) for place, unit in pairs} | {
            unit.pk: (unit, classes[unit.pk]) for unit in units
        }
        PlaceClass.objects.bulk_create(_class(place, code, at) for place, code in there.values())
        _dossiers([_decided(one, old, table, there[one.pk][1], at) for one in {p.pk: p for p, _u in pairs}.values()])
        _dossiers([_checking(unit, new, table, nth, at) for nth, unit in enumerate(units[:4])])


def _class(place: Unit, code: str, at: datetime) -> PlaceClass:
    return PlaceClass(
        id=uuid5(place_space(place), f"loai {place.pk}"), place=place, code=code, valid_from=place.valid_from,
        decision="Ghi minh họa cho hệ thống dùng thử", valid_to=place.valid_to, told_at=at, told_by_name="",
    )  # fmt: skip


def _points(place: Unit, one: Round, table: CriteriaTable, *, weak: bool) -> Iterator[Score]:
    for line in lines(table):
        n, most = lot("diem", place.pk, one.year, line.code, line.part), line.most or 0
        got = most if n < 72 else most * 8 // 10
        if weak and line.number == 5:
            got = 0
        yield Score(
            criterion=line.code, part=line.part, self_points=got, evidence=SAMPLE,
            without="full" if line.key == ("TC06", 2) and n % 2 else "",
        )  # fmt: skip


def _decided(
    place: Unit, one: Round, table: CriteriaTable, place_class: str, at: datetime
) -> tuple[Dossier, list[Score]]:
    weak = lot("yeu", place.pk) % 5 == 0
    scores = list(_points(place, one, table, weak=weak))
    for score in scores:
        score.checked_points = score.self_points
    points = {(score.criterion, score.part): score.checked_points for score in scores}
    verdict = judge(table, points, place_class)
    number = 1_100 + lot("qd", place.pk)
    dossier = Dossier(
        id=uuid5(place_space(place), f"ho so {place.pk} {one.year}"), place=place, round=one, definition="2019-01-03+1",
        state=Stand.RECOGNISED if verdict.passes else Stand.REFUSED, place_class=place_class,
        self_total=verdict.total, checked_total=verdict.total, submitted_at=one.opened_at, visit_on=date(2024, 11, 27),
        visit_by="Hội đồng xét duyệt cấp huyện", minutes="Đã xem sổ sách và đến trường, trạm y tế (minh họa).",
        satisfaction="Hỏi 60 trẻ em và 80 người dân; phần lớn hài lòng (minh họa).",
        decided_number=f"{number}/QĐ-UBND (minh họa)", decided_on=date(2024, 12, 16), signer="Chủ tịch UBND huyện",
        decided_why="" if verdict.passes else "Chưa đủ điều kiện theo bảng điểm.", changed_at=at, changed_by_name="",
    )  # fmt: skip
    return dossier, scores


def _checking(place: Unit, one: Round, table: CriteriaTable, nth: int, at: datetime) -> tuple[Dossier, list[Score]]:
    """This year's: the demo's own is half scored, others are sent."""
    scores = list(_points(place, one, table, weak=nth == 2))
    if nth in (0, 3):
        for score in scores[9:]:
            score.self_points, score.evidence, score.without = None, "", ""
    dossier = Dossier(
        id=uuid5(place_space(place), f"ho so {place.pk} {one.year} tu"), place=place, round=one,
        definition="2019-01-03+1", state=Stand.DRAFT if nth in (0, 3) else Stand.SUBMITTED,
        self_total=sum(score.self_points or 0 for score in scores),
        submitted_at=None if nth in (0, 3) else at - timedelta(days=nth), changed_at=at, changed_by_name="",
    )  # fmt: skip
    return dossier, scores


def _dossiers(made: Iterable[tuple[Dossier, list[Score]]]) -> None:
    pairs = list(made)
    Dossier.objects.bulk_create(dossier for dossier, _scores in pairs)
    for dossier, scores in pairs:
        for score in scores:
            score.dossier = dossier
    Score.objects.bulk_create(score for _dossier, scores in pairs for score in scores)
