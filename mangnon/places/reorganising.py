"""``places reorganise``: on the day the map changes, open facts go to the units that answer from then on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access import offers
from mangnon.access.actor import Actor
from mangnon.access.scope import acting
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.refusal import Forbidden, Refusal
from mangnon.places.actions import machine
from mangnon.places.models import Change, Reorganisation, SplitTask, Succession, Unit
from mangnon.places.queries.units import units_served
from mangnon.places.slots import Moves, PlacedFacts

ACTION = "places.reorganise"


class NothingEnded(Refusal):
    """No unit ended on the day."""

    code = "nothing_ended"
    sentence = gettext_lazy("Không có địa bàn nào hết hiệu lực vào ngày {day}.")
    remedy = gettext_lazy("{hint}")
    field = "on"


class StillAhead(Refusal):
    """The day hasn't come: until then the old units answer."""

    code = "day_ahead"
    sentence = gettext_lazy("Chưa đến ngày {day}.")
    remedy = gettext_lazy("Chạy lại từ ngày đó; có thể thêm --dry-run để xem trước.")
    field = "on"


@dataclass(frozen=True, slots=True)
class FactLine:
    """What happened, or would happen, to one kind of fact."""

    name: str
    title: str
    moved: int
    to_decide: int
    stranded: int


@dataclass(frozen=True, slots=True)
class Report:
    """One run: units that ended on the day, and their open facts."""

    on: date
    dry_run: bool
    whole: int
    split: int
    without_successor: int
    facts: tuple[FactLine, ...]

    @property
    def moved(self) -> int:
        """Facts that went, or would go, to a successor by themselves."""
        return sum(line.moved for line in self.facts)

    @property
    def to_decide(self) -> int:
        """Facts in divided units that wait, or would wait, for a person."""
        return sum(line.to_decide for line in self.facts)

    def as_json(self) -> dict[str, Any]:
        """For --json."""
        return {
            "on": self.on.isoformat(),
            "dry_run": self.dry_run,
            "units": {"whole": self.whole, "split": self.split, "without_successor": self.without_successor},
            "moved": self.moved,
            "to_decide": self.to_decide,
            "facts": [
                {
                    "name": line.name,
                    "title": line.title,
                    "moved": line.moved,
                    "to_decide": line.to_decide,
                    "stranded": line.stranded,
                }
                for line in self.facts
            ],
        }


@dataclass(frozen=True, slots=True)
class _Ended:
    """Units that ended on a day, by what became of them."""

    moves: Moves
    split: list[int]
    lost: list[int]


def last_change(today: date) -> date:
    """The last day, up to today, on which units of the province served ended. Raises NothingEnded."""
    found = units_served().filter(valid_to__lte=today).order_by("-valid_to").values_list("valid_to", flat=True).first()
    if found is None:
        raise NothingEnded(day=format_date(today), hint="")
    return found


def preview(*, actor: Actor, at: datetime, on: date) -> Report:
    """What ``reorganise`` would do now; changes nothing. Raises Forbidden, NothingEnded."""
    if not actor.can(ACTION):
        raise Forbidden(action=ACTION)
    ended = _ended(on)
    with _far_reaching():
        lines = tuple(_line(slot, ended, slot.count(ended.moves)) for slot in offers.filled(PlacedFacts))
    return _report(ended, lines, dry_run=True)


@action(ACTION)
def reorganise(*, actor: Actor, at: datetime, on: date) -> Report:
    """Move open facts of every room out of the units that ended on ``on``, all or nothing.

    Whole units' facts move by themselves; those of divided units become tasks for people. A second run finds
    nothing to move. Raises NothingEnded, StillAhead.
    """
    if on > local_day(at):
        raise StillAhead(day=format_date(on))
    ended = _ended(on)
    defaults = {"ran_at": at, "ran_by": str(actor.person_id or actor.name)}
    Reorganisation.objects.get_or_create(on=on, defaults=defaults)
    run = Reorganisation.objects.select_for_update().get(on=on)
    with _far_reaching():
        lines = tuple(_carry(slot, ended, run) for slot in offers.filled(PlacedFacts))
    for line in lines:
        run.moved[line.name] = run.moved.get(line.name, 0) + line.moved
    run.save(update_fields=["moved"])
    report = _report(ended, lines, dry_run=False)
    moved = {line.name: line.moved for line in lines}
    book(actor=actor, action=ACTION, at=at, subject=run, on=on, moved=moved, to_decide=report.to_decide)
    return report


def _ended(on: date) -> _Ended:
    units = set(Unit.objects.filter(valid_to=on).values_list("pk", flat=True))
    if not units:
        raise NothingEnded(day=format_date(on), hint=_near(on))
    links = Succession.objects.filter(predecessor__in=units).values_list("predecessor_id", "successor_id", "change")
    whole = {before: after for before, after, change in links if change != Change.SPLIT}
    split = {before for before, _after, change in links if change == Change.SPLIT}
    return _Ended(Moves(on, whole), sorted(split), sorted(units - whole.keys() - split))


def _near(on: date) -> str:
    days = set(Unit.objects.values_list("valid_to", flat=True).distinct()) - {None}
    near = sorted(sorted((day for day in days if day), key=lambda day: abs(day - on))[:3])
    return _("Những ngày gần nhất có thay đổi: {days}.").format(days=", ".join(map(format_date, near)))


@contextmanager
def _far_reaching() -> Iterator[None]:
    """Under the machine's reach, and without the web's limit on the time of a statement."""
    with acting(machine()), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local statement_timeout = '20min'")
        yield


def _carry(slot: PlacedFacts, ended: _Ended, run: Reorganisation) -> FactLine:
    moved = slot.move(ended.moves)
    waiting = slot.list_split(ended.split) if ended.split else []
    tasks = [SplitTask(reorganisation=run, offer=slot.name, fact_id=fact, from_unit_id=unit) for unit, fact in waiting]
    SplitTask.objects.bulk_create(tasks, batch_size=2_000, ignore_conflicts=True)
    return _line(slot, ended, moved, to_decide=len(waiting))


def _line(slot: PlacedFacts, ended: _Ended, moved: int, *, to_decide: int | None = None) -> FactLine:
    if to_decide is None:
        to_decide = len(slot.list_split(ended.split)) if ended.split else 0
    stranded = len(slot.list_split(ended.lost)) if ended.lost else 0
    return FactLine(slot.name, str(slot.title), moved, to_decide, stranded)


def _report(ended: _Ended, lines: tuple[FactLine, ...], *, dry_run: bool) -> Report:
    return Report(ended.moves.on, dry_run, len(ended.moves.to), len(ended.split), len(ended.lost), lines)
