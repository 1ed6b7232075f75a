"""An action with its entry in the book by eight writers at once, against the same rows written by plain code."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from bench.figures import Figure, Result, median
from bench.ground import Ground
from bench.writers import Act, Writers

if TYPE_CHECKING:
    from mangnon.access.actor import Actor

GOAL = 0.5
WRITERS = 8
ROUNDS, LONG_ROUNDS = 5, 15
ACTS, FEW_ACTS = 100, 30
"""Acts of one writer in one round."""
NETTED = ("testing_sample", "testing_samplenote")
KINDS = {"note": "a note on a sample", "add": "a new sample"}
"""The first reads and locks its root before it writes, as most acts do; the second only writes."""


@dataclass(frozen=True, slots=True)
class Way:
    """How the rows are written: through @action with an entry or not, with the trigger net beneath or not."""

    name: str
    booked: bool
    net: bool


WAYS = (Way("booked", True, True), Way("unbooked", False, False), Way("unbooked, net on", False, True))  # noqa: FBT003


@dataclass(frozen=True, slots=True)
class Job:
    """What one writer does in one round."""

    kind: str
    booked: bool


def run(ground: Ground, *, long: bool) -> Result:
    """Eight processes, every way in turn, several rounds; acts per second."""
    acts = FEW_ACTS if ground.quick else ACTS
    told: dict[tuple[str, str], list[float]] = {(kind, way.name): [] for kind in KINDS for way in WAYS}
    seals: list[tuple[int, float]] = []
    with ExitStack() as stack:
        stack.callback(_net, ground, on=True)
        stack.callback(_tidy, ground)
        lots = [_lot(ground, ground.communes[number], acts) for number in range(WRITERS)]
        with Writers(begin, lots) as writers:
            _take_turns(ground, writers, told, seals, LONG_ROUNDS if long else ROUNDS)
    return _result(told, seals, acts)


def _take_turns(
    ground: Ground, writers: Writers, told: dict[tuple[str, str], list[float]], seals: list[Any], rounds: int
) -> None:
    for turn in range(rounds + 1):  # the first only warms up
        for kind in KINDS:
            for way in WAYS if turn % 2 else WAYS[::-1]:
                _net(ground, on=way.net)
                rate = writers.go(Job(kind, way.booked))
                if turn:
                    told[kind, way.name].append(rate)
                if way.booked:
                    seals.append(_seal())


def _net(ground: Ground, *, on: bool) -> None:
    with ground.top() as top:
        for table in NETTED:
            for trigger in ("net_insert", "net_delete", "net_row"):
                top.execute(f"alter table {table} {'enable' if on else 'disable'} trigger {trigger}")


def _tidy(ground: Ground) -> None:
    """The ground as it was for the next measure: the new rows go, the book stays."""
    with ground.top() as top:
        top.execute("set session_replication_role = replica")
        top.execute("truncate testing_samplenote")
        top.execute("delete from testing_sample where full_name = %s", [NEW])
        top.execute("vacuum (analyze) testing_sample")


def _seal() -> tuple[int, float]:
    """Chain what was written: entries and seconds. In life the worker does so each second."""
    from django.conf import settings

    from mangnon.access.actor import job
    from mangnon.access.scope import acting
    from mangnon.audit.sealing import HeadsFile, seal

    began = time.perf_counter()
    with acting(job("audit.sealer")):
        linked = seal(HeadsFile(settings.HEADS_FILE))
    return linked, time.perf_counter() - began


def _lot(ground: Ground, place: int, acts: int) -> tuple[int, tuple[UUID, ...]]:
    """A commune of one writer and its samples: nobody waits for another's lock."""
    with ground.top() as top:
        rows = top.execute("select id from testing_sample where place_id = %s limit %s", [place, acts]).fetchall()
    return place, tuple(row[0] for row in rows)


NEW = "Hồ Thị Mới"


def begin(lot: tuple[int, tuple[UUID, ...]]) -> Callable[[Job], Act]:
    """One writer at its commune: see ``Writers``."""
    place, samples = lot

    def prepare(job: Job) -> Act:
        act = _act(job, place)

        def all_of_them(_job: Job) -> int:
            for sample in samples:
                act(sample)
            return len(samples)

        return all_of_them

    return prepare


def _act(asked: Job, place_id: int) -> Callable[[UUID], Any]:
    """The act of one round: takes a sample's id. The plain code does what the action does, save for the entry."""
    from mangnon.access.roles import Role
    from mangnon.places.models import Unit
    from mangnon.testing.actions import add_note, add_sample
    from mangnon.testing.cast import actor

    place = Unit.objects.get(pk=place_id)
    who, at = actor("Hồ Thị Liên", Role.COMMUNE_OFFICER, place), datetime.now(UTC)
    if asked.kind == "note":
        note = add_note if asked.booked else _plain_note
        return lambda sample: note(actor=who, at=at, sample_id=sample, text="Đã đến thăm nhà.")
    add = add_sample if asked.booked else _plain_sample
    return lambda _sample: add(actor=who, at=at, place=place, full_name=NEW, born_year=2016)


def _plain_note(*, actor: Actor, at: datetime, sample_id: UUID, text: str) -> None:
    from django.db import transaction

    from mangnon.access.doors import take
    from mangnon.access.scope import acting
    from mangnon.lib.ids import new_id
    from mangnon.testing.models import Sample, SampleNote

    with acting(actor), transaction.atomic():
        sample = take(Sample, sample_id, actor, "testing.samples.note")
        note = SampleNote(id=new_id(), sample=sample, text=text, written_at=at, written_by=str(actor.me))
        note.save(force_insert=True)


def _plain_sample(*, actor: Actor, at: datetime, place: Any, full_name: str, born_year: int) -> None:
    from django.db import transaction

    from mangnon.access.scope import acting
    from mangnon.lib.ids import new_id
    from mangnon.lib.names import clean_name, sort_key
    from mangnon.testing.models import Sample

    with acting(actor), transaction.atomic():
        name = clean_name(full_name)
        sample = Sample(id=new_id(), place=place, full_name=name, sort_key=sort_key(name), born_year=born_year)
        sample.save(force_insert=True)


def _result(told: dict[tuple[str, str], list[float]], seals: list[tuple[int, float]], acts: int) -> Result:
    rates = {key: median(values) for key, values in told.items()}
    rounds = len(told["note", "booked"])
    how = f"{WRITERS} processes, {acts} acts each, {rounds} interleaved rounds, fsync on, medians"
    figures = []
    for kind, words in KINDS.items():
        for other, least in (("unbooked", GOAL), ("unbooked, net on", None)):
            ours, plain = rates[kind, "booked"], rates[kind, other]
            name = f"booked: {words}, {other}"
            figures.append(Figure(name, ours, plain, "acts/s", ours / plain, least=least, how=how))
    linked, seconds = sum(one for one, _ in seals), sum(one for _, one in seals)
    notes = [
        "Unbooked keeps session scope, row security, the guarded door and the transaction;"
        " it leaves out the entry and the trigger net (net on: only the entry).",
        f"Between the rounds the sealer chained {linked:,} entries at {linked / seconds:,.0f} a second.",
    ]
    return Result("booked_action", figures, notes, {"rates": {" / ".join(k): v for k, v in told.items()}})
