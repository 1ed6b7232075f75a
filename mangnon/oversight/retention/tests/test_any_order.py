"""Random days of an archive: rows come, holds come and go, lists are drawn, agreed, carried out in pieces."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from mangnon.access.retaining import Due
from mangnon.access.scope import acting
from mangnon.oversight.retention import jobs
from mangnon.oversight.retention.actions import destroying
from mangnon.oversight.retention.actions.holding import ask_lift, lift_hold
from mangnon.oversight.retention.models import Hold, Outcome, Proposal, ProposalLine, Stage
from mangnon.oversight.retention.tests.conftest import WHY, Archive

STEPS = 40


@dataclass
class Days:
    """One archive and a dice; whatever is destroyed is looked at."""

    archive: Archive
    dice: random.Random
    active: dict[str, Hold] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.start: datetime = self.archive.at
        self.archive.shelf.watch = self.watch

    def watch(self, row: Due) -> None:
        """The one thing that must never happen."""
        assert row.since < self.archive.at - timedelta(days=90)
        assert row.id not in self.active

    def step(self, number: int) -> None:
        """Five days later something happens."""
        self.archive.at = self.start + timedelta(days=number * 5)
        move = self.dice.choice([self.row, self.row, self.hold, self.lift, self.draw, self.agree, self.agree, self.run])
        move(str(self.dice.randrange(8)))

    def row(self, key: str) -> None:
        if key not in self.archive.shelf.rows:
            self.archive.old(key, days=self.dice.choice([1, 60, 95]), about=(("k", key),))

    def hold(self, key: str) -> None:
        if key not in self.active:
            self.active[key] = self.archive.hold(subject_kind="k", subject_id=key)

    def lift(self, key: str) -> None:
        held = self.active.pop(key, None)
        if held is not None:
            house, at = self.archive.house, self.archive.at
            ask_lift(actor=house.actor("tam"), at=at, hold_id=held.pk, why=WHY)
            lift_hold(actor=house.actor("van"), at=at, hold_id=held.pk)

    def draw(self, _key: str) -> None:
        jobs.draw_due(at=self.archive.at)

    def agree(self, _key: str) -> None:
        with acting(self.archive.house.actor("tam")):
            waiting = list(Proposal.objects.filter(stage=Stage.DRAWN))
        for one in waiting:
            self.archive.agree(one)

    def run(self, _key: str) -> None:
        self.archive.run()


@pytest.mark.parametrize("seed", range(3))
def test_whatever_happens_nothing_held_or_young_is_destroyed(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr(destroying, "BATCH", 2)
    days = Days(archive, random.Random(seed))  # noqa: S311 - a test's own dice
    for number in range(STEPS):
        days.step(number)
    with acting(archive.house.actor("tam")):
        lines = ProposalLine.objects.filter(outcome=Outcome.DESTROYED).count()
    assert lines == len(archive.shelf.destroyed)


def test_the_dice_do_destroy_and_do_hold(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the test above could not fail."""
    monkeypatch.setattr(destroying, "BATCH", 2)
    days = Days(archive, random.Random(3))  # noqa: S311 - a test's own dice
    held = 0
    for number in range(STEPS * 2):
        days.step(number)
        held = max(held, len(days.active))
    assert len(archive.shelf.destroyed) > 3
    assert held > 1
